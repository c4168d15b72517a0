//! An exercise being practised: the form, its time at the desk, and the draft that follows every key.

mod bring;
mod finish;
mod keep;
mod open;
mod view;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::charts::Row;
use crate::db::{Write, Written};
use crate::domain::entry::{Draft, Head};
use crate::domain::id::EntryId;
use crate::domain::locate::{Place, RowPath};
use crate::domain::plan::Week;
use crate::domain::returning::Returning;
use crate::domain::time::{Moment, Now};
use crate::error::{Error, Result};
use crate::exercises::Loaded;
use crate::tui::action::{Action, Input, KeyContext};
use crate::tui::context::{Context, DrawContext};
use crate::tui::effects;
use crate::tui::form::Form;
use crate::tui::input::{Mouse, MouseKind};
use crate::tui::outcome::Outcome;
use crate::tui::route::{Answer, Effect, Paper};
use crate::tui::screens::{Extent, View};
use crate::tui::theme::Role;
use crate::tui::widgets::panel::Panel;

/// A pause longer than this does not count as time at the desk.
const LONGEST_PAUSE: Duration = Duration::from_secs(90);

/// After a pause this long, writing rests.
const REST: Duration = Duration::from_millis(400);
/// How often to look whether a draft is saved, and whether one that could not be is saved by now.
const SAVING: Duration = Duration::from_millis(60);
const RETRY: Duration = Duration::from_millis(500);

/// An exercise being practised.
#[derive(Debug)]
pub struct Practice {
    form: Form,
    loaded: Loaded,
    week: Week,
    head: Option<Head>,
    /// What the saver was handed last, and holds until it is written.
    draft: Option<Arc<Draft>>,
    /// What the first draft is written over, as it was when the entry was opened.
    base: Option<Draft>,
    /// Time at the desk before this sitting, and in it.
    desk: Duration,
    last_input: Option<Duration>,
    /// From when on a pause counts, until it was long enough.
    rest_from: Option<Duration>,
    saved: Option<Moment>,
    saving: bool,
    trouble: Option<Error>,
    subject: Option<String>,
    /// How what the rows of this step are about was rated before, as a drawn row each.
    rated: BTreeMap<RowPath, (String, Row)>,
    suggested_for: Option<(String, String)>,
    /// What one's own stories are called, as they were read for a page.
    stories: Option<((usize, usize), Vec<String>)>,
    /// What it looks at again, which does not come back once this is finished.
    back: Option<(EntryId, Returning)>,
    /// What is told once it is finished.
    finished: Option<Box<finish::FinishPage>>,
    /// Whether this is the small form over another screen, and what the line was marked with that it does not ask for.
    quick: bool,
    marks: String,
    area: Rect,
}

impl Practice {
    /// Returns the entry that is open, once anything is written.
    pub fn entry(&self) -> Option<EntryId> {
        self.head.as_ref().map(|head| head.id)
    }

    /// Goes to a place, if a page has it.
    pub fn show(&mut self, place: &Place) {
        self.form.go_to(place);
    }

    fn take(&mut self, outcome: Outcome, cx: &mut Context) -> Result<Outcome> {
        // Only a change makes a draft: copying from a finished entry leaves it as it is.
        if self.form.take_changed() {
            self.persist(cx);
        }
        if outcome == Outcome::Finish { self.try_to_finish(cx) } else { Ok(outcome) }
    }

    fn mouse(&mut self, mouse: Mouse, cx: &mut Context) -> Result<Outcome> {
        let parts = self.parts();
        let place = Position::new(mouse.column, mouse.row);
        let within = |area: Rect| Mouse { column: mouse.column - area.x, row: mouse.row - area.y, ..mouse };
        let outcome = if parts.pane.contains(place) {
            let inside = Panel::inside(parts.pane);
            if inside.contains(place) { self.form.mouse_in_pane(within(inside)) } else { Outcome::Moved }
        } else if parts.page.contains(place) {
            self.form.act(Input::Mouse(within(parts.page)))
        } else if parts.steps.contains(place) && mouse.kind == MouseKind::Press {
            let at = within(parts.steps);
            self.click_steps(parts, at.column, at.row)
        } else {
            Outcome::Moved
        };
        self.take(outcome, cx)
    }

    /// Takes over what the person wrote in their editor.
    pub fn edited(&mut self, text: &str, cx: &mut Context) -> Result<()> {
        let outcome = self.form.replace_text(text);
        self.take(outcome, cx).map(|_| ())
    }

    /// Does what is due once writing has paused for long enough, and tries again what could not be saved.
    fn tick(&mut self, cx: &mut Context) {
        if self.rest_from.is_some_and(|from| cx.now.mono.saturating_sub(from) < REST) {
            return;
        }
        if self.rest_from.take().is_some() {
            self.form.act(Input::Rest);
        }
        if self.trouble.is_some() {
            self.persist(cx);
        }
    }

    fn edit_outside(&self) -> Outcome {
        let id =
            self.head.as_ref().map_or_else(|| self.loaded.id().to_owned(), |head| head.short.to_string());
        match self.form.text_to_edit() {
            Some(text) => Outcome::Run(Effect::Edit { text, name: format!("{id}-{}", self.form.place().at.field) }),
            None => {
                Outcome::Say("move the cursor into a text to write it in your editor".to_owned())
            }
        }
    }

    fn count_time(&mut self, cx: &Context) {
        self.rest_from = Some(cx.now.mono);
        let since = self.last_input.map_or(Duration::ZERO, |last| cx.now.mono.saturating_sub(last));
        self.desk += since.min(LONGEST_PAUSE);
        self.last_input = Some(cx.now.mono);
    }

    /// Returns the time at the desk as of now.
    fn desk_now(&self, mono: Duration) -> Duration {
        let since = self.last_input.map_or(Duration::ZERO, |last| mono.saturating_sub(last));
        self.desk + since.min(LONGEST_PAUSE)
    }

    fn ask_where(&self, cx: &Context) -> Result<Outcome> {
        let name = format!("{}-{}.md", cx.today(), self.loaded.heading().id);
        let (text, replaced) = effects::entry_text(cx, self.loaded.exercise(), self.form.answers())?;
        let line = "Markdown, with questions and answers, and people under their aliases. An existing file is not \
                    overwritten.";
        let dialog =
            effects::ask_where("Write what is on the screen to a file", line, &name, Paper::Text(text), &replaced);
        Ok(Outcome::Ask(Box::new(dialog)))
    }
}

impl View for Practice {
    fn update(&mut self, input: Input, cx: &mut Context) -> Result<Outcome> {
        if let Some(page) = &mut self.finished {
            return Ok(page.act(&input));
        }
        let passed = matches!(input, Input::Tick(_));
        self.form.set_now(cx.now.mono);
        if passed && self.form.has_clock() {
            // Watching counts, though nothing is typed.
            self.desk = self.desk_now(cx.now.mono);
            self.last_input = Some(cx.now.mono);
        } else if !passed {
            self.count_time(cx);
        }
        self.follow_saver(cx);
        let outcome = match input {
            Input::Do(Action::Editor) => self.edit_outside(),
            Input::Do(Action::Export) => self.ask_where(cx)?,
            Input::Do(Action::GoToPage) => self.ask_page(),
            Input::Do(Action::IgnoreAlways) => self.ignore_always(cx),
            Input::Do(Action::Another) => self.deal_again(cx)?,
            Input::Mouse(mouse) => self.mouse(mouse, cx)?,
            input => {
                let back = input == Input::Do(Action::Back);
                let undo = input == Input::Do(Action::Undo);
                let outcome = match self.form.act(input) {
                    Outcome::Run(Effect::Bell) if !cx.settings.bell => Outcome::Moved,
                    outcome => outcome,
                };
                match self.take(outcome, cx)? {
                    Outcome::Ignored if back => return self.leave(cx),
                    Outcome::Ignored if undo => self.point_to_history(cx)?,
                    outcome => outcome,
                }
            }
        };
        if passed {
            self.tick(cx);
        }
        self.bring_in(cx)?;
        if self.form.wants_repairs() {
            return self.bring_repairs(cx);
        }
        Ok(outcome)
    }

    fn answered(&mut self, answer: &Answer, _: &str, cx: &mut Context) -> Result<Outcome> {
        Ok(match answer {
            Answer::FirstGap => {
                self.gaps(cx)?.first().into_iter().for_each(|gap| self.form.open_gap(gap));
                Outcome::Moved
            }
            Answer::FinishAsIs => self.finish(cx)?,
            Answer::Page(page) => self.form.turn_to(*page),
            Answer::Step(step) => self.form.open_step(*step),
            Answer::KeepDraft => self.leave(cx)?,
            _ => Outcome::Moved,
        })
    }

    fn wrote(&mut self, write: &Write, written: &Written, done: Outcome, cx: &mut Context) -> Result<Outcome> {
        Ok(match write {
            Write::Keep(draft) | Write::Finish(draft, _) => {
                let done = self.kept(draft, written.head.as_ref(), done, cx)?;
                match self.back.take_if(|_| matches!(write, Write::Finish(..))) {
                    Some((entry, what)) => Outcome::write(Write::Settle(entry, what, cx.today()), done),
                    None => done,
                }
            }
            _ => done,
        })
    }

    fn next_wakeup(&self, cx: &Context, now: Now) -> Option<Duration> {
        if self.finished.is_some() {
            return None;
        }
        let since = self.last_input.map(|last| now.mono.saturating_sub(last));
        let status = cx.saver.status();
        let saving = match (status.trouble.is_some() || self.trouble.is_some(), status.pending) {
            (true, _) => Some(RETRY),
            (false, pending) => pending.then_some(SAVING),
        };
        let shows_time = !self.quick && since.is_some_and(|since| since < LONGEST_PAUSE);
        let second = shows_time.then(|| Duration::from_millis(1000 - u64::from(now.mono.subsec_millis())));
        let rest = self.rest_from.map(|from| REST.saturating_sub(now.mono.saturating_sub(from)));
        let clock = self.form.clock_wakeup(now.mono);
        [saving, second, clock, rest.map(|rest| rest.max(Duration::from_millis(1)))].into_iter().flatten().min()
    }

    fn extent(&self) -> Extent {
        if self.quick { Extent::Over { margin: 6, most: (78, 24) } } else { Extent::Full }
    }

    fn arrange(&mut self, area: Rect) {
        self.area = area;
        if let Some(page) = &mut self.finished {
            page.arrange(area);
            return;
        }
        let parts = self.parts();
        let pane = Panel::inside(parts.pane);
        self.form.arrange_pane(pane.width, pane.height, parts.pane.x > parts.page.x);
        self.form.arrange(parts.page.width, parts.page.height);
    }

    fn draw(&self, buf: &mut Buffer, cx: &DrawContext<'_>) -> Option<Position> {
        if let Some(page) = &self.finished {
            page.draw(buf, cx.theme);
            return None;
        }
        self.draw_all(buf, cx.theme, cx.now.mono)
    }

    fn contexts(&self) -> Vec<KeyContext> {
        if self.finished.is_some() { finish::FinishPage::contexts() } else { self.form.contexts() }
    }

    fn footer(&self) -> Vec<Action> {
        if self.finished.is_some() {
            return finish::FinishPage::footer();
        }
        if self.form.is_grading() {
            return vec![Action::Yes, Action::No, Action::Example, Action::Back, Action::Help];
        }
        if self.form.is_timing() {
            let marks = [Action::Word, Action::Unmark].into_iter().filter(|_| self.form.takes_marks());
            let rest = [Action::Done, Action::NextField, Action::Back, Action::Help];
            return std::iter::once(Action::Clock).chain(marks).chain(rest).collect();
        }
        let prose = self.form.is_writing_prose();
        let mut keys = vec![Action::Done, Action::NextField];
        keys.extend(self.form.clock_waits().then_some(Action::Clock));
        keys.extend((!prose).then_some(Action::Toggle));
        if self.form.is_ranking() {
            keys.extend([Action::RowUp, Action::RowDown, Action::Sort]);
        }
        keys.extend(self.form.has_example().then_some(Action::Example));
        keys.extend(self.form.has_rail().then_some(Action::Rail));
        keys.extend((prose && !self.quick).then_some(Action::Alone));
        keys.extend(prose.then_some(Action::Editor));
        keys.extend(self.offers(Action::Another).then_some(Action::Another));
        if self.form.page_number().1 > 1 {
            keys.push(Action::GoToPage);
        }
        keys.extend([Action::Back, Action::Help]);
        keys
    }

    fn label(&self, action: Action) -> &'static str {
        match action {
            Action::Open => "go on",
            Action::Done if self.form.is_last_page() => "finish",
            Action::Done => "next",
            Action::NextField => "field",
            Action::Clock if self.form.has_clock() => "pause",
            Action::Clock => "start",
            action => action.label(),
        }
    }

    fn offers(&self, action: Action) -> bool {
        match action {
            Action::Rail => self.form.has_rail(),
            Action::Another => self.form.exercise().can_deal_again(self.form.answers()),
            Action::GoToPage => self.form.page_number().1 > 1,
            Action::Example => self.form.has_example(),
            Action::Yes | Action::No => self.form.is_grading(),
            Action::Sort | Action::RowUp | Action::RowDown => self.form.is_ranking(),
            Action::Editor | Action::Undo | Action::Redo => self.form.is_writing(),
            Action::Word | Action::Unmark => self.form.takes_marks(),
            Action::Clock => self.form.is_timing() || self.form.clock_words().is_some(),
            Action::Clear => !self.form.is_writing(),
            _ => true,
        }
    }

    fn status(&self) -> (String, Role) {
        let (text, role) = match (&self.trouble, self.saving, self.saved) {
            (Some(_), ..) => ("not saved – trying again".to_owned(), Role::Bad),
            (None, _, Some(at)) => (format!("saved {}", at.local().format("%H:%M")), Role::Dim),
            (None, true, None) => ("saving…".to_owned(), Role::Dim),
            (None, false, None) => match &self.head {
                Some(head) if head.finished.is_some() => ("finished".to_owned(), Role::Dim),
                _ => (String::new(), Role::Dim),
            },
        };
        let parts = self.form.mode().into_iter().chain(Some(text.as_str()).filter(|text| !text.is_empty()));
        (parts.collect::<Vec<_>>().join(" · "), role)
    }

    fn writes(&self) -> Option<EntryId> {
        self.entry()
    }

    fn problem(&self) -> Option<String> {
        self.trouble.as_ref().map(Error::with_hint)
    }
}

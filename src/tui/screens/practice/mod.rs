//! An exercise being practised: the form, its time at the desk, and the draft that follows every key.

mod finish;
mod keep;
mod view;

use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::{capture, citations, practice, ratings, returning, repairs, stories, week};
use crate::charts::Row;
use crate::db::{Returned, Write, Written};
use crate::domain::entry::{Draft, Head, State};
use crate::domain::id::EntryId;
use crate::domain::locate::{Place, RowPath};
use crate::domain::plan::Week;
use crate::domain::returning::Returning;
use crate::domain::time::{Moment, Now};
use crate::error::{Error, Result};
use crate::exercises::Loaded;
use crate::sys::settings::{Change, Value};
use crate::tui::action::{Action, Input, KeyContext};
use crate::tui::context::{Context, DrawContext};
use crate::tui::effects;
use crate::tui::form::{EARLIER, Form};
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

/// How many earlier findings about one subject are read at most.
const MOST: usize = 200;

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
    /// Opens a new run of an exercise in a week, this one if none is given. Nothing is stored before something is written.
    pub fn begin(exercise: &str, week: Option<Week>, cx: &Context) -> Result<Self> {
        Self::begin_with(exercise, &[], week, cx)
    }

    /// Opens a new run of an exercise that begins with some answers, by field and as text.
    pub fn begin_with(
        exercise: &str,
        first: &[(String, String)],
        week: Option<Week>,
        cx: &Context,
    ) -> Result<Self> {
        let loaded = cx.catalog.find(exercise)?.clone();
        let week = week.map_or_else(|| cx.this_week(), Ok)?;
        let usual = practice::first_answers(&cx.store, &cx.catalog, loaded.exercise(), cx.today())?;
        let first = returning::first_answers(loaded.exercise(), first, usual);
        let mut form = Form::begin(Rc::new(loaded.exercise().clone()), first);
        form.set_theme(week::theme_line(&cx.store, &cx.catalog, week, loaded.id())?);
        let mut screen = Self::with(form, loaded, week, cx);
        screen.bring_evidence(cx)?;
        Ok(screen)
    }

    /// Opens a new run of the exercise that looks again at something that comes back.
    pub fn look_again(one: &Returned, cx: &Context) -> Result<Self> {
        let loaded = cx.catalog.find(&one.returning.exercise)?.clone();
        let first = practice::first_answers(&cx.store, &cx.catalog, loaded.exercise(), cx.today())?;
        let first = returning::first_answers(loaded.exercise(), &one.returning.first, first);
        let form = Form::begin(Rc::new(loaded.exercise().clone()), first);
        let mut screen = Self::with(form, loaded, cx.this_week()?, cx);
        screen.back = Some((one.entry, one.returning.clone()));
        screen.bring_evidence(cx)?;
        Ok(screen)
    }

    /// Opens the small form of what the plan captures, for an entry if it is begun, in a field.
    pub fn capture(begun: Option<Box<(Head, Arc<Draft>)>>, place: &Place, cx: &Context) -> Result<Self> {
        let loaded = week::captured(&cx.store, &cx.catalog, cx.today())?.clone();
        let small = loaded.exercise().quick().ok_or_else(|| {
            Error::unknown(
                "the exercise that the plan captures has no small form",
                "give some of its fields `quick = true`",
            )
        })?;
        let answers = begun.as_ref().map(|begun| begun.1.answers.clone()).unwrap_or_default();
        let (head, draft) = begun.map(|begun| *begun).unzip();
        let marks = head.as_ref().map_or(Ok(String::new()), |head| {
            capture::beside(&cx.store, (loaded.exercise(), &small), &answers, head.id)
        })?;
        let form = Form::new(Rc::new(small), answers, Some(place)).without_frames();
        Ok(Self { quick: true, head, draft, marks, ..Self::with(form, loaded, cx.this_week()?, cx) })
    }

    /// Returns the entry that is open, once anything is written.
    pub fn entry(&self) -> Option<EntryId> {
        self.head.as_ref().map(|head| head.id)
    }

    /// Opens an entry that is there, its draft or what was finished: at a place, or where it was left.
    pub fn open(id: EntryId, place: Option<&Place>, cx: &Context) -> Result<Self> {
        let gone = || {
            Error::unknown("this entry no longer exists", "it may have been discarded in another window")
        };
        let head = cx.store.head(id)?.ok_or_else(gone)?;
        let loaded = practice::stored_exercise(&cx.store, &head)?.ok_or_else(gone)?;
        let draft = cx.store.draft(id)?;
        let answers = match &draft {
            Some(draft) => draft.answers.clone(),
            None => cx.store.entry(id)?.ok_or_else(gone)?.answers,
        };
        let left_at = draft.as_ref().map(|draft| &draft.place);
        let mut form = Form::new(Rc::new(loaded.exercise().clone()), answers, left_at);
        form.go_on_from(cx.left.get(&id).cloned().unwrap_or_default());
        if let Some(place) = place {
            form.go_to(place);
        }
        if head.state == State::Draft
            && let Some(week) = week::labelled(&cx.store, head.week)?
        {
            form.set_theme(week::theme_line(&cx.store, &cx.catalog, week, &head.exercise)?);
        }
        let back = match head.state {
            State::Draft => returning::behind(&cx.store, loaded.exercise(), form.answers(), cx.today())?,
            State::Partial | State::Complete => None,
        };
        let mut screen = Self::with(form, loaded, cx.this_week()?, cx);
        screen.back = back.map(|one| (one.entry, one.returning));
        screen.desk = draft.as_ref().map_or(head.desk, |draft| draft.desk);
        screen.saved = draft.as_ref().map(|draft| draft.saved);
        // Whoever changes the entry elsewhere from now on is not written over.
        screen.base = if draft.is_none() { cx.store.resume(id, cx.now.wall).ok() } else { None };
        screen.draft = draft.map(Arc::new);
        screen.head = Some(head);
        screen.bring_in(cx)?;
        Ok(screen)
    }

    /// Goes to a place, if a page has it.
    pub fn show(&mut self, place: &Place) {
        self.form.go_to(place);
    }

    fn with(mut form: Form, loaded: Loaded, week: Week, cx: &Context) -> Self {
        form.set_keymap(&cx.keymap);
        form.set_hints_off(&cx.settings.hints_off);
        Self {
            form,
            loaded,
            week,
            head: None,
            draft: None,
            base: None,
            desk: Duration::ZERO,
            last_input: None,
            rest_from: None,
            saved: None,
            saving: false,
            trouble: None,
            subject: None,
            rated: BTreeMap::new(),
            suggested_for: None,
            back: None,
            finished: None,
            quick: false,
            marks: String::new(),
            area: Rect::ZERO,
        }
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

    /// Brings earlier findings about what the page is about now.
    fn bring_evidence(&mut self, cx: &Context) -> Result<()> {
        let subject = self.form.subject();
        if subject != self.subject {
            let entry = self.head.as_ref().map(|head| head.id);
            let found = match &subject {
                Some(subject) => citations::citable(&cx.store, subject, entry, MOST)?,
                None => Vec::new(),
            };
            self.form.set_citable(found);
            let cites = self.form.answers().cites();
            let there = citations::still_there(&cx.store, cites.into_iter())?;
            self.form.set_there(there);
            self.subject = subject;
        }
        Ok(())
    }

    /// Brings how what the rows of this step are about was rated before.
    fn bring_ratings(&mut self, cx: &Context) -> Result<()> {
        let (exercise, answers, here) = (self.loaded.exercise(), self.form.answers(), self.form.step_number());
        for page in self.form.overview().pages.iter().filter(|page| page.step == here && !page.row.is_empty()) {
            let name = exercise.row_title(answers, &page.row);
            if self.rated.get(&page.row).is_none_or(|(known, _)| *known != name) {
                let drawn = ratings::of_row(&cx.store, &cx.catalog, (exercise, answers), &page.row)?;
                self.rated.insert(page.row.clone(), (name, drawn));
            }
        }
        Ok(())
    }

    /// Brings earlier findings, ratings and words for what is on the page now.
    fn bring_in(&mut self, cx: &Context) -> Result<()> {
        self.bring_evidence(cx)?;
        self.bring_ratings(cx)?;
        let wanted = self.form.wants_suggestions();
        if wanted != self.suggested_for {
            if let Some((vocabulary, typed)) = &wanted {
                let mut words = if self.form.wants_stories() { stories::names(&cx.store)? } else { Vec::new() };
                words.extend(cx.store.suggest(vocabulary, typed, EARLIER)?);
                if self.form.wants_questions() {
                    words.extend(cx.catalog.deck().questions.iter().map(|question| question.text.clone()));
                }
                self.form.set_suggestions(words);
            }
            self.suggested_for = wanted;
        }
        Ok(())
    }

    /// Brings what the words of a hint can be replaced with.
    fn bring_repairs(&mut self, cx: &Context) -> Result<Outcome> {
        let (names, sentences) = repairs::read(&cx.store, &cx.catalog, cx.today())?;
        Ok(self.form.set_repairs(names, sentences))
    }

    /// Switches the rule of the hint at the focus off, everywhere.
    fn ignore_always(&mut self, cx: &Context) -> Outcome {
        let Some(rule) = self.form.hinted_rule() else {
            return Outcome::Say("there is no hint here".to_owned());
        };
        let mut set = cx.settings.clone();
        set.hints_off.push(rule);
        self.form.set_hints_off(&set.hints_off);
        let names = set.hints_off.iter().map(|rule| rule.name().to_owned()).collect();
        Outcome::Set(Box::new(set), Change { key: "hints_off", value: Value::List(names) })
    }

    /// Deals another case or question, as long as nothing is answered.
    fn deal_again(&mut self, cx: &mut Context) -> Result<Outcome> {
        let (exercise, answers) = (self.loaded.exercise(), self.form.answers());
        let Some(again) = practice::deal_again(&cx.store, &cx.catalog, exercise, cx.today(), answers)? else {
            return Ok(Outcome::Say("another one comes only before you answer: clear your answers first".to_owned()));
        };
        self.form.deal(again);
        if self.head.is_some() { self.take(Outcome::Changed, cx) } else { Ok(Outcome::Moved) }
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

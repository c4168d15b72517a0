//! An exercise being practised: the form, its time at the desk, and the draft that follows every key.

use std::rc::Rc;
use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::rail;
use crate::error::{Error, Result};
use crate::journal::practice;
use crate::library::Loaded;
use crate::model::check::{Progress, plural};
use crate::model::entry::{Draft, Head, Place, State};
use crate::model::id::EntryId;
use crate::model::plan::Week;
use crate::model::time::{Moment, stopwatch};
use crate::model::value::Answers;
use crate::tui::action::{Action, Context, Input};
use crate::tui::cx::Cx;
use crate::tui::dialog::Dialog;
use crate::tui::form::{Form, Reply};
use crate::tui::input::Mouse;
use crate::tui::route::{Answer, Effect, Step};
use crate::tui::theme::{Role, Theme};
use crate::tui::widgets::paint::Brush;

/// A pause longer than this does not count as time at the desk.
const LONGEST_PAUSE: Duration = Duration::from_secs(90);
/// The last save on the way out may take this long before the person is asked.
const FLUSH: Duration = Duration::from_millis(1500);
/// Columns of the list of steps.
const STEPS: u16 = 20;
/// From this width on, the steps stand beside the page.
const WIDE: u16 = 72;

/// An exercise being practised.
#[derive(Debug)]
pub struct Practice {
    form: Form,
    loaded: Loaded,
    week: Week,
    head: Option<Head>,
    draft: Option<Draft>,
    /// Time at the desk before this sitting, and in it.
    desk: Duration,
    last_input: Option<Duration>,
    saved: Option<Moment>,
    saving: bool,
    trouble: Option<Error>,
    subject: Option<String>,
    suggested_for: Option<(String, String)>,
    rail_open: bool,
    area: Rect,
}

impl Practice {
    /// Opens a new run of an exercise; nothing is stored before something is written.
    pub fn begin(loaded: Loaded, week: Week) -> Self {
        let form = Form::new(Rc::new(loaded.exercise.clone()), Answers::default(), None);
        Self::with(form, loaded, week)
    }

    /// Opens an entry that is there: its draft where it was left, or what was finished.
    pub fn open(id: EntryId, place: Option<&Place>, week: Week, cx: &Cx) -> Result<Self> {
        let gone = || {
            Error::unknown("this entry is not there any more", "it may have been dropped in another window")
        };
        let head = cx.store.head(id)?.ok_or_else(gone)?;
        let loaded = practice::stored_exercise(&cx.store, &head)?.ok_or_else(gone)?;
        let draft = cx.store.draft(id)?;
        let answers = match &draft {
            Some(draft) => draft.answers.clone(),
            None => cx.store.entry(id)?.ok_or_else(gone)?.answers,
        };
        let left_at = place.or(draft.as_ref().map(|draft| &draft.place));
        let form = Form::new(Rc::new(loaded.exercise.clone()), answers, left_at);
        let mut screen = Self::with(form, loaded, week);
        screen.desk = draft.as_ref().map_or(head.desk, |draft| draft.desk);
        screen.saved = draft.as_ref().map(|draft| draft.saved);
        screen.draft = draft;
        screen.head = Some(head);
        screen.bring_in(cx)?;
        Ok(screen)
    }

    fn with(form: Form, loaded: Loaded, week: Week) -> Self {
        Self {
            form,
            loaded,
            week,
            head: None,
            draft: None,
            desk: Duration::ZERO,
            last_input: None,
            saved: None,
            saving: false,
            trouble: None,
            subject: None,
            suggested_for: None,
            rail_open: false,
            area: Rect::ZERO,
        }
    }

    /// Lists where keys mean something here, innermost first.
    pub fn contexts(&self) -> Vec<Context> {
        let inner = if self.form.is_writing() { Context::Writing } else { Context::Picking };
        vec![inner, Context::Form, Context::Anywhere]
    }

    /// Does what an input asks for.
    pub fn update(&mut self, input: Input, cx: &mut Cx) -> Result<Step> {
        let rest = input == Input::Rest;
        if !rest {
            self.count_time(cx);
        }
        self.follow_saver(cx);
        let step = match input {
            Input::Do(Action::Editor) => self.edit_outside(),
            Input::Do(Action::Rail) => {
                self.rail_open = !self.rail_open;
                Step::Stay
            }
            Input::Do(Action::Export) => Step::Ask(Box::new(self.ask_where(cx))),
            Input::Mouse(mouse) => self.mouse(mouse, cx)?,
            Input::Do(Action::Back) => match self.form.act(Input::Do(Action::Back)) {
                Reply::Ignored => return self.leave(cx),
                reply => self.take(reply, cx)?,
            },
            input => {
                let reply = self.form.act(input);
                self.take(reply, cx)?
            }
        };
        if rest && self.trouble.is_some() {
            self.persist(cx);
        }
        self.bring_in(cx)?;
        Ok(step)
    }

    fn take(&mut self, reply: Reply, cx: &mut Cx) -> Result<Step> {
        Ok(match reply {
            Reply::Ignored => Step::Ignored,
            Reply::Moved => Step::Stay,
            Reply::Changed => {
                self.persist(cx);
                Step::Stay
            }
            Reply::Copied(text) => {
                self.persist(cx);
                Step::Run(Effect::Copy(text))
            }
            Reply::Say(words) => {
                self.persist(cx);
                Step::Say(words, Role::Plain)
            }
            Reply::Finish => self.try_to_finish(cx)?,
        })
    }

    fn mouse(&mut self, mouse: Mouse, cx: &mut Cx) -> Result<Step> {
        let page = self.page_area();
        let inside = page.contains(Position::new(mouse.column, mouse.row));
        if !inside {
            let steps = self.steps_area();
            let on_steps = steps.contains(Position::new(mouse.column, mouse.row));
            if on_steps && mouse.kind == crate::tui::input::MouseKind::Press {
                let reply = self.form.open_step(usize::from(mouse.row - steps.y));
                return self.take(reply, cx);
            }
            return Ok(Step::Stay);
        }
        let at = Mouse { column: mouse.column - page.x, row: mouse.row - page.y, ..mouse };
        let reply = self.form.act(Input::Mouse(at));
        self.take(reply, cx)
    }

    /// Takes over what the person wrote in their editor.
    pub fn edited(&mut self, text: &str, cx: &mut Cx) -> Result<()> {
        let reply = self.form.replace_text(text);
        self.take(reply, cx).map(|_| ())
    }

    fn edit_outside(&self) -> Step {
        let id =
            self.head.as_ref().map_or_else(|| self.loaded.exercise.id.clone(), |head| head.short.to_string());
        match self.form.text_to_edit() {
            Some(text) => Step::Run(Effect::Edit { text, name: format!("{id}-{}", self.form.place().field) }),
            None => {
                Step::Say("put the cursor into a text to write it in your editor".to_owned(), Role::Plain)
            }
        }
    }

    /// Keeps what is written: begins the entry with the first answer, then hands every change to the saver.
    fn persist(&mut self, cx: &mut Cx) {
        if self.draft.is_none() {
            match self.make_draft(cx) {
                Ok(draft) => {
                    self.trouble = None;
                    self.draft = Some(draft);
                }
                Err(error) => {
                    self.trouble = Some(error);
                    return;
                }
            }
        }
        let place = self.form.place();
        let Some(draft) = &mut self.draft else { return };
        draft.answers = self.form.answers().clone();
        draft.place = place;
        draft.desk = self.desk;
        draft.saved = cx.now.wall;
        cx.saver.put(draft.clone());
        self.saving = true;
    }

    fn make_draft(&mut self, cx: &mut Cx) -> Result<Draft> {
        if let Some(head) = &self.head {
            return cx.store.reopen(head.id, cx.now.wall);
        }
        let place = self.form.place();
        let when = (self.week, cx.today(), cx.now.wall);
        let (head, draft) = practice::begin(
            &mut cx.store,
            &self.loaded,
            when,
            (self.form.answers(), &place),
            &mut cx.chance,
        )?;
        self.head = Some(head);
        Ok(draft)
    }

    fn follow_saver(&mut self, cx: &Cx) {
        let status = cx.saver.status();
        self.saving = status.pending;
        if self.draft.is_some() {
            // The saver may have written another entry last.
            let ours = self.head.as_ref().zip(status.revision).is_some_and(|(head, (id, _))| head.id == id);
            self.saved = status.saved.filter(|_| ours).or(self.saved);
            self.trouble = status.trouble;
        }
    }

    /// Follows the entry to the sibling that was made because it was open twice.
    pub fn forked(&mut self, from: EntryId, to: &Head) -> bool {
        let ours = self.head.as_ref().is_some_and(|head| head.id == from);
        if ours {
            self.head = Some(to.clone());
            if let Some(draft) = &mut self.draft {
                draft.entry = to.id;
            }
        }
        ours
    }

    /// Brings earlier findings and words for what is on the page now.
    fn bring_in(&mut self, cx: &Cx) -> Result<()> {
        let subject = self.form.subject();
        if subject != self.subject {
            let entry = self.head.as_ref().map(|head| head.id);
            let found = match &subject {
                Some(subject) => cx.store.findings_about(subject, entry, rail::MOST)?,
                None => Vec::new(),
            };
            self.form.set_citable(found);
            self.subject = subject;
        }
        let wanted = self.form.wants_suggestions();
        if wanted != self.suggested_for {
            if let Some((vocabulary, typed)) = &wanted {
                self.form.set_suggestions(cx.store.suggest(vocabulary, typed, 6)?);
            }
            self.suggested_for = wanted;
        }
        Ok(())
    }

    fn count_time(&mut self, cx: &Cx) {
        let since = self.last_input.map_or(Duration::ZERO, |last| cx.now.mono.saturating_sub(last));
        self.desk += since.min(LONGEST_PAUSE);
        self.last_input = Some(cx.now.mono);
    }

    /// Gives the time at the desk as of now.
    fn desk_now(&self, mono: Duration) -> Duration {
        let since = self.last_input.map_or(Duration::ZERO, |last| mono.saturating_sub(last));
        self.desk + since.min(LONGEST_PAUSE)
    }

    /// Tells whether the stopwatch is running.
    pub fn is_counting(&self, mono: Duration) -> bool {
        self.last_input.is_some_and(|last| mono.saturating_sub(last) < LONGEST_PAUSE)
    }

    /// Saves the place with the draft and waits for the disk. An error is what kept it from the disk.
    pub fn settle(&mut self, cx: &mut Cx) -> Result<()> {
        if self.draft.is_none() && self.trouble.is_none() {
            return Ok(());
        }
        self.persist(cx);
        let flushed = self.draft.is_some() && cx.saver.flush(FLUSH);
        self.follow_saver(cx);
        match self.trouble.clone() {
            Some(error) => Err(error),
            None if flushed => Ok(()),
            None => Err(Error::Journal {
                attempt: "save the draft".to_owned(),
                cause: crate::error::Trouble::Busy,
            }),
        }
    }

    fn leave(&mut self, cx: &mut Cx) -> Result<Step> {
        self.settle(cx)?;
        Ok(Step::Back)
    }

    fn try_to_finish(&mut self, cx: &mut Cx) -> Result<Step> {
        if self.draft.is_none() {
            if self.head.is_some() {
                return Ok(Step::BackSaying("nothing was changed".to_owned()));
            }
            return Ok(Step::Say("nothing is written yet".to_owned(), Role::Plain));
        }
        let gaps = self.loaded.exercise.gaps(self.form.answers());
        if gaps.is_empty() {
            return self.finish(cx);
        }
        let mut lines: Vec<String> = Vec::new();
        for gap in &gaps {
            let step = &self.loaded.exercise.steps[gap.step];
            let label = self
                .loaded
                .exercise
                .field(&gap.row.groups(), &gap.field)
                .map_or("", |field| field.label.as_str());
            let line = format!("· {} – {label}: {}", step.title, gap.fault.words());
            if !lines.contains(&line) {
                lines.push(line);
            }
        }
        if lines.len() > 6 {
            let more = lines.len() - 5;
            lines.truncate(5);
            lines.push(format!("  and {more} more"));
        }
        let count = gaps.len();
        let title = format!(
            "{count} {} still open",
            if count == 1 { "answer is".to_owned() } else { format!("{} are", plural("answer")) }
        );
        let answers = vec![
            ("Go to the first", Answer::FirstGap),
            ("Finish as it is", Answer::FinishAsIs),
            ("Keep as draft", Answer::KeepDraft),
        ];
        Ok(Step::Ask(Box::new(Dialog::new(title, lines, answers))))
    }

    /// Does what an answer to one of its questions means.
    pub fn answered(&mut self, answer: &Answer, typed: &str, cx: &mut Cx) -> Result<Step> {
        Ok(match answer {
            Answer::FirstGap => {
                self.form.open_first_gap();
                Step::Stay
            }
            Answer::FinishAsIs => self.finish(cx)?,
            Answer::KeepDraft => self.leave(cx)?,
            Answer::ExportTo => {
                Step::Run(Effect::Export { path: typed.trim().into(), text: self.as_text(), over: false })
            }
            Answer::ExportOver(path) => {
                Step::Run(Effect::Export { path: path.clone(), text: self.as_text(), over: true })
            }
            _ => Step::Stay,
        })
    }

    fn finish(&mut self, cx: &mut Cx) -> Result<Step> {
        self.settle(cx)?;
        let Some(mut draft) = self.draft.clone() else { return Ok(Step::Stay) };
        draft.revision = cx.saver.revision_of(draft.entry).unwrap_or(draft.revision);
        let again = self.head.as_ref().is_some_and(|head| head.state != State::Draft);
        let head = practice::finish(&mut cx.store, &self.loaded, &draft, cx.now.wall)?;
        cx.saver.forget(draft.entry);
        self.draft = None;
        let how = match (again, head.state) {
            (true, _) => "changed; the version before is kept",
            (false, State::Partial) => "finished with answers open",
            (false, _) => "finished",
        };
        Ok(Step::BackSaying(format!(
            "{} {how} · {} · {}",
            self.loaded.exercise.title,
            head.short,
            crate::model::time::spoken(head.desk)
        )))
    }

    fn ask_where(&self, cx: &Cx) -> Dialog<Answer> {
        let name = format!("{}-{}.md", cx.today(), self.loaded.exercise.id);
        Dialog::new(
            "Write what is on the screen to a file",
            vec!["Markdown, with questions and answers. A file that is there is not overwritten.".to_owned()],
            vec![("Write", Answer::ExportTo), ("Leave it", Answer::Nothing)],
        )
        .typing(&name)
    }

    /// Writes the entry as it stands, for a file.
    fn as_text(&self) -> String {
        crate::tui::effects::entry_text(&self.loaded.exercise, self.form.answers())
    }

    /// Fits the form to the room there is.
    pub fn arrange(&mut self, area: Rect) {
        self.area = area;
        let page = self.page_area();
        self.form.arrange(page.width, page.height);
    }

    fn body(&self) -> Rect {
        let area = self.area;
        Rect::new(area.x, area.y + 2.min(area.height), area.width, area.height.saturating_sub(2))
    }

    fn rail_width(&self) -> u16 {
        let width = self.area.width;
        match (self.form.has_rail(), width) {
            (true, 110..) => (width / 3).clamp(34, 56),
            (true, WIDE..) if self.rail_open => 36,
            _ => 0,
        }
    }

    fn steps_area(&self) -> Rect {
        let body = self.body();
        let crowded = self.rail_width() > 0 && self.area.width < 110;
        let width = if self.area.width >= WIDE && !crowded { STEPS } else { 0 };
        Rect::new(body.x, body.y, width, body.height)
    }

    fn page_area(&self) -> Rect {
        let body = self.body();
        let left = self.steps_area().width;
        let left = if left > 0 { left + 2 } else { 1 };
        let right = self.rail_width();
        let right = if right > 0 { right + 1 } else { 1 };
        // Longer rows than this are hard to read.
        let width = body.width.saturating_sub(left + right).min(100);
        Rect::new(body.x + left, body.y, width, body.height)
    }

    /// Draws it and gives where the terminal's cursor stands.
    pub fn draw(&self, buf: &mut Buffer, theme: &Theme, mono: Duration) -> Option<Position> {
        let mut brush = Brush::new(buf, self.area, theme);
        let exercise = &self.loaded.exercise;
        let x = brush.line(1, 0, &exercise.title, Role::Title);
        let (page, pages) = self.form.page_number();
        let step = self.form.step().map_or("", |step| step.title.as_str());
        let x = brush.line(x + 2, 0, &format!("{step} · page {} of {pages}", page + 1), Role::Dim);
        let desk = self.desk_now(mono);
        let over = desk > exercise.minutes.cap();
        let time =
            format!("{} of {}–{} min ", stopwatch(desk), exercise.minutes.least, exercise.minutes.most);
        brush.right(x + 1, 0, &time, if over { Role::Warn } else { Role::Dim });
        brush.rule(1);
        self.draw_steps(&mut brush);
        let rail = self.rail_width();
        if rail > 0 {
            let body = self.body();
            let area = Rect::new(body.right().saturating_sub(rail), body.y, rail, body.height);
            let mut brush = Brush::new(brush.buf, area, theme);
            rail::draw(&mut brush, self.subject.as_deref(), self.form.citable());
        }
        self.form.draw(self.page_area(), buf, theme)
    }

    fn draw_steps(&self, brush: &mut Brush<'_>) {
        let steps = self.steps_area();
        if steps.width == 0 {
            return;
        }
        let mut column = brush.part(0, 2, steps.width + 1, steps.height);
        let current = self.form.step().map(|step| step.id.as_str());
        for (y, (step, progress)) in self.loaded.exercise.steps.iter().zip(self.form.progress()).enumerate() {
            let here = Some(step.id.as_str()) == current;
            let mark = match progress {
                Progress::Done => "✓",
                Progress::Begun => "◐",
                Progress::Untouched => "·",
                Progress::Closed(_) => "○",
            };
            let (pointer, role) = if here { ("▸", Role::Accent) } else { (" ", Role::Plain) };
            let role = if matches!(progress, Progress::Closed(_)) && !here { Role::Dim } else { role };
            column.line(0, y as u16, &format!("{pointer}{mark} {}", step.title), role);
        }
        for y in 0..steps.height {
            column.line(steps.width, y, "│", Role::Dim);
        }
    }

    /// Says how the draft stands, for the corner of the screen.
    pub fn saved_words(&self) -> (String, Role) {
        match (&self.trouble, self.saving, self.saved) {
            (Some(_), ..) => ("not saved – trying again".to_owned(), Role::Bad),
            (None, true, _) => ("saving…".to_owned(), Role::Dim),
            (None, false, Some(at)) => (format!("saved {}", at.local().format("%H:%M:%S")), Role::Dim),
            (None, false, None) => match &self.head {
                Some(head) if head.finished.is_some() => ("finished".to_owned(), Role::Dim),
                _ => (String::new(), Role::Dim),
            },
        }
    }

    /// Says what keeps the draft from the disk.
    pub fn trouble(&self) -> Option<String> {
        let error = self.trouble.as_ref()?;
        let hint = error.hint().map_or(String::new(), |hint| format!(" – {hint}"));
        Some(format!("{error}{hint}"))
    }

    /// Lists the keys to show at the bottom.
    pub fn footer(&self) -> Vec<Action> {
        let mut keys = vec![Action::Done, Action::NextField];
        keys.push(if self.form.is_writing_prose() { Action::Editor } else { Action::Toggle });
        if self.form.is_ranking() {
            keys.extend([Action::RowUp, Action::RowDown, Action::Sort]);
        }
        if self.form.has_example() {
            keys.push(Action::Example);
        }
        if self.form.has_rail() && self.area.width < 110 {
            keys.push(Action::Rail);
        }
        keys.extend([Action::Back, Action::Help]);
        keys
    }
}

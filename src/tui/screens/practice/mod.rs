//! An exercise being practised: the form, its time at the desk, and the draft that follows every key.

mod keep;
mod view;

use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use ratatui::layout::{Position, Rect};

use super::evidence_panel;
use crate::app::practice;
use crate::domain::entry::{Draft, Head, Place};
use crate::domain::id::EntryId;
use crate::domain::plan::Week;
use crate::domain::search::Passage;
use crate::domain::time::Moment;
use crate::domain::value::Answers;
use crate::error::{Error, Result};
use crate::exercises::Loaded;
use crate::tui::action::{Action, Input, KeyContext};
use crate::tui::context::Context;
use crate::tui::dialog::Dialog;
use crate::tui::form::{Form, Reply};
use crate::tui::input::Mouse;
use crate::tui::route::{Answer, Effect, Step};
use crate::tui::theme::Role;

/// A pause longer than this does not count as time at the desk.
const LONGEST_PAUSE: Duration = Duration::from_secs(90);

/// An exercise being practised.
#[derive(Debug)]
pub struct Practice {
    form: Form,
    loaded: Loaded,
    week: Week,
    head: Option<Head>,
    /// What the saver was handed last, and holds until it is written.
    draft: Option<Arc<Draft>>,
    /// Time at the desk before this sitting, and in it.
    desk: Duration,
    last_input: Option<Duration>,
    saved: Option<Moment>,
    saving: bool,
    trouble: Option<Error>,
    subject: Option<String>,
    suggested_for: Option<(String, String)>,
    rail_open: bool,
    /// Whether this is the small form over another screen.
    quick: bool,
    area: Rect,
}

impl Practice {
    /// Opens a new run of an exercise; nothing is stored before something is written.
    pub fn begin(loaded: Loaded, week: Week) -> Self {
        let form = Form::new(Rc::new(loaded.exercise().clone()), Answers::default(), None);
        Self::with(form, loaded, week)
    }

    /// Opens the small form of an exercise, for quick capture; `None` if it has none.
    pub fn capture(loaded: Loaded, week: Week) -> Option<Self> {
        let small = loaded.exercise().quick()?;
        let form = Form::new(Rc::new(small), Answers::default(), None);
        Some(Self { quick: true, ..Self::with(form, loaded, week) })
    }

    /// Gives the entry that is open, once anything is written.
    pub fn entry(&self) -> Option<EntryId> {
        self.head.as_ref().map(|head| head.id)
    }

    /// Tells whether this is the small form over another screen.
    pub fn is_quick(&self) -> bool {
        self.quick
    }

    /// Opens an entry that is there: its draft where it was left, or what was finished.
    pub fn open(id: EntryId, place: Option<&Place>, week: Week, cx: &Context) -> Result<Self> {
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
        let form = Form::new(Rc::new(loaded.exercise().clone()), answers, left_at);
        let mut screen = Self::with(form, loaded, week);
        screen.desk = draft.as_ref().map_or(head.desk, |draft| draft.desk);
        screen.saved = draft.as_ref().map(|draft| draft.saved);
        screen.draft = draft.map(Arc::new);
        screen.head = Some(head);
        screen.bring_in(cx)?;
        Ok(screen)
    }

    /// Goes to where something was found.
    pub fn show(&mut self, passage: &Passage) {
        self.form.show(passage);
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
            quick: false,
            area: Rect::ZERO,
        }
    }

    /// Lists where keys mean something here, innermost first.
    pub fn contexts(&self) -> Vec<KeyContext> {
        let inner = if self.form.is_writing() { KeyContext::Writing } else { KeyContext::Picking };
        vec![inner, KeyContext::Form, KeyContext::Anywhere]
    }

    /// Does what an input asks for.
    pub fn update(&mut self, input: Input, cx: &mut Context) -> Result<Step> {
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

    fn take(&mut self, reply: Reply, cx: &mut Context) -> Result<Step> {
        // Only a change makes a draft: copying from a finished entry leaves it as it is.
        if self.form.take_changed() {
            self.persist(cx);
        }
        Ok(match reply {
            Reply::Ignored => Step::Ignored,
            Reply::Moved | Reply::Changed => Step::Stay,
            Reply::Copied(text) => Step::Run(Effect::Copy(text)),
            Reply::CopiedSaying(text, words) => Step::RunSaying(Effect::Copy(text), words),
            Reply::Say(words) | Reply::ChangedSaying(words) => Step::Say(words, Role::Plain),
            Reply::Finish => self.try_to_finish(cx)?,
        })
    }

    fn mouse(&mut self, mouse: Mouse, cx: &mut Context) -> Result<Step> {
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
    pub fn edited(&mut self, text: &str, cx: &mut Context) -> Result<()> {
        let reply = self.form.replace_text(text);
        self.take(reply, cx).map(|_| ())
    }

    fn edit_outside(&self) -> Step {
        let id =
            self.head.as_ref().map_or_else(|| self.loaded.heading.id.clone(), |head| head.short.to_string());
        match self.form.text_to_edit() {
            Some(text) => Step::Run(Effect::Edit { text, name: format!("{id}-{}", self.form.place().field) }),
            None => {
                Step::Say("put the cursor into a text to write it in your editor".to_owned(), Role::Plain)
            }
        }
    }

    /// Brings earlier findings and words for what is on the page now.
    fn bring_in(&mut self, cx: &Context) -> Result<()> {
        let subject = self.form.subject();
        if subject != self.subject {
            let entry = self.head.as_ref().map(|head| head.id);
            let found = match &subject {
                Some(subject) => cx.store.findings_about(subject, entry, evidence_panel::MOST)?,
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

    fn count_time(&mut self, cx: &Context) {
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

    /// Does what an answer to one of its questions means.
    pub fn answered(&mut self, answer: &Answer, typed: &str, cx: &mut Context) -> Result<Step> {
        Ok(match answer {
            Answer::FirstGap => {
                self.form.open_first_gap();
                Step::Stay
            }
            Answer::FinishAsIs => self.finish(cx)?,
            Answer::KeepDraft => self.leave(cx)?,
            Answer::ExportTo => {
                Step::Run(Effect::Export { path: typed.trim().into(), text: self.as_text(cx)?, over: false })
            }
            Answer::ExportOver(path) => {
                Step::Run(Effect::Export { path: path.clone(), text: self.as_text(cx)?, over: true })
            }
            _ => Step::Stay,
        })
    }

    fn ask_where(&self, cx: &Context) -> Dialog<Answer> {
        let name = format!("{}-{}.md", cx.today(), self.loaded.heading.id);
        Dialog::new(
            "Write what is on the screen to a file",
            vec![
                "Markdown, with questions and answers, people by their aliases.".to_owned(),
                "A file that is there is not overwritten.".to_owned(),
            ],
            vec![("Write", Answer::ExportTo), ("Leave it", Answer::Nothing)],
        )
        .typing(&name)
    }

    /// Writes the entry as it stands, for a file.
    fn as_text(&self, cx: &Context) -> Result<String> {
        crate::tui::effects::entry_text(cx, self.loaded.exercise(), self.form.answers())
    }
}

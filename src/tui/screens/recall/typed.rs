//! What is typed instead of told aloud: a draft from the first letter on, shown beside the story, and an entry with the grade.

use std::sync::Arc;
use std::time::Duration;

use ratatui::layout::{Position, Rect};

use super::{Recall, Stage};
use crate::app::rehearsal::Prompt;
use crate::app::retelling::{self, Told};
use crate::app::{practice, week};
use crate::db::{Finish, Write};
use crate::domain::entry::{Draft, Head};
use crate::domain::locate::Place;
use crate::domain::retelling::{Beside, beside, names_one};
use crate::domain::value::Answers;
use crate::error::Result;
use crate::exercises::Loaded;
use crate::tui::action::{Action, Input};
use crate::tui::context::{Context, DrawContext};
use crate::tui::outcome::Outcome;
use crate::tui::text::{Lines, Look, TextArea};
use crate::tui::theme::Role;
use crate::tui::widgets::paint::Brush;

/// The longest that typing one story counts as active time.
const LONGEST: Duration = Duration::from_secs(900);

/// What is typed.
#[derive(Debug)]
pub(super) struct Typed {
    pub text: TextArea,
    /// Whether keys go into it.
    pub open: bool,
    /// The exercise that takes it, and its draft, once anything was typed.
    kept: Option<(Loaded, Head, Arc<Draft>)>,
    /// What was typed of each part; nothing before it is compared.
    pub beside: Vec<Beside>,
}

impl Typed {
    pub fn new() -> Self {
        Self { text: TextArea::new("", Lines::Many), open: false, kept: None, beside: Vec::new() }
    }

    /// The draft that takes it.
    pub fn draft(&self) -> Option<&Arc<Draft>> {
        self.kept.as_ref().map(|(_, _, draft)| draft)
    }
}

impl Recall {
    /// Takes a key while something is typed.
    pub(super) fn type_on(&mut self, input: &Input, cx: &mut Context) -> Result<Outcome> {
        match input {
            Input::Do(Action::Done) => {
                self.typed.open = false;
                self.act(Action::Open, cx)
            }
            Input::Do(Action::Back) => {
                self.typed.open = false;
                Ok(Outcome::Moved)
            }
            Input::Tick(_) | Input::Mouse(_) => Ok(Outcome::Moved),
            input => {
                let outcome = self.typed.text.act(input);
                if outcome.changed() {
                    self.typed_on(cx)?;
                }
                Ok(outcome)
            }
        }
    }

    /// Takes the time of the first name, and keeps what is typed.
    fn typed_on(&mut self, cx: &mut Context) -> Result<()> {
        let (Some(prompt), Stage::Telling(from)) = (&self.prompt, self.stage) else { return Ok(()) };
        if self.named.is_none() && names_one(&self.typed.text.text(), &prompt.people) {
            self.named = Some(cx.now.mono.saturating_sub(from));
        }
        if self.typed.kept.is_none() {
            let (loaded, _) = retelling::exercise(&cx.catalog)?;
            let (loaded, answers, place) = (loaded.clone(), self.answers(loaded), Place::default());
            let when = (week::holding(&cx.store, cx.today())?, cx.today(), cx.now.wall);
            let (new, head, draft) =
                practice::plan(&cx.store, &loaded, when, (&answers, &place), &mut cx.chance)?;
            let draft = Arc::new(draft);
            cx.saver.begin(new, Arc::clone(&draft));
            self.typed.kept = Some((loaded, head, draft));
        } else {
            self.keep(cx);
        }
        Ok(())
    }

    /// Brings what is known by now to the draft.
    pub(super) fn keep(&mut self, cx: &Context) {
        let Some((loaded, head, draft)) = self.typed.kept.take() else { return };
        let answers = self.answers(&loaded);
        let desk = match self.stage {
            Stage::Telling(from) => cx.now.mono.saturating_sub(from).min(LONGEST),
            Stage::Shown(_) => draft.desk,
        };
        let draft = Arc::new(Draft { answers, desk, saved: cx.now.wall, ..Arc::unwrap_or_clone(draft) });
        cx.saver.put(Arc::clone(&draft));
        self.typed.kept = Some((loaded, head, draft));
    }

    fn answers(&self, loaded: &Loaded) -> Answers {
        let exercise = loaded.exercise();
        let (Some(fields), Some(prompt)) = (&exercise.retelling, &self.prompt) else {
            return Answers::default();
        };
        let (text, missing) = (self.typed.text.text(), self.left_out());
        let told = match self.stage {
            Stage::Telling(_) => Told { text: &text, ..Told::default() },
            Stage::Shown(took) => Told { text: &text, missing: &missing, times: (self.named, took) },
        };
        retelling::answers(exercise, fields, prompt, &told)
    }

    /// Lays what was typed beside the story, and takes the parts that are not in it for left out.
    pub(super) fn compare(&mut self) {
        if self.prompt.is_none() || self.typed.text.is_blank() {
            return;
        }
        let text = self.typed.text.text();
        self.typed.beside = self.beside(&text);
        let told = self.typed.beside.iter().zip(&self.peeked).map(|(one, peeked)| one.told && !peeked);
        self.told = told.collect();
    }

    /// Lays what was compared beside the story as it is now.
    pub(super) fn lay_beside(&mut self) {
        if !self.typed.beside.is_empty() {
            self.typed.beside = self.beside(&self.typed.text.text());
        }
    }

    fn beside(&self, text: &str) -> Vec<Beside> {
        let parts = self.prompt.iter().flat_map(|prompt| &prompt.parts);
        beside(text, parts.map(|(_, text)| text.as_str()))
    }

    /// Makes an entry of what was typed, and then comes to `done`.
    pub(super) fn finish_typed(&mut self, done: Outcome, cx: &Context) -> Result<Outcome> {
        self.keep(cx);
        let Some((loaded, _, draft)) = self.typed.kept.as_ref().filter(|_| !self.typed.text.is_blank()) else {
            return Ok(done);
        };
        let finish = practice::done(&cx.store, &cx.catalog, loaded, &draft.answers, cx.now.wall)?;
        Ok(Outcome::write(Write::Finish(Arc::clone(draft), Finish { logged: true, ..finish }), done))
    }

    /// Takes note that what was typed is an entry now.
    pub(super) fn finished_typed(&mut self) {
        self.typed.kept = None;
    }

    /// Leaves; what was typed stays a draft.
    pub(super) fn leave(&mut self, cx: &Context) -> Outcome {
        self.keep(cx);
        let Some((_, head, draft)) = &self.typed.kept else { return Outcome::Ignored };
        if self.typed.text.is_blank() {
            return Outcome::write(Write::Discard(head.id), Outcome::Back(None));
        }
        let message = format!("{} is kept as a draft; open it in the log to continue", head.short);
        Outcome::write(Write::Keep(Arc::clone(draft)), Outcome::Back(Some(message)))
    }

    /// Draws what is asked, with the text below.
    pub(super) fn draw_typing(&self, inside: &mut Brush<'_>, prompt: &Prompt, cx: &DrawContext<'_>) -> Option<Position> {
        let keys = cx.keymap.at(&super::TYPING);
        let y = inside.block(0, 0, &prompt.cue, Role::Title);
        let room = inside.part(2, y + 1, u16::MAX, self.typed.text.height()).area;
        let area = Rect { width: room.width.saturating_sub(2), ..room };
        let look = Look {
            text: cx.theme.style(Role::Plain),
            selection: cx.theme.style(Role::Marked),
            placeholder: ("as you would say it, beginning with the person", cx.theme.style(Role::Dim)),
            marked: &[],
        };
        self.typed.text.render(area, inside.buf, &look);
        let last = inside.area.height.saturating_sub(1);
        let (done, back) = (keys.name(Action::Done), keys.name(Action::Back));
        let named = self.said_named().unwrap_or_default();
        inside.line(0, last, &format!("{done} when you're done · {back} to go on aloud"), Role::Dim);
        inside.right(0, last, &named, Role::Good);
        self.typed.text.cursor_position(area)
    }
}

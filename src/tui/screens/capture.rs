//! One line for what just happened, over whatever is on the screen: Enter logs it, what it is marked with shows as chips.
//!
//! What is typed is a draft from the first letter on. The other fields open with a key, with the marks as their answers.

use std::sync::Arc;
use std::time::Duration;

use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::{capture, log, practice, week};
use crate::db::{Finish, Write};
use crate::domain::entry::{Draft, Head};
use crate::domain::exercise::Field;
use crate::domain::id::EntryId;
use crate::domain::locate::{Place, RowPath};
use crate::domain::marks::{self, Known, Mark, Marked};
use crate::domain::time::Now;
use crate::domain::value::Answers;
use crate::error::{Error, Result};
use crate::exercises::Loaded;
use crate::sanitize;
use crate::tui::action::{Action, Input, KeyContext};
use crate::tui::context::{Context, DrawContext};
use crate::tui::outcome::{Next, Outcome};
use crate::tui::route::Route;
use crate::tui::screens::{Extent, View};
use crate::tui::text::{Lines, Look, TextArea};
use crate::tui::theme::{Role, Surface};
use crate::tui::widgets::chip::{self, Chip};
use crate::tui::widgets::paint::Brush;
use crate::tui::widgets::panel::Panel;

/// Where keys mean something here.
const CONTEXTS: [KeyContext; 3] = [KeyContext::Writing, KeyContext::Form, KeyContext::Anywhere];
/// Rows of the text that show, and rows of the whole frame.
const ROWS: u16 = 3;
const HEIGHT: u16 = ROWS + 6;
/// How a day before is written.
const DAY: &str = "%a %-d %b";
/// How many names are offered for what is typed.
const NAMES: usize = 5;
/// How often it is looked whether a draft is saved.
const SAVING: Duration = Duration::from_millis(60);
/// The longest that writing one line counts as active time.
const LONGEST: Duration = Duration::from_secs(300);

#[derive(Debug)]
pub struct Capture {
    text: TextArea,
    loaded: Loaded,
    /// The field of the line.
    field: Field,
    known: Known,
    marked: Marked,
    /// Names that what is typed at the end may become.
    names: Vec<String>,
    /// What is typed as a name of several words that nobody knows.
    unknown: Option<String>,
    entry: Option<(Head, Arc<Draft>)>,
    since: Duration,
    /// The day before that it is for, if it is for one.
    day: Option<NaiveDate>,
    /// Whether it is being logged.
    logging: bool,
    trouble: Option<Error>,
    area: Rect,
}

impl Capture {
    /// Opens the line of what the plan captures, for a day before or for today.
    pub fn open(day: Option<NaiveDate>, cx: &Context) -> Result<Self> {
        let loaded = week::captured(&cx.store, &cx.catalog, cx.today())?.clone();
        let field = log::main_field(loaded.exercise()).cloned().ok_or_else(|| {
            Error::unknown(
                "the exercise that the plan captures has no text field for quick capture",
                "add `quick = true` to one of its `prose` fields",
            )
        })?;
        Ok(Self {
            text: TextArea::new("", Lines::Many),
            known: capture::known(&cx.store, loaded.exercise())?,
            loaded,
            field,
            marked: Marked::default(),
            names: Vec::new(),
            unknown: None,
            entry: None,
            since: cx.now.mono,
            day,
            logging: false,
            trouble: None,
            area: Rect::ZERO,
        })
    }

    /// Reads the marks of what is typed, and keeps it.
    fn changed(&mut self, cx: &mut Context) -> Result<()> {
        let text = self.text.text();
        self.marked = marks::read(&text, &self.known);
        self.names = match marks::typing(&text) {
            Some((sign, typed, _)) => capture::completions(&self.known, sign, typed, NAMES),
            None => Vec::new(),
        };
        self.unknown = marks::unknown_name(&text, &self.marked).map(str::to_owned);
        let mut answers = Answers::default();
        answers.set(self.field.id.clone(), text.into());
        self.put(answers, Place::default(), cx).map(|_| ())
    }

    /// Keeps answers as the draft of the entry, which is begun with the first of them.
    fn put(&mut self, answers: Answers, place: Place, cx: &mut Context) -> Result<(Head, Arc<Draft>)> {
        let desk = cx.now.mono.saturating_sub(self.since).min(LONGEST);
        let kept = if let Some((head, draft)) = self.entry.take() {
            let draft = Draft { answers, place, desk, saved: cx.now.wall, ..Arc::unwrap_or_clone(draft) };
            let draft = Arc::new(draft);
            cx.saver.put(Arc::clone(&draft));
            (head, draft)
        } else {
            let week = self.day.map_or_else(|| cx.this_week(), |day| week::holding(&cx.store, day))?;
            let when = (week, self.day.unwrap_or_else(|| cx.today()), cx.now.wall);
            let first = (&answers, &place);
            let (new, head, draft) = practice::plan(&cx.store, &self.loaded, when, first, &mut cx.chance)?;
            let draft = Arc::new(Draft { desk, ..draft });
            cx.saver.begin(new, Arc::clone(&draft));
            (head, draft)
        };
        self.entry = Some(kept.clone());
        Ok(kept)
    }

    /// Returns the answers: the line without its marks, and what those say.
    fn answers(&self) -> Answers {
        let mut answers = Answers::default();
        if !sanitize::is_blank(&self.marked.text) {
            answers.set(self.field.id.clone(), self.marked.text.clone().into());
        }
        for (field, value) in capture::answers(self.loaded.exercise(), &self.marked) {
            answers.set(field.id.clone(), value);
        }
        answers
    }

    fn finish(&mut self, cx: &mut Context) -> Result<Outcome> {
        if self.text.is_blank() {
            return Ok(self.leave());
        }
        if sanitize::is_blank(&self.marked.text) {
            return Ok(Outcome::Say("say what happened too, before or after the marks".to_owned()));
        }
        let (head, draft) = self.put(self.answers(), Place::default(), cx)?;
        let done = practice::done(&cx.store, &cx.catalog, &self.loaded, &draft.answers, cx.now.wall)?;
        let done = Finish { logged: true, tags: capture::tags(&self.marked), ..done };
        self.logging = true;
        let day = self.day.map_or_else(String::new, |day| format!(" for {}", day.format(DAY)));
        let message = format!("{} logged{day} · {}", self.loaded.heading().title, head.short);
        Ok(Outcome::write(Write::Finish(draft, done), Outcome::Back(Some(message))))
    }

    /// Goes on in the form, at the first field that is still open.
    fn open_fields(&mut self, cx: &mut Context) -> Result<Outcome> {
        let answers = self.answers();
        if let Some(day) = self.day.filter(|_| answers.is_empty()) {
            let message = format!("Write one line first. It is kept for {}.", day.format(DAY));
            return Ok(Outcome::Say(message));
        }
        let exercise = self.loaded.exercise();
        let small = exercise.quick();
        let steps = small.iter().flat_map(|small| &small.steps);
        let mut fields = steps.flat_map(|step| step.fields.iter().map(move |field| (step, field)));
        let open = fields.find(|(_, field)| answers.get(&field.id).is_none());
        let place = open.map(|(step, field)| Place {
            step: step.id.clone(),
            at: RowPath::default().field(&field.id),
            cursor: 0,
        });
        let place = place.unwrap_or_default();
        let begun = if answers.is_empty() { None } else { Some(self.put(answers, place.clone(), cx)?) };
        let tags = capture::tags(&self.marked);
        let tagged = begun.as_ref().filter(|_| !tags.is_empty()).map(|(head, _)| head.id);
        let next = Outcome::Close(Some(Next::Go(Route::CaptureFields(begun.map(Box::new), place))));
        Ok(match tagged {
            Some(id) => Outcome::write(Write::Tag(vec![id], tags, Vec::new()), next),
            None => next,
        })
    }

    /// Completes the name that is typed at the end.
    fn complete(&mut self, cx: &mut Context) -> Result<Outcome> {
        let text = self.text.text();
        let (Some(name), Some((sign, _, start))) = (self.names.first(), marks::typing(&text)) else {
            return Ok(Outcome::Moved);
        };
        self.text.replace_all(&format!("{}{sign}{name} ", &text[..start]));
        self.changed(cx)?;
        Ok(Outcome::Moved)
    }

    fn leave(&self) -> Outcome {
        let Some((head, draft)) = &self.entry else { return Outcome::Close(None) };
        if self.text.is_blank() {
            return Outcome::write(Write::Discard(head.id), Outcome::Close(None));
        }
        let message = format!("{} is kept as a draft; open it in the log to continue", head.short);
        Outcome::write(Write::Keep(Arc::clone(draft)), Outcome::Back(Some(message)))
    }

    fn chips(&self) -> Vec<String> {
        let label = |mark: &Mark| match mark {
            Mark::Product(name) => format!("@ {name}"),
            Mark::Feeling(name) => format!("! {name}"),
            Mark::Rating(value) => {
                let most = self.known.scale.as_ref().map_or(0, |scale| *scale.end());
                format!("trust {value}/{most}")
            }
            Mark::Tag(tag) => format!("# {tag}"),
        };
        self.marked.marks.iter().map(label).collect()
    }
}

impl View for Capture {
    fn update(&mut self, input: Input, cx: &mut Context) -> Result<Outcome> {
        self.trouble = cx.saver.status().trouble.filter(|_| self.entry.is_some());
        match input {
            Input::Do(Action::Newline | Action::Open | Action::Done) => self.finish(cx),
            Input::Do(Action::NextField) => self.open_fields(cx),
            Input::Do(Action::Accept) => self.complete(cx),
            Input::Do(Action::Back) => Ok(self.leave()),
            Input::Tick(_) => Ok(Outcome::Moved),
            // It is on its way to the journal: what is typed now is no part of it any more.
            _ if self.logging => Ok(Outcome::Moved),
            input => {
                let outcome = self.text.act(&input);
                if outcome.changed() {
                    self.changed(cx)?;
                }
                Ok(outcome)
            }
        }
    }

    fn next_wakeup(&self, cx: &Context, _: Now) -> Option<Duration> {
        let status = cx.saver.status();
        (status.pending || status.trouble.is_some() || self.trouble.is_some()).then_some(SAVING)
    }

    fn extent(&self) -> Extent {
        Extent::Over { margin: 6, most: (78, HEIGHT) }
    }

    fn arrange(&mut self, area: Rect) {
        self.area = area;
        self.text.set_size(Panel::inside(area).width.saturating_sub(2), ROWS);
    }

    fn draw(&self, buf: &mut Buffer, cx: &DrawContext<'_>) -> Option<Position> {
        let mut brush = Brush::new(buf, self.area, cx.theme);
        let keys = cx.keymap.at(&CONTEXTS);
        let [log, more, close] = [Action::Newline, Action::NextField, Action::Back].map(|action| keys.name(action));
        let foot = [(log, "log it"), (more, "more fields"), (close, "close")];
        let day = self.day.map_or_else(String::new, |day| format!(" · {}", day.format(DAY)));
        let title = format!("{}: {}{day}", self.loaded.heading().title, self.field.label);
        let mut inside = Panel::over(&title).keys(&foot).draw(&mut brush, Surface::Raised);
        inside.line(0, 0, "›", Role::Accent);
        let line = inside.part(2, 0, u16::MAX, ROWS);
        let look = Look {
            text: cx.theme.style(Role::Plain),
            selection: cx.theme.style(Role::Marked),
            placeholder: ("one line is enough", cx.theme.style(Role::Dim)),
            marked: &[],
        };
        self.text.render(line.area, line.buf, &look);
        let cursor = self.text.cursor_position(line.area);
        let chips = self.chips();
        let chips: Vec<Chip<'_>> = chips.iter().map(|chip| Chip { picked: true, ..Chip::new(chip) }).collect();
        if chips.is_empty() {
            inside.line(0, ROWS + 1, "Add @product !feeling #tag at either end, 3/5 at the end", Role::Dim);
        } else {
            chip::draw_all(&mut inside.part(0, ROWS + 1, u16::MAX, 2), 0, &chips);
        }
        if !self.names.is_empty() {
            let accept = keys.name(Action::Accept);
            let x = inside.pieces(0, ROWS, &[(&accept, Role::Accent), (" ", Role::Plain)]);
            inside.line(x, ROWS, &self.names.join(" · "), Role::Plain);
        } else if let Some(unknown) = &self.unknown {
            let (sign, name) = unknown.split_at(1);
            inside.line(0, ROWS, &format!("Put a new name of several words in quotes: {sign}\"{name}\""), Role::Warn);
        }
        cursor
    }

    fn contexts(&self) -> Vec<KeyContext> {
        CONTEXTS.to_vec()
    }

    fn footer(&self) -> Vec<Action> {
        let accept = (!self.names.is_empty()).then_some(Action::Accept);
        [Action::Newline, Action::NextField].into_iter().chain(accept).chain([Action::Back, Action::Help]).collect()
    }

    fn label(&self, action: Action) -> &'static str {
        match action {
            Action::Newline => "log it",
            Action::NextField => "more fields",
            Action::Accept => "complete the name",
            action => action.label(),
        }
    }

    fn writes(&self) -> Option<EntryId> {
        self.entry.as_ref().map(|(head, _)| head.id)
    }

    fn problem(&self) -> Option<String> {
        self.trouble.as_ref().map(Error::with_hint)
    }
}

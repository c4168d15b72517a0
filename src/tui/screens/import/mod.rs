//! Complaints imported over whatever is on the screen: from a file, or from what is pasted. What was guessed is shown
//! before anything is stored, and nothing that is read holds up the screen: `names` looks up files, a job reads them.

mod names;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use self::names::Names;
use crate::app::complaints::{From, Job, Stand, Stars, Taken, Wanted};
use crate::domain::number_format::counted;
use crate::domain::time::Now;
use crate::error::{Error, Result};
use crate::tui::action::{Action, Input, KeyContext};
use crate::tui::context::{Context, DrawContext};
use crate::tui::dialog::typed_line;
use crate::tui::input::MouseKind;
use crate::tui::outcome::Outcome;
use crate::tui::screens::{Extent, View};
use crate::tui::text::{Lines, TextArea};
use crate::tui::theme::{Role, Surface};
use crate::tui::widgets::meter::pips;
use crate::tui::widgets::paint::Brush;
use crate::tui::widgets::panel::Panel;

/// Where keys mean something here.
const CONTEXTS: [KeyContext; 3] = [KeyContext::Writing, KeyContext::Form, KeyContext::Anywhere];
/// How often it is looked how far it is.
const LOOK: Duration = Duration::from_millis(60);
/// How many rows that can't be read are shown.
const LISTED: usize = 3;
/// From how many bytes on the beginning of a line is shown, not its end.
const WIDE: usize = 50;
/// Columns of the labels.
const LABELS: u16 = 10;

const FILE: usize = 0;
const COLUMNS: usize = 3;
/// The lines to type in, with what stands in each while it is empty.
const FIELDS: [(&str, &str); 4] = [
    ("File", "type a path, or paste a table or plain text"),
    ("Product", "what the reviews are about, if no column says it"),
    ("Stars", "1-2"),
    ("Columns", "guessed; correct it as in text=content,stars=score"),
];

/// Importing complaints.
#[derive(Debug)]
pub struct Import {
    fields: [TextArea; FIELDS.len()],
    focus: usize,
    pasted: Option<Arc<str>>,
    names: Names,
    state: State,
    area: Rect,
}

#[derive(Debug)]
enum State {
    /// It waits for what to import; the last try may have failed.
    Asking(Option<Error>),
    Looking(Job),
    /// It was looked at, and is imported if the person says so.
    Looked(Box<Taken>),
    Importing(Job),
    /// It was asked to stop. It may be done already: what came of it is waited for, as long as the person waits.
    Stopping(Job),
}

impl Default for Import {
    fn default() -> Self {
        Self {
            fields: FIELDS.map(|_| TextArea::new("", Lines::One)),
            focus: FILE,
            pasted: None,
            names: Names::default(),
            state: State::Asking(None),
            area: Rect::ZERO,
        }
    }
}

impl Import {
    fn typed(&self, field: usize) -> String {
        self.fields.get(field).map(|field| field.text().trim().to_owned()).unwrap_or_default()
    }

    /// What is asked for, if enough is.
    fn wanted(&self, dry: bool) -> Result<Option<Wanted>> {
        let [file, product, stars, columns] = [0, 1, 2, COLUMNS].map(|field| self.typed(field));
        let from = match &self.pasted {
            Some(pasted) if file.is_empty() => From::Pasted(Arc::clone(pasted)),
            _ if file.is_empty() => return Ok(None),
            _ => From::File(PathBuf::from(file)),
        };
        let some = |text: String| Some(text).filter(|text| !text.is_empty());
        let stars = some(stars).map_or(Ok(Stars(1, 2)), |stars| Stars::read(&stars))?;
        Ok(Some(Wanted { from, product: some(product), stars, map: some(columns), dry }))
    }

    /// Looks at what is asked for; or imports it, once it was looked at.
    fn go_on(&mut self, cx: &Context) -> Outcome {
        let dry = match &self.state {
            State::Looking(_) | State::Importing(_) | State::Stopping(_) => return Outcome::Moved,
            State::Looked(taken) if taken.new == 0 => {
                return Outcome::Say("there is nothing new in it to import".to_owned());
            }
            State::Looked(_) => false,
            State::Asking(_) => true,
        };
        let started = match self.wanted(dry) {
            Ok(None) => return Outcome::Say("type the path of a file first, or paste something".to_owned()),
            Ok(Some(wanted)) => Job::start(&cx.personal.places.journal, wanted, cx.now.wall),
            Err(error) => Err(error),
        };
        self.names.clear();
        self.state = match started {
            Ok(job) if dry => State::Looking(job),
            Ok(job) => State::Importing(job),
            Err(error) => State::Asking(Some(error)),
        };
        Outcome::Moved
    }

    /// Looks how far it is.
    fn look(&mut self) -> Outcome {
        let (State::Looking(job) | State::Importing(job) | State::Stopping(job)) = &self.state else { return Outcome::Moved };
        let Stand::Done(done) = job.stand() else { return Outcome::Moved };
        match (*done, &self.state) {
            (Ok(taken), State::Importing(_) | State::Stopping(_)) => {
                return Outcome::Back(Some(format!("{} imported", counted(taken.new, "complaint"))));
            }
            (Ok(taken), _) => {
                if self.typed(COLUMNS).is_empty() {
                    self.put(COLUMNS, &taken.columns.to_string());
                }
                self.state = State::Looked(Box::new(taken));
            }
            (Err(error), _) => self.state = State::Asking(Some(error)),
        }
        Outcome::Moved
    }

    fn back(&mut self) -> Outcome {
        match std::mem::replace(&mut self.state, State::Asking(None)) {
            State::Looking(_) => Outcome::Moved,
            State::Importing(job) => {
                job.stop();
                self.state = State::Stopping(job);
                Outcome::Moved
            }
            State::Asking(_) | State::Looked(_) | State::Stopping(_) => Outcome::Close(None),
        }
    }

    fn put(&mut self, field: usize, text: &str) {
        if let Some(field) = self.fields.get_mut(field) {
            field.replace_all(text);
            if field.text().len() > WIDE {
                field.act(&Input::Do(Action::TextStart));
            }
        }
    }

    fn step(&mut self, by: usize) -> Outcome {
        self.focus = (self.focus + by) % FIELDS.len();
        self.names.clear();
        Outcome::Moved
    }

    /// Takes what is typed or pasted. A text of more than one line is no path.
    fn typing(&mut self, input: &Input, cx: &Context) -> Outcome {
        if matches!(self.state, State::Looking(_) | State::Importing(_) | State::Stopping(_)) {
            return Outcome::Moved;
        }
        if let Input::Paste(text) = input
            && text.trim().contains(['\n', '\r'])
        {
            self.pasted = Some(text.replace("\r\n", "\n").replace('\r', "\n").into());
            self.put(FILE, "");
            self.put(COLUMNS, "");
            self.state = State::Asking(None);
            return self.go_on(cx);
        }
        let Some(field) = self.fields.get_mut(self.focus) else { return Outcome::Ignored };
        let outcome = field.act(input);
        if outcome.changed() {
            self.state = State::Asking(None);
            if self.focus == FILE {
                self.put(COLUMNS, "");
                self.names.look_for(&self.typed(FILE));
            }
        }
        outcome
    }

    fn click(&mut self, row: u16) -> Outcome {
        let inside = Panel::inside(self.area);
        if let Some(field) = row.checked_sub(inside.y).map(usize::from).filter(|field| *field < FIELDS.len()) {
            self.focus = field;
            self.names.clear();
        }
        Outcome::Moved
    }

    fn draw_state(&self, body: &mut Brush<'_>, cx: &DrawContext<'_>) {
        let keys = cx.keymap.at(&CONTEXTS);
        let far = |job: &Job| match job.stand() {
            Stand::Going(rows, percent) => {
                let done = usize::try_from(percent / 10).unwrap_or_default();
                format!("{} {percent}%, {}", pips(done, 10), counted(rows, "row"))
            }
            Stand::Done(_) => "100%".to_owned(),
        };
        match &self.state {
            State::Asking(None) => {
                let go = keys.name(Action::Newline);
                let y = body.block(0, 0, &format!("{go} checks the file. You see what was found before anything is imported."), Role::Dim);
                body.block(0, y, "CSV, TSV, JSON and JSON Lines. In plain text that you paste, each paragraph is a complaint.", Role::Dim);
            }
            State::Asking(Some(error)) => {
                body.block(0, 0, &error.to_string(), Role::Bad);
            }
            State::Looking(job) => {
                body.line(0, 0, &format!("Checking: {}", far(job)), Role::Plain);
            }
            State::Importing(job) => {
                let stop = keys.name(Action::Back);
                let y = body.block(0, 0, &format!("Importing: {}", far(job)), Role::Plain);
                body.block(0, y, &format!("{stop} stops it, with nothing changed."), Role::Dim);
            }
            State::Stopping(job) => {
                let close = keys.name(Action::Back);
                let y = body.block(0, 0, &format!("Stopping: {}", far(job)), Role::Plain);
                body.block(0, y, &format!("{close} closes this without waiting. The import may already be done."), Role::Dim);
            }
            State::Looked(taken) => draw_taken(body, taken),
        }
    }
}

/// What was found in it.
fn draw_taken(body: &mut Brush<'_>, taken: &Taken) {
    let new = counted(taken.new, "new complaint");
    let x = body.line(0, 0, &new, Role::Title);
    let about = format!("  {} · {}", taken.source, taken.encoding);
    body.line(x, 0, &about, Role::Dim);
    let mut y = body.block(0, 1, &format!("columns: {}", taken.columns.to_string().replace(',', ", ")), Role::Plain);
    let left_out = taken.left_out();
    if !left_out.is_empty() {
        y = body.block(0, y, &format!("left out: {}", left_out.join(", ")), Role::Plain);
    }
    let remembered = taken.remembered.then(|| "read as you chose for a file like this".to_owned());
    let replaced = taken.replaced.then(|| "some bytes are not valid in this encoding".to_owned());
    for note in taken.notes().into_iter().chain(remembered).chain(replaced) {
        y = body.block(0, y, &note, Role::Dim);
    }
    for (line, why) in taken.problems.iter().take(LISTED) {
        y = body.block(0, y, &format!("line {line}: {why}"), Role::Warn);
    }
}

impl View for Import {
    fn update(&mut self, input: Input, cx: &mut Context) -> Result<Outcome> {
        Ok(match input {
            Input::Tick(_) => {
                self.names.hear(&self.typed(FILE));
                if self.focus != FILE {
                    self.names.clear();
                }
                self.look()
            }
            Input::Do(Action::Newline | Action::Open | Action::Done) => self.go_on(cx),
            Input::Do(Action::Back) => self.back(),
            Input::Do(Action::NextField | Action::Down) => self.step(1),
            Input::Do(Action::PreviousField | Action::Up) => self.step(FIELDS.len() - 1),
            Input::Do(Action::Accept) => {
                if let Some(name) = self.names.offered().first().cloned() {
                    self.put(FILE, &name);
                    self.names.look_for(&name);
                }
                Outcome::Moved
            }
            Input::Mouse(mouse) if mouse.kind == MouseKind::Press => self.click(mouse.row),
            input => self.typing(&input, cx),
        })
    }

    fn next_wakeup(&self, _: &Context, _: Now) -> Option<Duration> {
        let works = matches!(self.state, State::Looking(_) | State::Importing(_) | State::Stopping(_));
        if works { Some(LOOK) } else { self.names.next_wakeup() }
    }

    fn extent(&self) -> Extent {
        Extent::Over { margin: 6, most: (80, 18) }
    }

    fn arrange(&mut self, area: Rect) {
        self.area = area;
        let width = Panel::inside(area).width.saturating_sub(LABELS + 2);
        self.fields.iter_mut().for_each(|field| field.set_size(width, 1));
    }

    fn draw(&self, buf: &mut Buffer, cx: &DrawContext<'_>) -> Option<Position> {
        let mut brush = Brush::new(buf, self.area, cx.theme);
        let keys = cx.keymap.at(&CONTEXTS);
        let [go, next, close] = [Action::Newline, Action::NextField, Action::Back].map(|action| keys.name(action));
        let foot = [
            (go, self.label(Action::Newline)),
            (next, "next line"),
            (close, self.label(Action::Back)),
        ];
        let mut inside = Panel::over("Import complaints").keys(&foot).draw(&mut brush, Surface::Raised);
        let lines = self.pasted.as_ref().map(|text| counted(text.lines().count(), "pasted line"));
        let pasted = lines.map(|lines| format!("{lines}; type a path for a file instead"));
        let mut cursor = None;
        for (index, ((label, hint), field)) in FIELDS.iter().zip(&self.fields).enumerate() {
            let y = u16::try_from(index).unwrap_or_default();
            let here = index == self.focus;
            inside.line(0, y, label, if here { Role::Accent } else { Role::Dim });
            let hint = pasted.as_deref().filter(|_| index == FILE).unwrap_or(hint);
            let place = typed_line(&mut inside.part(LABELS, y, u16::MAX, 1), 0, field, hint);
            cursor = cursor.or(place.filter(|_| here));
        }
        let y = u16::try_from(FIELDS.len()).unwrap_or_default();
        if !self.names.offered().is_empty() {
            let accept = keys.name(Action::Accept);
            let x = inside.pieces(0, y, &[(&accept, Role::Accent), (" ", Role::Plain)]);
            inside.line(x.max(LABELS + 2), y, &self.names.offered().join(" · "), Role::Plain);
        }
        inside.rule(y + 1);
        self.draw_state(&mut inside.part(0, y + 2, u16::MAX, u16::MAX), cx);
        cursor
    }

    fn contexts(&self) -> Vec<KeyContext> {
        CONTEXTS.to_vec()
    }

    fn footer(&self) -> Vec<Action> {
        let accept = (!self.names.offered().is_empty()).then_some(Action::Accept);
        [Action::Newline, Action::NextField].into_iter().chain(accept).chain([Action::Back, Action::Help]).collect()
    }

    fn label(&self, action: Action) -> &'static str {
        match (action, &self.state) {
            (Action::Newline, State::Looked(_)) => "import",
            (Action::Newline, _) => "check",
            (Action::NextField, _) => "next line",
            (Action::Accept, _) => "complete the path",
            (Action::Back, State::Looking(_) | State::Importing(_)) => "stop",
            (Action::Back, _) => "close",
            (action, _) => action.label(),
        }
    }
}

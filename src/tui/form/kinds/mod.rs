//! What each kind of field keeps between keys, how it is drawn, and what its keys and clicks do.
//!
//! `Control` and the matches on it are here and nowhere else; what they lead to is in a file for each kind.

mod choice;
mod evidence;
mod rank;
mod scale;
mod text;

use ratatui::layout::Position;

use super::{Form, Reply};
use crate::domain::exercise::Field;
use crate::domain::kinds::Kind;
use crate::domain::locate::FieldPath;
use crate::domain::number_format::read_number;
use crate::domain::value::Value;
use crate::tui::action::Action;
use crate::tui::text::{Edit, Lines, TextArea};
use crate::tui::theme::Theme;
use crate::tui::widgets::paint::Brush;

pub use text::Size;

/// What a field keeps between keys.
#[derive(Debug, Clone)]
pub enum Control {
    /// Several lines of text.
    Prose(TextArea),
    /// One line of text.
    Line(TextArea),
    /// A line that should be a number.
    Number(TextArea),
    /// The words beside "other".
    Other(TextArea),
    /// A scale.
    Scale,
    /// A choice, with the option under the cursor.
    Choice(usize),
    /// What can be cited, with the one under the cursor.
    Evidence(usize),
    /// The rows of a group, with the one under the cursor.
    Rank(usize),
}

impl Control {
    /// Makes the control of a field with the answer there is, or of the words beside its option "other".
    pub fn new(field: &Field, other: bool, value: Option<&Value>) -> Self {
        let text = || value.and_then(|value| spoken_text(field, value)).unwrap_or_default();
        match (&field.kind, value) {
            (Kind::Choice(_), value) if other => {
                let words = value.and_then(Value::as_picks).and_then(|picks| picks.other.clone());
                Self::Other(TextArea::new(&words.unwrap_or_default(), Lines::One))
            }
            (Kind::Text(kind), _) if kind.prose => Self::Prose(TextArea::new(&text(), Lines::Many)),
            (Kind::Number(_), _) => Self::Number(TextArea::new(&text(), Lines::One)),
            (Kind::Scale(_), _) => Self::Scale,
            (Kind::Choice(kind), value) => {
                let first = value.and_then(Value::as_picks).and_then(|picks| picks.picked.first());
                let at = first.and_then(|id| kind.options.iter().position(|option| option.id == *id));
                Self::Choice(at.unwrap_or(0))
            }
            (Kind::Evidence(_), _) => Self::Evidence(0),
            (Kind::Rank(_), _) => Self::Rank(0),
            (Kind::Text(_) | Kind::Group(_) | Kind::Note(_), _) => {
                Self::Line(TextArea::new(&text(), Lines::One))
            }
        }
    }

    /// Returns the answer of a field with nothing but a pasted line in it; `None` for fields that take no text.
    pub fn pasted(field: &Field, line: &str) -> Option<Value> {
        let mut control = Self::new(field, false, None);
        control.text_mut()?.edit(Edit::Paste(line.to_owned()));
        control.typed_value()
    }

    /// Returns the text that is typed in, if it is that kind.
    pub fn text(&self) -> Option<&TextArea> {
        match self {
            Self::Prose(text) | Self::Line(text) | Self::Number(text) | Self::Other(text) => Some(text),
            _ => None,
        }
    }

    /// Returns the text to change it.
    pub fn text_mut(&mut self) -> Option<&mut TextArea> {
        match self {
            Self::Prose(text) | Self::Line(text) | Self::Number(text) | Self::Other(text) => Some(text),
            _ => None,
        }
    }

    /// Makes the answer of what is typed; `None` takes the answer away. A number that cannot be read stays as text.
    pub fn typed_value(&self) -> Option<Value> {
        let text = self.text()?.text();
        match self {
            Self::Number(_) => read_number(&text)
                .ok()
                .map(Value::Number)
                .or((!text.trim().is_empty()).then(|| Value::Text(text.clone()))),
            _ if text.is_empty() => None,
            _ => Some(Value::Text(text)),
        }
    }
}

fn spoken_text(field: &Field, value: &Value) -> Option<String> {
    match value {
        Value::Text(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        other => field.kind.format(other),
    }
}

impl Form {
    /// Does what a key asks of the focused field.
    pub(super) fn do_on_control(&mut self, action: Action) -> Reply {
        match self.focused_control() {
            Some(Control::Scale) => self.do_on_scale(action),
            Some(Control::Choice(_)) => self.do_on_choice(action),
            Some(Control::Evidence(_) | Control::Rank(_)) => self.do_on_list(action),
            Some(_) => self.do_in_text(action),
            None => Reply::Ignored,
        }
    }

    /// Types a character into the focused field.
    pub(super) fn type_on_control(&mut self, c: char) -> Reply {
        match self.focused_control() {
            Some(Control::Scale) => self.type_on_scale(c),
            Some(Control::Choice(_)) => self.type_on_choice(c),
            Some(control) if control.text().is_some() => self.edit(Edit::Insert(c)),
            _ => Reply::Ignored,
        }
    }

    /// Does what a click on the focused field asks for, at a column and row of it. `inside` is its width.
    pub(super) fn click_control(&mut self, key: &FieldPath, inside: u16, column: u16, row: u16) -> Reply {
        match self.controls.get_mut(key) {
            Some(Control::Scale) => self.click_scale(column),
            Some(Control::Choice(_)) => self.click_choice(inside, column, row),
            Some(Control::Evidence(_)) => self.cite(key, self.evidence_at(key, row)),
            Some(Control::Rank(_)) => self.grab_row(key, usize::from(row)),
            control => {
                if let Some(text) = control.and_then(Control::text_mut) {
                    text.click(column, row);
                }
                Reply::Moved
            }
        }
    }

    /// Returns where letters can be typed, when they were typed where none can.
    pub(super) fn misplaced(&mut self) -> Reply {
        self.stray = true;
        let on = (Action::NextField, "goes on");
        Reply::Say(match self.focused_control() {
            Some(Control::Scale) => self.with_keys("this is a scale: type a number", &[on]),
            Some(Control::Choice(_)) => {
                let what = "this is a choice: type the number of an option";
                self.with_keys(what, &[(Action::Toggle, "picks the marked one"), on])
            }
            Some(Control::Rank(_)) => {
                let moves = [(Action::RowUp, "moves a row up"), (Action::RowDown, "moves it down"), on];
                self.with_keys("this is a ranking", &moves)
            }
            Some(_) => {
                let what = "these are earlier entries";
                self.with_keys(what, &[(Action::Toggle, "cites the marked one"), on])
            }
            None => {
                let keys = [(Action::Open, "goes on"), (Action::PreviousField, "goes back")];
                self.with_keys("there is nothing to write here", &keys)
            }
        })
    }

    /// Moves the cursor of a list, and out of it over its edges; cites what is marked.
    fn do_on_list(&mut self, action: Action) -> Reply {
        let Some(key) = self.focused_key() else { return Reply::Ignored };
        let length = self.list_length(&key);
        let Some(Control::Evidence(at) | Control::Rank(at)) = self.controls.get_mut(&key) else {
            return Reply::Ignored;
        };
        match action {
            Action::Up if *at > 0 => *at -= 1,
            Action::Down if *at + 1 < length => *at += 1,
            Action::Up => return self.step_focus(false),
            Action::Down => return self.step_focus(true),
            Action::Toggle | Action::Open => {
                let at = *at;
                let is_ranking = self.is_ranking();
                return if is_ranking { self.step_focus(true) } else { self.cite(&key, at) };
            }
            _ => return Reply::Ignored,
        }
        Reply::Moved
    }

    fn list_length(&self, key: &FieldPath) -> usize {
        match self.controls.get(key) {
            Some(Control::Rank(_)) => self.ranking(key).len(),
            Some(Control::Evidence(_)) => self.evidence_lines(key).len(),
            _ => 0,
        }
    }

    /// Puts the cursor of a list where the focus came in: at the top coming down, at the bottom coming up.
    pub(super) fn enter_control(&mut self, down: bool) {
        let Some(key) = self.focused_key() else { return };
        let last = self.list_length(&key).saturating_sub(1);
        if let Some(Control::Evidence(cursor) | Control::Rank(cursor)) = self.controls.get_mut(&key) {
            *cursor = if down { 0 } else { last };
        }
    }

    /// Returns the rows that the control of a field takes.
    pub(super) fn control_height(&self, field: &Field, key: &FieldPath, width: u16, focused: bool) -> u16 {
        match (self.controls.get(key), &field.kind) {
            (Some(Control::Scale), _) => scale::height(),
            (Some(Control::Choice(_)), Kind::Choice(kind)) => choice::height(kind, width, focused),
            (Some(Control::Evidence(_)), _) => evidence::height(&self.evidence_lines(key), focused),
            (Some(Control::Rank(_)), _) => rank::height(&self.ranking(key)),
            (control, _) => control.and_then(Control::text).map_or(1, |text| text.height().max(1)),
        }
    }

    /// Draws the control of a field and returns where the terminal's cursor stands.
    pub(super) fn draw_control(
        &self,
        key: &FieldPath,
        focused: bool,
        brush: &mut Brush<'_>,
        theme: &Theme,
    ) -> Option<Position> {
        let field = self.field(key)?;
        let value = self.value(key);
        let cursor = |at: usize| focused.then_some(at);
        match (self.controls.get(key)?, &field.kind) {
            (Control::Scale, Kind::Scale(kind)) => {
                scale::draw(brush, kind, value.and_then(Value::as_number).map(|n| n as i64), focused);
            }
            (Control::Choice(at), Kind::Choice(kind)) => {
                choice::draw(brush, kind, value.and_then(Value::as_picks), cursor(*at));
            }
            (Control::Evidence(at), _) => evidence::draw(brush, &self.evidence_lines(key), cursor(*at)),
            (Control::Rank(at), _) => rank::draw(brush, &self.ranking(key), cursor(*at)),
            (control, _) => {
                let text = control.text()?;
                self.draw_text(key, text, brush, theme);
                return focused.then(|| text.cursor_position(brush.area)).flatten();
            }
        }
        None
    }

    /// Returns where the order of a ranking and its scale disagree, so that it is meant and not an oversight.
    pub(super) fn remark(&self, key: &FieldPath) -> Option<String> {
        matches!(self.controls.get(key), Some(Control::Rank(_))).then(|| self.disagreement(key)).flatten()
    }
}

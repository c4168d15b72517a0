//! What each kind of field keeps between keys, how it is drawn, and what its keys and clicks do.
//!
//! The matches on kinds are here and nowhere else in the form; what they lead to is in a file for each kind.

mod choice;
mod evidence;
mod rank;
mod scale;
mod text;
mod timer;

pub use timer::Clock;

use ratatui::layout::{Position, Rect};

use super::Form;
use super::item::PageItem;
use super::spot::BAR;
use crate::domain::exercise::Field;
use crate::domain::kinds::Kind;
use crate::domain::locate::FieldPath;
use crate::domain::value::Value;
use crate::tui::action::Action;
use crate::tui::outcome::Outcome;
use crate::tui::text::{Edit, Lines, TextArea};
use crate::tui::theme::{Role, Theme};
use crate::tui::widgets::paint::Brush;

/// What a field keeps between keys.
#[derive(Debug, Clone)]
pub enum Control {
    /// A text being typed: of a text, a number, or the words beside "other".
    Text(Box<TextArea>),
    /// What is under the cursor, of options, entries or rows.
    Cursor(usize),
}

impl Control {
    /// Makes the control of a field with the answer there is, or of the words beside its option "other".
    pub fn new(field: &Field, other: bool, value: Option<&Value>) -> Self {
        let picks = value.and_then(Value::as_picks);
        let text = match (&field.kind, value) {
            (Kind::Choice(kind), _) if !other => {
                let first = picks.and_then(|picks| picks.picked.first());
                let at = first.and_then(|id| kind.options.iter().position(|option| option.id == *id));
                return Self::Cursor(at.unwrap_or(0));
            }
            (Kind::Scale(_) | Kind::Evidence(_) | Kind::Rank(_) | Kind::Timer(_), _) => {
                return Self::Cursor(0);
            }
            (Kind::Choice(_), _) => picks.and_then(|picks| picks.other.clone()),
            (_, Some(Value::Text(text))) => Some(text.clone()),
            (Kind::Number(kind), Some(value)) if kind.clock => field.kind.format(value),
            (_, Some(Value::Number(number))) => Some(number.to_string()),
            (kind, value) => value.and_then(|value| kind.format(value)),
        };
        let prose = matches!(&field.kind, Kind::Text(kind) if kind.prose);
        let lines = if prose { Lines::Many } else { Lines::One };
        Self::Text(Box::new(TextArea::new(&text.unwrap_or_default(), lines)))
    }

    /// Returns the answer of a field with nothing but a pasted line in it; `None` for fields that take no text.
    pub fn pasted(field: &Field, line: &str) -> Option<Value> {
        let mut control = Self::new(field, false, None);
        control.text_mut()?.edit(Edit::Paste(line.to_owned()));
        typed(&field.kind, control.text()?.text())
    }

    /// Returns the text that is typed in, if it is one.
    pub fn text(&self) -> Option<&TextArea> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    pub fn text_mut(&mut self) -> Option<&mut TextArea> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    /// Takes over what can be undone, where the same text was left.
    pub fn go_on_from(&mut self, left: Option<TextArea>) {
        if let (Self::Text(text), Some(left)) = (self, left) {
            text.go_on_from(left);
        }
    }
}

/// Makes the answer of what is typed; `None` takes the answer away. A number that cannot be read stays as text.
fn typed(kind: &Kind, text: String) -> Option<Value> {
    match kind {
        Kind::Number(kind) => match kind.read_number(&text) {
            Ok(number) => Some(Value::Number(number)),
            Err(_) => (!text.trim().is_empty()).then_some(Value::Text(text)),
        },
        _ => (!text.is_empty()).then_some(Value::Text(text)),
    }
}

/// The columns that a field takes in a table: at least, and to show all there is to pick.
#[derive(Debug, Clone, Copy)]
pub struct CellWidth {
    pub least: u16,
    pub whole: u16,
    /// Whether it takes what room is left.
    pub grows: bool,
}

/// What a field is in a table.
#[derive(Debug, Clone, Copy)]
pub enum InTable {
    Column(CellWidth),
    /// It stands below the row, over its whole width.
    Below,
    /// Its group is no table.
    Never,
}

impl InTable {
    pub fn of(kind: &Kind) -> Self {
        let (least, whole, grows) = match kind {
            Kind::Text(kind) if kind.prose => return Self::Never,
            Kind::Text(_) => (18, 18, true),
            Kind::Number(_) => (10, 10, false),
            Kind::Scale(kind) => (9, scale::width(kind).min(scale::MOST_IN_CELL), false),
            Kind::Choice(kind) => (14, choice::width(kind).clamp(14, choice::MOST_IN_CELL), false),
            Kind::Note(_) => return Self::Below,
            Kind::Group(_) | Kind::Evidence(_) | Kind::Rank(_) | Kind::Timer(_) => return Self::Never,
        };
        Self::Column(CellWidth { least: least + BAR, whole: whole + BAR, grows })
    }
}

/// The fewest columns of a group that make its page a wide one.
const WIDE: usize = 3;

impl Form {
    /// Returns whether a table on this page needs the width of a whole page.
    pub fn is_wide(&self) -> bool {
        let columns = |group: &FieldPath| {
            let fields = self
                .field(group)
                .and_then(|field| field.kind.as_group())
                .map_or(&[][..], |kind| &kind.fields);
            let columns: Vec<InTable> = fields.iter().map(|field| InTable::of(&field.kind)).collect();
            let fits = columns.iter().all(|column| !matches!(column, InTable::Never));
            if fits {
                columns.iter().filter(|column| matches!(column, InTable::Column(_))).count()
            } else {
                0
            }
        };
        self.items.iter().any(|item| matches!(item, PageItem::GroupHead(group) if columns(group) >= WIDE))
    }

    /// Returns the kind of a field; `None` for the words beside "other", which are a text.
    fn kind(&self, key: &FieldPath) -> Option<&Kind> {
        self.field(key).filter(|_| !key.other).map(|field| &field.kind)
    }

    fn focused_kind(&self) -> Option<&Kind> {
        self.items.get(self.focus).and_then(PageItem::key).and_then(|key| self.kind(key))
    }

    fn cursor(&self, key: &FieldPath) -> usize {
        if let Some(Control::Cursor(at)) = self.controls.get(key) { *at } else { 0 }
    }

    fn set_cursor(&mut self, key: &FieldPath, at: usize) {
        self.controls.insert(key.clone(), Control::Cursor(at));
    }

    /// Returns whether the focus is in text of several lines.
    pub fn is_writing_prose(&self) -> bool {
        matches!(self.focused_kind(), Some(Kind::Text(kind)) if kind.prose)
    }

    /// Finds the first answer of this page that takes evidence.
    fn evidence_key(&self) -> Option<FieldPath> {
        let mut keys = self.items.iter().filter(|item| item.takes_focus()).filter_map(PageItem::key);
        keys.find(|key| matches!(self.kind(key), Some(Kind::Evidence(_)))).cloned()
    }

    /// Returns whether the focus is on a clock.
    pub fn is_timing(&self) -> bool {
        matches!(self.focused_kind(), Some(Kind::Timer(_)))
    }

    /// Returns whether a field is a clock.
    pub(super) fn is_timer(&self, key: &FieldPath) -> bool {
        matches!(self.kind(key), Some(Kind::Timer(_)))
    }

    /// Returns the first field of a group that takes a line of words.
    fn first_line(&self, group: &FieldPath) -> Option<String> {
        let fields = &self.field(group)?.kind.as_group()?.fields;
        let line = fields.iter().find(|field| matches!(&field.kind, Kind::Text(kind) if !kind.prose));
        line.map(|field| field.id.clone())
    }

    /// Returns whether the focus is on a ranking.
    pub fn is_ranking(&self) -> bool {
        matches!(self.focused_kind(), Some(Kind::Rank(_)))
    }

    pub(super) fn do_on_control(&mut self, action: Action) -> Outcome {
        match self.focused_kind() {
            Some(Kind::Scale(_)) => self.do_on_scale(action),
            Some(Kind::Choice(_)) => self.do_on_choice(action),
            Some(Kind::Evidence(_) | Kind::Rank(_)) => self.do_on_list(action),
            Some(Kind::Timer(_)) => self.do_on_timer(action),
            _ => self.do_in_text(action),
        }
    }

    pub(super) fn type_on_control(&mut self, c: char) -> Outcome {
        match self.focused_kind() {
            Some(Kind::Scale(_)) => self.type_on_scale(c),
            Some(Kind::Choice(_)) => self.type_on_choice(c),
            Some(Kind::Timer(_)) => self.type_on_timer(c),
            _ => self.edit(Edit::Insert(c)),
        }
    }

    /// Does what a click on the focused field asks for, at a column and row of it. `inside` is its width.
    pub(super) fn click_control(&mut self, key: &FieldPath, inside: u16, column: u16, row: u16) -> Outcome {
        match self.kind(key) {
            Some(Kind::Scale(_) | Kind::Choice(_)) if self.is_in_cell() && self.is_folded(key, inside) => {
                Outcome::Moved
            }
            Some(Kind::Scale(_) | Kind::Choice(_)) => self.click_options(key, inside, column, row),
            Some(Kind::Evidence(_)) => self.cite(key, self.evidence_at(key, row)),
            Some(Kind::Rank(_)) => self.grab_row(key, usize::from(row)),
            Some(Kind::Timer(_)) => self.click_timer(key, (inside, column), row),
            _ => {
                if let Some(text) = self.focused_text_mut() {
                    text.click(column, row);
                }
                Outcome::Moved
            }
        }
    }

    /// Takes what was clicked of what there is to pick, in so many columns.
    pub(super) fn click_options(&mut self, key: &FieldPath, inside: u16, column: u16, row: u16) -> Outcome {
        match self.kind(key) {
            Some(Kind::Scale(_)) => self.click_scale(column),
            _ => self.click_choice(inside, column, row),
        }
    }

    /// Returns where letters can be typed, when they were typed where none can.
    pub(super) fn misplaced(&mut self) -> Outcome {
        self.stray = true;
        let on = (Action::NextField, "goes on");
        Outcome::Say(match self.focused_kind() {
            Some(Kind::Scale(_)) => self.with_keys("this is a scale: type a number", &[on]),
            Some(Kind::Choice(_)) => {
                let what = "this is a choice: type the number of an option";
                self.with_keys(what, &[(Action::Toggle, "picks the marked one"), on])
            }
            Some(Kind::Rank(_)) => {
                let moves = [(Action::RowUp, "moves a row up"), (Action::RowDown, "moves it down"), on];
                self.with_keys("this is a ranking", &moves)
            }
            Some(Kind::Timer(_)) => self.not_a_mark(),
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
    fn do_on_list(&mut self, action: Action) -> Outcome {
        let Some(key) = self.focused_key() else { return Outcome::Ignored };
        let at = self.cursor(&key);
        match action {
            Action::Up if at > 0 => self.set_cursor(&key, at - 1),
            Action::Down if at + 1 < self.list_length(&key) => self.set_cursor(&key, at + 1),
            Action::Up => return self.step_focus(false),
            Action::Down => return self.step_focus(true),
            Action::Toggle | Action::Open if self.is_ranking() => return self.step_focus(true),
            Action::Toggle => return self.cite(&key, at),
            Action::Open => return self.step_focus(true),
            _ => return Outcome::Ignored,
        }
        Outcome::Moved
    }

    /// Returns how many lines the list of a ranking or of evidence has; 0 for other fields.
    fn list_length(&self, key: &FieldPath) -> usize {
        match self.kind(key) {
            Some(Kind::Rank(_)) => self.ranking(key).len(),
            Some(Kind::Evidence(_)) => self.evidence_lines(key).len(),
            _ => 0,
        }
    }

    /// Puts the cursor of a list where the focus came in: at the top coming down, at the bottom coming up.
    pub(super) fn enter_control(&mut self, down: bool) {
        let Some(key) = self.focused_key() else { return };
        if let Some(last) = self.list_length(&key).checked_sub(1) {
            self.set_cursor(&key, if down { 0 } else { last });
        }
    }

    /// Returns the rows of a control that is not a text.
    pub(super) fn control_height(&self, field: &Field, key: &FieldPath, width: u16, focused: bool) -> u16 {
        match &field.kind {
            Kind::Scale(kind) => scale::height(kind, width),
            Kind::Choice(kind) if !key.other => choice::height(kind, width),
            Kind::Evidence(_) => evidence::height(&self.evidence_lines(key), focused),
            Kind::Rank(_) => rank::height(&self.ranking(key)),
            Kind::Timer(_) => self.timer_height(key, width),
            _ => 1,
        }
    }

    /// Returns what there is to say about the option under the cursor of the focused field; in a table, about the number
    /// picked on a scale too.
    pub(super) fn option_help(&self, in_table: bool) -> Option<String> {
        let key = self.focused_key()?;
        match self.focused_kind()? {
            Kind::Choice(kind) => kind.options.get(self.cursor(&key))?.help.clone(),
            Kind::Scale(kind) if in_table => {
                let number = self.value(&key).and_then(Value::as_number).map(|number| number as i64);
                let word = number.and_then(|number| Some(format!("{number} {}", kind.anchor(number)?)));
                word.or_else(|| scale::ends(kind))
            }
            Kind::Scale(kind) => scale::ladder(kind),
            _ => None,
        }
    }

    /// Returns whether a control of this width is too narrow for what there is to pick: then a popup shows it.
    pub(super) fn is_folded(&self, key: &FieldPath, width: u16) -> bool {
        match self.kind(key) {
            Some(Kind::Scale(kind)) => scale::width(kind) > width,
            Some(Kind::Choice(kind)) => choice::width(kind) > width,
            _ => false,
        }
    }

    /// Draws a field in its column of a table, and returns where the terminal's cursor stands.
    pub(super) fn draw_cell(
        &self,
        key: &FieldPath,
        focused: bool,
        brush: &mut Brush<'_>,
        theme: &Theme,
    ) -> Option<Position> {
        let text = self.controls.get(key).and_then(Control::text).is_some();
        let (bar, role) = match (focused, text) {
            (true, _) => ("▌", Role::Focus),
            (false, true) => ("▏", Role::Dim),
            (false, false) => ("", Role::Dim),
        };
        for y in 0..brush.area.height {
            brush.line(0, y, bar, role);
        }
        let mut inside = brush.part(BAR, 0, u16::MAX, u16::MAX);
        if !self.is_folded(key, inside.area.width) {
            return self.draw_control(key, focused, &mut inside, theme);
        }
        let answer = self.kind(key).zip(self.value(key)).and_then(|(kind, value)| kind.format(value));
        let role = if focused { Role::Accent } else { Role::Title };
        match answer {
            Some(answer) => inside.line(0, 0, &answer, role),
            None => inside.line(0, 0, "–", Role::Dim),
        };
        None
    }

    /// Draws the bar at the left of a text without a frame, and returns the area of the text.
    pub(super) fn text_area(&self, key: &FieldPath, area: Rect) -> Rect {
        let is_text = self.controls.get(key).and_then(Control::text).is_some();
        let bar = if is_text { BAR } else { 0 };
        Rect { x: area.x + bar, width: area.width.saturating_sub(bar), ..area }
    }

    /// Draws the control of a field and returns where the terminal's cursor stands.
    pub(super) fn draw_control(
        &self,
        key: &FieldPath,
        focused: bool,
        brush: &mut Brush<'_>,
        theme: &Theme,
    ) -> Option<Position> {
        let value = self.value(key);
        let cursor = focused.then(|| self.cursor(key));
        match self.kind(key) {
            Some(Kind::Scale(kind)) => {
                scale::draw(brush, kind, value.and_then(Value::as_number).map(|n| n as i64), focused);
            }
            Some(Kind::Choice(kind)) => choice::draw(brush, kind, value.and_then(Value::as_picks), cursor),
            Some(Kind::Evidence(_)) => evidence::draw(brush, &self.evidence_lines(key), cursor),
            Some(Kind::Rank(_)) => rank::draw(brush, &self.ranking(key), cursor),
            Some(Kind::Timer(_)) => self.draw_timer(key, brush),
            _ => {
                let text = self.controls.get(key)?.text()?;
                self.draw_text(key, text, brush, theme);
                return focused.then(|| text.cursor_position(brush.area)).flatten();
            }
        }
        None
    }
}

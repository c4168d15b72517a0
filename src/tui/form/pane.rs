//! The pane beside a page, or below it: an example, what the coach says, what earlier entries say. One text that scrolls;
//! each key goes to its part of it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::Form;
use super::spot::{Line, count, rows};
use crate::domain::locate::FieldPath;
use crate::domain::value::Cited;
use crate::tui::action::{Action, Input, KeyContext};
use crate::tui::input::{Mouse, MouseKind};
use crate::tui::outcome::Outcome;
use crate::tui::route::Route;
use crate::tui::theme::{Role, Surface, Theme};
use crate::tui::widgets::paint::{Brush, text_width};
use crate::tui::widgets::panel::Panel;
use crate::wording;

/// Rows that a turn of the wheel scrolls.
const WHEEL: usize = 3;
/// Entries that a page of them is.
const PAGE: usize = 5;

/// A part of the pane.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    Example,
    Coach,
    Evidence,
}

/// What stands beside a page.
#[derive(Debug, Default)]
pub(super) struct Pane {
    /// The part that was asked for.
    called: Option<Section>,
    /// Whether keys go to what earlier entries say.
    pub focused: bool,
    /// The first row that shows.
    from: usize,
    /// Which of the earlier entries is marked.
    mark: usize,
    /// Whether it stands there without being called.
    pub beside: bool,
    /// What it was made for.
    of: Option<FieldPath>,
    size: (u16, u16),
    title: String,
    lines: Vec<Line>,
    /// Where each part begins.
    parts: Vec<(Section, usize)>,
    /// Where each of the earlier entries begins, and the end of the last one.
    entries: Vec<usize>,
    keys: Vec<(String, &'static str)>,
}

impl Pane {
    fn start(&self, section: Section) -> Option<usize> {
        self.parts.iter().find(|(part, _)| *part == section).map(|(_, row)| *row)
    }

    fn begin(&mut self, section: Section, title: &str) {
        if !self.lines.is_empty() {
            self.lines.push((String::new(), Role::Plain));
        }
        self.parts.push((section, self.lines.len()));
        self.lines.push((title.to_owned(), Role::Title));
    }

    fn scroll_to(&mut self, row: usize) {
        self.from = row.min(self.lines.len().saturating_sub(usize::from(self.size.1)));
    }
}

impl Form {
    /// Returns whether the pane was called, where it does not stand beside the page anyway.
    pub fn calls_pane(&self) -> bool {
        self.pane.called.is_some()
    }

    /// Makes the pane for so many columns and rows of text. `beside` is whether it stands there without being called.
    pub fn arrange_pane(&mut self, width: u16, height: u16, beside: bool) {
        let mut pane = std::mem::take(&mut self.pane);
        (pane.size, pane.beside) = ((width, height), beside);
        (pane.lines, pane.parts, pane.entries) = Default::default();
        self.write_example(&mut pane);
        self.write_coach(&mut pane);
        self.write_evidence(&mut pane);
        let name = |(part, _): &(Section, usize)| match part {
            Section::Example => "Example".to_owned(),
            Section::Coach => "Coach".to_owned(),
            Section::Evidence => format!("Evidence {}", self.citable.len()),
        };
        let names: Vec<String> = pane.parts.iter().map(name).collect();
        // A part that is alone needs no heading that says what the frame says.
        if let ([name], Some((heading, _))) = (names.as_slice(), pane.lines.first())
            && name == heading
        {
            pane.lines.remove(0);
        }
        let whole = names.join(" · ");
        // Where there is little room, all the names are worth more than the air between them.
        pane.title = if text_width(&whole) + 2 > width { names.join("·") } else { whole };
        let key = |action| self.keymap.key(&[KeyContext::Picking, KeyContext::Anywhere], action);
        let keys = [(Action::Open, "read"), (Action::Toggle, "cite"), (Action::Back, "back")];
        pane.keys =
            keys.into_iter().filter_map(|(action, does)| Some((key(action)?.to_string(), does))).collect();
        let of = self.focused_key();
        let start = pane.called.and_then(|part| pane.start(part));
        let from = if pane.of == of { pane.from } else { start.unwrap_or(0) };
        pane.of = of;
        pane.scroll_to(from);
        self.pane = pane;
    }

    fn write_example(&self, pane: &mut Pane) {
        let Some(field) = self.focused_field() else { return };
        let Some(example) = &field.example else { return };
        let key = self.focused_key().unwrap_or_default();
        pane.begin(Section::Example, if self.is_grading() { "A rich answer" } else { "Example" });
        if let Some(graded) = self.grading_rows(field, &key, pane.size.0) {
            pane.lines.extend(graded);
            return;
        }
        pane.lines.extend(rows(&example.thin, pane.size.0, 0, "thin  ", Role::Dim));
        pane.lines.extend(rows(&example.rich, pane.size.0, 0, "rich  ", Role::Example));
    }

    fn write_coach(&self, pane: &mut Pane) {
        let (width, why) = (pane.size.0, self.step().and_then(|step| step.why.as_deref()));
        let advice = self.focused_key().map(|key| self.advice(&key).to_vec()).unwrap_or_default();
        if why.is_none() && advice.is_empty() {
            return;
        }
        pane.begin(Section::Coach, "Coach");
        for remark in &advice {
            pane.lines.extend(rows(&remark.says, width, 0, "~ ", Role::Warn));
            if !remark.repair.is_empty() {
                pane.lines.extend(rows(remark.repair, width, 0, "rich  ", Role::Example));
            }
        }
        pane.lines.extend(why.iter().flat_map(|why| rows(why, width, 0, "", Role::Plain)));
    }

    fn write_evidence(&self, pane: &mut Pane) {
        let (width, subject) = (pane.size.0, self.subject());
        let Some(subject) = subject else {
            if self.has_rail() {
                pane.begin(Section::Evidence, "Evidence");
                let say = "Name the product to see what you found out about it.";
                pane.lines.extend(rows(say, width, 0, "", Role::Dim));
            }
            return;
        };
        pane.begin(Section::Evidence, &format!("On {subject}"));
        let found = self.citable();
        if found.is_empty() {
            pane.lines.extend(rows("No earlier entry mentions it yet.", width, 0, "", Role::Dim));
        }
        for citable in found {
            pane.entries.push(pane.lines.len());
            // How it is known stands before what may be cut.
            let known = wording::unobserved(citable.provenance).map(|known| format!(" · {known}"));
            let day = citable.day.format("%a %-d %b");
            let source = format!("{day}{} · {}", known.unwrap_or_default(), citable.short);
            pane.lines.push((source, Role::Dim));
            pane.lines.extend(rows(&citable.text, width, 0, "", Role::Plain));
        }
        pane.entries.push(pane.lines.len());
        pane.mark = pane.mark.min(pane.entries.len().saturating_sub(2));
    }

    /// Closes the pane if it was called, and does not stand there anyway.
    pub(super) fn close_pane(&mut self) -> Outcome {
        match self.pane.called.filter(|_| !self.pane.beside) {
            Some(section) => self.call_pane(section),
            None => Outcome::Ignored,
        }
    }

    /// Goes to a part of the pane, or back from it.
    pub(super) fn call_pane(&mut self, section: Section) -> Outcome {
        let was = self.pane.called == Some(section);
        self.pane.focused = false;
        self.pane.called = (!was).then_some(section);
        if was {
            self.pane.scroll_to(0);
            self.grading = None;
            return Outcome::Moved;
        }
        self.pane.of = None;
        self.window.alone = false;
        match section {
            Section::Example => self.begin_grading(),
            Section::Coach => self.advise_focused(),
            Section::Evidence => self.pane.focused = !self.citable.is_empty(),
        }
        Outcome::Moved
    }

    /// Does what a key asks for while the keys go to what earlier entries say. `None` if that has to be done still: whoever
    /// types goes on writing.
    pub(super) fn in_pane(&mut self, input: &Input) -> Option<Outcome> {
        if !self.pane.focused {
            return None;
        }
        let length = self.pane.entries.len().saturating_sub(1);
        match input {
            Input::Mouse(_) | Input::Rest | Input::Tick(_) => return None,
            Input::Do(Action::Open) => {
                let citable = *self.citable().get(self.pane.mark)?;
                return Some(match citable.of {
                    Cited::Entry(entry) => Outcome::Open(Route::Entry(entry, None)),
                    Cited::Complaint(_) => Outcome::Say(format!("{}: {}", citable.short, citable.text)),
                });
            }
            Input::Do(Action::Toggle) => {
                let marked = self.citable().get(self.pane.mark).map(|citable| citable.cite())?;
                return Some(self.cite_here(&marked));
            }
            Input::Do(Action::Back | Action::Rail) => {
                self.pane.focused = false;
                self.pane.called = None;
                return Some(Outcome::Moved);
            }
            _ => {}
        }
        let Some(mark) = input.moves(self.pane.mark, length, (PAGE, 1)) else {
            self.pane.focused = false;
            return None;
        };
        self.mark_entry(mark);
        Some(Outcome::Moved)
    }

    fn mark_entry(&mut self, mark: usize) {
        self.pane.mark = mark;
        let (Some(top), Some(bottom)) = (self.pane.entries.get(mark), self.pane.entries.get(mark + 1)) else {
            return;
        };
        let last = bottom.saturating_sub(usize::from(self.pane.size.1));
        let from = self.pane.from.max(last).min(*top);
        self.pane.scroll_to(from);
    }

    /// Does what the mouse asks of the pane, at a row of its text.
    pub fn mouse_in_pane(&mut self, mouse: Mouse) -> Outcome {
        match mouse.kind {
            MouseKind::WheelUp => self.pane.scroll_to(self.pane.from.saturating_sub(WHEEL)),
            MouseKind::WheelDown => self.pane.scroll_to(self.pane.from + WHEEL),
            MouseKind::Press => {
                let row = self.pane.from + usize::from(mouse.row);
                let entry = self.pane.entries.partition_point(|top| *top <= row).checked_sub(1);
                if let Some(entry) = entry.filter(|entry| entry + 1 < self.pane.entries.len()) {
                    self.pane.focused = true;
                    self.mark_entry(entry);
                }
            }
            MouseKind::Drag | MouseKind::Release => {}
        }
        Outcome::Moved
    }

    /// Draws the pane.
    pub fn draw_pane(&self, area: Rect, buf: &mut Buffer, theme: &Theme) {
        let pane = &self.pane;
        if pane.beside && pane.parts.is_empty() {
            return;
        }
        let panel = Panel::new(&pane.title).focused(pane.focused);
        let panel =
            panel.keys(if pane.focused { &pane.keys } else { &[] }).scrolled(pane.from, pane.lines.len());
        let mut brush = Brush::new(buf, area, theme);
        let mut inside = panel.draw(&mut brush, Surface::Panel);
        for ((text, role), y) in pane.lines.iter().skip(pane.from).zip(0..inside.area.height) {
            inside.line(0, y, text, *role);
        }
        if let Some((top, bottom)) = pane.entries.get(pane.mark).zip(pane.entries.get(pane.mark + 1))
            && pane.focused
            && *bottom > pane.from
        {
            let first = top.saturating_sub(pane.from);
            inside.select(count(first), count(bottom - pane.from - first));
        }
    }
}

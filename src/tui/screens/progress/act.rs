//! What keys and the mouse do in Progress.

use ratatui::layout::Position;

use super::pane::{Pane, Part};
use super::{CONTEXTS, Progress};
use crate::app::progress::{Behind, Item};
use crate::error::Result;
use crate::tui::action::{Action, Input};
use crate::tui::context::Context;
use crate::tui::input::{Mouse, MouseKind};
use crate::tui::outcome::Outcome;
use crate::tui::route::Route;
use crate::tui::widgets::panel::Panel;

/// How far the wheel scrolls.
const WHEEL: usize = 3;

impl Progress {
    pub(super) fn act(&mut self, input: &Input, cx: &Context) -> Result<Outcome> {
        if self.search.finder.is_typing() {
            return self.type_on(input, cx);
        }
        let action = match input {
            Input::Do(action) => *action,
            Input::Mouse(mouse) => return self.mouse(*mouse, cx),
            _ => return Ok(Outcome::Ignored),
        };
        let last = self.sections().len().saturating_sub(1);
        match action {
            Action::Up => self.step(-1),
            Action::Down => self.step(1),
            Action::HalfUp => self.half_page(-1),
            Action::HalfDown => self.half_page(1),
            Action::PageUp => self.turn_page(false),
            Action::PageDown => self.turn_page(true),
            Action::First => self.jump(false),
            Action::Last => self.jump(true),
            Action::NextPanel => self.focus(self.focus + 1),
            Action::PreviousPanel => self.focus(self.focus.checked_sub(1).unwrap_or(usize::MAX)),
            Action::PreviousSection => self.turn(self.section.checked_sub(1).unwrap_or(last), cx)?,
            Action::NextSection => self.turn(if self.section < last { self.section + 1 } else { 0 }, cx)?,
            Action::PreviousSubject => return Ok(self.other_subject(false)),
            Action::NextSubject => return Ok(self.other_subject(true)),
            Action::Open => return Ok(self.open_marked()),
            Action::Practise => return Ok(self.practise(cx)),
            Action::Why => {
                self.explained = !self.explained;
                self.lay_out();
            }
            Action::Find => self.begin_search(cx)?,
            Action::FindNext => self.next_hit(true, cx)?,
            Action::FindPrevious => self.next_hit(false, cx)?,
            Action::Back if !self.search.finder.words().is_empty() => self.search.finder.find(""),
            Action::Back if self.explained => {
                self.explained = false;
                self.lay_out();
            }
            Action::ShowEvidence => {
                self.evidence = !self.evidence;
                self.load(cx)?;
            }
            _ => return Ok(Outcome::Ignored),
        }
        Ok(Outcome::Moved)
    }

    pub(super) fn turn(&mut self, section: usize, cx: &Context) -> Result<()> {
        self.section = section.min(self.sections().len().saturating_sub(1));
        self.focus = 0;
        self.marked.clear();
        self.load(cx)
    }

    /// Moves the focus to a panel; after the last comes the first.
    pub(super) fn focus(&mut self, pane: usize) {
        let count = self.panes.len();
        self.focus = match pane {
            usize::MAX => count.saturating_sub(1),
            pane if pane < count => pane,
            _ => 0,
        };
        if self.explained {
            self.lay_out();
        }
    }

    /// Marks an item of a figure, shows it, and lays out what belongs to it.
    pub(super) fn mark(&mut self, figure: usize, item: usize) {
        let Some(marked) = self.marked.get_mut(figure) else { return };
        *marked = item;
        let Some(data) = self.figures.get(figure) else { return };
        for pane in self.panes.iter_mut().filter(|pane| pane.figure == figure) {
            if pane.part == Part::Detail {
                pane.top = 0;
                pane.fill(data, item);
            } else {
                pane.show(item);
            }
        }
    }

    /// Moves the mark by a row, or what shows, where nothing can be marked or all of it is passed. In a panel of what belongs
    /// to a row the row moves, unless there is more to read.
    fn step(&mut self, by: isize) {
        let Some(pane) = self.panes.get_mut(self.focus) else { return };
        let figure = pane.figure;
        let items = self.figures.get(figure).map_or(0, |figure| figure.items.len());
        let marked = self.marked.get(figure).copied().unwrap_or_default();
        let scrolls = pane.part == Part::Detail && pane.rows.len() > pane.height();
        let listed = if pane.part == Part::Detail { items } else { pane.places.len() };
        match marked.checked_add_signed(by).filter(|item| *item < listed && !scrolls) {
            // What was scrolled past the last row comes back first.
            Some(_) if by < 0 && marked + 1 == listed && pane.rows_of(marked).is_some_and(|rows| rows.start < pane.top) => {
                pane.top -= 1;
            }
            Some(item) => self.mark(figure, item),
            None => pane.scroll_to(pane.top.saturating_add_signed(by)),
        }
    }

    /// Moves by half of what shows of the focused panel.
    fn half_page(&mut self, direction: isize) {
        let rows = self.panes.get(self.focus).map_or(0, Pane::height);
        (0..rows.div_ceil(2)).for_each(|_| self.step(direction));
    }

    /// Goes on by what shows of the focused panel; past its end, to the next page of panels.
    fn turn_page(&mut self, down: bool) {
        let Some(pane) = self.panes.get_mut(self.focus) else { return };
        let (by, before, page) = (pane.height().saturating_sub(1).max(1), pane.top, pane.page);
        if down && pane.has_more() {
            pane.scroll_to(before + by);
        } else if !down && before > 0 {
            pane.scroll_to(before.saturating_sub(by));
        } else {
            let other = if down { Some(page + 1) } else { page.checked_sub(1) };
            let first = self.panes.iter().position(|pane| Some(pane.page) == other);
            self.focus = first.unwrap_or(self.focus);
            return;
        }
        let shown = pane.top..pane.top + pane.height();
        let item = pane.places.iter().position(|place| shown.contains(place));
        let figure = pane.figure;
        if let (Some(marked), Some(item)) = (self.marked.get_mut(figure), item) {
            *marked = item;
            self.mark(figure, item);
        }
    }

    fn jump(&mut self, down: bool) {
        let Some(pane) = self.panes.get_mut(self.focus) else { return };
        let figure = pane.figure;
        let last = self.figures.get(figure).map_or(0, |figure| figure.items.len()).saturating_sub(1);
        if pane.part == Part::Detail || !pane.places.is_empty() {
            self.mark(figure, if down { last } else { 0 });
        }
        if let Some(pane) = self.panes.get_mut(self.focus).filter(|pane| pane.part != Part::Detail) {
            pane.scroll_to(if down { usize::MAX } else { 0 });
        }
    }

    /// Marks the next product, wherever the focus is.
    fn other_subject(&mut self, next: bool) -> Outcome {
        let charted = |pane: &&super::Pane| pane.part == Part::Detail;
        let Some(figure) = self.panes.iter().find(charted).map(|pane| pane.figure) else {
            return Outcome::Say("no chart here is about one product alone".to_owned());
        };
        let count = self.figures.get(figure).map_or(0, |figure| figure.items.len()).max(1);
        let now = self.marked.get(figure).copied().unwrap_or_default();
        self.mark(figure, if next { (now + 1) % count } else { (now + count - 1) % count });
        Outcome::Moved
    }

    fn open_marked(&self) -> Outcome {
        if let Some(first) = &self.first {
            return Outcome::Open(Route::Begin(first.exercise.clone(), None));
        }
        match self.marked_item() {
            Some(Item { behind: Behind::Entry(entry), .. }) => Outcome::Open(Route::Entry(*entry, None)),
            Some(item) if !item.behind.is_nothing() => {
                Outcome::Open(Route::DrillDown(item.label.clone(), item.behind.clone()))
            }
            Some(Item { begin: Some(exercise), .. }) => Outcome::Open(Route::Begin(exercise.clone(), None)),
            _ => Outcome::Say("there are no entries for this yet".to_owned()),
        }
    }

    fn practise(&self, cx: &Context) -> Outcome {
        if let Some(Item { begin: Some(exercise), .. }) = self.marked_item() {
            return Outcome::Open(Route::Begin(exercise.clone(), None));
        }
        let open = cx.keymap.name(&CONTEXTS, Action::Open);
        Outcome::Say(format!("there is no exercise for this; {open} opens its entries"))
    }

    fn mouse(&mut self, mouse: Mouse, cx: &Context) -> Result<Outcome> {
        let at = Position::new(mouse.column, mouse.row);
        let page = self.page();
        let hit = self.panes.iter().position(|pane| pane.page == page && pane.area.contains(at));
        match (mouse.kind, hit) {
            (MouseKind::Press, _) if mouse.row == self.area.y => {
                if let Some(section) = self.section_at(mouse.column) {
                    self.turn(section, cx)?;
                }
            }
            (MouseKind::Press, Some(hit)) => {
                let Some(pane) = self.panes.get(hit) else { return Ok(Outcome::Moved) };
                let line = usize::from(mouse.row.saturating_sub(Panel::inside(pane.area).y));
                let item = pane.item_at(pane.top + line).filter(|_| mouse.row > pane.area.y && line < pane.height());
                let (figure, focused) = (pane.figure, hit == self.focus);
                let marked = self.marked.get(figure).copied();
                self.focus(hit);
                match item {
                    Some(item) if Some(item) == marked && focused => return Ok(self.open_marked()),
                    Some(item) => self.mark(figure, item),
                    None => {}
                }
            }
            (MouseKind::Press, None) if self.first.is_some() => return Ok(self.open_marked()),
            (MouseKind::WheelUp, Some(hit)) => self.scroll(hit, false),
            (MouseKind::WheelDown, Some(hit)) => self.scroll(hit, true),
            _ => {}
        }
        Ok(Outcome::Moved)
    }

    fn scroll(&mut self, pane: usize, down: bool) {
        if let Some(pane) = self.panes.get_mut(pane) {
            pane.scroll_to(if down { pane.top + WHEEL } else { pane.top.saturating_sub(WHEEL) });
        }
    }
}

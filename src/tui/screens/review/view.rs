//! How the review looks: a page in the measure of prose, its outline at the left, aliases at the right.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::Review;
use crate::app::review::Span;
use crate::tui::screens::View;
use crate::tui::action::Action;
use crate::tui::keymap::Keys;
use crate::tui::theme::{Role, Surface, Theme, hue_mark};
use crate::tui::widgets::paint::Brush;
use crate::tui::widgets::panel::Panel;
use crate::tui::widgets::split::{columns, measure};

/// Columns that a frame takes.
const FRAME: u16 = 4;
/// The most columns of the outline.
const OUTLINE: u16 = 48;

/// The areas of the panels.
#[derive(Debug, Clone, Copy)]
pub(super) struct Places {
    pub outline: Option<Rect>,
    pub page: Rect,
    pub aliases: Option<Rect>,
}

impl Places {
    /// Whether something stands beside the page.
    pub fn is_beside(area: Rect) -> bool {
        columns(area.width) > 1
    }

    /// What goes in, while it is chosen, stands over the page where there is no room beside it.
    pub fn of(area: Rect, with_aliases: bool, with_contents: bool) -> Self {
        let prose = measure(area, false).width + FRAME;
        let free = area.width.saturating_sub(prose);
        match columns(area.width) {
            1 => {
                let width = prose.min(area.width);
                let page = Rect { x: area.x + (area.width - width) / 2, width, ..area };
                Self { outline: with_contents.then_some(page), page, aliases: None }
            }
            count => {
                let beside = with_aliases && count > 2;
                let left = if beside { (free / 2).min(OUTLINE) } else { free.min(OUTLINE) };
                let outline = Rect { width: left, ..area };
                let page = Rect { x: outline.right(), width: prose, ..area };
                let rest = Rect { x: page.right(), width: area.right().saturating_sub(page.right()), ..area };
                Self { outline: Some(outline), page, aliases: beside.then_some(rest) }
            }
        }
    }
}

impl Review {
    /// The first heading that shows in an outline of some rows.
    pub(super) fn outline_top(&self, height: u16) -> usize {
        let height = usize::from(height);
        let last = self.headings.len().saturating_sub(height);
        self.marked.saturating_sub(height / 2).min(last)
    }

    pub(super) fn draw_all(&self, buf: &mut Buffer, theme: &Theme, keys: &Keys<'_>) -> Option<Position> {
        let places = self.places();
        Brush::new(buf, self.area, theme).clear(Surface::Base);
        let shown = |names: &[Action]| keys.named(names, |one| self.label(one));
        match (&self.contents, places.outline) {
            (Some(contents), Some(area)) if self.outlined || Places::is_beside(self.area) => {
                let keys = [Action::Toggle, Action::RowUp, Action::RowDown, Action::Contents];
                let named = shown(if self.outlined { &keys } else { &[] });
                contents.draw(&mut Brush::new(buf, area, theme), &named, self.outlined);
                if area == places.page {
                    return None;
                }
            }
            (None, Some(area)) => self.draw_outline(&mut Brush::new(buf, area, theme)),
            _ => {}
        }
        if let Some(area) = places.aliases {
            let height = (self.aliases.len() as u16).saturating_add(2).min(area.height);
            let mut brush = Brush::new(buf, Rect { height, ..area }, theme);
            let mut inside = Panel::new("Names").draw(&mut brush, Surface::Panel);
            for (row, y) in self.aliases.iter().zip(0..inside.area.height) {
                inside.line(0, y, row, Role::Dim);
            }
        }
        let mut brush = Brush::new(buf, places.page, theme);
        let (from, total) = self.reader.scrolled();
        let title = match self.asked.span {
            Span::Week(week) => format!("Week {}, for {}", week.label(), self.asked.reader.words()),
            Span::Days(..) => self.reading.name().to_owned(),
        };
        let found = self.reader.found();
        // What was found needs the room.
        let names: &[Action] = if self.reader.is_typing() {
            &[]
        } else if found.is_empty() {
            &[Action::Export, Action::Contents, Action::NextReader, Action::Find, Action::PreviousWeek, Action::NextWeek]
        } else {
            &[Action::FindNext, Action::FindPrevious]
        };
        let named = shown(names);
        let height = usize::from(Panel::inside(places.page).height);
        let read = (from + height).min(total) * 100 / total.max(1);
        let counter = if total > height { format!("{read}%") } else { String::new() };
        let panel = Panel::new(&title).counter(&counter).keys(&named).aside(&found);
        let panel = panel.focused(!self.outlined).scrolled(from, total);
        self.reader.draw(&mut panel.draw(&mut brush, Surface::Panel))
    }

    fn draw_outline(&self, brush: &mut Brush<'_>) {
        let height = Panel::inside(brush.area).height;
        let top = self.outline_top(height);
        let panel = Panel::new("Outline").focused(self.outlined).scrolled(top, self.headings.len());
        panel.draw(brush, Surface::Panel);
        for (index, y) in (top..self.headings.len()).zip(1..=height) {
            let Some(heading) = self.headings.get(index) else { break };
            let mut row = brush.part(1, y, brush.area.width.saturating_sub(2), 1);
            let role = match (index == self.marked, heading.inner) {
                (true, _) => Role::Title,
                (false, true) => Role::Dim,
                (false, false) => Role::Plain,
            };
            let x = match heading.hue {
                Some(hue) => row.line(1, 0, hue_mark(hue).0, Role::Hue(hue)) + 1,
                None if heading.inner => 5,
                None => 3,
            };
            row.line(x, 0, &heading.title, role);
            if index == self.marked {
                row.line(0, 0, "▌", heading.hue.map_or(Role::Accent, Role::Hue));
                if self.outlined {
                    row.select(0, 1);
                }
            }
        }
    }
}

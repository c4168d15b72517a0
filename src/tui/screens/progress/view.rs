//! How Progress looks: the sections, what this one says, and its panels.

use std::ops::Range;

use ratatui::buffer::Buffer;

use super::pane::{Pane, Part};
use super::Progress;
use crate::sanitize;
use crate::tui::action::Action;
use crate::tui::keymap::Keys;
use crate::tui::theme::{Hue, Role, Surface, Theme, hue_mark};
use crate::tui::widgets::chart;
use crate::tui::widgets::paint::{Brush, text_width};
use crate::tui::widgets::panel::Panel;

/// In fewer columns than this, only the section that is shown is named.
const NARROW: u16 = 72;
/// What stands for sections before and after those that fit.
const BEFORE: &str = " ‹";
const AFTER: &str = "› ";

impl Progress {
    pub(super) fn draw_all(&self, buf: &mut Buffer, theme: &Theme, keys: &Keys<'_>) {
        let mut brush = Brush::new(buf, self.area, theme);
        brush.clear(Surface::Base);
        self.draw_sections(&mut brush);
        self.draw_verdict(&mut brush, keys);
        for (index, pane) in self.panes.iter().enumerate().filter(|(_, pane)| pane.page == self.page()) {
            self.draw_pane(&mut Brush::new(brush.buf, pane.area, theme), pane, index == self.focus, keys);
        }
        if let Some(first) = &self.first {
            let foot = [(keys.name(Action::Open), "start it")];
            let area = self.grid();
            let panel = Panel::new("Nothing here yet").hue(self.hue()).focused(true).keys(&foot);
            let mut area = Brush::new(brush.buf, ratatui::layout::Rect { height: area.height.min(5), ..area }, theme);
            panel.draw(&mut area, Surface::Panel).block(0, 0, &first.says(), Role::Plain);
        }
        self.draw_explanation(&mut brush);
    }

    fn hue(&self) -> Option<Hue> {
        self.sections().get(self.section).and_then(|section| section.hue)
    }

    fn draw_explanation(&self, brush: &mut Brush<'_>) {
        let rows = &self.explanation;
        let height = self.explanation_height();
        if rows.is_empty() || height == 0 {
            return;
        }
        let mut foot = brush.part(0, brush.area.height - height, u16::MAX, height);
        let mut inside = Panel::new("How to read it").draw(&mut foot, Surface::Raised);
        for (row, y) in rows.iter().zip(0..) {
            inside.line(0, y, row, Role::Plain);
        }
    }

    fn draw_verdict(&self, brush: &mut Brush<'_>, keys: &Keys<'_>) {
        for (row, y) in self.verdict.iter().zip(1..) {
            brush.line(1, y, row, if self.first.is_some() { Role::Dim } else { Role::Title });
        }
        let pages = self.pages();
        let page = if pages > 1 { format!("{}/{pages}", self.page() + 1) } else { String::new() };
        if !self.panes.is_empty() {
            let corner = format!("{page}  {} why ", keys.name(Action::Why));
            brush.right(1, 1, corner.trim_start(), Role::Dim);
        }
    }

    fn draw_pane(&self, brush: &mut Brush<'_>, pane: &Pane, focused: bool, keys: &Keys<'_>) {
        let Some(figure) = self.figures.get(pane.figure) else { return };
        let marked = self.marked.get(pane.figure).copied().unwrap_or_default();
        let item = figure.items.get(marked);
        let detail = item.and_then(|item| item.detail.as_ref()).filter(|_| pane.part == Part::Detail);
        let title = detail.map_or(figure.title.as_str(), |detail| detail.title.as_str());
        let counter = match detail {
            Some(detail) => fitting(&detail.state, title, brush.area.width).to_owned(),
            None if figure.why.n > 0 => format!("n {}", figure.why.n),
            None => String::new(),
        };
        let room = usize::from(brush.area.width.saturating_sub(8));
        let title = sanitize::cut(title, room);
        let mut foot = Vec::new();
        if item.is_some_and(|item| !item.behind.is_nothing()) {
            foot.push((keys.name(Action::Open), "entries"));
        }
        if item.is_some_and(|item| item.begin.is_some()) {
            foot.push((keys.name(Action::Practise), "practise"));
        }
        let panel = Panel::new(&title).counter(&counter).hue(self.hue().filter(|_| focused)).focused(focused);
        let panel = panel.scrolled(pane.top, pane.rows.len());
        let panel = if focused { panel.keys(&foot) } else { panel };
        let mut inside = panel.draw(brush, Surface::Panel);
        let shown = pane.rows.get(pane.top..).unwrap_or_default();
        let shown = shown.get(..pane.height()).unwrap_or(shown);
        chart::paint(&mut inside, (0, 0), shown, self.hue());
        let chooses = figure.items.len() > 1 && pane.part != Part::Detail;
        if chooses
            && (focused || item.is_some_and(|item| item.detail.is_some()))
            && let Some(rows) = pane.rows_of(marked)
            && let Some(y) = rows.start.checked_sub(pane.top).filter(|y| *y < pane.height())
        {
            let height = rows.len().min(pane.height() - y) as u16;
            self.draw_mark(brush, y as u16 + 1, height, focused);
        }
    }

    /// Marks rows of a panel: a bar at its left, and over the whole width where it has the focus.
    fn draw_mark(&self, brush: &mut Brush<'_>, y: u16, height: u16, focused: bool) {
        let mut bar = brush.part(1, y, brush.area.width.saturating_sub(2), height);
        for row in 0..bar.area.height {
            bar.line(0, row, "▌", self.hue().map_or(Role::Accent, Role::Hue));
        }
        if focused {
            bar.select(0, height);
        }
    }

    fn draw_sections(&self, brush: &mut Brush<'_>) {
        if self.narrow() {
            let title = self.sections().get(self.section).map_or("", |section| section.title.as_str());
            let words = format!(" {title} · {} of {} ", self.section + 1, self.sections().len());
            brush.line(1, 0, &words, Role::Marked);
            return;
        }
        let shown = self.shown_sections();
        let mut x = if shown.start > 0 { brush.line(0, 0, BEFORE, Role::Dim) } else { 0 };
        for (index, section) in self.sections().iter().enumerate().filter(|(index, _)| shown.contains(index)) {
            let here = index == self.section;
            let from = x;
            x = brush.line(x, 0, " ", Role::Plain);
            if let Some(hue) = section.hue {
                x = brush.pieces(x, 0, &[(hue_mark(hue).0, Role::Hue(hue)), (" ", Role::Plain)]);
            }
            x = brush.line(x, 0, &format!("{} ", section.title), if here { Role::Title } else { Role::Plain });
            if here {
                brush.part(from, 0, x - from, 1).select(0, 1);
            }
        }
        if shown.end < self.sections().len() {
            brush.line(x, 0, AFTER, Role::Dim);
        }
    }

    /// The sections whose names stand side by side: all, or as many as fit with this one among them.
    fn shown_sections(&self) -> Range<usize> {
        let widths: Vec<u16> = self.widths().collect();
        let fits = |part: Range<usize>| {
            let more = usize::from(part.start > 0) + usize::from(part.end < widths.len());
            let names: u16 = widths.get(part).into_iter().flatten().sum();
            names + 2 * more as u16 <= self.area.width
        };
        let start = (0..=self.section).find(|start| fits(*start..self.section + 1)).unwrap_or(self.section);
        let end = (self.section + 1..=widths.len()).rev().find(|end| fits(start..*end));
        start..end.unwrap_or(self.section + 1)
    }

    /// The columns that the name of each section takes.
    fn widths(&self) -> impl Iterator<Item = u16> {
        let wide = |hue: Option<Hue>| if hue.is_some() { 2 } else { 0 };
        self.sections().iter().map(move |section| text_width(&section.title) + 2 + wide(section.hue))
    }

    /// Whether names of sections do not fit side by side.
    fn narrow(&self) -> bool {
        self.area.width < NARROW
    }

    /// Finds the section whose name stands at a column.
    pub(super) fn section_at(&self, column: u16) -> Option<usize> {
        let shown = self.shown_sections();
        let mut end = self.area.x + if shown.start > 0 { text_width(BEFORE) } else { 0 };
        let mut ends = self.widths().enumerate().filter(|(index, _)| shown.contains(index)).map(|(index, wide)| {
            end += wide;
            (index, end)
        });
        ends.find(|(_, end)| column < *end).map(|(index, _)| index).filter(|_| !self.narrow())
    }
}

/// As much of how something stands as there is room for beside its title: whole parts of it.
fn fitting<'a>(state: &'a str, title: &str, width: u16) -> &'a str {
    let room = usize::from(width).saturating_sub(sanitize::width(title) + 9);
    let parts = [Some(state), state.rsplit_once(", ").map(|(first, _)| first), state.split_once(" · ").map(|(first, _)| first)];
    parts.into_iter().flatten().find(|part| sanitize::width(part) <= room).unwrap_or_default()
}

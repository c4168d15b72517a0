//! How the log looks: what is offered, what it is narrowed to, the list by day, and what stands beside it.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::window::{Line, Order, SORTED};
use super::{Log, Over};
use crate::app::log::{Row, format_offers};
use crate::app::log_filters::Pick;
use crate::sanitize;
use crate::tui::action::Action;
use crate::tui::keymap::Keys;
use crate::tui::page as layout;
use crate::tui::theme::{Role, Theme};
use crate::tui::widgets::paint::{Brush, text_width};

/// Columns before the first: the mark, what is picked, drafts.
const BEFORE: u16 = 5;
const GAP: u16 = 2;
/// A row shows its tags in so many columns at most.
const TAGS: usize = 24;
/// How many columns of what happened stay beside them.
const TEXT: usize = 8;

/// Takes note of how wide what stands in the columns is.
pub(super) fn widen<'a>(widths: &mut [usize], titles: &[String], rows: impl Iterator<Item = &'a Row>) {
    for (width, title) in widths.iter_mut().zip(titles) {
        *width = (*width).max(sanitize::width(title));
    }
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(&row.cells) {
            *width = (*width).max(sanitize::width(&sanitize::line(cell)));
        }
    }
}

/// Parts a row among the columns: each gets what stands in it, as long as together they take three fifths; what one does
/// not need is for the others. The last takes the rest.
fn shares(natural: &[usize], width: u16) -> Vec<u16> {
    let Some(others) = natural.len().checked_sub(1) else { return Vec::new() };
    let mut left = usize::from(width.saturating_sub(GAP * others as u16)) * 3 / 5;
    let mut by_width: Vec<usize> = (0..others).collect();
    by_width.sort_by_key(|index| natural[*index]);
    let mut rooms = vec![0; natural.len()];
    for (done, index) in by_width.into_iter().enumerate() {
        rooms[index] = natural[index].min(left / (others - done)) as u16;
        left -= usize::from(rooms[index]);
    }
    let taken: u16 = rooms.iter().map(|room| room + GAP).sum::<u16>().saturating_sub(GAP);
    rooms[others] = width.saturating_sub(taken);
    rooms
}

impl Log {
    /// Returns the columns of what stands beside the list; none on a narrow terminal.
    fn side_width(&self) -> u16 {
        if self.is_wide() { (self.area.width / 3).clamp(40, 72) } else { 0 }
    }

    /// Places what the list is narrowed to, from the left, as many rows as it needs: column, row, words.
    fn chips(&self) -> Vec<(u16, u16, String)> {
        let width = self.area.width.saturating_sub(self.side_width() + 4);
        let (mut x, mut y) = (0, 0);
        let mut chips = Vec::new();
        for pick in &self.on {
            let label = sanitize::cut(&sanitize::line(&pick.label), usize::from(width.saturating_sub(4)));
            let label = format!(" {label} × ");
            let wide = text_width(&label);
            if x > 0 && x + wide > width {
                (x, y) = (0, y + 1);
            }
            chips.push((x + 3, y, label));
            x += wide + 1;
        }
        chips
    }

    /// Returns what the list is narrowed to at a place of the screen.
    pub(super) fn chip_at(&self, column: u16, row: u16) -> Option<Pick> {
        let row = row.checked_sub(self.area.y + self.offer_rows())?;
        let hit =
            |(x, y, label): &(u16, u16, String)| *y == row && (*x..*x + text_width(label)).contains(&column);
        self.on.get(self.chips().iter().position(hit)?).cloned()
    }

    fn offer_rows(&self) -> u16 {
        u16::from(!self.offers.is_empty())
    }

    fn chip_rows(&self) -> u16 {
        self.chips().last().map_or(0, |(_, y, _)| y + 1)
    }

    pub(super) fn list_area(&self) -> Rect {
        let head = (self.offer_rows() + self.chip_rows() + u16::from(self.note().is_some()) + 1)
            .min(self.area.height);
        let width = self.area.width.saturating_sub(self.side_width());
        Rect::new(self.area.x, self.area.y + head, width, self.area.height - head)
    }

    pub(super) fn draw_all(&self, buf: &mut Buffer, theme: &Theme, keys: &Keys<'_>) -> Option<Position> {
        let mut brush = Brush::new(buf, self.area, theme);
        match &self.over {
            Over::Pairs(pairs) => {
                pairs.draw(&mut brush);
                return None;
            }
            Over::Days if !self.is_wide() => {
                let (width, height) = (self.area.width.saturating_sub(6), self.area.height);
                self.days.draw(&mut brush.part(3, 0, width, height));
                return None;
            }
            _ => {}
        }
        self.draw_head(&mut brush, keys);
        self.draw_list(&mut brush, keys);
        self.draw_side(&mut brush);
        match &self.over {
            Over::Filters(filters) => filters.draw(buf, theme),
            _ => None,
        }
    }

    fn draw_head(&self, brush: &mut Brush<'_>, keys: &Keys<'_>) {
        let width = self.area.width.saturating_sub(self.side_width());
        let mut y = 0;
        if !self.offers.is_empty() {
            let label = format!("{}   {} adds them", format_offers(&self.offers), keys.name(Action::Complete));
            brush.part(0, 0, width, 1).line(3, 0, &label, Role::Accent);
            y = 1;
        }
        for (x, row, label) in self.chips() {
            brush.line(x, y + row, &label, Role::Marked);
        }
        y += self.chip_rows();
        if let Some(note) = self.note() {
            brush.part(0, y, width, 1).line(3, 0, &note, Role::Warn);
            y += 1;
        }
        let mut head = brush.part(0, y, width, 1);
        for (title, (x, room)) in self.titles.iter().zip(self.columns(width)) {
            head.part(x, 0, room, 1).line(0, 0, title, Role::Dim);
        }
    }

    /// Returns how the list is ordered, if not as usual, and how many entries are picked.
    fn note(&self) -> Option<String> {
        let picked = (!self.picked.is_empty()).then(|| format!("{} picked", self.picked.len()));
        let order = match self.list.order() {
            Order::Newest => None,
            Order::Oldest => Some("oldest first".to_owned()),
            Order::Column(column, turned) => {
                let title = self.titles.get(column).map_or("", String::as_str).to_lowercase();
                let turned = if turned { ", reversed" } else { "" };
                Some(format!("by {title}{turned}, of the newest {SORTED}"))
            }
        };
        let said: Vec<String> = picked.into_iter().chain(order).collect();
        (!said.is_empty()).then(|| said.join(" · "))
    }

    /// Places the columns: column, room.
    fn columns(&self, width: u16) -> Vec<(u16, u16)> {
        let by_day = if matches!(self.list.order(), Order::Column(..)) { 7 } else { 0 };
        let before = BEFORE + by_day;
        let mut x = before;
        let place = |room: u16| {
            let place = (x, room);
            x += room + GAP;
            place
        };
        shares(&self.widths, width.saturating_sub(before + 1)).into_iter().map(place).collect()
    }

    fn draw_list(&self, brush: &mut Brush<'_>, keys: &Keys<'_>) {
        let area = self.list_area();
        let mut list = brush.part(0, area.y - self.area.y, area.width, area.height);
        if self.list.marked().is_none() {
            let message = if self.on.is_empty() {
                let key = keys.name(Action::Capture);
                format!("Nothing is logged yet. {key} logs a reaction in one line. You can add the rest later.")
            } else {
                format!("No entry matches. {} clears every filter.", keys.name(Action::Everything))
            };
            let width = area.width.saturating_sub(6);
            list.part(3, 1, width, area.height).block(0, 0, &message, Role::Dim);
            return;
        }
        let columns = self.columns(area.width);
        let (from, total) = self.list.scrolled();
        for (y, line) in self.list.view().into_iter().enumerate() {
            let y = y as u16;
            match line {
                Line::Day(day, count, more) => {
                    let count = format!("{count}{}", if more { "+" } else { "" });
                    let name = if day == self.today { "Today, " } else { "" };
                    let x = list.line(3, y, &format!("{name}{}", day.format("%A %-d %B %Y")), Role::Title);
                    list.line(x + 2, y, &count, Role::Dim);
                }
                Line::Entry(index) => {
                    if let Some(row) = self.list.row(index) {
                        self.draw_row(&mut list, y, row, self.list.is_marked(index), &columns);
                    }
                }
            }
        }
        list.scrollbar(from, total);
    }

    fn draw_row(&self, list: &mut Brush<'_>, y: u16, row: &Row, marked: bool, columns: &[(u16, u16)]) {
        let role = if marked { Role::Accent } else { Role::Plain };
        list.line(1, y, if marked { "▸" } else { " " }, Role::Accent);
        if self.picked.contains(&row.head.id) {
            list.line(2, y, "●", Role::Good);
        }
        if row.head.open_draft {
            list.line(3, y, "◐", Role::Warn);
        }
        if matches!(self.list.order(), Order::Column(..)) {
            list.line(BEFORE, y, &row.head.day.format("%-d %b").to_string(), Role::Dim);
        }
        let tags = row.tags.iter().map(|tag| format!("#{tag}"));
        let tags = row.head.later().into_iter().chain(tags).collect::<Vec<_>>().join(" ");
        let last = columns.len().saturating_sub(1);
        let room = columns.last().map_or(0, |(_, room)| usize::from(*room));
        let tags = sanitize::cut(&tags, TAGS.min(room.saturating_sub(TEXT)));
        for (index, (cell, (x, room))) in row.cells.iter().zip(columns).enumerate() {
            let taken = if index == last && !tags.is_empty() { text_width(&tags) + 2 } else { 0 };
            list.part(*x, y, room.saturating_sub(taken), 1).line(0, 0, cell, role);
        }
        if !tags.is_empty() {
            list.right(0, y, &format!("{tags} "), Role::Dim);
        }
        if marked {
            list.select(y, 1);
        }
    }

    fn draw_side(&self, brush: &mut Brush<'_>) {
        let wide = self.side_width();
        if wide == 0 {
            return;
        }
        let x = brush.area.width.saturating_sub(wide);
        for y in 0..brush.area.height {
            brush.line(x, y, "│", Role::Border);
        }
        let height = brush.area.height;
        let mut part = brush.part(x + 2, 0, wide.saturating_sub(3), height);
        match &self.beside {
            Some(preview) if !matches!(self.over, Over::Days) => part.scrolled(&layout::lines(preview, usize::from(part.area.width)), 0),
            _ => self.days.draw(&mut part),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::shares;

    #[test]
    fn columns_share_what_there_is_and_the_last_takes_the_rest() {
        for (natural, width, rooms) in [
            (&[20, 22, 22, 5, 99][..], 60, &[8, 9, 9, 5, 21][..]),
            (&[10, 8, 9, 5, 99], 72, &[10, 8, 9, 5, 32]),
            (&[20, 22, 22, 5, 99], 190, &[20, 22, 22, 5, 113]),
            (&[40], 30, &[30]),
            (&[9, 9], 0, &[0, 0]),
            (&[], 30, &[]),
        ] {
            assert_eq!(shares(natural, width), rooms, "{natural:?} in {width}");
        }
    }
}

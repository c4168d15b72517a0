//! Where everything on a page stands: items, answers and the room there is ─► a spot for each item, in rows of the page.
//!
//! Prose stands in a frame, its label in the border; a short answer beside its label; the rows of a group of short fields
//! in one table. Where there is little room there are no frames. Made after every change; drawing only reads it.

use ratatui::layout::Rect;

use super::Form;
use super::item::PageItem;
use super::kinds::Control;
use super::spot::{BAR, GUTTER, Line, Shape, Spot, count, rows};
use super::table::{Pen, Table};
use crate::domain::exercise::Field;
use crate::domain::locate::FieldPath;
use crate::sanitize;
use crate::tui::theme::Role;
use crate::tui::widgets::panel::Panel;
use crate::tui::widgets::split;

/// Columns that a row's fields are indented by, where they are no table.
const INDENT: u16 = 2;
/// From these columns and rows on, there are frames.
const FRAMES: (u16, u16) = (40, 14);
/// From so many rows on, there is air between the fields.
const ROOMY: u16 = 24;
/// From so many rows on, empty fields are large.
const LARGE: u16 = 44;
/// Rows that prose takes while something else has the focus.
const UNFOCUSED: u16 = 6;
/// Rows that a text in a table takes while it has the focus, and while it has not.
const CELL_ROWS: [u16; 2] = [4, 2];
/// In so many columns there is room for what is said about an answer beside its label.
const NOTES: u16 = 52;
/// Rows around a text that is written: its frame, and what is said about it.
const AROUND: u16 = 5;

/// What of the page is seen, and how.
#[derive(Debug)]
pub(super) struct Window {
    /// The rows there are.
    pub rows: u16,
    /// The first row that shows.
    pub scroll: usize,
    /// Whether what has the focus is to be brought into view.
    pub follow: bool,
    /// Whether there may be frames on the page.
    pub framed: bool,
    /// Whether what has the focus is all there is to see.
    pub alone: bool,
}

impl Default for Window {
    fn default() -> Self {
        Self { rows: 0, scroll: 0, follow: true, framed: true, alone: false }
    }
}

/// A page as it was arranged.
#[derive(Debug, Default)]
pub(super) struct Layout {
    pub width: u16,
    pub height: u16,
    /// Whether there are frames.
    pub frames: bool,
    /// Rows above the items.
    pub head: Vec<Line>,
    /// One for each item, from top to bottom.
    pub spots: Vec<Spot>,
    pub tables: Vec<Table>,
    /// All rows.
    pub total: usize,
}

impl Layout {
    /// Returns the items that have a row between two rows of the page.
    pub fn between(&self, top: usize, bottom: usize) -> std::ops::Range<usize> {
        let first = self.spots.partition_point(|spot| spot.bottom() <= top);
        first..self.spots.partition_point(|spot| spot.y < bottom).max(first)
    }
}

impl Form {
    /// Fits texts and scrolling to the room there is. To be called after every change and before drawing.
    pub fn arrange(&mut self, width: u16, height: u16) {
        let follows = self.window.follow || (width, height) != (self.layout.width, self.layout.height);
        self.window.follow = false;
        self.window.rows = height;
        self.layout =
            if self.window.alone { self.place_alone(width, height) } else { self.place_all(width, height) };
        if follows {
            self.scroll_to_focus();
        }
        self.window.scroll = self.window.scroll.min(self.layout.total.saturating_sub(usize::from(height)));
    }

    /// Brings what has the focus into view, and the notes right below it that fit: they may speak of what is typed.
    fn scroll_to_focus(&mut self) {
        let Some(spot) = self.layout.spots.get(self.focus) else { return };
        let height = usize::from(self.layout.height);
        let (top, mut bottom) = (spot.y, spot.bottom());
        let first = self.items.iter().position(PageItem::takes_focus) == Some(self.focus);
        if first && bottom <= height {
            self.window.scroll = 0;
        }
        if !first {
            let below = self.items.iter().zip(&self.layout.spots).skip(self.focus + 1);
            let notes = below.take_while(|(item, _)| matches!(item, PageItem::Note { .. }));
            let ends = notes.map(|(_, note)| note.bottom()).take_while(|end| *end <= top + height);
            bottom = ends.last().unwrap_or(bottom);
        }
        if top < self.window.scroll {
            self.window.scroll = top.saturating_sub(1);
        }
        if bottom > self.window.scroll + height {
            self.window.scroll = bottom.saturating_sub(height).min(top);
        }
    }

    fn place_all(&mut self, width: u16, height: u16) -> Layout {
        let frames = self.window.framed && width >= FRAMES.0 && height >= FRAMES.1;
        let head = self.head(
            split::measure(Rect::new(0, 0, width, 1), false).width,
            height >= ROOMY && !self.pane.beside,
        );
        let y = head.len();
        let mut pen = Pen::new((width, height), frames, y, self.label_columns(width));
        for index in 0..self.items.len() {
            let item = self.items[index].clone();
            self.end_table(&item, &mut pen);
            let spot = self.spot(&item, &mut pen);
            pen.put(spot);
        }
        Layout { width, height, frames, head, spots: pen.spots, tables: pen.tables, total: pen.y }
    }

    /// Places the focused field alone, in the middle and as high as there is room.
    fn place_alone(&mut self, width: u16, height: u16) -> Layout {
        let area = split::measure(Rect::new(0, 0, width, height), true);
        let mut layout =
            Layout { width, height, frames: true, total: usize::from(height), ..Layout::default() };
        for index in 0..self.items.len() {
            let y = if index <= self.focus { 0 } else { layout.total };
            let mut spot = Spot::rows(area.x, y, area.width, Vec::new());
            if index == self.focus
                && let PageItem::Field { key, .. } = self.items[index].clone()
                && let Some(field) = self.field(&key).cloned()
            {
                spot = self.frame(&field, &key, (area.x, 0, area.width), (height, height));
                spot.height = height;
                spot.control.height = height.saturating_sub(2 + count(spot.above.len() + spot.below.len()));
            }
            layout.spots.push(spot);
        }
        layout
    }

    /// Returns the columns that the labels of short answers take on this page.
    fn label_columns(&self, width: u16) -> u16 {
        let most = (width * 2 / 5).clamp(12, 28);
        let label = |item: &PageItem| match item {
            PageItem::Field { key, number: None, .. } if !self.is_prose(key) => {
                Some(Self::label(self.field(key)?, key))
            }
            _ => None,
        };
        let widest = self.items.iter().filter_map(label).map(|label| sanitize::width(&label)).max();
        count(widest.unwrap_or(0)).min(most) + 1
    }

    fn is_prose(&self, key: &FieldPath) -> bool {
        !key.other && self.field(key).and_then(|field| field.kind.as_text()).is_some_and(|text| text.prose)
    }

    /// Returns what a field is called on the page.
    pub(super) fn label(field: &Field, key: &FieldPath) -> String {
        match (key.other, field.optional) {
            (true, _) => "your own words".to_owned(),
            (false, true) => format!("{} (optional)", field.label),
            (false, false) => field.label.clone(),
        }
    }

    fn spot(&mut self, item: &PageItem, pen: &mut Pen) -> Spot {
        let width = pen.width;
        match item {
            PageItem::Note { text, .. } => {
                let (x, indent) = if pen.table.is_some() { (2 * GUTTER, 0) } else { (0, GUTTER) };
                let inside = width.saturating_sub(2 * x);
                Spot::rows(x, pen.y, inside, rows(text, inside, indent, "", Role::Quote))
            }
            PageItem::GroupHead(key) => self.group_head(key, pen),
            PageItem::RowHead(_) if pen.table.is_some() => Spot::rows(0, pen.y, width, Vec::new()),
            PageItem::RowHead(title) => {
                pen.y += usize::from(pen.height >= ROOMY);
                Spot::rows(0, pen.y, width, rows(title, width, GUTTER, "", Role::Title))
            }
            PageItem::AddRow { .. } | PageItem::Go { .. } => {
                let air = matches!(item, PageItem::Go { .. }) && pen.frames;
                let inset = if pen.table.is_some() && pen.frames { 2 } else { 0 };
                let spot =
                    Spot::rows(inset, pen.y + usize::from(air), width.saturating_sub(2 * inset), Vec::new());
                Spot { height: 1, control: Rect::new(0, 0, spot.width, 1), ..spot }
            }
            PageItem::Field { key, depth, waits, .. } => match (self.field(key).cloned(), waits) {
                (Some(field), waits) => self.field_spot(&field, key, (depth * INDENT, waits.as_deref()), pen),
                (None, _) => Spot::rows(0, pen.y, width, Vec::new()),
            },
        }
    }

    fn field_spot(
        &mut self,
        field: &Field,
        key: &FieldPath,
        (indent, waits): (u16, Option<&str>),
        pen: &mut Pen,
    ) -> Spot {
        let (width, most) = (pen.width, pen.height);
        if let Some((x, column)) = pen.column(key) {
            return self.cell(key, (x, column), waits, pen);
        }
        let inset = if pen.table.is_some() { 2 * GUTTER } else { indent };
        let inside = width.saturating_sub(inset);
        if let Some(waits) = waits {
            let line = format!("{}: opens once “{waits}” is answered", Self::label(field, key));
            return Spot::rows(inset, pen.y, inside, rows(&line, inside, GUTTER, "", Role::Dim));
        }
        let framed = self.is_prose(key) || self.is_timer(key) && pen.frames;
        if !framed {
            let air = most >= ROOMY && inset == 0 && !pen.spots.is_empty();
            return self.open(field, key, (inset, pen.y + usize::from(air), inside), (pen.labels, most));
        }
        if !pen.frames {
            return self.open(field, key, (inset, pen.y, inside), (0, most));
        }
        let least = match most {
            ..ROOMY => 2,
            ROOMY..LARGE => 4,
            LARGE.. => 7,
        };
        let air = most >= ROOMY && !pen.spots.is_empty();
        self.frame(field, key, (0, pen.y + usize::from(air), width), (least, most))
    }

    /// Fits the text of a field, if it has one, and returns the rows it takes.
    fn fit(&mut self, key: &FieldPath, width: u16, (least, most): (u16, u16)) -> Option<u16> {
        let focused = self.focused_key().as_ref() == Some(key);
        let text = self.controls.get_mut(key).and_then(Control::text_mut)?;
        text.fit(width, least, most.max(least), focused);
        Some(text.height().max(1))
    }

    fn frame(
        &mut self,
        field: &Field,
        key: &FieldPath,
        (x, y, width): (u16, usize, u16),
        rows: (u16, u16),
    ) -> Spot {
        let focused = self.focused_key().as_ref() == Some(key);
        let inside = width.saturating_sub(4);
        let most = if focused { rows.1.saturating_sub(AROUND) } else { UNFOCUSED };
        let height = match self.fit(key, inside, (rows.0.min(most), most)) {
            Some(height) => height,
            None => self.control_height(field, key, inside, focused),
        };
        let mut below = self.notes(field, key, inside, focused);
        let fits = |note: &Line| sanitize::width(&note.0) <= usize::from(Panel::note_room(width));
        let foot = if below.len() == 1 { below.pop_if(|note| fits(note)) } else { None };
        let control = Rect::new(2, 1, inside, height);
        let height = height + 2 + count(below.len());
        Spot {
            x,
            y,
            width,
            height,
            shape: Shape::Frame,
            above: Vec::new(),
            control,
            below,
            notes_at: 2,
            foot,
        }
    }

    /// Places a field with its label beside it, in so many columns, or above it.
    fn open(
        &mut self,
        field: &Field,
        key: &FieldPath,
        (x, y, width): (u16, usize, u16),
        (labels, room): (u16, u16),
    ) -> Spot {
        let focused = self.focused_key().as_ref() == Some(key);
        let label = Self::label(field, key);
        let role = if focused { Role::Accent } else { Role::Plain };
        let beside = if labels > 0 { labels.saturating_sub(1) } else { width.saturating_sub(GUTTER) };
        let above: Vec<Line> =
            sanitize::wrap(&label, usize::from(beside.max(1))).into_iter().map(|row| (row, role)).collect();
        let is_text = self.controls.get(key).and_then(Control::text).is_some();
        let left = GUTTER + labels;
        let inside = width.saturating_sub(left + if is_text { BAR } else { 0 }).max(1);
        let most = if focused { room.saturating_sub(AROUND).max(3) } else { UNFOCUSED };
        let height = match self.fit(key, inside, (if labels > 0 { 1 } else { 2 }, most)) {
            Some(height) => height,
            None => self.control_height(field, key, inside, focused),
        };
        // Below the label there may be room for more options in a row.
        if labels > 0 && !is_text {
            let wide = self.control_height(field, key, width.saturating_sub(GUTTER), focused);
            if wide + 1 < height {
                return self.open(field, key, (x, y, width), (0, room));
            }
        }
        let top = if labels > 0 { 0 } else { count(above.len()) };
        let control = Rect::new(left, top, width.saturating_sub(left), height);
        let notes_at = if control.width < NOTES { GUTTER } else { left };
        let below = self.notes(field, key, width.saturating_sub(notes_at), focused);
        let control = Rect { height: height.max(count(above.len()).saturating_sub(top)), ..control };
        let height = control.bottom() + count(below.len());
        Spot { x, y, width, height, shape: Shape::Open, above, control, below, notes_at, foot: None }
    }

    fn cell(&mut self, key: &FieldPath, (x, width): (u16, u16), waits: Option<&str>, pen: &mut Pen) -> Spot {
        let y = pen.row(key);
        let focused = self.focused_key().as_ref() == Some(key);
        let most = CELL_ROWS[usize::from(!focused)];
        let inside = width.saturating_sub(BAR).max(1);
        let height = if waits.is_some() { 1 } else { self.fit(key, inside, (1, most)).unwrap_or(1) };
        let spot = Spot::rows(x, y, width, Vec::new());
        let control = Rect::new(0, 0, width, height);
        Spot { height: pen.stretch(y + usize::from(height)), control, shape: Shape::Cell, ..spot }
    }
}

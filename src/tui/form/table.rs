//! Groups of short fields as one table: a row a row, a column a field. What is about the cell with the focus stands at its
//! foot, so that no row moves when the focus does.

use super::Form;
use super::item::PageItem;
use super::kinds::{CellWidth, InTable};
use super::spot::{GUTTER, Line, Spot, count, rows};
use crate::domain::kinds::GroupKind;
use crate::domain::locate::{FieldPath, RowPath};
use crate::domain::number_format::counted;
use crate::sanitize;
use crate::tui::theme::{Hue, Role, Surface};
use crate::tui::widgets::paint::Brush;
use crate::tui::widgets::panel::Panel;
use crate::wording;

/// Columns between two columns.
const GAP: u16 = 2;
/// Rows that the names of columns take at most.
const NAMES: usize = 2;

/// A column: its field, where it begins, how wide it is.
#[derive(Debug)]
struct Column {
    field: String,
    x: u16,
    width: u16,
}

/// A group as a table.
#[derive(Debug)]
pub(super) struct Table {
    pub key: FieldPath,
    columns: Vec<Column>,
    title: String,
    counter: String,
    /// The names of the columns, row by row, and the row of the page they begin at; none for a plain list.
    names: (usize, Vec<Vec<String>>),
    /// The rows of the page that its rows begin at.
    tops: Vec<usize>,
    /// Its first item, and the one after its last.
    pub items: std::ops::Range<usize>,
    /// Its first row with its frame, and the one after its last.
    pub rows: std::ops::Range<usize>,
    /// What is about the cell with the focus, above the lower border or in it.
    notes: Vec<Line>,
    foot: Option<Line>,
}

/// What is placed next: the row it comes to, and the table it belongs to.
pub(super) struct Pen {
    pub width: u16,
    pub height: u16,
    pub frames: bool,
    pub spots: Vec<Spot>,
    pub tables: Vec<Table>,
    pub y: usize,
    /// The columns that labels take.
    pub labels: u16,
    pub table: Option<Table>,
    /// The row of the table that is being placed: its first item, and the row of the page.
    row: Option<(RowPath, usize, usize)>,
}

impl Pen {
    pub fn new((width, height): (u16, u16), frames: bool, y: usize, labels: u16) -> Self {
        let (spots, tables) = (Vec::new(), Vec::new());
        Self { width, height, frames, spots, tables, y, labels, table: None, row: None }
    }

    pub fn put(&mut self, spot: Spot) {
        self.y = self.y.max(spot.bottom());
        self.spots.push(spot);
    }

    /// Returns where the column of a field begins and how wide it is, if it has one.
    pub fn column(&self, key: &FieldPath) -> Option<(u16, u16)> {
        let table = self.table.as_ref().filter(|_| !key.other)?;
        let column = table.columns.iter().find(|column| column.field == key.field)?;
        Some((column.x, column.width))
    }

    /// Returns the row of the page that a cell stands in.
    pub fn row(&mut self, key: &FieldPath) -> usize {
        match &self.row {
            Some((path, _, y)) if *path == key.row => *y,
            _ => {
                self.row = Some((key.row.clone(), self.spots.len(), self.y));
                self.table.iter_mut().for_each(|table| table.tops.push(self.y));
                self.y
            }
        }
    }

    /// Makes all cells of the row being placed reach to a row of the page, and returns their height.
    pub fn stretch(&mut self, bottom: usize) -> u16 {
        let Some((_, first, y)) = self.row else { return 1 };
        let height = count(self.y.max(bottom) - y);
        self.spots.iter_mut().skip(first).for_each(|spot| spot.height = height);
        height
    }
}

impl Form {
    /// Places what stands above the rows of a group, and begins a table if it is one.
    pub(super) fn group_head(&self, key: &FieldPath, pen: &mut Pen) -> Spot {
        let (width, frames) = (pen.width, pen.frames);
        let empty = |y: usize| Spot::rows(0, y, width, Vec::new());
        let Some(field) = self.field(key) else { return empty(pen.y) };
        let Some(group) = field.kind.as_group() else { return empty(pen.y) };
        let waits = self.exercise.waits(field, &self.answers, &key.row);
        let columns = if waits.is_none() { self.columns(key, group, width, frames) } else { None };
        let framed = columns.is_some() && frames;
        let first = pen.spots.is_empty();
        let y = pen.y + usize::from(!framed && !first);
        let title =
            if framed { String::new() } else { format!("{:1$}{2}", "", usize::from(GUTTER), field.label) };
        let mut above: Vec<Line> = vec![(title, Role::Title)];
        let mut say =
            |text: &str| above.extend(rows(text, width.saturating_sub(GUTTER), GUTTER, "", Role::Dim));
        if let Some(other) = waits {
            say(&format!("opens once “{other}” is answered"));
        }
        field.help.iter().for_each(|help| say(help));
        if !group.nudges.is_empty() {
            say(&format!("Worth considering: {}", group.nudges.join(", ")));
        }
        let filled = self.rows(key).iter().filter(|row| !group.is_start(row)).count();
        let counter = match group.max {
            None if filled >= group.min => counted(filled, &group.row),
            _ => format!("{filled} of {}", wording::wanted_rows(group)),
        };
        let Some(columns) = columns else {
            above.extend(self.group_faults(key, width));
            let foot = Some((counter, Role::Dim));
            return Spot { foot, ..Spot::rows(0, y, width, above) };
        };
        let names_at = y + above.len();
        let names = if group.fields.len() > 1 { names(group, &columns) } else { Vec::new() };
        let height = names.iter().map(Vec::len).max().unwrap_or(0);
        above.extend((0..height).map(|_| (String::new(), Role::Plain)));
        let at = pen.spots.len();
        let foot = if framed { None } else { Some((counter.clone(), Role::Dim)) };
        pen.table = Some(Table {
            key: key.clone(),
            columns,
            title: field.label.clone(),
            counter,
            names: (names_at, names),
            tops: Vec::new(),
            items: at..at + 1,
            rows: y..y + 1,
            notes: Vec::new(),
            foot: None,
        });
        pen.row = None;
        Spot { foot, ..Spot::rows(0, y, width, above) }
    }

    fn group_faults(&self, key: &FieldPath, width: u16) -> Vec<Line> {
        self.fault(key).iter().flat_map(|fault| super::hints::fault_rows(fault, width)).collect()
    }

    /// Ends the table that is being placed, if the next item is not of it.
    pub(super) fn end_table(&self, next: &PageItem, pen: &mut Pen) {
        let Some(mut table) = pen.table.take_if(|table| !next.is_of(&table.key)) else { return };
        pen.row = None;
        table.items.end = pen.spots.len();
        let inside = pen.width.saturating_sub(2 * GUTTER);
        table.notes = self.group_faults(&table.key, inside);
        if table.items.contains(&self.focus)
            && let Some(spot) = pen.spots.get(self.focus).filter(|spot| spot.below.is_empty())
            && let Some(PageItem::Field { key, .. }) = self.items.get(self.focus)
            && let Some(field) = self.field(key).filter(|_| spot.above.is_empty() && !key.other)
        {
            table.notes.extend(self.notes(field, key, inside, true));
        }
        let fits = |note: &Line| sanitize::width(&note.0) <= usize::from(Panel::note_room(pen.width));
        if pen.frames && table.notes.len() == 1 {
            table.foot = table.notes.pop_if(|note| fits(note));
        }
        pen.y += table.notes.len() + usize::from(pen.frames);
        table.rows.end = pen.y;
        pen.tables.push(table);
    }

    /// Parts the width among the fields of a group; `None` if they are no table.
    fn columns(&self, key: &FieldPath, group: &GroupKind, width: u16, frames: bool) -> Option<Vec<Column>> {
        let left = if frames { GUTTER } else { 0 };
        let number = count(self.rows(key).len().max(10).ilog10() as usize + 2);
        let room = width.saturating_sub(2 * left + number);
        let mut cells: Vec<(&str, CellWidth)> = Vec::new();
        for field in &group.fields {
            match InTable::of(&field.kind) {
                InTable::Column(width) => cells.push((&field.id, width)),
                InTable::Below => {}
                InTable::Never => return None,
            }
        }
        let gaps = GAP * count(cells.len().saturating_sub(1));
        let sum = |of: fn(&CellWidth) -> u16| cells.iter().map(|(_, cell)| of(cell)).sum::<u16>() + gaps;
        let of: fn(&CellWidth) -> u16 = if sum(|cell| cell.whole) <= room {
            |cell| cell.whole
        } else if sum(|cell| cell.least) <= room {
            |cell| cell.least
        } else {
            return None;
        };
        let grow = count(cells.iter().filter(|(_, cell)| cell.grows).count());
        let spare = (room - sum(of)).checked_div(grow).unwrap_or(0);
        let mut x = left + number;
        let place = |(field, cell): &(&str, CellWidth)| {
            let width = of(cell) + if cell.grows { spare } else { 0 };
            let column = Column { field: (*field).to_owned(), x, width };
            x += width + GAP;
            column
        };
        Some(cells.iter().map(place).collect())
    }
}

/// Wraps the names of the columns to their widths.
fn names(group: &GroupKind, columns: &[Column]) -> Vec<Vec<String>> {
    let name = |column: &Column| {
        let label =
            group.fields.iter().find(|field| field.id == column.field).map_or("", |field| &*field.label);
        let mut rows = sanitize::wrap(label, usize::from(column.width.saturating_sub(2).max(1)));
        rows.truncate(NAMES);
        rows
    };
    columns.iter().map(name).collect()
}

impl Table {
    /// Draws the frame, the names of the columns and the numbers of the rows, as far as they are on a sheet that begins at
    /// a row of the page. `row` is the row with the focus.
    pub fn draw(
        &self,
        start: usize,
        frames: bool,
        focused: bool,
        row: Option<usize>,
        hue: Option<Hue>,
        brush: &mut Brush<'_>,
    ) {
        let end = start + usize::from(brush.area.height);
        let (top, bottom) = (self.rows.start.max(start), self.rows.end.min(end));
        if top >= bottom {
            return;
        }
        let height = brush.area.height;
        let at = |row: usize| row.checked_sub(start).map(count).filter(|y| *y < height);
        if frames {
            let mut part = brush.part(0, count(top - start), u16::MAX, count(bottom - top));
            let panel = Panel::new(&self.title).counter(&self.counter).hue(hue.filter(|_| focused));
            let panel = panel.note(self.foot.as_ref().map(|(text, role)| (text.as_str(), *role)));
            panel
                .focused(focused)
                .open(top > self.rows.start, bottom < self.rows.end)
                .draw(&mut part, Surface::Panel);
        }
        for (column, names) in self.columns.iter().zip(&self.names.1) {
            for (row, name) in names.iter().enumerate() {
                if let Some(y) = at(self.names.0 + row) {
                    brush.line(column.x + GAP, y, name, Role::Dim);
                }
            }
        }
        let first = self.tops.partition_point(|top| *top < start);
        let left = if frames { GUTTER } else { 0 };
        for (number, top) in self.tops.iter().enumerate().skip(first).take_while(|(_, top)| **top < end) {
            let role = if row == Some(number) { Role::Accent } else { Role::Dim };
            brush.line(left, count(top - start), &format!("{:>2}", number + 1), role);
        }
        let notes = self.rows.end - usize::from(frames) - self.notes.len();
        for (row, (text, role)) in self.notes.iter().enumerate() {
            if let Some(y) = at(notes + row) {
                brush.line(GUTTER, y, text, *role);
            }
        }
    }
}

//! Tables: columns as wide as their words need, rows that go on over pages, a head that comes again.

use std::rc::Rc;

use super::pages::{Mark, Piece};
use super::setter::{Place, Setter, TEXT, mark};
use super::tags::Role;
use super::typeset::{DIM, RULE, Style, colour};
use crate::report::document::Table;

const CELL: Style = Style::plain(9.5);
const HEAD: Style = Style::plain(8.5).bold().coloured(DIM);
const LABEL: Style = Style::plain(9.0).coloured(DIM);

/// The space between columns, and above and below a row, in points.
const GUTTER: f32 = 12.0;
const PADDING: f32 = 3.5;
/// Rows of at most so many lines are never divided.
const WHOLE: usize = 12;

/// Sets a table with its head and its remark.
pub(super) fn table(setter: &mut Setter<'_>, table: &Table, place: Place) {
    let table_tag = setter.tags.add(None, Role::Table);
    let widths = columns(setter, &table.columns, &table.rows, place.width);
    let begins = setter.pieces.len();
    let row = setter.tags.add(Some(table_tag), Role::Row);
    let cells: Vec<_> = table.columns.iter().map(|text| (text.as_str(), HEAD, Role::ColumnHead)).collect();
    row_pieces(setter, &cells, &widths, place, row);
    for piece in setter.pieces.iter_mut().skip(begins) {
        piece.keeps = true;
    }
    let head = Rc::new(setter.pieces.iter().skip(begins).cloned().map(again).collect::<Vec<_>>());
    let rows = setter.pieces.len();
    for (at, cells) in table.rows.iter().enumerate() {
        let hue = table.hues.get(at).copied();
        let row = setter.tags.add(Some(table_tag), Role::Row);
        let cell = |(column, text): (usize, &String)| match hue {
            Some(_) if column == 0 => (text.clone(), CELL.bold().coloured(colour(hue)), Role::RowHead),
            _ if column == 0 && !table.lists => (text.clone(), CELL.bold(), Role::RowHead),
            _ => (text.clone(), CELL, Role::Cell),
        };
        let cells: Vec<_> = cells.iter().enumerate().map(cell).collect();
        let cells: Vec<_> =
            cells.iter().map(|(text, style, role)| (text.as_str(), *style, role.clone())).collect();
        row_pieces(setter, &cells, &widths, place, row);
    }
    for piece in setter.pieces.iter_mut().skip(rows) {
        piece.head = Some(Rc::clone(&head));
    }
    if let Some(note) = &table.note {
        let tag = setter.tags.add(None, Role::Paragraph);
        setter.lines(note, LABEL, place, 4.0, tag);
    }
}

/// Sets labels with their texts beside them.
pub(super) fn pairs(setter: &mut Setter<'_>, rows: &[[String; 2]], place: Place) {
    let table = setter.tags.add(None, Role::Table);
    let label = place.width * 0.28;
    let widths = [label, place.width - label - GUTTER];
    for [label, text] in rows {
        let row = setter.tags.add(Some(table), Role::Row);
        let cells = [(label.as_str(), LABEL, Role::RowHead), (text.as_str(), TEXT, Role::Cell)];
        row_pieces(setter, &cells, &widths, place, row);
    }
}

/// Adds the pieces of a row, a line of each cell a piece, with a rule under the last.
fn row_pieces(
    setter: &mut Setter<'_>,
    cells: &[(&str, Style, Role)],
    widths: &[f32],
    place: Place,
    row: usize,
) {
    let mut x = place.x;
    let mut set = Vec::new();
    for ((text, style, role), width) in cells.iter().zip(widths) {
        let tag = setter.tags.add(Some(row), role.clone());
        set.push((setter.typesetter.set(text, *style, *width), x, tag));
        x += width + GUTTER;
    }
    let count = set.iter().map(|(lines, ..)| lines.heights.len()).max().unwrap_or_default();
    for at in 0..count {
        let height = set.iter().filter_map(|(lines, ..)| lines.heights.get(at).copied());
        let height = height.fold(0.0, f32::max);
        let standing = set.iter().filter(|(lines, ..)| at < lines.heights.len());
        let mut marks: Vec<Mark> = standing.map(|(lines, x, tag)| mark(lines, at, *x, *tag)).collect();
        let last = at + 1 == count;
        if last {
            let (y, width) = (height + PADDING, place.width);
            marks.push(Mark::Area { x: place.x, y, width, height: 0.5, colour: RULE });
        }
        setter.pieces.push(Piece {
            above: if at == 0 { PADDING } else { 0.0 },
            height: if last { height + PADDING + 0.5 } else { height },
            keeps: !last && (count <= WHOLE || at == 0 || at + 2 == count),
            marks,
            ..Piece::default()
        });
    }
}

/// The head of a table as it comes again on the next page: it is read only once.
fn again(mut piece: Piece) -> Piece {
    for mark in &mut piece.marks {
        if let Mark::Line { tag, .. } = mark {
            *tag = None;
        }
    }
    piece.height += piece.above;
    for mark in &mut piece.marks {
        match mark {
            Mark::Line { y, .. } | Mark::Area { y, .. } => *y += piece.above,
            Mark::Drawing { .. } => {}
        }
    }
    piece.above = 0.0;
    piece
}

/// Divides a width among columns: each gets its longest word, and what is left goes where lines are long.
fn columns(setter: &mut Setter<'_>, heads: &[String], rows: &[Vec<String>], width: f32) -> Vec<f32> {
    let wanted: Vec<(f32, f32)> = (0..heads.len())
        .map(|column| {
            let head = heads.get(column).map(|text| setter.typesetter.widths(text, HEAD));
            let cells = rows.iter().filter_map(|row| row.get(column));
            cells
                .map(|text| setter.typesetter.widths(text, CELL.bold()))
                .chain(head)
                .fold((0.0, 0.0), |(least, most), (min, max)| (f32::max(least, min), f32::max(most, max)))
        })
        .collect();
    let room = width - GUTTER * heads.len().saturating_sub(1) as f32;
    share(&wanted, room)
}

/// Shares room among columns that want at least and at most so much each.
fn share(wanted: &[(f32, f32)], room: f32) -> Vec<f32> {
    let least: f32 = wanted.iter().map(|(min, _)| min).sum();
    let most: f32 = wanted.iter().map(|(_, max)| max).sum();
    if least >= room {
        return wanted.iter().map(|(min, _)| min * room / least).collect();
    }
    if most <= room {
        return wanted.iter().map(|(_, max)| *max).collect();
    }
    let part = (room - least) / (most - least);
    wanted.iter().map(|(min, max)| min + (max - min) * part).collect()
}

#[cfg(test)]
mod tests {
    use super::share;

    #[test]
    fn columns_fill_the_room_and_never_more() {
        for (wanted, room) in [
            (vec![(10.0, 20.0), (10.0, 400.0)], 200.0),
            (vec![(300.0, 300.0), (100.0, 400.0)], 200.0),
            (vec![(10.0, 20.0), (10.0, 30.0)], 200.0),
        ] {
            let given = share(&wanted, room);
            assert!(given.iter().sum::<f32>() <= room + 0.01, "{given:?}");
            assert!(given.iter().all(|width| *width > 0.0));
        }
        let given = share(&[(50.0, 60.0), (50.0, 900.0)], 300.0);
        assert!(given[0] >= 50.0 && given[1] > 200.0, "{given:?}");
    }
}

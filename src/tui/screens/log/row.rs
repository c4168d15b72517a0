//! One entry of the list: the sentence first, what it is about below it, its day in the gutter.

use chrono::{Datelike, NaiveDate};
use ratatui::layout::Margin;

use crate::app::log::Row;
use crate::app::page::Mark;
use crate::domain::number_format::counted;
use crate::sanitize;
use crate::tui::page;
use crate::tui::theme::{Hue, Role, hue_mark};
use crate::tui::widgets::paint::{Brush, text_width};

/// Columns of the day, and of the bar after it.
const GUTTER: u16 = 8;
const BAR: u16 = 2;
const GAP: u16 = 2;
/// The most columns of a product and of a feeling.
const MOST: [usize; 2] = [22, 18];
/// Columns of a rating, and of a dimension where there is no room for its name.
const TRUST: u16 = 3;
const SHORT: u16 = 3;

/// How wide what stands in the columns is: product, feeling, dimension. The widest so far, so that they stay in place.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct Widths([usize; 3]);

impl Widths {
    pub fn widen<'a>(&mut self, rows: impl Iterator<Item = &'a Row>) {
        for mark in rows.flat_map(|row| &row.marks) {
            let (place, text, most) = match mark {
                Mark::Product(text) => (0, text, MOST[0]),
                Mark::Feeling(text) => (1, text, MOST[1]),
                Mark::Dimension(_, text) => (2, text, usize::MAX),
                Mark::Trust(..) | Mark::Known(..) => continue,
            };
            let wide = sanitize::width(&sanitize::line(text)).min(most);
            self.0[place] = self.0[place].max(wide);
        }
    }

    /// Returns the columns of product, feeling and dimension in a width: the dimension loses its name first.
    fn fit(self, width: u16) -> [u16; 3] {
        let [product, feeling, dimension] = self.0.map(|wide| u16::try_from(wide).unwrap_or(u16::MAX));
        let room = width.saturating_sub(TRUST + 3 * GAP);
        if product + feeling + dimension + 2 <= room {
            return [product, feeling, dimension + 2];
        }
        let room = room.saturating_sub(SHORT);
        let feeling = feeling.min(room * 2 / 5);
        [product.min(room - feeling), feeling, SHORT]
    }
}

/// How an entry stands in the list.
#[derive(Debug, Clone, Copy)]
pub(super) struct Look {
    pub marked: bool,
    pub picked: bool,
    /// Whether its day is written beside it.
    pub dated: bool,
    pub today: NaiveDate,
    pub widths: Widths,
}

/// Draws an entry over the rows of the area: two, or one where there is no room for more.
pub(super) fn draw(brush: &mut Brush<'_>, row: &Row, look: Look) {
    let (width, rows) = (brush.area.width, brush.area.height);
    if look.dated {
        draw_day(brush, row.head.day, look.today);
    }
    let hue = row.marks.iter().find_map(|mark| if let Mark::Dimension(hue, _) = mark { *hue } else { None });
    let (bar, role) = hue.map_or(("│", Role::Border), |hue| ("▌", Role::Hue(hue)));
    for y in 0..rows {
        brush.line(GUTTER, y, bar, role);
    }
    let sentence = row.cells.last().map_or("", String::as_str);
    let room = width.saturating_sub(GUTTER + BAR);
    let mut text = brush.part(GUTTER + BAR, 0, room, rows);
    if rows > 1 {
        // At the end of the first row, so that what it is about stays in its columns.
        let state = state(row).unwrap_or_default();
        let taken = if state.is_empty() { 0 } else { text_width(state) + GAP };
        let end = room.saturating_sub(taken);
        text.part(0, 0, end, 1).line(0, 0, sentence, Role::Title);
        text.line(end + GAP, 0, state, Role::Warn);
        draw_marks(&mut text.part(0, 1, room, 1), row, look.widths);
        if look.picked {
            brush.line(GUTTER - 2, 1, "✓", Role::Good);
        }
    } else {
        let (end, tail) = (text.area.width, short_tail(row, hue));
        let taken = tail.iter().map(|(text, _)| text_width(text)).sum::<u16>();
        text.part(0, 0, end.saturating_sub(taken + 1), 1).line(0, 0, sentence, Role::Title);
        tail.iter().fold(end.saturating_sub(taken), |x, (piece, role)| text.line(x, 0, piece, *role));
        if look.picked {
            brush.line(GUTTER - 1, 0, "✓", Role::Good);
        }
    }
    if look.marked {
        let bar = brush.area.outer(Margin::new(1, 0));
        Brush::new(brush.buf, bar, brush.theme).select(0, rows);
    }
}

/// Writes a day: one of another month with its month, one of another year with that.
fn draw_day(brush: &mut Brush<'_>, day: NaiveDate, today: NaiveDate) {
    let same_month = (day.year(), day.month()) == (today.year(), today.month());
    let first = match (day == today, same_month || brush.area.height > 1) {
        (true, _) => "Today".to_owned(),
        (false, true) => day.format("%a %-d").to_string(),
        (false, false) => day.format("%-d %b").to_string(),
    };
    brush.line(0, 0, &first, if day == today { Role::Accent } else { Role::Dim });
    if !same_month {
        let month = day.format(if day.year() == today.year() { "%b" } else { "%Y" }).to_string();
        brush.line(0, 1, &month, Role::Dim);
    }
}

fn state(row: &Row) -> Option<&'static str> {
    row.head.open_draft.then_some("◐ draft")
}

/// What stands after the sentence where all is on one row: the dimension and the rating.
fn short_tail(row: &Row, hue: Option<Hue>) -> Vec<(String, Role)> {
    let mut tail: Vec<(String, Role)> = state(row).into_iter().map(|state| (format!("{state} "), Role::Warn)).collect();
    tail.extend(hue.map(|hue| (hue_mark(hue).0.to_owned(), Role::Hue(hue))));
    for mark in row.marks.iter().filter(|mark| matches!(mark, Mark::Trust(..))) {
        tail.push((" ".to_owned(), Role::Plain));
        tail.extend(page::mark(mark));
    }
    tail
}

fn draw_marks(brush: &mut Brush<'_>, row: &Row, widths: Widths) {
    let width = brush.area.width;
    let columns = widths.fit(width);
    let mut x = 0;
    let starts = |place: usize| columns[..place].iter().map(|column| column + GAP).sum::<u16>();
    for mark in &row.marks {
        let (place, room) = match mark {
            Mark::Product(_) => (0, columns[0]),
            Mark::Feeling(_) => (1, columns[1]),
            Mark::Dimension(..) => (2, columns[2]),
            Mark::Trust(..) => (3, TRUST),
            // What is only imagined says so before its sentence.
            Mark::Known(..) => continue,
        };
        let at = starts(place);
        let mut cell = brush.part(at, 0, room, 1);
        let end = match mark {
            Mark::Dimension(Some(hue), _) if room == SHORT => {
                let (glyph, letter) = hue_mark(*hue);
                cell.line(0, 0, &format!("{glyph}{letter}"), Role::Hue(*hue))
            }
            mark => page::mark(mark).iter().fold(0, |x, (text, role)| cell.line(x, 0, text, *role)),
        };
        x = x.max(at + end);
    }
    let later = row.head.days_later();
    let later = (later > 0).then(|| format!("+{}", counted(usize::try_from(later).unwrap_or_default(), "day")));
    let tags = row.tags.iter().map(|tag| format!("#{tag}"));
    let tail = later.into_iter().chain(tags).collect::<Vec<_>>().join(" ");
    let room = usize::from(width.saturating_sub(x + GAP));
    if room > 3 {
        let tail = sanitize::cut(&sanitize::line(&tail), room);
        brush.right(x + 1, 0, &tail, Role::Dim);
    }
}

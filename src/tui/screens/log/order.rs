//! The orders of the list, and what each reads.

use crate::app::log::{Row, by_column};
use crate::db::Towards;
use crate::error::Result;
use crate::tui::window::{Keyed, Read, Window};

/// How many of the newest rows are put in the order of a column.
pub const SORTED: usize = 500;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    Newest,
    Oldest,
    /// By what stands in a column; turned round or not.
    Column(usize, bool),
}

impl Keyed for Row {
    type Key = i64;

    fn key(&self) -> i64 {
        self.number
    }
}

impl Order {
    fn ahead(self) -> Towards {
        if self == Self::Oldest { Towards::Newer } else { Towards::Older }
    }

    /// Opens the list in this order, at its first row.
    pub fn open(self, read: &mut Read<'_, Row>) -> Result<Window<Row>> {
        let Self::Column(column, turned) = self else { return Window::open(self.ahead(), read) };
        let mut window = Window::default();
        window.put(sorted(column, turned, read)?, (true, true));
        Ok(window)
    }

    /// Reads the list again, with the mark where it was, or on what took its place.
    pub fn reload(self, window: &mut Window<Row>, read: &mut Read<'_, Row>) -> Result<()> {
        let Some(marked) = window.marked() else {
            *window = self.open(read)?;
            return Ok(());
        };
        let (number, id) = (marked.number, marked.head.id);
        window.in_place(|window| {
            let Self::Column(column, turned) = self else { return self.go_to(number, window, read) };
            window.put(sorted(column, turned, read)?, (true, true));
            let there = window.rows().position(|row| row.head.id == id);
            there.map_or(Ok(()), |index| window.mark(index, read))
        })
    }

    /// Marks the row with a number, or the one that comes after it in the list.
    pub fn go_to(self, number: i64, window: &mut Window<Row>, read: &mut Read<'_, Row>) -> Result<()> {
        if let Self::Column(..) = self {
            let there = window.rows().position(|row| row.number == number);
            return there.map_or(Ok(()), |index| window.mark(index, read));
        }
        let before = if self.ahead() == Towards::Older { 1 } else { -1 };
        let there = read(Some(number.saturating_add(before)), self.ahead(), 1)?.pop();
        window.around(&number, there.filter(|row| row.number == number), read)
    }
}

/// Reads the newest rows in the order of a column: the highest first, and last what has nothing there.
fn sorted(column: usize, turned: bool, read: &mut Read<'_, Row>) -> Result<Vec<Row>> {
    let mut rows = read(None, Towards::Older, SORTED)?;
    rows.sort_by(|one, other| by_column(column, one, other));
    if turned {
        let has_cell = |row: &Row| row.cells.get(column).is_some_and(|cell| !cell.trim().is_empty());
        let filled = rows.partition_point(has_cell);
        rows[..filled].reverse();
    }
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use chrono::{Days, NaiveDate};
    use proptest::prelude::*;

    use super::*;
    use crate::domain::entry::{Digest, Head, State};
    use crate::domain::id::EntryId;
    use crate::domain::plan::WeekLabel;
    use crate::domain::time::Moment;

    /// Makes the row with a number, three a day.
    fn row(number: i64) -> Row {
        let day = NaiveDate::default() + Days::new(number.unsigned_abs() / 3);
        let id = EntryId::from_bytes(i128::from(number).to_be_bytes());
        let head = Head {
            id,
            short: id.short_ids("log").next().expect("a short id"),
            exercise: "log".to_owned(),
            revision: 1,
            definition: Digest([0; 32]),
            state: State::Complete,
            open_draft: false,
            week: WeekLabel { year: 2026, week: 1 },
            day,
            begun: Moment::new(number, 0),
            written: day,
            happened: None,
            finished: None,
            desk: std::time::Duration::ZERO,
            version: 1,
            summary: String::new(),
        };
        let cells = vec![(number % 7).to_string()];
        Row { number, head, tags: Vec::new(), marks: Vec::new(), cells }
    }

    #[derive(Debug, Clone)]
    enum Move {
        GoTo(i64),
        Mark(usize),
        /// The marked row goes, maybe with those of the next numbers, and the list is read again.
        Remove(i64),
        Reload,
    }

    fn moves() -> impl Strategy<Value = Move> {
        prop_oneof![
            (-2..1_500_i64).prop_map(Move::GoTo),
            (0..400_usize).prop_map(Move::Mark),
            (0..9_i64).prop_map(Move::Remove),
            Just(Move::Reload),
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, cases: 96, ..ProptestConfig::default() })]

        #[test]
        fn the_mark_is_on_the_number_it_goes_to_or_on_what_comes_after_it_in_the_list(
            gaps in prop_oneof![proptest::collection::vec(1..4_i64, 0..6), proptest::collection::vec(1..4_i64, 300..600)],
            newest_first in any::<bool>(),
            moves in proptest::collection::vec(moves(), 0..12),
        ) {
            let sum = |sum: &mut i64, gap: i64| { *sum += gap; Some(*sum) };
            let mut all: Vec<i64> = gaps.into_iter().scan(0, sum).collect();
            let order = if newest_first { Order::Newest } else { Order::Oldest };
            let read = |all: &[i64], from: Option<i64>, towards, limit| {
                let is_next = |number: &&i64| from.is_none_or(|from| match towards {
                    Towards::Older => **number < from,
                    Towards::Newer => **number > from,
                });
                let next = all.iter().filter(is_next).copied();
                Ok(match towards {
                    Towards::Older => next.rev().take(limit).map(row).collect(),
                    Towards::Newer => next.take(limit).map(row).collect(),
                })
            };
            let mut window = order.open(&mut |from, towards, limit| read(&all, from, towards, limit)).expect("reads");
            for one in moves {
                let marked = window.marked().map_or(0, |row| row.number);
                if let Move::Remove(others) = one {
                    all.retain(|number| !(marked..=marked + others).contains(number));
                }
                let mut reader = |from, towards, limit| read(&all, from, towards, limit);
                let wanted = match one {
                    Move::GoTo(number) => {
                        order.go_to(number, &mut window, &mut reader).expect("reads");
                        Some(number)
                    }
                    Move::Mark(index) => {
                        window.mark(index, &mut reader).expect("reads");
                        None
                    }
                    Move::Remove(_) | Move::Reload => {
                        order.reload(&mut window, &mut reader).expect("reads");
                        Some(marked)
                    }
                };
                let mut listed = all.clone();
                if newest_first {
                    listed.reverse();
                }
                let comes = |number: &&i64, wanted: i64| if newest_first { **number <= wanted } else { **number >= wanted };
                let there = |wanted| listed.iter().find(|number| comes(number, wanted)).or(listed.last()).copied();
                let is_marked = window.marked().map(|row| row.number);
                prop_assert!(wanted.is_none_or(|wanted| there(wanted) == is_marked), "{wanted:?} {is_marked:?}");
                let shown: Vec<i64> = window.rows().map(|row| row.number).collect();
                let first = listed.iter().position(|number| Some(number) == shown.first()).unwrap_or_default();
                prop_assert_eq!(&listed[first..first + shown.len()], &shown[..], "without a gap");
            }
        }
    }

    #[test]
    fn by_a_column_the_highest_come_first_and_nothing_last() {
        let mut all: Vec<Row> = (0..30).map(row).collect();
        all[3].cells[0] = String::new();
        let mut reader = |_, _, limit| Ok(all.iter().rev().take(limit).cloned().collect());
        let window = Order::Column(0, false).open(&mut reader).expect("reads");
        let cells: Vec<&str> = window.rows().map(|row| row.cells[0].as_str()).collect();
        assert_eq!((cells[0], cells[28], cells[29]), ("6", "0", ""));
        assert_eq!(window.marked().map(|row| row.number), Some(27), "of equals the newest");
        let window = Order::Column(0, true).open(&mut reader).expect("reads");
        let cells: Vec<&str> = window.rows().map(|row| row.cells[0].as_str()).collect();
        assert_eq!((cells[0], cells[28], cells[29]), ("0", "6", ""));
    }
}

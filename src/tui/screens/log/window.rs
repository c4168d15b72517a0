//! The part of the list that is in memory: some hundred rows around the mark, read on when the mark nears an edge.
//!
//! Deliberately absent: the store. Rows are brought by whoever asks for a move.

use std::collections::VecDeque;
use std::ops::Range;

use crate::app::log::{Row, by_column};
use crate::db::Towards;
use crate::error::Result;

/// How many rows are read at once, how near the mark may come to an edge, and how many rows are kept.
const READ: usize = 120;
const NEAR: usize = 64;
const KEPT: usize = 400;

/// How many of the newest rows are put in the order of a column.
pub const SORTED: usize = 500;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    Newest,
    Oldest,
    /// By what stands in a column; turned round or not.
    Column(usize, bool),
}

/// Reads rows next to a place in the list.
pub type Read<'a> = dyn FnMut(Option<i64>, Towards, usize) -> Result<Vec<Row>> + 'a;

/// Rows around a mark.
#[derive(Debug)]
pub struct Window {
    order: Order,
    rows: VecDeque<Row>,
    marked: usize,
    /// How far below the top of the view the mark stands, and how many rows have room there.
    y: usize,
    height: usize,
    /// Whether the first row is the first of all, and the last the last.
    ends: (bool, bool),
}

impl Window {
    pub fn open(order: Order, read: &mut Read<'_>) -> Result<Self> {
        let mut window =
            Self { order, rows: VecDeque::new(), marked: 0, y: 0, height: 10, ends: (true, true) };
        window.begin(read)?;
        Ok(window)
    }

    fn begin(&mut self, read: &mut Read<'_>) -> Result<()> {
        if let Order::Column(column, turned) = self.order {
            let mut rows = read(None, Towards::Older, SORTED)?;
            rows.sort_by(|one, other| by_column(column, one, other));
            if turned {
                let has_cell = |row: &Row| row.cells.get(column).is_some_and(|cell| !cell.trim().is_empty());
                let filled = rows.partition_point(has_cell);
                rows[..filled].reverse();
            }
            (self.rows, self.ends) = (rows.into(), (true, true));
        } else {
            let rows = read(None, self.ahead(), READ)?;
            self.ends = (true, rows.len() < READ);
            self.rows = rows.into();
        }
        (self.marked, self.y) = (0, 0);
        self.settle();
        Ok(())
    }

    /// Reads the list again, with the mark where it was, or on what took its place. What came before a list that showed
    /// its beginning comes into view, as far as there is room.
    pub fn reload(&mut self, read: &mut Read<'_>) -> Result<()> {
        let Some(marked) = self.marked() else { return self.begin(read) };
        let (number, id, before) = (marked.number, marked.head.id, self.marked);
        let y = if self.ends.0 && self.top() == 0 { self.height } else { self.y };
        if let Order::Column(..) = self.order {
            self.begin(read)?;
            let there = self.rows.iter().position(|row| row.head.id == id);
            self.marked = there.unwrap_or(before).min(self.rows.len().saturating_sub(1));
        } else {
            self.around(number, read)?;
        }
        self.y = y;
        self.settle();
        Ok(())
    }

    /// Reads from a row on, itself included; then what is before it.
    fn around(&mut self, number: i64, read: &mut Read<'_>) -> Result<()> {
        let from = if self.ahead() == Towards::Older { number.saturating_add(1) } else { number.saturating_sub(1) };
        let rows = read(Some(from), self.ahead(), READ)?;
        self.ends = (false, rows.len() < READ);
        self.rows = rows.into();
        self.marked = 0;
        self.behind(Some(from), read)?;
        self.marked = self.marked.min(self.rows.len().saturating_sub(1));
        Ok(())
    }

    pub fn order(&self) -> Order {
        self.order
    }

    /// Returns the marked row; nothing if the list is empty.
    pub fn marked(&self) -> Option<&Row> {
        self.rows.get(self.marked)
    }

    pub fn marked_index(&self) -> usize {
        self.marked
    }

    pub fn row(&self, index: usize) -> Option<&Row> {
        self.rows.get(index)
    }

    pub fn rows(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter()
    }

    pub fn is_marked(&self, index: usize) -> bool {
        self.marked == index
    }

    fn ahead(&self) -> Towards {
        if self.order == Order::Oldest { Towards::Newer } else { Towards::Older }
    }

    pub fn step(&mut self, by: isize, read: &mut Read<'_>) -> Result<()> {
        let to = self.marked.saturating_add_signed(by).min(self.rows.len().saturating_sub(1));
        self.mark(to, read)
    }

    /// Moves the mark by a page, or by half of one.
    pub fn page(&mut self, forward: bool, half: bool, read: &mut Read<'_>) -> Result<()> {
        let rows = if half { self.height / 2 } else { self.height.saturating_sub(1) };
        let by = isize::try_from(rows.clamp(1, NEAR)).unwrap_or(1);
        self.step(if forward { by } else { -by }, read)
    }

    /// Marks the row with a number, or the one that comes after it in the list.
    pub fn go_to(&mut self, number: i64, read: &mut Read<'_>) -> Result<()> {
        if let Order::Column(..) = self.order {
            let there = self.rows.iter().position(|row| row.number == number);
            return there.map_or(Ok(()), |index| self.mark(index, read));
        }
        self.around(number, read)?;
        self.settle();
        self.fill(read)
    }

    pub fn mark(&mut self, index: usize, read: &mut Read<'_>) -> Result<()> {
        let to = index.min(self.rows.len().saturating_sub(1));
        self.y = (self.y + to).saturating_sub(self.marked);
        self.marked = to;
        self.settle();
        self.fill(read)
    }

    pub fn first(&mut self, read: &mut Read<'_>) -> Result<()> {
        if self.ends.0 {
            return self.mark(0, read);
        }
        self.begin(read)
    }

    pub fn last(&mut self, read: &mut Read<'_>) -> Result<()> {
        if !self.ends.1 {
            let back = if self.ahead() == Towards::Older { Towards::Newer } else { Towards::Older };
            let mut rows = read(None, back, READ)?;
            self.ends = (rows.len() < READ, true);
            rows.reverse();
            self.rows = rows.into();
        }
        self.mark(self.rows.len().saturating_sub(1), read)?;
        self.y = self.height;
        self.settle();
        Ok(())
    }

    /// Moves the view by some rows; the mark stays where it is, or on the edge that it would leave by.
    pub fn scroll(&mut self, by: isize, read: &mut Read<'_>) -> Result<()> {
        let last = self.rows.len().saturating_sub(1);
        let first = self.top().saturating_add_signed(by).min(self.rows.len().saturating_sub(self.height));
        self.marked = self.marked.clamp(first, (first + self.height - 1).min(last).max(first));
        self.y = self.marked - first;
        self.settle();
        self.fill(read)
    }

    /// Reads on where the mark is near an edge, and lets go of what is far from it.
    fn fill(&mut self, read: &mut Read<'_>) -> Result<()> {
        if !self.ends.1 && self.rows.len() - self.marked <= NEAR {
            let from = self.rows.back().map(|row| row.number);
            let more = read(from, self.ahead(), READ)?;
            self.ends.1 = more.len() < READ;
            self.rows.extend(more);
            let far = self.rows.len().saturating_sub(KEPT).min(self.marked);
            if far > 0 {
                self.rows.drain(..far);
                self.marked -= far;
                self.ends.0 = false;
            }
        }
        if !self.ends.0 && self.marked <= NEAR {
            let from = self.rows.front().map(|row| row.number);
            self.behind(from, read)?;
        }
        self.settle();
        Ok(())
    }

    /// Reads what comes before a place.
    fn behind(&mut self, from: Option<i64>, read: &mut Read<'_>) -> Result<()> {
        let back = if self.ahead() == Towards::Older { Towards::Newer } else { Towards::Older };
        let more = read(from.map(|from| self.before(from)), back, READ)?;
        self.ends.0 = more.len() < READ;
        self.marked += more.len();
        for row in more {
            self.rows.push_front(row);
        }
        if self.rows.len() > KEPT {
            self.rows.truncate(KEPT);
            self.ends.1 = false;
        }
        Ok(())
    }

    /// Returns the number to read backwards from, so that the row with this number itself is left out.
    fn before(&self, from: i64) -> i64 {
        match (self.rows.front().map(|row| row.number), self.ahead()) {
            (Some(first), _) => first,
            // Nothing is ahead: what is behind begins at the place itself.
            (None, Towards::Older) => from.saturating_sub(1),
            (None, Towards::Newer) => from.saturating_add(1),
        }
    }

    /// Fits it to so many rows.
    pub fn arrange(&mut self, height: usize) {
        self.height = height.max(1);
        self.settle();
    }

    /// Keeps the mark within the view, and the end of the list at its foot.
    fn settle(&mut self) {
        let below = (self.rows.len() - self.marked.min(self.rows.len())).min(self.height);
        self.y = self.y.max(self.height - below).min(self.height - 1).min(self.marked);
    }

    fn top(&self) -> usize {
        self.marked - self.y
    }

    /// Returns the first row in view, and how many there are; nothing if not all of them are in memory.
    pub fn scrolled(&self) -> Option<(usize, usize)> {
        (self.ends == (true, true)).then(|| (self.top(), self.rows.len()))
    }

    /// Returns the rows in view, by their indices.
    pub fn view(&self) -> Range<usize> {
        self.top()..(self.top() + self.height).min(self.rows.len())
    }
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

    /// Makes a journal of so many rows, three a day, the oldest first.
    fn journal(count: i64) -> Vec<Row> {
        let day = |number: i64| NaiveDate::default() + Days::new(number.unsigned_abs() / 3);
        let row = |number: i64| {
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
                day: day(number),
                begun: Moment::new(number, 0),
                written: day(number),
                happened: None,
                finished: None,
                desk: std::time::Duration::ZERO,
                version: 1,
                summary: String::new(),
            };
            let cells = vec![(number % 7).to_string()];
            Row { number, head, tags: Vec::new(), marks: Vec::new(), cells }
        };
        (0..count).map(row).collect()
    }

    fn read(all: &[Row], from: Option<i64>, towards: Towards, limit: usize) -> Vec<Row> {
        match towards {
            Towards::Older => all
                .iter()
                .rev()
                .filter(|row| from.is_none_or(|from| row.number < from))
                .take(limit)
                .cloned()
                .collect(),
            Towards::Newer => all
                .iter()
                .filter(|row| from.is_none_or(|from| row.number > from))
                .take(limit)
                .cloned()
                .collect(),
        }
    }

    #[derive(Debug, Clone)]
    enum Move {
        Step(isize),
        Page(bool, bool),
        GoTo(i64),
        Scroll(isize),
        First,
        Last,
        Reload,
        Height(usize),
    }

    fn moves() -> impl Strategy<Value = Move> {
        prop_oneof![
            3 => (-60..60_isize).prop_map(Move::Step),
            3 => any::<(bool, bool)>().prop_map(|(forward, half)| Move::Page(forward, half)),
            1 => (0..2_000_i64).prop_map(Move::GoTo),
            2 => (-5..6_isize).prop_map(Move::Scroll),
            1 => Just(Move::First),
            1 => Just(Move::Last),
            1 => Just(Move::Reload),
            1 => (1..60_usize).prop_map(Move::Height),
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn wherever_the_mark_goes_it_is_where_the_whole_list_has_it_and_in_view(
            count in prop_oneof![0..20_i64, 300..2_000_i64],
            newest_first in any::<bool>(),
            moves in proptest::collection::vec(moves(), 0..60),
        ) {
            let all = journal(count);
            let order = if newest_first { Order::Newest } else { Order::Oldest };
            let mut reader = |from: Option<i64>, towards, limit| Ok(read(&all, from, towards, limit));
            let mut window = Window::open(order, &mut reader).expect("reads");
            // The place of the mark in the whole list, in its order.
            let last = usize::try_from(count).expect("a count").saturating_sub(1);
            let place = |window: &Window| {
                let number = window.marked().map_or(0, |row| usize::try_from(row.number).expect("a number"));
                if newest_first { last - number } else { number }
            };
            for one in moves {
                let before = if count > 0 { place(&window) } else { 0 };
                let moved: Option<usize> = match one {
                    Move::Step(by) => {
                        window.step(by, &mut reader).expect("reads");
                        Some(before.saturating_add_signed(by).min(last))
                    }
                    Move::Page(forward, half) => {
                        window.page(forward, half, &mut reader).expect("reads");
                        None
                    }
                    Move::GoTo(number) => {
                        window.go_to(number.min(count - 1), &mut reader).expect("reads");
                        let there = usize::try_from(number.min(count - 1)).unwrap_or_default();
                        Some(if newest_first { last - there.min(last) } else { there })
                    }
                    Move::Scroll(by) => {
                        window.scroll(by, &mut reader).expect("reads");
                        None
                    }
                    Move::First => {
                        window.first(&mut reader).expect("reads");
                        Some(0)
                    }
                    Move::Last => {
                        window.last(&mut reader).expect("reads");
                        Some(last)
                    }
                    Move::Reload => {
                        window.reload(&mut reader).expect("reads");
                        Some(before)
                    }
                    Move::Height(height) => {
                        window.arrange(height);
                        Some(before)
                    }
                };
                prop_assert!(window.rows.len() <= KEPT + READ);
                let step: Vec<i64> = window.rows().zip(window.rows().skip(1)).map(|(a, b)| b.number - a.number).collect();
                prop_assert!(step.iter().all(|step| *step == if newest_first { -1 } else { 1 }), "{step:?}");
                if count > 0 {
                    prop_assert!(moved.is_none_or(|place_now| place_now == place(&window)), "{:?} {}", moved, place(&window));
                    let view = window.view();
                    prop_assert!(view.contains(&window.marked), "{view:?}");
                    prop_assert!(view.len() <= window.height);
                }
            }
        }
    }

    #[test]
    fn by_a_column_the_highest_come_first_and_nothing_last() {
        let mut all = journal(30);
        all[3].cells[0] = String::new();
        let mut reader = |from: Option<i64>, towards, limit| Ok(read(&all, from, towards, limit));
        let window = Window::open(Order::Column(0, false), &mut reader).expect("reads");
        let cells: Vec<&str> = window.rows().map(|row| row.cells[0].as_str()).collect();
        assert_eq!((cells[0], cells[28], cells[29]), ("6", "0", ""));
        assert_eq!(window.marked().map(|row| row.number), Some(27), "of equals the newest");
        let window = Window::open(Order::Column(0, true), &mut reader).expect("reads");
        let cells: Vec<&str> = window.rows().map(|row| row.cells[0].as_str()).collect();
        assert_eq!((cells[0], cells[28], cells[29]), ("0", "6", ""));
    }
}

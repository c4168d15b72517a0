//! The part of a long list that is in memory: some hundred rows around the mark, read on when the mark nears an edge.
//!
//! Deliberately absent: where the rows are. They are brought by whoever asks for a move.

use std::collections::VecDeque;
use std::ops::Range;

use crate::db::Towards;
use crate::error::Result;
use crate::tui::action::Action;

/// How many rows are read at once.
pub const READ: usize = 120;
/// How near the mark may come to an edge.
pub const NEAR: usize = 64;
/// How many rows are kept.
const KEPT: usize = 400;

/// The actions that move the mark.
pub const MOVES: [Action; 8] = [
    Action::Up,
    Action::Down,
    Action::PageUp,
    Action::PageDown,
    Action::HalfUp,
    Action::HalfDown,
    Action::First,
    Action::Last,
];

/// A row of a list that is too long to be in memory.
pub trait Keyed {
    /// What tells its place among all rows.
    type Key: Clone;

    fn key(&self) -> Self::Key;
}

/// Reads rows next to a place in the list, or from an end of it.
pub type Read<'a, R> = dyn FnMut(Option<<R as Keyed>::Key>, Towards, usize) -> Result<Vec<R>> + 'a;

/// Rows around a mark.
#[derive(Debug)]
pub struct Window<R> {
    /// Which way the list goes.
    ahead: Towards,
    rows: VecDeque<R>,
    marked: usize,
    /// How far below the top of the view the mark stands, and how many rows have room there.
    y: usize,
    height: usize,
    /// Whether the first row is the first of all, and the last the last.
    ends: (bool, bool),
}

impl<R> Default for Window<R> {
    fn default() -> Self {
        let (ahead, rows) = (Towards::Older, VecDeque::new());
        Self { ahead, rows, marked: 0, y: 0, height: 10, ends: (true, true) }
    }
}

impl<R: Keyed> Window<R> {
    /// Begins at the first row.
    pub fn open(ahead: Towards, read: &mut Read<'_, R>) -> Result<Self> {
        let mut window = Self { ahead, ..Self::default() };
        window.begin(read)?;
        Ok(window)
    }

    fn begin(&mut self, read: &mut Read<'_, R>) -> Result<()> {
        let rows = read(None, self.ahead, READ)?;
        let is_all = rows.len() < READ;
        (self.marked, self.y) = (0, 0);
        self.put(rows, (true, is_all));
        Ok(())
    }

    /// Puts rows in the place of those there are, and says whether the first is the first of all, and the last the last. The
    /// mark stays at its index.
    pub fn put(&mut self, rows: Vec<R>, ends: (bool, bool)) {
        (self.rows, self.ends) = (rows.into(), ends);
        self.marked = self.marked.min(self.rows.len().saturating_sub(1));
        self.settle();
    }

    /// Changes the rows, with the mark as far down the view as it was. What came before a list that showed its beginning
    /// comes into view, as far as there is room.
    pub fn in_place(&mut self, change: impl FnOnce(&mut Self) -> Result<()>) -> Result<()> {
        let y = if self.shows_first() && self.top() == 0 { self.height } else { self.y };
        change(self)?;
        self.y = y;
        self.settle();
        Ok(())
    }

    /// Reads the rows around a place and marks the one that stands there; where there is none, the one after it.
    pub fn around(&mut self, place: &R::Key, there: Option<R>, read: &mut Read<'_, R>) -> Result<()> {
        let ahead = read(Some(place.clone()), self.ahead, READ)?;
        self.ends.1 = ahead.len() < READ;
        self.rows = there.into_iter().chain(ahead).collect();
        self.marked = 0;
        self.behind(Some(place.clone()), read)?;
        self.marked = self.marked.min(self.rows.len().saturating_sub(1));
        self.settle();
        self.fill(read)
    }

    /// Returns the marked row; nothing if the list is empty.
    pub fn marked(&self) -> Option<&R> {
        self.rows.get(self.marked)
    }

    pub fn marked_index(&self) -> usize {
        self.marked
    }

    pub fn row(&self, index: usize) -> Option<&R> {
        self.rows.get(index)
    }

    pub fn rows(&self) -> impl Iterator<Item = &R> {
        self.rows.iter()
    }

    pub fn is_marked(&self, index: usize) -> bool {
        self.marked == index
    }

    /// Moves the mark, as one of [`MOVES`] says.
    pub fn act(&mut self, action: Action, read: &mut Read<'_, R>) -> Result<()> {
        match action {
            Action::Up => self.step(-1, read),
            Action::Down => self.step(1, read),
            Action::PageUp => self.page(false, false, read),
            Action::PageDown => self.page(true, false, read),
            Action::HalfUp => self.page(false, true, read),
            Action::HalfDown => self.page(true, true, read),
            Action::First => self.first(read),
            Action::Last => self.last(read),
            _ => Ok(()),
        }
    }

    pub fn step(&mut self, by: isize, read: &mut Read<'_, R>) -> Result<()> {
        let to = self.marked.saturating_add_signed(by).min(self.rows.len().saturating_sub(1));
        self.mark(to, read)
    }

    /// Moves the mark by a page, or by half of one.
    fn page(&mut self, forward: bool, half: bool, read: &mut Read<'_, R>) -> Result<()> {
        let rows = if half { self.height / 2 } else { self.height.saturating_sub(1) };
        let by = isize::try_from(rows.clamp(1, NEAR)).unwrap_or(1);
        self.step(if forward { by } else { -by }, read)
    }

    pub fn mark(&mut self, index: usize, read: &mut Read<'_, R>) -> Result<()> {
        let to = index.min(self.rows.len().saturating_sub(1));
        self.y = (self.y + to).saturating_sub(self.marked);
        self.marked = to;
        self.settle();
        self.fill(read)
    }

    fn first(&mut self, read: &mut Read<'_, R>) -> Result<()> {
        if self.ends.0 {
            return self.mark(0, read);
        }
        self.begin(read)
    }

    fn last(&mut self, read: &mut Read<'_, R>) -> Result<()> {
        if !self.ends.1 {
            let mut rows = read(None, self.back(), READ)?;
            self.ends = (rows.len() < READ, true);
            rows.reverse();
            self.rows = rows.into();
        }
        self.mark(self.rows.len().saturating_sub(1), read)?;
        self.y = self.height;
        self.settle();
        Ok(())
    }

    fn back(&self) -> Towards {
        if self.ahead == Towards::Older { Towards::Newer } else { Towards::Older }
    }

    /// Moves the view by some rows; the mark stays where it is, or on the edge that it would leave by.
    pub fn scroll(&mut self, by: isize, read: &mut Read<'_, R>) -> Result<()> {
        let last = self.rows.len().saturating_sub(1);
        let first = self.top().saturating_add_signed(by).min(self.rows.len().saturating_sub(self.height));
        self.marked = self.marked.clamp(first, (first + self.height - 1).min(last).max(first));
        self.y = self.marked - first;
        self.settle();
        self.fill(read)
    }

    /// Reads on where the mark is near an edge, and lets go of what is far from it.
    fn fill(&mut self, read: &mut Read<'_, R>) -> Result<()> {
        if !self.ends.1 && self.rows.len() - self.marked <= NEAR {
            let more = read(self.rows.back().map(Keyed::key), self.ahead, READ)?;
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
            self.behind(self.rows.front().map(Keyed::key), read)?;
        }
        self.settle();
        Ok(())
    }

    /// Reads what comes before a place.
    fn behind(&mut self, from: Option<R::Key>, read: &mut Read<'_, R>) -> Result<()> {
        let more = read(from, self.back(), READ)?;
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

    /// Returns whether the first row of all is in memory.
    pub fn shows_first(&self) -> bool {
        self.ends.0
    }

    /// Returns how many rows are in memory.
    pub fn len(&self) -> usize {
        self.rows.len()
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
    use proptest::prelude::*;

    use super::*;

    impl Keyed for i64 {
        type Key = Self;

        fn key(&self) -> Self {
            *self
        }
    }

    fn read(all: &[i64], from: Option<i64>, towards: Towards, limit: usize) -> Vec<i64> {
        match towards {
            Towards::Older => all
                .iter()
                .rev()
                .filter(|row| from.is_none_or(|from| **row < from))
                .take(limit)
                .copied()
                .collect(),
            Towards::Newer => {
                all.iter().filter(|row| from.is_none_or(|from| **row > from)).take(limit).copied().collect()
            }
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
            let all: Vec<i64> = (0..count).collect();
            let ahead = if newest_first { Towards::Older } else { Towards::Newer };
            let mut reader = |from: Option<i64>, towards, limit| Ok(read(&all, from, towards, limit));
            let mut window = Window::open(ahead, &mut reader).expect("reads");
            // The place of the mark in the whole list, in its order.
            let last = usize::try_from(count).expect("a count").saturating_sub(1);
            let place = |window: &Window<i64>| {
                let number = window.marked().map_or(0, |row| usize::try_from(*row).expect("a number"));
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
                        let number = number.min(count - 1);
                        window.around(&number, Some(number).filter(|_| count > 0), &mut reader).expect("reads");
                        let there = usize::try_from(number).unwrap_or_default();
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
                        if let Some(marked) = window.marked().copied() {
                            let around = |window: &mut Window<i64>| window.around(&marked, Some(marked), &mut reader);
                            window.in_place(around).expect("reads");
                        }
                        Some(before)
                    }
                    Move::Height(height) => {
                        window.arrange(height);
                        Some(before)
                    }
                };
                prop_assert!(window.rows.len() <= KEPT + READ);
                let step: Vec<i64> = window.rows().zip(window.rows().skip(1)).map(|(a, b)| b - a).collect();
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
}

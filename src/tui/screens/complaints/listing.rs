//! The complaints as a list: the part of it that is in memory, and the mark in it. Read on along the index when the mark
//! nears an edge.

use std::collections::{BTreeSet, VecDeque};
use std::ops::Range;

use ratatui::layout::{Margin, Rect};

use crate::db::{ComplaintFilter, Store, Towards};
use crate::domain::complaint::{Complaint, ComplaintId, Decision};
use crate::error::Result;
use crate::sanitize;
use crate::tui::theme::{Role, hue_mark};
use crate::tui::widgets::paint::Brush;
use crate::wording::complaint::title;

/// How many rows are read at once, how near the mark may come to an edge, and how many rows are kept.
const READ: usize = 100;
const NEAR: usize = 40;
const KEPT: usize = 300;
/// Columns of a mark and a date; of a product, where there is little room and where there is more; and of a label.
const DATE: u16 = 13;
const PRODUCT: [u16; 2] = [15, 23];
const LABEL: u16 = 23;

#[derive(Debug, Default)]
pub(super) struct Listing {
    filter: ComplaintFilter,
    rows: VecDeque<Complaint>,
    marked: usize,
    top: usize,
    height: usize,
    /// Whether the first row is the first of all, and the last the last.
    ends: (bool, bool),
    /// What is picked, to be labelled at once.
    pub picked: BTreeSet<ComplaintId>,
}

impl Listing {
    pub fn open(filter: ComplaintFilter, store: &Store) -> Result<Self> {
        let mut list = Self { filter, height: 10, ..Self::default() };
        list.first(store)?;
        Ok(list)
    }

    pub fn filter(&self) -> &ComplaintFilter {
        &self.filter
    }

    pub fn marked(&self) -> Option<&Complaint> {
        self.rows.get(self.marked)
    }

    /// Goes to the first row.
    pub fn first(&mut self, store: &Store) -> Result<()> {
        let rows = store.complaints(&self.filter, None, Towards::Older, READ)?;
        self.ends = (true, rows.len() < READ);
        self.rows = rows.into();
        (self.marked, self.top) = (0, 0);
        Ok(())
    }

    /// Goes to the last row.
    pub fn last(&mut self, store: &Store) -> Result<()> {
        if !self.ends.1 {
            let mut rows = store.complaints(&self.filter, None, Towards::Newer, READ)?;
            self.ends = (rows.len() < READ, true);
            rows.reverse();
            self.rows = rows.into();
        }
        self.mark(self.rows.len().saturating_sub(1), store)
    }

    /// Reads the rows again, with the mark where it was.
    pub fn reload(&mut self, store: &Store) -> Result<()> {
        let Some(first) = self.rows.front().filter(|_| !self.ends.0).cloned() else {
            let (marked, top) = (self.marked, self.top);
            let wanted = READ.max(marked + NEAR);
            let rows = store.complaints(&self.filter, None, Towards::Older, wanted)?;
            self.ends = (true, rows.len() < wanted);
            self.rows = rows.into();
            self.top = top;
            return self.mark(marked, store);
        };
        let wanted = self.rows.len();
        let mut rows = store.complaints(&self.filter, Some(&first), Towards::Older, wanted)?;
        // The first one itself may not fit any more.
        self.ends.1 = rows.len() < wanted;
        rows.splice(0..0, store.complaint(first.id)?);
        self.rows = rows.into();
        self.mark(self.marked, store)
    }

    pub fn step(&mut self, by: isize, store: &Store) -> Result<()> {
        self.mark(self.marked.saturating_add_signed(by), store)
    }

    pub fn page(&mut self, down: bool, half: bool, store: &Store) -> Result<()> {
        let rows = if half { self.height / 2 } else { self.height.saturating_sub(1) };
        let by = isize::try_from(rows.clamp(1, NEAR)).unwrap_or(1);
        self.step(if down { by } else { -by }, store)
    }

    /// Marks a row, and reads on where it is near an edge.
    pub fn mark(&mut self, index: usize, store: &Store) -> Result<()> {
        self.marked = index.min(self.rows.len().saturating_sub(1));
        if !self.ends.1 && self.rows.len() - self.marked <= NEAR {
            let more = store.complaints(&self.filter, self.rows.back(), Towards::Older, READ)?;
            self.ends.1 = more.len() < READ;
            self.rows.extend(more);
            let far = self.rows.len().saturating_sub(KEPT).min(self.marked.saturating_sub(NEAR));
            self.rows.drain(..far);
            (self.marked, self.top) = (self.marked - far, self.top.saturating_sub(far));
            self.ends.0 &= far == 0;
        }
        if !self.ends.0 && self.marked < NEAR {
            let more = store.complaints(&self.filter, self.rows.front(), Towards::Newer, READ)?;
            self.ends.0 = more.len() < READ;
            (self.marked, self.top) = (self.marked + more.len(), self.top + more.len());
            for row in more {
                self.rows.push_front(row);
            }
            self.ends.1 &= self.rows.len() <= KEPT;
            self.rows.truncate(KEPT);
        }
        self.settle();
        Ok(())
    }

    fn settle(&mut self) {
        let least = (self.marked + 1).saturating_sub(self.height);
        self.top = self.top.clamp(least, self.marked).min(self.rows.len().saturating_sub(self.height).max(least));
    }

    /// Fits it to so many rows.
    pub fn arrange(&mut self, height: u16) {
        self.height = usize::from(height).max(1);
        self.settle();
    }

    /// Picks what is marked, or no more, and goes on to the next.
    pub fn pick(&mut self, store: &Store) -> Result<()> {
        let Some(id) = self.marked().map(|row| row.id) else { return Ok(()) };
        if !self.picked.remove(&id) {
            self.picked.insert(id);
        }
        self.step(1, store)
    }

    /// The index of the row at a row of the view.
    pub fn at(&self, y: u16) -> Option<usize> {
        self.view().nth(usize::from(y))
    }

    pub fn is_marked(&self, index: usize) -> bool {
        self.marked == index
    }

    fn view(&self) -> Range<usize> {
        self.top..(self.top + self.height).min(self.rows.len())
    }

    /// The first row that shows and how many there are, where all of them are in memory.
    pub fn scrolled(&self) -> (usize, usize) {
        if self.ends == (true, true) { (self.top, self.rows.len()) } else { (0, 0) }
    }

    pub fn draw(&self, brush: &mut Brush<'_>) {
        for (index, y) in self.view().zip(0_u16..) {
            let Some(row) = self.rows.get(index) else { continue };
            let area = Rect { y: brush.area.y + y, height: 1, ..brush.area };
            draw_row(&mut Brush::new(brush.buf, area, brush.theme), row, self.picked.contains(&row.id));
            if index == self.marked {
                Brush::new(brush.buf, area.outer(Margin::new(1, 0)), brush.theme).select(0, 1);
            }
        }
    }
}

/// Draws a complaint on one row: date, product, label, words.
fn draw_row(line: &mut Brush<'_>, row: &Complaint, is_picked: bool) {
    let width = line.area.width;
    line.line(0, 0, if is_picked { "✓" } else { " " }, Role::Good);
    let day = row.said.day.map(|day| day.format("%-d %b %y").to_string()).unwrap_or_default();
    line.part(2, 0, DATE - 3, 1).line(0, 0, &day, Role::Dim);
    let product = PRODUCT[usize::from(width >= 100)];
    line.part(DATE, 0, product - 1, 1).line(0, 0, &row.said.product, Role::Plain);
    let room = if width < 70 { 3 } else { LABEL };
    let mut label = line.part(DATE + product, 0, room - 1, 1);
    let how = if row.is_automatic { "auto " } else { "" };
    match (row.decision, row.decision.and_then(Decision::dimension)) {
        (None, _) => drop(label.line(0, 0, "–", Role::Dim)),
        (Some(decision), Some(dimension)) => {
            let (glyph, letter) = hue_mark(dimension.hue());
            let mark = format!("{glyph}{letter} ");
            label.pieces(0, 0, &[(&mark, Role::Hue(dimension.hue())), (how, Role::Dim), (title(decision), Role::Plain)]);
        }
        (Some(decision), None) => drop(label.line(0, 0, &format!("{how}{}", title(decision)), Role::Dim)),
    }
    let text = sanitize::line(&row.said.text).into_owned();
    line.line(DATE + product + room, 0, &text, Role::Title);
}

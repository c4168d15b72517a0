//! The complaints as a list: what it holds, and how a row looks.

use std::collections::BTreeSet;

use ratatui::layout::{Margin, Rect};

use crate::db::{ComplaintFilter, Store, Towards};
use crate::domain::complaint::{Complaint, ComplaintId, Decision};
use crate::error::Result;
use crate::sanitize;
use crate::tui::theme::{Role, hue_mark};
use crate::tui::widgets::paint::Brush;
use crate::tui::window::{Keyed, NEAR, READ, Read, Window};
use crate::wording::complaint::title;

/// Columns of a mark and a date; of a product, where there is little room and where there is more; and of a label.
const DATE: u16 = 13;
const PRODUCT: [u16; 2] = [15, 23];
const LABEL: u16 = 23;

#[derive(Debug, Default)]
pub(super) struct Listing {
    filter: ComplaintFilter,
    /// The rows in memory.
    pub rows: Window<Complaint>,
    /// What is picked, to be labelled at once.
    pub picked: BTreeSet<ComplaintId>,
}

impl Keyed for Complaint {
    type Key = Self;

    fn key(&self) -> Self {
        self.clone()
    }
}

impl Listing {
    pub fn open(filter: ComplaintFilter, store: &Store) -> Result<Self> {
        let mut list = Self { filter, ..Self::default() };
        list.go(store, |rows, read| {
            *rows = Window::open(Towards::Older, read)?;
            Ok(())
        })?;
        Ok(list)
    }

    pub fn filter(&self) -> &ComplaintFilter {
        &self.filter
    }

    pub fn marked(&self) -> Option<&Complaint> {
        self.rows.marked()
    }

    /// Does something with the rows, which may read on.
    pub fn go(
        &mut self,
        store: &Store,
        act: impl FnOnce(&mut Window<Complaint>, &mut Read<'_, Complaint>) -> Result<()>,
    ) -> Result<()> {
        let Self { filter, rows, .. } = self;
        act(rows, &mut |from, towards, limit| store.complaints(filter, from.as_ref(), towards, limit))
    }

    /// Reads the rows again, with the mark where it was.
    pub fn reload(&mut self, store: &Store) -> Result<()> {
        self.go(store, |rows, read| {
            let first = rows.row(0).filter(|_| !rows.shows_first()).cloned();
            let wanted = if first.is_some() { rows.len() } else { READ.max(rows.marked_index() + NEAR) };
            let mut all = read(first.clone(), Towards::Older, wanted)?;
            let ends = (first.is_none(), all.len() < wanted);
            // The first one itself may not fit any more.
            if let Some(first) = first {
                all.splice(0..0, store.complaint(first.id)?);
            }
            rows.put(all, ends);
            rows.mark(rows.marked_index(), read)
        })
    }

    /// Picks what is marked, or no more, and goes on to the next.
    pub fn pick(&mut self, store: &Store) -> Result<()> {
        let Some(id) = self.marked().map(|row| row.id) else { return Ok(()) };
        if !self.picked.remove(&id) {
            self.picked.insert(id);
        }
        self.go(store, |rows, read| rows.step(1, read))
    }

    pub fn draw(&self, brush: &mut Brush<'_>) {
        for (index, y) in self.rows.view().zip(0_u16..) {
            let Some(row) = self.rows.row(index) else { continue };
            let area = Rect { y: brush.area.y + y, height: 1, ..brush.area };
            draw_row(&mut Brush::new(brush.buf, area, brush.theme), row, self.picked.contains(&row.id));
            if self.rows.is_marked(index) {
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

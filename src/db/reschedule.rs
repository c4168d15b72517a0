//! Moving entries to another day: what they say, and their place among the days, goes with them.

use chrono::NaiveDate;
use rusqlite::{Connection, params};

use super::changes::{self, ChangeKind, Changed};
use super::entries::head;
use super::error::attempt;
use super::{Store, aggregates, query, search};
use crate::domain::id::EntryId;
use crate::domain::plan::WeekLabel;
use crate::domain::time::Moment;
use crate::error::{DbError, Result};

/// Where an entry belongs among the days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Spot {
    pub day: NaiveDate,
    pub week: WeekLabel,
    pub happened: Option<Moment>,
}

impl Store {
    /// Moves entries to a day and its week, as one change; tells how many it moved. Those that are there already stay,
    /// and those that do not exist are left out. A time that was told of one is forgotten: it was of another day.
    pub fn move_to_day(
        &mut self,
        ids: &[EntryId],
        day: NaiveDate,
        week: WeekLabel,
        at: Moment,
    ) -> Result<usize> {
        self.write("move the entries", |tx| {
            let mut changed = Vec::new();
            for id in ids {
                let Some(head) = head(tx, *id)?.filter(|head| (head.day, head.week) != (day, week)) else {
                    continue;
                };
                let before = Spot { day: head.day, week: head.week, happened: head.happened };
                put(tx, *id, &Spot { day, week, happened: None })?;
                changed.push(Changed { before: Some(before), ..Changed::of(*id) });
            }
            changes::record(tx, ChangeKind::Move, at, &changed)?;
            Ok(changed.len())
        })
    }

    /// Lists when an entry was moved and from which day, the last first. What was taken back is left out.
    pub fn moves(&self, id: EntryId) -> Result<Vec<(Moment, NaiveDate)>> {
        attempt("read where the entry was before", || {
            let sql = "SELECT c.at_ms, c.at_offset, x.day FROM changed x INDEXED BY changed_of
                       CROSS JOIN change c ON c.id = x.change
                       WHERE x.entry = ?1 AND x.day IS NOT NULL AND c.undone = 0 ORDER BY x.change DESC";
            query::all(&self.conn, sql, [id.bytes()], |row| {
                Ok((query::moment(row, "at_ms", "at_offset")?, query::day(row, "day")?))
            })
        })
    }
}

/// Puts an entry where it belongs from now on, with its facts, its findings and its place in the index.
pub(super) fn put(conn: &Connection, id: EntryId, to: &Spot) -> Result<(), DbError> {
    let (day, week) = (to.day.to_string(), to.week.to_string());
    query::run(
        conn,
        "UPDATE entry SET written = ifnull(written, day), day = ?2, week = ?3, happened_ms = ?4, happened_offset = ?5
         WHERE id = ?1",
        params![id.bytes(), day, week, to.happened.map(|at| at.ms), to.happened.map(|at| at.offset)],
    )?;
    aggregates::keeping(conn, id, || {
        let sql = "UPDATE fact SET day = ?2, week = ?3 WHERE entry = ?1";
        query::run(conn, sql, params![id.bytes(), day, week])
    })?;
    query::run(conn, "UPDATE finding SET day = ?2 WHERE entry = ?1", params![id.bytes(), day])?;
    // Its number says its day.
    search::forget(conn, id)?;
    search::refresh(conn, id)
}

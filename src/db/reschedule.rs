//! Moving entries to another day: what they say, and their place among the days, goes with them.

use chrono::NaiveDate;
use rusqlite::{Connection, params};

use super::begin::free_number;
use super::changes::{self, ChangeKind, Changed};
use super::entries::{first_of_day, must_head, number_of};
use super::error::attempt;
use super::{Store, facts, query, search};
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
            // One that is named twice has another number by then, and is where it is to be.
            for id in ids {
                let Some(entry) = number_of(tx, *id)? else { continue };
                let spot = spot(tx, entry)?;
                if (spot.day, spot.week) == (day, week) {
                    continue;
                }
                let was = Some(spot);
                let entry = put(tx, entry, &Spot { day, week, happened: None })?;
                changed.push(Changed { was, ..Changed::of(entry) });
            }
            changes::record(tx, ChangeKind::Move, at, &changed)?;
            Ok(changed.len())
        })
    }

    /// Lists when an entry was moved and from which day, the last first. What was taken back is left out.
    pub fn moves(&self, id: EntryId) -> Result<Vec<(Moment, NaiveDate)>> {
        attempt("read where the entry was before", || {
            let sql = "SELECT c.at_ms, c.at_offset, x.day FROM entry e CROSS JOIN changed x INDEXED BY changed_of ON x.entry = e.number
                       CROSS JOIN change c ON c.id = x.change
                       WHERE e.id = ?1 AND x.day IS NOT NULL AND c.undone = 0 AND c.kind <> 'undo' ORDER BY x.change DESC";
            query::all(&self.conn, sql, [id.bytes()], |row| {
                Ok((query::moment(row, "at_ms", "at_offset")?, query::day(row, "day")?))
            })
        })
    }
}

/// Returns where an entry belongs now.
pub(super) fn spot(conn: &Connection, entry: i64) -> Result<Spot, DbError> {
    let head = must_head(conn, entry)?;
    Ok(Spot { day: head.day, week: head.week, happened: head.happened })
}

/// Puts an entry where it belongs from now on, with its facts and its place in the index; returns its number there.
pub(super) fn put(conn: &Connection, entry: i64, to: &Spot) -> Result<i64, DbError> {
    search::forget(conn, entry)?;
    let same_day = (entry ^ first_of_day(to.day)) >> 20 == 0;
    let number = if same_day {
        entry
    } else {
        let begun = must_head(conn, entry)?.begun;
        free_number(conn, to.day, to.happened.unwrap_or(begun))?
    };
    let week = query::stored_week(to.week);
    query::run(
        conn,
        "UPDATE entry SET number = ?2, written = ifnull(written, day), day = ?3, week = ?4, happened_ms = ?5,
            happened_offset = ?6 WHERE number = ?1",
        params![
            entry,
            number,
            to.day.to_string(),
            week,
            to.happened.map(|at| at.ms),
            to.happened.map(|at| at.offset)
        ],
    )?;
    facts::move_to(conn, entry, number, week)?;
    search::refresh(conn, number)?;
    Ok(number)
}

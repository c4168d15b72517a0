//! Weeks: which were practised, when they start, and what was changed about their days.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use rusqlite::params;

use super::error::attempt;
use super::{Store, query};
use crate::domain::plan::{SlotChange, WeekLabel};
use crate::error::Result;

impl Store {
    /// Gives the earliest week an entry was begun for.
    pub fn first_week(&self) -> Result<Option<WeekLabel>> {
        self.outer_week("SELECT min(week) FROM entry INDEXED BY entry_by_week WHERE trashed_ms IS NULL")
    }

    /// Gives the latest week an entry was begun for.
    pub fn last_week(&self) -> Result<Option<WeekLabel>> {
        self.outer_week("SELECT max(week) FROM entry INDEXED BY entry_by_week WHERE trashed_ms IS NULL")
    }

    fn outer_week(&self, sql: &str) -> Result<Option<WeekLabel>> {
        attempt("look up the weeks", || {
            query::value::<String>(&self.conn, sql, [])?.map(|text| query::as_week(&text)).transpose()
        })
    }

    /// Counts the weeks with finished entries up to one and with it.
    pub fn weeks_practised(&self, up_to: WeekLabel) -> Result<u32> {
        attempt("count the weeks practised", || {
            // Leaps from week to week along the index, over all entries in between.
            let sql = "WITH RECURSIVE done (week) AS (
                           SELECT min(week) FROM entry INDEXED BY entry_week_done
                           WHERE trashed_ms IS NULL AND version > 0 AND week <= ?1
                           UNION ALL
                           SELECT (SELECT min(e.week) FROM entry e INDEXED BY entry_week_done
                                   WHERE e.trashed_ms IS NULL AND e.version > 0 AND e.week > done.week AND e.week <= ?1)
                           FROM done WHERE done.week IS NOT NULL)
                       SELECT count(week) FROM done";
            Ok(query::value(&self.conn, sql, [up_to.to_string()])?.unwrap_or_default())
        })
    }

    /// Gives the newest day on or before `day` from which weeks start on its weekday.
    pub fn week_anchor(&self, day: NaiveDate) -> Result<Option<NaiveDate>> {
        attempt("look up when weeks start", || {
            let sql = "SELECT max(starts) FROM week_start WHERE starts <= ?1";
            let found: Option<String> = query::value(&self.conn, sql, [day.to_string()])?;
            found.map(|text| query::as_day(&text)).transpose()
        })
    }

    /// Records that from this day on weeks start on its weekday.
    pub fn start_week(&mut self, starts: NaiveDate) -> Result<()> {
        self.write("record when weeks start", |tx| {
            let sql = "INSERT INTO week_start (starts) VALUES (?1) ON CONFLICT DO NOTHING";
            query::run(tx, sql, [starts.to_string()])?;
            Ok(())
        })
    }

    /// Lists what was changed about the plan of a week, by exercise.
    pub fn slot_changes(&self, week: WeekLabel) -> Result<BTreeMap<String, SlotChange>> {
        attempt("read the plan of the week", || {
            let sql = "SELECT exercise, moved_to FROM slot WHERE week = ?1";
            let changes = query::all(&self.conn, sql, [week.to_string()], |row| {
                let moved: Option<u32> = query::get(row, "moved_to")?;
                Ok((query::get(row, "exercise")?, moved.map_or(SlotChange::Skipped, SlotChange::Moved)))
            })?;
            Ok(changes.into_iter().collect())
        })
    }

    /// Changes one exercise of a week; `None` puts it back as planned.
    pub fn change_slot(&mut self, week: WeekLabel, exercise: &str, change: Option<SlotChange>) -> Result<()> {
        self.write("change the plan of the week", |tx| {
            let moved = match change {
                None => {
                    let sql = "DELETE FROM slot WHERE week = ?1 AND exercise = ?2";
                    query::run(tx, sql, params![week.to_string(), exercise])?;
                    return Ok(());
                }
                Some(SlotChange::Skipped) => None,
                Some(SlotChange::Moved(day)) => Some(day),
            };
            let sql = "INSERT INTO slot (week, exercise, moved_to) VALUES (?1, ?2, ?3)
                       ON CONFLICT DO UPDATE SET moved_to = excluded.moved_to";
            query::run(tx, sql, params![week.to_string(), exercise, moved])?;
            Ok(())
        })
    }

    /// Lists the days from one to another, both included, that finished entries belong to.
    pub fn practised_days(&self, from: NaiveDate, to: NaiveDate) -> Result<BTreeSet<NaiveDate>> {
        attempt("look up the days practised", || {
            let sql = "SELECT DISTINCT day FROM entry INDEXED BY entry_day_done
                       WHERE trashed_ms IS NULL AND version > 0 AND day BETWEEN ?1 AND ?2";
            let days = query::all(&self.conn, sql, [from.to_string(), to.to_string()], |row| {
                query::day(row, "day")
            })?;
            Ok(days.into_iter().collect())
        })
    }
}

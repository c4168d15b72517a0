//! Weeks: which were practised, when they start, and what was changed about their days.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use rusqlite::{Connection, params};

use super::entries::{day_of, end_of_day, first_of_day};
use super::error::attempt;
use super::{Store, query};
use crate::domain::plan::{SlotChange, WeekLabel};
use crate::error::{DbError, Result};

/// The query for the finished entries that were written in each week; it reads every entry.
const COUNTED: &str = "SELECT practised AS label, count(*) AS entries FROM entry AS near
    WHERE finished IS NOT NULL AND trashed_ms IS NULL GROUP BY practised";

/// No day is after it; its year has four digits, as those of all days that are stored.
const LAST_DAY: NaiveDate = match NaiveDate::from_ymd_opt(9999, 12, 31) {
    Some(day) => day,
    None => NaiveDate::MAX,
};

impl Store {
    /// Counts the entries of every week again.
    pub fn count_weeks(&mut self) -> Result<()> {
        self.write("count the weeks", |tx| {
            query::run(tx, "DELETE FROM week", [])?;
            query::run(tx, &format!("INSERT INTO week {COUNTED}"), []).map(|_| ())
        })
    }

    /// Whether the stored counts are what counting again gives.
    pub(super) fn weeks_are_right(&self) -> Result<bool, DbError> {
        let either_way = |a: &str, b: &str| {
            query::exists(&self.conn, &format!("SELECT * FROM ({a}) EXCEPT SELECT * FROM ({b}) LIMIT 1"), [])
        };
        let kept = "SELECT label, entries FROM week";
        Ok(!either_way(kept, COUNTED)? && !either_way(COUNTED, kept)?)
    }

    /// Returns the earliest week an entry was begun for.
    pub fn first_week(&self) -> Result<Option<WeekLabel>> {
        self.outer_week("SELECT min(week) FROM entry INDEXED BY entry_by_week WHERE trashed_ms IS NULL")
    }

    /// Returns the latest week an entry was begun for.
    pub fn last_week(&self) -> Result<Option<WeekLabel>> {
        self.outer_week("SELECT max(week) FROM entry INDEXED BY entry_by_week WHERE trashed_ms IS NULL")
    }

    fn outer_week(&self, sql: &str) -> Result<Option<WeekLabel>> {
        attempt("look up the weeks", || {
            let read =
                |row: &rusqlite::Row<'_>| Ok(query::get::<Option<i64>>(row, 0)?.map(|_| query::week(row, 0)));
            query::one(&self.conn, sql, [], read)?.flatten().transpose()
        })
    }

    /// Counts the weeks before one in which something was written that is finished. What was written later about one of
    /// them does not make it a week of practice, so that weeks after it keep their numbers.
    pub fn weeks_practised_before(&self, week: WeekLabel) -> Result<u32> {
        attempt("count the weeks practised", || {
            let sql = "SELECT count(*) FROM week WHERE label < ?1";
            Ok(query::value(&self.conn, sql, [query::stored_week(week)])?.unwrap_or_default())
        })
    }

    /// Returns the newest day on or before `day` from which weeks start on its weekday.
    pub fn week_anchor(&self, day: NaiveDate) -> Result<Option<NaiveDate>> {
        attempt("look up when weeks start", || anchor(&self.conn, day))
    }

    /// Returns the newest day of all from which weeks start on its weekday: it may lie ahead.
    pub fn last_week_anchor(&self) -> Result<Option<NaiveDate>> {
        attempt("look up when weeks start", || anchor(&self.conn, LAST_DAY))
    }

    /// Records that from this day on weeks start on its weekday, whatever was chosen for days after it.
    pub fn start_week(&mut self, starts: NaiveDate, today: NaiveDate) -> Result<()> {
        self.write("record when weeks start", |tx| {
            query::run(tx, "DELETE FROM week_start WHERE starts > ?1", [today.to_string()])?;
            let sql = "INSERT INTO week_start (starts) VALUES (?1) ON CONFLICT DO NOTHING";
            query::run(tx, sql, [starts.to_string()])?;
            Ok(())
        })
    }

    /// Returns the id of the plan that was chosen for a week, or for the nearest one before it.
    pub fn plan_of_week(&self, week: WeekLabel) -> Result<Option<String>> {
        attempt("look up the plan", || {
            let sql = "SELECT plan FROM plan_choice WHERE week <= ?1 ORDER BY week DESC LIMIT 1";
            query::value(&self.conn, sql, [week.to_string()])
        })
    }

    /// Records that a plan is practised from a week on, until the next week for which one was chosen.
    pub fn use_plan(&mut self, week: WeekLabel, plan: &str) -> Result<()> {
        self.write("choose the plan", |tx| {
            let sql = "INSERT INTO plan_choice (week, plan) VALUES (?1, ?2)
                       ON CONFLICT DO UPDATE SET plan = excluded.plan";
            query::run(tx, sql, params![week.to_string(), plan]).map(|_| ())
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
        attempt("look up the days practised", || Ok(self.finished_days(from, to)?.into_iter().collect()))
    }

    /// Lists the day of each finished entry outside the trash that belongs to the days from one to another.
    pub(super) fn finished_days(&self, from: NaiveDate, to: NaiveDate) -> Result<Vec<NaiveDate>, DbError> {
        let sql = "SELECT number FROM entry NOT INDEXED
                   WHERE trashed_ms IS NULL AND finished IS NOT NULL AND number >= ?1 AND number < ?2 ORDER BY number";
        let read = |row: &rusqlite::Row<'_>| Ok(day_of(query::get(row, 0)?));
        query::some(&self.conn, sql, [first_of_day(from), end_of_day(to)], read)
    }
}

/// The newest day on or before `day` from which weeks start on its weekday.
pub(super) fn anchor(conn: &Connection, day: NaiveDate) -> Result<Option<NaiveDate>, DbError> {
    let sql = "SELECT max(starts) FROM week_start WHERE starts <= ?1";
    let found: Option<String> = query::value(conn, sql, [day.to_string()])?;
    found.map(|text| query::as_day(&text)).transpose()
}

//! A glimpse of a journal that is not open: how much is in it, for a list of journals. It is not changed.

use std::path::Path;

use chrono::NaiveDate;

use super::error::failed;
use super::migrations::{STEPS, newest};
use super::{connection, files};
use crate::error::{DbError, Result};

/// What a list says about a journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Glimpse {
    /// How many entries there are.
    pub entries: u64,
    /// The day of the latest.
    pub last: Option<NaiveDate>,
    /// How large the file is.
    pub bytes: u64,
}

/// Looks into a journal. Fails, and says why, if it is none.
pub fn glimpse(path: &Path) -> Result<Glimpse> {
    let conn = connection::open_other(path, newest(STEPS))?;
    let count = || {
        let sql = "SELECT count(*), max(day) FROM entry WHERE trashed_ms IS NULL";
        let row: (i64, Option<String>) = conn.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok::<_, DbError>(row)
    };
    let (entries, last) = count().map_err(|cause| failed(&files::opening(path), cause))?;
    Ok(Glimpse {
        entries: u64::try_from(entries).unwrap_or_default(),
        last: last.and_then(|day| day.parse().ok()),
        bytes: std::fs::metadata(path).map_or(0, |file| file.len()),
    })
}

//! Answers as they are stored: JSON, and the hash that tells whether it is still what was written.

use rusqlite::Row;
use rusqlite::types::ValueRef;

use super::query;
use crate::domain::entry::Digest;
use crate::domain::value::Answers;
use crate::error::{DbError, Result};

/// Answers ready to be stored.
pub(super) struct AnswersJson {
    pub json: String,
    pub digest: Digest,
}

impl AnswersJson {
    /// Writes answers down; refuses numbers that JSON cannot hold.
    pub fn of(answers: &Answers) -> Result<Self, DbError> {
        if !finite(answers) {
            return Err(DbError::Other("a number in the answers cannot be read".to_owned()));
        }
        let json = serde_json::to_string(answers).map_err(|error| DbError::Other(error.to_string()))?;
        let digest = Digest::of(json.as_bytes());
        Ok(Self { json, digest })
    }
}

/// Reads the columns `answers` and `digest`, and names the entry if they do not fit.
pub(super) fn answers(row: &Row<'_>, short: &str) -> Result<Answers, DbError> {
    if !intact(row, "answers")? {
        return Err(DbError::Damaged(damage(short)));
    }
    let json: String = query::get(row, "answers")?;
    serde_json::from_str(&json).map_err(|_| DbError::Damaged(damage(short)))
}

/// Returns whether a text is still the one whose hash is in the column `digest`.
pub(super) fn intact(row: &Row<'_>, text: &str) -> Result<bool, DbError> {
    let (ValueRef::Text(bytes), ValueRef::Blob(digest)) = (row.get_ref(text)?, row.get_ref("digest")?) else {
        return Ok(false);
    };
    Ok(Digest::of(bytes).0.as_slice() == digest)
}

/// Returns which entry is damaged.
pub(super) fn damage(short: &str) -> String {
    format!("the answers of `{short}` are not what was written")
}

fn finite(answers: &Answers) -> bool {
    answers.iter().all(|(_, value)| {
        value.as_number().is_none_or(f64::is_finite) && value.as_rows().into_iter().flatten().all(finite)
    })
}

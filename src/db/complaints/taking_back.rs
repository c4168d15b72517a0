//! An import taken back: its complaints go, but those that somebody labelled or cited, in a draft too.

use rusqlite::{Transaction, TransactionBehavior};

use super::super::error::attempt;
use super::super::{Store, links, query};
use super::importing::{self, ComplaintImport};
use crate::error::{Error, Result};

/// What became of an import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportUndone {
    /// The import, as it was.
    pub import: ComplaintImport,
    /// How many of its complaints are gone.
    pub gone: u64,
}

impl Store {
    /// Undoes an import: its complaints that have no label and are not cited go, and it goes with them if there are no others. Labels that
    /// were undone count too, since they can be redone.
    pub fn undo_import(&mut self, number: i64) -> Result<ImportUndone> {
        const WHAT: &str = "undo the import";
        attempt(WHAT, || self.may_write())?;
        let tx =
            attempt(WHAT, || Ok(Transaction::new_unchecked(&self.conn, TransactionBehavior::Immediate)?))?;
        let sql = format!("{} WHERE number = ?1", importing::IMPORTS);
        let import = attempt(WHAT, || query::one(&tx, &sql, [number], importing::read))?;
        let Some(import) = import else {
            return Err(Error::unknown(
                format!("there is no import {number}"),
                "`empathy import list` lists them",
            ));
        };
        let gone = attempt(WHAT, || {
            let drafted = links::complaints_of_drafts(&tx)?;
            let drafted = drafted.iter().map(i64::to_string).collect::<Vec<_>>().join(", ");
            let these = format!("FROM complaint AS near INDEXED BY complaint_by_import WHERE import = ?1
                         AND NOT EXISTS (SELECT 1 FROM complaint_label INDEXED BY complaint_label_of WHERE complaint = near.number)
                         AND NOT EXISTS (SELECT 1 FROM complaint_link INDEXED BY complaint_link_to WHERE complaint = near.number)
                         AND number NOT IN ({drafted})");
            let words =
                "INSERT INTO complaint_words (complaint_words, rowid, text) SELECT 'delete', number, text";
            query::run(&tx, &format!("{words} {these}"), [number])?;
            let count = format!(
                "INSERT INTO complaint_count SELECT product, source, '', '', -count(*) AS n {these} GROUP BY 1, 2
                 ON CONFLICT DO UPDATE SET n = n + excluded.n"
            );
            query::run(&tx, &count, [number])?;
            query::run(&tx, "DELETE FROM complaint_count AS near WHERE n = 0", [])?;
            let gone = query::run(&tx, &format!("DELETE {these}"), [number])? as u64;
            if gone == import.complaints {
                query::run(&tx, "DELETE FROM complaint_import WHERE number = ?1", [number])?;
            }
            tx.commit()?;
            Ok(gone)
        })?;
        self.has_written();
        Ok(ImportUndone { import, gone })
    }
}

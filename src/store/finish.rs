//! How drafts end: finished, or discarded and perhaps restored. What was there before goes to history; nothing is erased.

use rusqlite::params;

use super::content::Content;
use super::drafts::{insert, no_entry, remove, renewed, stored};
use super::entries::{self, must_head};
use super::{Store, facts, history, links, query, search, terms};
use crate::error::{Result, Trouble};
use crate::model::entry::{Draft, Head, State};
use crate::model::extract::{Fact, Found, Term};
use crate::model::id::EntryId;
use crate::model::time::Moment;

/// What a draft is finished with.
#[derive(Debug, Clone, Copy)]
pub struct Finish<'a> {
    /// Complete or partial.
    pub state: State,
    /// The line for lists.
    pub summary: &'a str,
    /// The facts in its answers.
    pub facts: &'a [Fact],
    /// What it says about subjects.
    pub found: &'a [Found],
    /// The words to suggest later.
    pub terms: &'a [Term],
    /// The revision and the text of the exercise it was answered against.
    pub definition: (u32, &'a str),
    /// When it is finished.
    pub at: Moment,
}

impl Store {
    /// Finishes a draft: keeps the version before, and stores the answers with all they say. Says
    /// [`Trouble::Overtaken`] as [`Store::save_draft`] does.
    pub fn finish(&mut self, draft: &Draft, done: &Finish<'_>) -> Result<Head> {
        self.write("finish the entry", |tx| {
            if done.state == State::Draft {
                return Err(Trouble::Other("an entry is finished as complete or as partial".to_owned()));
            }
            let id = draft.entry;
            if !remove(tx, id, Some(draft.revision))? {
                return Err(Trouble::Overtaken);
            }
            let before = must_head(tx, id)?;
            if before.version > 0 {
                history::keep_finished(tx, id)?;
            }
            let content = Content::of(&draft.answers)?;
            let definition = entries::keep_definition(tx, done.definition.1)?;
            query::run(
                tx,
                "UPDATE entry SET revision = ?2, definition = ?3, state = ?4, version = version + 1, finished_ms = ?5,
                    finished_offset = ?6, desk_ms = ?7, summary = ?8, answers = ?9, digest = ?10
                 WHERE id = ?1",
                params![
                    id.bytes(),
                    done.definition.0,
                    definition.0,
                    done.state.word(),
                    done.at.ms,
                    done.at.offset,
                    query::milliseconds(draft.desk),
                    done.summary,
                    content.json,
                    content.digest.0,
                ],
            )?;
            facts::replace(tx, &before, done)?;
            terms::remember(tx, id, done)?;
            links::replace(tx, id, &draft.answers)?;
            search::refresh(tx, id)?;
            must_head(tx, id)
        })
    }

    /// Discards the draft over an entry, to history. A finished entry stays as it is; one that never was finished goes
    /// to the trash. Says [`Trouble::Overtaken`] if there is no draft.
    pub fn discard_draft(&mut self, id: EntryId, at: Moment) -> Result<()> {
        self.write("discard the draft", |tx| {
            history::keep_draft(tx, id, at)?;
            if !remove(tx, id, None)? {
                return Err(Trouble::Overtaken);
            }
            let sql = "UPDATE entry SET trashed_ms = ?2, trashed_offset = ?3 WHERE id = ?1 AND version = 0";
            query::run(tx, sql, params![id.bytes(), at.ms, at.offset])?;
            search::refresh(tx, id)?;
            Ok(())
        })
    }

    /// Takes an entry out of the trash, with the draft it was discarded with.
    pub fn restore(&mut self, id: EntryId, at: Moment) -> Result<Draft> {
        let restored = self.write("take the entry out of the trash", |tx| {
            let sql = "UPDATE entry SET trashed_ms = NULL, trashed_offset = NULL
                       WHERE id = ?1 AND trashed_ms IS NOT NULL";
            if query::run(tx, sql, [id.bytes()])? == 0 {
                return stored(tx, id);
            }
            let sql = "SELECT e.short, e.saves, h.desk_ms, h.answers, h.digest
                       FROM history h JOIN entry e ON e.id = h.entry WHERE h.entry = ?1 ORDER BY h.id DESC LIMIT 1";
            let draft = query::one(tx, sql, [id.bytes()], |row| renewed(row, id, at))?;
            draft.iter().try_for_each(|draft| insert(tx, draft))?;
            search::refresh(tx, id)?;
            Ok(draft)
        })?;
        restored.ok_or_else(no_entry)
    }
}

//! How drafts end: finished, or discarded. What was there before goes to history; nothing is erased.

use rusqlite::params;

use super::answers_json::AnswersJson;
use super::changes::{self, ChangeKind, Changed};
use super::drafts::remove;
use super::entries::{self, must_head};
use super::trash::throw;
use super::{Store, facts, history, links, query, search, suggestions};
use crate::domain::entry::{Draft, Head, State};
use crate::domain::facts::{Fact, Found, Term};
use crate::domain::id::EntryId;
use crate::domain::time::Moment;
use crate::error::{DbError, Result};

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
    /// [`DbError::Overtaken`] as [`Store::save_draft`] does.
    pub fn finish(&mut self, draft: &Draft, done: &Finish<'_>) -> Result<Head> {
        self.write("finish the entry", |tx| {
            if done.state == State::Draft {
                return Err(DbError::Other("an entry is finished as complete or as partial".to_owned()));
            }
            let id = draft.entry;
            if !remove(tx, id, Some(draft.revision))? {
                return Err(DbError::Overtaken);
            }
            let before = must_head(tx, id)?;
            let kept = (before.version > 0).then(|| history::keep_finished(tx, id)).transpose()?;
            let content = AnswersJson::of(&draft.answers)?;
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
            facts::replace(tx, &before, done.facts, done.found)?;
            suggestions::remember(tx, id, done.terms, done.at)?;
            links::replace(tx, id, &draft.answers)?;
            search::refresh(tx, id)?;
            let changed = Changed { history: kept, ..Changed::of(id) };
            changes::record(tx, ChangeKind::Finish, done.at, &[changed])?;
            must_head(tx, id)
        })
    }

    /// Discards the draft over an entry, to history. A finished entry stays as it is; one that never was finished goes
    /// to the trash. Says [`DbError::Overtaken`] if there is no draft.
    pub fn discard_draft(&mut self, id: EntryId, at: Moment) -> Result<()> {
        self.write("discard the draft", |tx| {
            let history = history::keep_draft(tx, id, at)?;
            if !remove(tx, id, None)? {
                return Err(DbError::Overtaken);
            }
            let trashed = must_head(tx, id)?.version == 0 && throw(tx, id, at)?;
            search::refresh(tx, id)?;
            let changed = Changed { history, trashed, ..Changed::of(id) };
            changes::record(tx, ChangeKind::Discard, at, &[changed])
        })
    }
}

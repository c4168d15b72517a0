//! Search: what a person typed, made into a question to the index, and the best answers first.
//!
//! The index has no copy of what was written: the words shown come from the entries themselves. What is typed is quoted
//! word by word before the index sees it.

mod index;
mod marks;
mod rank;
mod text;
mod window;

use chrono::NaiveDate;
use rusqlite::types::Value;
use rusqlite::{Connection, Row, params, params_from_iter};

pub(super) use self::index::{forget, is_of_day, look_again, mend, refresh, said};
use self::rank::Candidate;
use self::text::Pattern;
pub(super) use self::text::{each_text, stored};
pub use self::window::{Listed, Towards};
use super::entries::{HEAD, read_head};
use super::error::attempt;
use super::{Store, query};
use crate::domain::entry::Head;
use crate::domain::id::EntryId;
use crate::domain::search::{Filter, Passage, Query};
use crate::domain::value::Answers;
use crate::error::{DbError, Result};

/// How many entries are looked at closely, the newest of those that match.
const RANKED: usize = 400;

/// How long the stored answers of an entry may be, in bytes, for their words to count in its rank.
const READ_TO_RANK: i64 = 64 * 1024;

/// An entry that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// The entry.
    pub head: Head,
    /// A line of it to show, in pieces; `true` marks the words looked for.
    pub snippet: Vec<(String, bool)>,
    /// Where in the answers the line is from; `None` for the summary.
    pub passage: Option<Passage>,
}

impl Store {
    /// Finds up to `limit` entries outside the trash: with words, the best first; with filters alone, the newest day
    /// first. What is found is what the draft over an entry says, else its finished answers, its summary and its tags.
    ///
    /// Exact: every entry found matches, and whether any does is always told. Of more than 400 matches only the 400 of
    /// the newest days are looked at closely, put in order and found at all; narrow a search with `before:` to see what is
    /// older. An entry's text counts up to its first mebibyte, and ranks by its summary and tags alone beyond 64 KiB.
    ///
    /// Measured in a release build on 100,000 entries of 60 words, 50 hits, 60 runs each, at the 95th percentile: one letter
    /// 4.3 ms, a word in every entry 4 to 8 ms, the beginning of one (four letters or more) 11 ms, that with a product and
    /// another such word 12 ms, filters alone 0.4 ms. Saving a draft of 400 bytes takes 0.2 ms with its index, of 100 KB
    /// 26 ms, of 1 MiB 54 ms, without waiting for the disk.
    pub fn search(&self, query: &Query, limit: usize) -> Result<Vec<Hit>> {
        attempt("search the journal", || {
            if query.words.is_empty() && query.filters.is_empty() {
                return self.newest(query, limit);
            }
            let ranked = !query.words.is_empty();
            let window = if ranked { RANKED } else { limit };
            let pattern = Pattern::of(&query.words);
            let mut found = self.candidates(query, window)?;
            if ranked {
                rank::sort(&mut found, &pattern);
            }
            found.truncate(limit);
            found.into_iter().map(|candidate| self.hit(candidate, &pattern)).collect()
        })
    }

    /// Makes the index of all words, tags and links anew from the entries. What search finds does not change unless the
    /// index was damaged. It takes up to 16 s for 100,000 entries.
    pub fn rebuild_search(&mut self) -> Result<()> {
        self.write("rebuild the search", index::rebuild)
    }

    fn candidates(&self, query: &Query, window: usize) -> Result<Vec<Candidate>, DbError> {
        let (after, before) = (query.after.map(index::first_of_day), query.before.map(index::first_of_day));
        let sql = format!(
            "SELECT {HEAD}, n.number, iif(octet_length(ifnull(d.answers, e.answers)) <= {READ_TO_RANK},
                    ifnull(d.answers, e.answers), NULL) AS said,
                    (SELECT group_concat(tag, ' ') FROM tag WHERE entry = e.id) AS tags
             FROM search CROSS JOIN numbered n ON n.number = search.rowid CROSS JOIN entry e ON e.id = n.entry
             LEFT JOIN draft d ON d.entry = e.id
             WHERE search MATCH ?1 AND search.rowid >= ?2 AND search.rowid < ?3 ORDER BY search.rowid DESC LIMIT ?4"
        );
        let values = [
            Value::from(match_text(query)),
            Value::from(after.unwrap_or(i64::MIN)),
            Value::from(before.unwrap_or(i64::MAX)),
            Value::from(query::limit(window)),
        ];
        query::all(&self.conn, &sql, params_from_iter(values), read_candidate)
    }

    /// Lists what any text would match, by its days alone.
    fn newest(&self, query: &Query, limit: usize) -> Result<Vec<Hit>, DbError> {
        let sql = format!(
            "SELECT {HEAD}, 0 AS number, NULL AS said, NULL AS tags FROM entry e INDEXED BY entry_by_day
             WHERE e.trashed_ms IS NULL AND e.day >= ?1 AND e.day < ?2 ORDER BY e.day DESC, e.id DESC LIMIT ?3"
        );
        let day = |day: Option<NaiveDate>, none: &str| day.map_or(none.to_owned(), |day| day.to_string());
        let values = [
            Value::from(day(query.after, "")),
            Value::from(day(query.before, "\u{10FFFF}")),
            Value::from(query::limit(limit)),
        ];
        let found = query::all(&self.conn, &sql, params_from_iter(values), read_candidate)?;
        let pattern = Pattern::of(&[]);
        found.into_iter().map(|candidate| self.hit(candidate, &pattern)).collect()
    }

    fn hit(&self, candidate: Candidate, pattern: &Pattern) -> Result<Hit, DbError> {
        let Candidate { head, answers, .. } = candidate;
        let answers = match answers {
            Some(answers) => answers,
            None => index::said(&self.conn, head.id)?,
        };
        let (snippet, passage) = text::snippet(&head.summary, &answers, pattern);
        Ok(Hit { head, snippet, passage })
    }
}

/// Lists up to `limit` entries outside the trash whose answers hold one of some phrases, the newest day first. A phrase
/// in a script without capitals may be the beginning of a longer word: there words often run on.
pub(super) fn holding(conn: &Connection, phrases: &[&str], limit: usize) -> Result<Vec<EntryId>, DbError> {
    let runs_on = |phrase: &str| !phrase.contains(|c: char| c.is_lowercase() || c.is_uppercase());
    let quoted = phrases.iter().map(|phrase| {
        let end = if runs_on(phrase) { "*" } else { "" };
        format!("\"{}\"{end}", text::clean(phrase).replace('"', " "))
    });
    let wanted = format!("body : ({})", quoted.collect::<Vec<_>>().join(" OR "));
    let sql = "SELECT n.entry FROM search CROSS JOIN numbered n ON n.number = search.rowid
               WHERE search MATCH ?1 ORDER BY search.rowid DESC LIMIT ?2";
    query::all(conn, sql, params![wanted, query::limit(limit)], |row| query::id(row, "entry"))
}

fn read_candidate(row: &Row<'_>) -> Result<Candidate, DbError> {
    Ok(Candidate {
        head: read_head(row)?,
        tags: query::get::<Option<String>>(row, "tags")?.unwrap_or_default(),
        answers: text::stored(row, "said")?,
    })
}

/// Writes the question to the index. Every word is quoted, so that nothing typed is a command.
fn match_text(query: &Query) -> String {
    let mut parts = Vec::new();
    if !query.words.is_empty() {
        let words = query.words.iter().map(|word| {
            let quoted = text::clean(&word.text).replace('"', " ");
            format!("\"{quoted}\"{}", if word.prefix { "*" } else { "" })
        });
        parts.push(format!("{{title body tags}} : ({})", words.collect::<Vec<_>>().join(" ")));
    }
    parts.extend(query.filters.iter().map(|filter| format!("marks : \"{}\"", mark_of(filter))));
    parts.join(" AND ")
}

fn mark_of(filter: &Filter) -> String {
    match filter {
        Filter::Product(name) => marks::mark("product", name),
        Filter::Exercise(id) => marks::mark("exercise", id),
        Filter::Dimension(id) => marks::mark("dimension", id),
        Filter::Tag(tag) => marks::mark("tag", &super::tags::normal(tag)),
        Filter::Feeling(words) => marks::mark("feeling", words),
        Filter::Has(measure) => marks::mark("has", measure),
        Filter::Draft => marks::mark("is", "draft"),
        Filter::Finished => marks::mark("is", "finished"),
    }
}

/// The answers of a row, when they can be read.
type Said = Option<Answers>;

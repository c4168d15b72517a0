//! Search: what a person typed, made into a question to the index, and the best answers first.
//!
//! The index's own `bm25()` puts the 400 newest matches in order. Of 100,000 entries of 65 words, it takes 13 ms for one letter,
//! 12 ms for a word in every entry and 27 ms for the beginning of one (95th percentile); over all matches it takes 200 ms. The
//! index has no copy of what was written (it would double the text in the file), so its `snippet()` has nothing to cut
//! from: the line shown is cut from the entry itself, in `text`. What is typed is quoted word by word before the index
//! sees it.

mod index;
mod marks;
mod names;
mod text;
mod window;

use rusqlite::{Connection, params};

pub(super) use self::index::{forget, look_again, rebuild, refresh, said, stale};
use self::text::Pattern;
pub(super) use self::text::{each_text, stored};
pub use self::window::{Listed, Towards};
use self::window::{listed, span};
use super::entries::DAY;
use super::error::attempt;
use super::{Store, query};
use crate::domain::entry::Head;
use crate::domain::field_role::FieldRole;
use crate::domain::locate::Place;
use crate::domain::search::{Filter, Query, Source, Word};
use crate::domain::value::Answers;
use crate::error::{DbError, Result};

/// How many entries are put in order, the newest of those that match.
const RANKED: usize = 400;

/// An entry that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// The entry.
    pub head: Head,
    /// A line of it to show, in pieces; `true` marks the words looked for.
    pub snippet: Vec<(String, bool)>,
    /// Where in the answers the line is from; `None` for the summary.
    pub passage: Option<Place>,
    /// The answers: those of the draft over it, else the finished ones.
    pub answers: Answers,
}

impl Store {
    /// Finds up to `limit` entries outside the trash: with words, the best first; with filters alone, the newest day
    /// first. What is found is what the draft over an entry says, else its finished answers, its summary and its tags.
    ///
    /// Of more than 400 matches only the 400 of the newest days are put in order and found at all; `before:` in a search
    /// reaches older ones. An entry's text counts up to its first mebibyte.
    pub fn search(&self, query: &Query, limit: usize) -> Result<Vec<Hit>> {
        attempt("search the journal", || {
            let pattern = Pattern::of(&query.words);
            let found =
                if query.is_of_days() { self.newest(query, limit)? } else { self.matching(query, limit)? };
            found.into_iter().map(|listed| self.hit(listed, &pattern)).collect()
        })
    }

    /// Makes the index of all words, tags and links anew from the entries. What search finds does not change unless the
    /// index was damaged. It takes up to 16 s for 100,000 entries.
    pub fn rebuild_search(&mut self) -> Result<()> {
        self.write("rebuild the search", index::rebuild)
    }

    fn matching(&self, query: &Query, limit: usize) -> Result<Vec<Listed>, DbError> {
        // A word in the summary or among the tags counts as much as twenty in the answers, one of the newest entries a
        // fifth more than one of years ago. The marks of filters count nothing.
        let (score, window) = match query.words.as_slice() {
            [] => ("0", limit),
            _ => ("bm25(search, 1.0, 20.0, 20.0, 0.0)", RANKED),
        };
        let best = format!(
            "(SELECT rowid, score * (1 + 6.0 / (30 + (max(rowid) OVER () - rowid >> {DAY}))) AS score
              FROM (SELECT rowid, {score} AS score FROM search
                    WHERE search MATCH ?1 AND rowid >= ?2 AND rowid < ?3 ORDER BY rowid DESC LIMIT ?4) AS near
              ORDER BY 2, rowid DESC LIMIT ?5)"
        );
        let sql = window::select(&best, "ORDER BY found.score, found.rowid DESC");
        let (least, end) = span(query);
        let wanted = match_text(&self.conn, &super::tags::spelled(&self.conn, query)?)?;
        let values = params![wanted, least, end, query::limit(window), query::limit(limit)];
        query::all(&self.conn, &sql, values, listed)
    }

    /// Lists what any text would match, by its days alone.
    fn newest(&self, query: &Query, limit: usize) -> Result<Vec<Listed>, DbError> {
        let sql = window::select(
            "entry",
            "WHERE found.rowid >= ?1 AND found.rowid < ?2 AND e.trashed_ms IS NULL ORDER BY found.rowid DESC LIMIT ?3",
        );
        let (least, end) = span(query);
        query::all(&self.conn, &sql, params![least, end, query::limit(limit)], listed)
    }

    fn hit(&self, listed: Listed, pattern: &Pattern) -> Result<Hit, DbError> {
        let Listed { number, head, answers, .. } = listed;
        let answers = match answers {
            Some(answers) => answers,
            None => index::said(&self.conn, number)?,
        };
        let (snippet, passage) = text::snippet(&head.summary, &answers, pattern);
        Ok(Hit { head, snippet, passage, answers })
    }
}

/// Lists up to `limit` entries outside the trash whose answers hold one of some phrases, the newest day first. A phrase
/// in a script without capitals may be the beginning of a longer word: there words often run on.
pub(super) fn holding(conn: &Connection, phrases: &[&str], limit: usize) -> Result<Vec<i64>, DbError> {
    let runs_on = |phrase: &str| !phrase.contains(|c: char| c.is_lowercase() || c.is_uppercase());
    let quoted = phrases.iter().map(|phrase| {
        let end = if runs_on(phrase) { "*" } else { "" };
        format!("\"{}\"{end}", text::clean(phrase).replace('"', " "))
    });
    matched(conn, &format!("body : ({})", quoted.collect::<Vec<_>>().join(" OR ")), limit)
}

/// Lists up to `limit` entries outside the trash that used a word of a vocabulary, the newest day first.
pub(super) fn using(
    conn: &Connection,
    vocabulary: &str,
    word: &str,
    limit: usize,
) -> Result<Vec<i64>, DbError> {
    matched(conn, &format!("marks : \"{}\"", marks::of_words(vocabulary, word)), limit)
}

fn matched(conn: &Connection, wanted: &str, limit: usize) -> Result<Vec<i64>, DbError> {
    let sql = "SELECT rowid FROM search WHERE search MATCH ?1 ORDER BY rowid DESC LIMIT ?2";
    query::all(conn, sql, params![wanted, query::limit(limit)], |row| query::get(row, 0))
}

/// Writes the question to the index. Every word is quoted, so that nothing typed is a command.
fn match_text(conn: &Connection, query: &Query) -> Result<String, DbError> {
    let mut parts = Vec::new();
    if !query.words.is_empty() {
        let words = query.words.iter().map(text::match_word);
        parts.push(format!("{{title body tags}} : ({})", words.collect::<Vec<_>>().join(" ")));
    }
    let passes = |filter: &Filter| -> Result<String, DbError> {
        let marks = marks_of(conn, filter, query)?.into_iter().map(|mark| format!("\"{mark}\""));
        Ok(format!("marks : ({})", marks.collect::<Vec<_>>().join(" OR ")))
    };
    for filter in &query.filters {
        parts.push(passes(filter)?);
    }
    let holds = |word: &Word| format!("{{title body tags}} : ({})", text::match_word(word));
    let mut out: Vec<_> = query.without.iter().map(holds).collect();
    for filter in &query.except {
        out.push(passes(filter)?);
    }
    if out.is_empty() {
        return Ok(parts.join(" AND "));
    }
    if parts.is_empty() {
        // Every entry is one or the other.
        parts.push(format!("({} OR {})", passes(&Filter::Finished)?, passes(&Filter::Draft)?));
    }
    Ok(format!("({}) NOT ({})", parts.join(" AND "), out.join(" OR ")))
}

/// The marks of which an entry must have one to pass a filter.
fn marks_of(conn: &Connection, filter: &Filter, query: &Query) -> Result<Vec<String>, DbError> {
    let one = match filter {
        Filter::Role(role, typed) => {
            let mut names = names::meant(conn, *role, typed, query)?;
            // An option is no name.
            names.push(typed.clone());
            return Ok(names.iter().flat_map(|name| marks_of_name(*role, name, query)).collect());
        }
        Filter::Exercise(id) => marks::mark("exercise", id),
        Filter::Tag(tag) => marks::mark("tag", &super::tags::normal(tag)),
        Filter::Has(measure) => marks::mark("has", measure),
        Filter::Draft => marks::mark("is", "draft"),
        Filter::Finished => marks::mark("is", "finished"),
    };
    Ok(vec![one])
}

/// The marks of an answer, wherever fields of a role keep theirs.
fn marks_of_name(role: FieldRole, name: &str, query: &Query) -> Vec<String> {
    let sources = query.sources.iter().filter(|(of, _)| *of == role).map(|(_, source)| match source {
        Source::Vocabulary(vocabulary) => marks::of_words(vocabulary, name),
        Source::Category(measure) => marks::of_category(measure, name),
    });
    // What measures are about is a product, whatever the exercise calls it.
    let about = if role == FieldRole::Product { marks::SUBJECT } else { marks::NOTHING };
    sources.chain([marks::mark(about, name)]).collect()
}

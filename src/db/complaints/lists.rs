//! Lists of complaints, windows along an index each; what comes next by chance; and how many there are.

use rusqlite::types::Value;

use super::super::error::attempt;
use super::super::{Store, Towards, query};
use super::{AUTOMATIC, COMPLAINT, decision, read};
use crate::domain::complaint::{Complaint, Decision};
use crate::domain::search::Word;
use crate::error::Result;

/// Which complaints a list shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ComplaintFilter {
    /// Only those about a product.
    pub product: Option<String>,
    /// Only those from a source.
    pub source: Option<String>,
    /// Only those with such a decision.
    pub standing: Standing,
    /// Only those that hold all of these words.
    pub words: Vec<Word>,
}

/// What was decided, as far as a list asks for it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Standing {
    /// Anything or nothing.
    #[default]
    Any,
    /// Nothing.
    Waiting,
    /// Anything.
    Decided,
    /// This.
    Is(Decision),
}

/// How many complaints there are of a kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComplaintCount {
    /// About which product.
    pub product: String,
    /// From where.
    pub source: String,
    /// What was decided; nothing for those that wait.
    pub decision: Option<Decision>,
    /// How many.
    pub n: u64,
    /// How many of them were labelled without asking.
    pub automatic: u64,
}

impl ComplaintCount {
    /// How many of them a person labelled; all, of those that wait.
    pub fn own(&self) -> u64 {
        self.n.saturating_sub(self.automatic)
    }
}

impl Store {
    /// Reads up to `limit` complaints that match, from the one next to `from` on, or from the end of the list: the newest
    /// first towards the older, the oldest first towards the newer. Those that do not say when are the oldest. With words,
    /// they stand as they were imported.
    pub fn complaints(
        &self,
        filter: &ComplaintFilter,
        from: Option<&Complaint>,
        towards: Towards,
        limit: usize,
    ) -> Result<Vec<Complaint>> {
        attempt("list the complaints", || {
            let mut asked = Asked::of(filter);
            let (order, beyond) = match towards {
                Towards::Older => ("DESC", "<"),
                Towards::Newer => ("ASC", ">"),
            };
            let sql = if filter.words.is_empty() {
                if let Some(from) = from {
                    let day = from.said.day.map(|day| day.to_string()).unwrap_or_default();
                    let (day, number) = (asked.value(day), asked.value(from.number));
                    asked.hold(format!("(c.day, c.number) {beyond} ({day}, {number})"));
                }
                let (index, holds, limit) = (index(filter), asked.holds(), asked.value(query::limit(limit)));
                format!(
                    "SELECT {COMPLAINT} FROM complaint c INDEXED BY {index} WHERE {holds}
                     ORDER BY c.day {order}, c.number {order} LIMIT {limit}"
                )
            } else {
                let words = asked.value(matching(&filter.words));
                if let Some(from) = from {
                    let number = asked.value(from.number);
                    asked.hold(format!("w.rowid {beyond} {number}"));
                }
                let (holds, limit) = (asked.holds(), asked.value(query::limit(limit)));
                format!(
                    "SELECT {COMPLAINT} FROM complaint_words w CROSS JOIN complaint c ON c.number = w.rowid
                     WHERE w.complaint_words MATCH {words} AND {holds} ORDER BY w.rowid {order} LIMIT {limit}"
                )
            };
            query::all(&self.conn, &sql, rusqlite::params_from_iter(asked.values), read)
        })
    }

    /// Reads up to `limit` complaints that wait, in an order by chance that begins at a seed and goes round: the same seed
    /// gives the same order, and nobody is left out. From seed 0 on, it is the order of [`Store::drawn_counts`].
    pub fn complaints_by_chance(
        &self,
        product: Option<&str>,
        source: Option<&str>,
        seed: u64,
        limit: usize,
    ) -> Result<Vec<Complaint>> {
        let filter = ComplaintFilter {
            product: product.map(str::to_owned),
            source: source.map(str::to_owned),
            standing: Standing::Waiting,
            words: Vec::new(),
        };
        let mut start = [0; 16];
        start.iter_mut().zip(seed.to_be_bytes()).for_each(|(byte, of)| *byte = of);
        attempt("find the next complaints", || {
            let part = |side: &str, limit: usize| {
                let mut asked = Asked::of(&filter);
                let start = asked.value(start.to_vec());
                asked.hold(format!("c.id {side} {start}"));
                let (holds, limit) = (asked.holds(), asked.value(query::limit(limit)));
                let sql = format!(
                    "SELECT {COMPLAINT} FROM complaint c INDEXED BY complaint_waiting WHERE {holds} ORDER BY c.id LIMIT {limit}"
                );
                query::all(&self.conn, &sql, rusqlite::params_from_iter(asked.values), read)
            };
            let mut found: Vec<Complaint> = part(">=", limit)?;
            let left = limit - found.len();
            if left > 0 {
                found.extend(part("<", left)?);
            }
            Ok(found)
        })
    }

    /// Counts the complaints of every kind there are.
    pub fn complaint_counts(&self) -> Result<Vec<ComplaintCount>> {
        attempt("count the complaints", || {
            let sql = "SELECT product, source, decision, sum(n) AS n, ifnull(sum(n) FILTER (WHERE made = ?1), 0) AS automatic
                       FROM complaint_count AS near GROUP BY 1, 2, 3 ORDER BY 1, 2, 3";
            query::all(&self.conn, sql, [AUTOMATIC], |row| {
                let word: String = query::get(row, "decision")?;
                Ok(ComplaintCount {
                    product: query::get(row, "product")?,
                    source: query::get(row, "source")?,
                    decision: if word.is_empty() { None } else { Some(decision(&word)?) },
                    n: query::count(row, "n")?,
                    automatic: query::count(row, "automatic")?,
                })
            })
        })
    }
}

/// The conditions of a question, and the values they are asked with.
#[derive(Default)]
struct Asked {
    conditions: Vec<String>,
    values: Vec<Value>,
}

impl Asked {
    fn of(filter: &ComplaintFilter) -> Self {
        let mut asked = Self::default();
        if let Some(product) = &filter.product {
            let product = asked.value(product.clone());
            asked.hold(format!("c.product = {product}"));
        }
        if let Some(source) = &filter.source {
            let source = asked.value(source.clone());
            asked.hold(format!("c.source = {source}"));
        }
        match filter.standing {
            Standing::Any => {}
            Standing::Waiting => asked.hold("c.decision IS NULL".to_owned()),
            Standing::Decided => asked.hold("c.decision IS NOT NULL".to_owned()),
            Standing::Is(decision) => {
                let word = asked.value(decision.word().to_owned());
                asked.hold(format!("c.decision = {word}"));
            }
        }
        asked
    }

    /// Takes a value, and returns what stands for it.
    fn value(&mut self, value: impl Into<Value>) -> String {
        self.values.push(value.into());
        format!("?{}", self.values.len())
    }

    fn hold(&mut self, condition: String) {
        self.conditions.push(condition);
    }

    fn holds(&self) -> String {
        if self.conditions.is_empty() { "true".to_owned() } else { self.conditions.join(" AND ") }
    }
}

/// The index along which a list runs, with what it filters in it.
fn index(filter: &ComplaintFilter) -> &'static str {
    match (filter.standing, &filter.product, &filter.source) {
        (Standing::Is(_), ..) | (Standing::Waiting, None, None) => "complaint_by_decision",
        (Standing::Decided, ..) => "complaint_decided",
        (_, Some(_), _) => "complaint_by_product",
        (_, None, Some(_)) => "complaint_by_source",
        (Standing::Any, None, None) => "complaint_by_day",
    }
}

/// Writes words as the index is asked for them, quoted, so that nothing typed is a command.
fn matching(words: &[Word]) -> String {
    let quoted = words.iter().map(|word| {
        let end = if word.prefix { "*" } else { "" };
        format!("\"{}\"{end}", word.text.replace(['"', '\0'], " "))
    });
    quoted.collect::<Vec<_>>().join(" ")
}

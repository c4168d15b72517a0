//! Complaints with a dimension, wherever they were sorted: in the store, or in an entry. And which entries answer them: those
//! that cite them, and those that sorted them and decided something.

use chrono::NaiveDate;
use rusqlite::types::Value;
use rusqlite::{Connection, Row, params};

use super::super::error::attempt;
use super::super::{Store, query};
use super::{AUTOMATIC, ComplaintCount, about, decision, not_as_written};
use crate::domain::complaint::{Complaint, ComplaintId, Decision, Dimension, LabelledCount};
use crate::domain::entry::Head;
use crate::domain::id::{EntryId, ShortId};
use crate::domain::sorting::Sorted;
use crate::domain::time::Moment;
use crate::error::{DbError, Result};

/// An entry's complaint counts unless it is in the trash, a person decided it in the store, or a later entry sorted it.
const COUNTS: &str = "e.trashed_ms IS NULL
    AND NOT EXISTS (SELECT 1 FROM complaint c WHERE c.id = near.id AND c.judged IS NOT NULL)
    AND NOT EXISTS (SELECT 1 FROM sorted o INDEXED BY sorted_by_id CROSS JOIN entry l ON l.number = o.entry
                    WHERE o.id = near.id AND (o.entry, o.position) > (near.entry, near.position) AND l.trashed_ms IS NULL)";

/// The columns that [`read_labelled`] reads, of a complaint `c` and the label `near` that stands.
const LABELLED: &str =
    "c.short, c.product, c.source, near.decision AS dimension, c.text, near.phrase_start, near.phrase_end,
    near.at_ms, near.at_offset, 0 AS decided";

/// A complaint about a dimension, and where it was sorted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SortedComplaint {
    /// The id of the complaint, or of the entry that sorted it.
    pub short: ShortId,
    /// What was sorted.
    pub sorted: Sorted,
    /// When it was labelled in the store; nothing where an entry sorted it.
    pub labelled: Option<Moment>,
}

/// An entry that answers complaints of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answering {
    /// About which product they are.
    pub product: String,
    /// About which dimension.
    pub dimension: Dimension,
    /// The entry that cites or sorted them.
    pub entry: EntryId,
    /// Its id for people.
    pub short: ShortId,
}

impl Store {
    /// Counts the complaints of every kind that entries sorted. What a person decided in the store is not counted again.
    pub fn counts_of_entries(&self) -> Result<Vec<ComplaintCount>> {
        attempt("count the complaints of entries", || {
            let sql = format!(
                "SELECT near.product, near.source, near.dimension AS decision, count(*) AS n
                 FROM sorted AS near CROSS JOIN entry e ON e.number = near.entry WHERE {COUNTS} GROUP BY 1, 2, 3"
            );
            query::all(&self.conn, &sql, [], |row| {
                Ok(ComplaintCount {
                    product: query::get(row, "product")?,
                    source: query::get(row, "source")?,
                    decision: Some(decision(&query::get::<String>(row, "decision")?)?),
                    n: query::count(row, "n")?,
                    automatic: 0,
                })
            })
        })
    }

    /// Lists up to `limit` complaints of the store that a person labelled with a dimension, those labelled last first, and up to
    /// as many that entries sorted, the newest day first: all, or those about these products.
    pub fn sorted_complaints(
        &self,
        products: Option<&[String]>,
        limit: usize,
    ) -> Result<Vec<SortedComplaint>> {
        let mut found = match products {
            None => self.labelled_last(limit)?,
            Some(products) => self.labelled_about(products, limit)?,
        };
        attempt("list the sorted complaints", || {
            let (about, mut values) = about(products);
            values.push(query::limit(limit).into());
            let sql = format!(
                "SELECT e.short, near.* FROM sorted AS near CROSS JOIN entry e ON e.number = near.entry WHERE {COUNTS} {about}
                 ORDER BY near.entry DESC, near.position LIMIT ?{}",
                values.len()
            );
            found.extend(query::all(&self.conn, &sql, rusqlite::params_from_iter(values), |row| {
                let (text, phrase) = (query::get(row, "text")?, query::get(row, "phrase")?);
                let short = ShortId::stored(query::get(row, "short")?);
                Ok(SortedComplaint { short, sorted: Sorted { phrase, ..read(row, text)? }, labelled: None })
            })?);
            Ok(found)
        })
    }

    /// Lists up to `limit` complaints of these products that a person labelled with a dimension, those labelled last first.
    /// However many other labels there are, none of them is read: which were the last is told by an index, dimension by dimension.
    pub fn labelled_about(&self, products: &[String], limit: usize) -> Result<Vec<SortedComplaint>> {
        let along = "complaint_about WHERE judged = ?1 AND product = ?3";
        self.labelled(along, Some(products), limit)
    }

    /// The same of all products.
    pub fn labelled_last(&self, limit: usize) -> Result<Vec<SortedComplaint>> {
        self.labelled("complaint_judged_last WHERE judged = ?1", None, limit)
    }

    /// Walks an index of labels by dimension, and by product if there are some.
    fn labelled(
        &self,
        along: &str,
        products: Option<&[String]>,
        limit: usize,
    ) -> Result<Vec<SortedComplaint>> {
        attempt("list the sorted complaints", || {
            let sql =
                format!("SELECT label FROM complaint c INDEXED BY {along} ORDER BY label DESC LIMIT ?2");
            let products = products.map_or_else(|| vec![None], |all| all.iter().map(Some).collect());
            let mut labels: Vec<i64> = Vec::new();
            for (product, dimension) in
                products.iter().flat_map(|product| Dimension::ALL.map(|one| (product, one)))
            {
                let mut values: Vec<Value> =
                    vec![dimension.word().to_owned().into(), query::limit(limit).into()];
                values.extend(product.cloned().map(Value::from));
                let values = rusqlite::params_from_iter(values);
                labels.extend(query::all(&self.conn, &sql, values, |row| query::get::<i64>(row, "label"))?);
            }
            labels.sort_unstable_by(|one, other| other.cmp(one));
            labels.truncate(limit);
            let sql = format!(
                "SELECT {LABELLED} FROM complaint_label near CROSS JOIN complaint c ON c.number = near.complaint WHERE near.number = ?1"
            );
            let read = |label| query::one(&self.conn, &sql, [label], read_labelled).transpose();
            labels.into_iter().filter_map(read).collect()
        })
    }

    /// Counts the labels that stand and were given on some days, by product and decision, the most by the person first; those
    /// put off are left out. Reads the days of all labels.
    pub fn labelled_between(&self, from: NaiveDate, to: NaiveDate) -> Result<Vec<LabelledCount>> {
        attempt("count the labels", || {
            let sql = "SELECT c.product, near.decision, count(*) FILTER (WHERE near.made <> ?4) AS n, count(*) FILTER (WHERE near.made = ?4) AS automatic
                       FROM complaint_label AS near INDEXED BY complaint_label_standing CROSS JOIN complaint c ON c.number = near.complaint
                       WHERE near.undone IS NULL AND near.reader = '' AND c.label = near.number AND near.decision <> ?3
                           AND date(near.at_ms / 1000 + near.at_offset * 60, 'unixepoch') BETWEEN ?1 AND ?2
                       GROUP BY 1, 2 ORDER BY n DESC, 1, 2";
            let values = params![from.to_string(), to.to_string(), Decision::Later.word(), AUTOMATIC];
            query::all(&self.conn, sql, values, |row| {
                Ok(LabelledCount {
                    product: query::get(row, "product")?,
                    decision: decision(&query::get::<String>(row, "decision")?)?,
                    n: query::count(row, "n")?,
                    automatic: query::count(row, "automatic")?,
                })
            })
        })
    }

    /// Lists up to `limit` pairs of a kind of complaints and an entry that answers them, the newest entry first.
    pub fn answered_complaints(&self, limit: usize) -> Result<Vec<Answering>> {
        attempt("look up what was decided", || {
            let words = Dimension::ALL.map(|dimension| format!("'{}'", dimension.word())).join(", ");
            let sql = format!(
                "SELECT id, product, dimension, short FROM (
                     SELECT DISTINCT l.entry, c.product, c.judged AS dimension, e.short, e.id
                     FROM complaint_link l CROSS JOIN complaint c ON c.number = l.complaint
                     CROSS JOIN entry e ON e.number = l.entry
                     WHERE e.trashed_ms IS NULL AND c.judged IN ({words})
                     UNION
                     SELECT DISTINCT s.entry, s.product, s.dimension, e.short, e.id
                     FROM sorted s CROSS JOIN entry e ON e.number = s.entry
                     WHERE e.trashed_ms IS NULL AND s.decided = 1
                 ) AS near ORDER BY entry DESC, product, dimension LIMIT ?1"
            );
            query::all(&self.conn, &sql, [query::limit(limit)], |row| {
                Ok(Answering {
                    product: query::get(row, "product")?,
                    dimension: dimension(row)?,
                    entry: query::id(row, "id")?,
                    short: ShortId::stored(query::get(row, "short")?),
                })
            })
        })
    }

    /// Lists up to a hundred entries that cite a complaint, the newest day first. The trash is left out.
    pub fn citing(&self, complaint: ComplaintId) -> Result<Vec<Head>> {
        attempt("read the links to the complaint", || {
            let sql = format!(
                "SELECT {} FROM complaint c CROSS JOIN complaint_link l INDEXED BY complaint_link_to ON l.complaint = c.number
                 CROSS JOIN entry e ON e.number = l.entry
                 WHERE c.id = ?1 AND e.trashed_ms IS NULL ORDER BY l.entry DESC LIMIT 100",
                super::super::entries::HEAD
            );
            query::all(&self.conn, &sql, [complaint.bytes()], super::super::entries::read_head)
        })
    }

    /// Lists up to a hundred complaints that an entry cites, the newest first.
    pub fn cited_complaints(&self, entry: EntryId) -> Result<Vec<Complaint>> {
        attempt("read the complaints of the entry", || {
            let sql = format!(
                "SELECT {} FROM entry e CROSS JOIN complaint_link l ON l.entry = e.number
                 CROSS JOIN complaint c ON c.number = l.complaint WHERE e.id = ?1 ORDER BY c.number DESC LIMIT 100",
                super::COMPLAINT
            );
            query::all(&self.conn, &sql, [entry.bytes()], super::read)
        })
    }
}

fn read_labelled(row: &Row<'_>) -> Result<SortedComplaint, DbError> {
    let text: String = query::get(row, "text")?;
    let place = |column| {
        query::get::<Option<i64>>(row, column)
            .map(|place| place.and_then(|place| usize::try_from(place).ok()))
    };
    let range = place("phrase_start")?.zip(place("phrase_end")?);
    let phrase = range.and_then(|(start, end)| text.get(start..end)).unwrap_or_default().to_owned();
    Ok(SortedComplaint {
        short: ShortId::stored(query::get(row, "short")?),
        sorted: Sorted { phrase, ..read(row, text)? },
        labelled: Some(query::moment(row, "at_ms", "at_offset")?),
    })
}

fn read(row: &Row<'_>, text: String) -> Result<Sorted, DbError> {
    Ok(Sorted {
        product: query::get(row, "product")?,
        source: query::get(row, "source")?,
        text,
        phrase: String::new(),
        dimension: dimension(row)?,
        decided: query::get(row, "decided")?,
    })
}

fn dimension(row: &Row<'_>) -> Result<Dimension, DbError> {
    let word: String = query::get(row, "dimension")?;
    Decision::from_word(&word).and_then(Decision::dimension).ok_or_else(not_as_written)
}

/// Reads what an entry sorted, in its order.
pub(in super::super) fn of(conn: &Connection, entry: i64) -> Result<Vec<Sorted>, DbError> {
    query::all(conn, "SELECT * FROM sorted WHERE entry = ?1 ORDER BY position", [entry], |row| {
        let (text, phrase) = (query::get(row, "text")?, query::get(row, "phrase")?);
        Ok(Sorted { phrase, ..read(row, text)? })
    })
}

/// Stores what an entry sorted in place of what it did before.
pub(in super::super) fn replace(conn: &Connection, entry: i64, all: &[Sorted]) -> Result<(), DbError> {
    query::run(conn, "DELETE FROM sorted WHERE entry = ?1", [entry])?;
    for (sorted, position) in all.iter().zip(0_i64..) {
        let sql =
            "INSERT INTO sorted (entry, position, id, product, source, dimension, text, phrase, decided)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
        let values = params![
            entry,
            position,
            ComplaintId::of(&sorted.product, &sorted.text).bytes(),
            sorted.product,
            sorted.source,
            sorted.dimension.word(),
            sorted.text,
            sorted.phrase,
            sorted.decided,
        ];
        query::run(conn, sql, values)?;
    }
    Ok(())
}

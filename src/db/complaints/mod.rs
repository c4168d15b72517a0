//! Complaints and their labels. Labels are only ever added: undoing one marks it, and the last that is not marked stands.
//! What stands is kept with the complaint, and how many there are of each kind is counted as labels come, so that no list
//! and no count reads more for a larger journal. Only a fair draw is counted each time, in an index of its own.

mod drawn;
mod importing;
mod labels;
mod learnt;
mod lists;
mod records;
pub(super) mod sorted;
mod taking_back;

use rusqlite::types::Value;
use rusqlite::{Connection, Row, params};

pub use self::importing::{ComplaintImport, Importing, NewImport, SeenComplaints};
pub use self::learnt::{KeptLearnt, ToLearn};
pub use self::lists::{ComplaintCount, ComplaintFilter, Standing};
pub(super) use self::records::{export, fill};
pub use self::sorted::{Answering, SortedComplaint};
pub use self::taking_back::ImportUndone;
use super::error::attempt;
use super::{Store, query};
use crate::domain::complaint::{Complaint, ComplaintId, Decision, Made, Said};
use crate::domain::id::{IdPrefix, ShortId};
use crate::error::{DbError, Result};

/// How many complaints a typed id may stand for at most.
const CANDIDATES: usize = 20;

/// The columns that [`read`] reads, of `complaint c`.
const COMPLAINT: &str =
    "c.number, c.id, c.short, c.product, c.source, c.source_id, c.stars, c.day, c.text, c.link, c.author,
    c.decision, c.label IS NOT NULL AND c.judged IS NULL AS automatic";

impl Store {
    /// Reads a complaint; `None` if there is no such one.
    pub fn complaint(&self, id: ComplaintId) -> Result<Option<Complaint>> {
        attempt("read the complaint", || {
            let sql = format!("SELECT {COMPLAINT} FROM complaint c WHERE c.id = ?1");
            query::one(&self.conn, &sql, [id.bytes()], read)
        })
    }

    /// The complaints a typed id may stand for: the one whose short id it is, else up to twenty whose short id begins
    /// with it.
    pub fn look_up_complaints(&self, prefix: &IdPrefix) -> Result<Vec<Complaint>> {
        attempt("look up the complaint", || {
            let typed = prefix.as_str();
            let sql = format!(
                "SELECT {COMPLAINT} FROM complaint c WHERE c.short >= ?1 AND c.short < ?2 ORDER BY c.short LIMIT ?3"
            );
            let values = params![typed, query::end_of_prefix(typed), query::limit(CANDIDATES)];
            let mut found = query::all(&self.conn, &sql, values, read)?;
            if found.first().is_some_and(|complaint| complaint.short.as_str() == typed) {
                found.truncate(1);
            }
            Ok(found)
        })
    }
}

impl Store {
    /// Makes what follows from complaints and their labels again: what [`Store::verify`] says of them is repaired, but for the
    /// texts.
    pub fn rebuild_complaints(&mut self) -> Result<()> {
        self.write("recalculate the complaints", rebuild)
    }
}

/// Reads a complaint.
fn read(row: &Row<'_>) -> Result<Complaint, DbError> {
    let day: String = query::get(row, "day")?;
    Ok(Complaint {
        number: query::get(row, "number")?,
        id: id(row, "id")?,
        short: ShortId::stored(query::get(row, "short")?),
        said: Said {
            product: query::get(row, "product")?,
            source: query::get(row, "source")?,
            source_id: query::get(row, "source_id")?,
            stars: query::get(row, "stars")?,
            day: if day.is_empty() { None } else { Some(query::as_day(&day)?) },
            text: query::get(row, "text")?,
            link: query::get(row, "link")?,
            author: query::get(row, "author")?,
        },
        decision: query::get::<Option<String>>(row, "decision")?.map(|word| decision(&word)).transpose()?,
        is_automatic: query::get(row, "automatic")?,
    })
}

pub(super) fn id(row: &Row<'_>, column: &str) -> Result<ComplaintId, DbError> {
    query::get(row, column).map(ComplaintId::from_bytes)
}

fn decision(word: &str) -> Result<Decision, DbError> {
    Decision::from_word(word).ok_or_else(not_as_written)
}

/// The condition that a product is one of these, or any, and the values it is asked with. The plus keeps it from an index by
/// product, in which nothing else has an order.
fn about(products: Option<&[String]>) -> (String, Vec<Value>) {
    let Some(products) = products else { return Default::default() };
    let places: Vec<String> = (1..=products.len()).map(|place| format!("?{place}")).collect();
    (format!("AND +product IN ({})", places.join(", ")), products.iter().cloned().map(Value::from).collect())
}

fn not_as_written() -> DbError {
    DbError::Damaged("a stored label can't be read".to_owned())
}

/// The number of a complaint.
pub(super) fn number_of(conn: &Connection, id: ComplaintId) -> Result<i64, DbError> {
    find(conn, id)?.ok_or_else(|| DbError::Other("the complaint is not in this journal".to_owned()))
}

fn find(conn: &Connection, id: ComplaintId) -> Result<Option<i64>, DbError> {
    query::value(conn, "SELECT number FROM complaint WHERE id = ?1", [id.bytes()])
}

/// The word by which complaints that were labelled without asking are counted apart.
const AUTOMATIC: &str = Made::Automatic.name();

/// The condition that a person gave a label, as the index of those is written.
fn is_own() -> String {
    format!("made <> '{AUTOMATIC}'")
}

/// What a person decided by a label; nothing where the suggestion was taken without asking.
fn judged() -> String {
    format!("CASE WHEN {} THEN decision END", is_own())
}

/// What [`count_all`] counts.
fn counted() -> String {
    format!(
        "SELECT product, source, ifnull(decision, ''), iif(label IS NULL OR judged IS NOT NULL, '', '{AUTOMATIC}'), count(*)
         FROM complaint AS near GROUP BY 1, 2, 3, 4"
    )
}

/// Counts all complaints.
pub(super) fn count_all(conn: &Connection) -> Result<(), DbError> {
    query::run(conn, "DELETE FROM complaint_count AS near", [])?;
    query::run(conn, &format!("INSERT INTO complaint_count {}", counted()), []).map(|_| ())
}

/// Counts one more of a kind: its product, source, decision, and [`AUTOMATIC`] or nothing.
fn count_one_more(conn: &Connection, kind: [&str; 4]) -> Result<(), DbError> {
    let sql = "INSERT INTO complaint_count VALUES (?1, ?2, ?3, ?4, 1) ON CONFLICT DO UPDATE SET n = n + 1";
    query::run(conn, sql, kind).map(|_| ())
}

/// Says what is wrong with complaints: texts that are not what was written, counts that are not right, a standing label that
/// is not what was decided last.
pub(super) fn check(conn: &Connection) -> Result<Vec<String>, DbError> {
    let sql = "SELECT id, short, product, text FROM complaint";
    let mut wrong = query::some(conn, sql, [], |row| {
        let (product, text): (String, String) = (query::get(row, "product")?, query::get(row, "text")?);
        let short: String = query::get(row, "short")?;
        let intact = ComplaintId::of(&product, &text) == id(row, "id")?;
        Ok((!intact).then(|| format!("the text of `{short}` is not what was written")))
    })?;
    let counted = counted();
    let sql = format!(
        "SELECT 1 FROM ({counted} EXCEPT SELECT * FROM complaint_count)
         UNION ALL SELECT 1 FROM (SELECT * FROM complaint_count AS near EXCEPT {counted}) LIMIT 1"
    );
    if query::exists(conn, &sql, [])? {
        wrong.push("the complaints are not counted correctly".to_owned());
    }
    let sql = "SELECT 1 FROM complaint AS near WHERE label IS NOT (SELECT max(number) FROM complaint_label INDEXED BY complaint_label_of
                   WHERE complaint = near.number AND undone IS NULL AND reader = '' AND again = 0) LIMIT 1";
    if query::exists(conn, sql, [])? {
        wrong.push("the label of a complaint is not the last one".to_owned());
    }
    let sql = format!(
        "SELECT 1 FROM complaint AS near LEFT JOIN
             (SELECT number AS standing, decision AS decided, picked AS drawn, {} AS by_person FROM complaint_label) ON standing = label
         WHERE decision IS NOT decided OR picked IS NOT drawn OR judged IS NOT by_person LIMIT 1",
        judged()
    );
    if query::exists(conn, &sql, [])? {
        wrong.push("the decision kept for a complaint does not match its label".to_owned());
    }
    Ok(wrong)
}

/// Makes what follows from complaints and labels anew: which label stands, the counts, the index of words;
/// and drops what was learnt, which is calculated again.
pub(super) fn rebuild(conn: &Connection) -> Result<(), DbError> {
    let sql = format!(
        "UPDATE complaint AS near SET (label, decision, picked, judged) = (
             SELECT number, decision, picked, {} FROM complaint_label
             WHERE complaint = near.number AND undone IS NULL AND reader = '' AND again = 0
             ORDER BY number DESC LIMIT 1)",
        judged()
    );
    query::run(conn, &sql, [])?;
    count_all(conn)?;
    learnt::forget(conn)?;
    query::run(conn, "INSERT INTO complaint_words (complaint_words) VALUES ('rebuild')", []).map(|_| ())
}

//! Complaints and labels as records of an exported journal.

use chrono::NaiveDate;
use rusqlite::{Connection, Row};
use serde::{Deserialize, Serialize};

use super::super::fill::{self, Refused};
use super::super::query;
use super::super::records::{Kind, Time};
use super::super::salvage::Salvage;
use super::importing::{self, NewImport};
use super::labels::{self, LABEL, NewLabel};
use super::{COMPLAINT, learnt, number_of};
use crate::domain::complaint::{
    self, ComplaintId, Decision, Dimension, Made, Picked, Said, SaidWhy, Suggested,
};
use crate::domain::id::ShortId;
use crate::domain::time::Moment;
use crate::error::DbError;

/// A record of complaints.
#[derive(Serialize)]
#[serde(untagged)]
pub(in super::super) enum Record {
    File(File),
    Complaint(Complaint),
    Label(Label),
    Learnt(Learnt),
}

/// A file of complaints that was imported.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in super::super) struct File {
    kind: Kind,
    number: i64,
    name: String,
    product: String,
    source: String,
    headings: String,
    mapping: String,
    at: Time,
    /// The keys that could not be read: what stands there is neutral.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    lost: Vec<String>,
}

/// A complaint.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in super::super) struct Complaint {
    kind: Kind,
    id: ComplaintId,
    short: ShortId,
    /// The number of the file it is from.
    file: i64,
    product: String,
    source: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    source_id: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    stars: Option<u8>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    day: Option<NaiveDate>,
    text: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    link: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    author: Option<String>,
    /// The keys that could not be read: what stands there is neutral.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    lost: Vec<String>,
}

/// A label.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in super::super) struct Label {
    kind: Kind,
    number: i64,
    /// The number of the first of those that were made in one go.
    batch: i64,
    complaint: ComplaintId,
    at: Time,
    /// The partner who decided.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    reader: String,
    decision: Decision,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    second: Option<Dimension>,
    /// Where the phrase begins and ends, in bytes of the text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    phrase: Option<(usize, usize)>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    said_why: Option<SaidWhy>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    note: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    suggested: Option<Suggested>,
    picked: Picked,
    made: Made,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    again: bool,
    /// The place of its undoing among all of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    undone: Option<i64>,
}

/// The label after which what is learnt begins.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in super::super) struct Learnt {
    kind: Kind,
    since: i64,
}

impl Record {
    /// What it is called, if not all of it could be read.
    pub fn damaged(&self) -> Option<&str> {
        let (name, lost) = match self {
            Self::File(file) => (&*file.name, &file.lost),
            Self::Complaint(complaint) => (complaint.short.as_str(), &complaint.lost),
            Self::Label(_) | Self::Learnt(_) => return None,
        };
        (!lost.is_empty()).then_some(name)
    }
}

/// Passes on every record of complaints, with what a person calls it.
pub(in super::super) fn export(
    conn: &Connection,
    put: &mut dyn FnMut(&'static str, Result<Record, DbError>) -> Result<(), DbError>,
) -> Result<(), DbError> {
    let mut each = |noun: &'static str, sql: &str, read: &dyn Fn(&Row<'_>) -> Result<Record, DbError>| {
        query::some(conn, sql, [], |row| put(noun, read(row)).map(|()| None::<()>)).map(|_| ())
    };
    each("complaint file", "SELECT * FROM complaint_import AS near ORDER BY number", &|row| {
        file(row).map(Record::File)
    })?;
    let sql = format!(
        "SELECT {COMPLAINT}, (SELECT number FROM complaint_import WHERE number = c.import) AS file,
             (SELECT min(number) FROM complaint_import) AS some_file FROM complaint c ORDER BY c.number"
    );
    each("product complaint", &sql, &|row| complaint(row).map(Record::Complaint))?;
    let sql = format!(
        "SELECT {LABEL}, l.batch, l.undone AS order_undone, CASE WHEN l.phrase_start IS NOT NULL THEN c.text END AS text
         FROM complaint_label l LEFT JOIN complaint c ON c.number = l.complaint ORDER BY l.number"
    );
    each("complaint label", &sql, &|row| label(row).map(Record::Label))?;
    match query::value(conn, "SELECT since FROM learnt WHERE one = 1", [])? {
        None | Some(0) => Ok(()),
        Some(since) => put("complaint label", Ok(Record::Learnt(Learnt { kind: Kind::Learnt, since }))),
    }
}

fn file(row: &Row<'_>) -> Result<File, DbError> {
    let mut from = Salvage::of(row);
    let mut text = |key| from.get::<String>(key);
    let (product, source) = (text("product").unwrap_or_default(), text("source").unwrap_or_default());
    let (headings, mapping) = (text("headings").unwrap_or_default(), text("mapping").unwrap_or_default());
    let number: i64 = query::get(row, "number")?;
    Ok(File {
        kind: Kind::ComplaintFile,
        number,
        name: from.get("file").unwrap_or_else(|| format!("file {number}")),
        product,
        source,
        headings,
        mapping,
        at: from.moment("at_ms", "at_offset").unwrap_or(Time(Moment::new(0, 0))),
        lost: from.lost,
    })
}

fn complaint(row: &Row<'_>) -> Result<Complaint, DbError> {
    let mut from = Salvage::of(row);
    let number: i64 = query::get(row, "number")?;
    let id = from.keep("id", super::id(row, "id"));
    let id = id.unwrap_or_else(|| ComplaintId::from_bytes(u128::from(number.cast_unsigned()).to_be_bytes()));
    let short: Option<String> = from.get("short");
    let source: Option<String> = from.get("source");
    // One source has an id but once.
    let source_id = from.get::<Option<String>>("source_id").flatten().filter(|_| source.is_some());
    let day: Option<String> = from.get("day").filter(|day: &String| !day.is_empty());
    Ok(Complaint {
        kind: Kind::Complaint,
        id,
        short: ShortId::stored(short.unwrap_or_else(|| format!("unreadable-{number}"))),
        file: match from.get("file") {
            Some(file) => file,
            None => query::get(row, "some_file")?,
        },
        product: from.get("product").unwrap_or_default(),
        source: source.unwrap_or_default(),
        source_id,
        stars: from.get::<Option<u8>>("stars").flatten(),
        day: day.and_then(|day| from.keep("day", query::as_day(&day))),
        text: from.get("text").unwrap_or_default(),
        link: from.get::<Option<String>>("link").flatten(),
        author: from.get::<Option<String>>("author").flatten(),
        lost: from.lost,
    })
}

fn label(row: &Row<'_>) -> Result<Label, DbError> {
    let read = labels::read(row)?;
    let complaint::Label { decision, second, phrase, why, note, suggested, picked, made, again } = read.label;
    let text: Option<String> = query::get(row, "text").unwrap_or_default();
    // A phrase that is not in the text any more marks nothing.
    let phrase = phrase
        .filter(|at| text.is_some_and(|text| text.get(at.clone()).is_some_and(|words| !words.is_empty())));
    Ok(Label {
        kind: Kind::ComplaintLabel,
        number: read.number,
        batch: query::get(row, "batch")?,
        complaint: read.complaint,
        at: Time(read.at),
        reader: read.reader,
        decision,
        second: second.filter(|second| decision.dimension().is_some_and(|first| first != *second)),
        phrase: phrase.map(|phrase| (phrase.start, phrase.end)),
        said_why: why,
        note,
        suggested,
        picked,
        made,
        again,
        undone: query::get(row, "order_undone")?,
    })
}

/// Takes a record of complaints; [`super::rebuild`] makes what follows from them. Returns what it is called if it was damaged.
pub(in super::super) fn fill(conn: &Connection, kind: Kind, line: &str) -> Result<Option<String>, Refused> {
    let mut damaged = None;
    match kind {
        Kind::ComplaintFile => {
            let File { number, name: file, product, source, headings, mapping, at, lost, .. } =
                fill::read(line)?;
            damaged = (!lost.is_empty()).then(|| file.clone());
            let told = NewImport { file, product, source, headings, mapping };
            importing::number_import(conn, Some(number), &told, at.0)?;
        }
        Kind::Complaint => {
            let Complaint {
                id,
                short,
                file,
                product,
                source,
                source_id,
                stars,
                day,
                text,
                link,
                author,
                lost,
                ..
            } = fill::read(line)?;
            damaged = (!lost.is_empty()).then(|| short.to_string());
            let said = Said { product, source, source_id, stars, day, text, link, author };
            importing::insert(conn, file, id, Some(short), &said)?;
        }
        Kind::ComplaintLabel => put_label(conn, fill::read(line)?)?,
        Kind::Learnt => {
            let Learnt { since, .. } = fill::read(line)?;
            learnt::begin(conn, since)?;
        }
        _ => return Err(Refused::line("this record is not about complaints")),
    }
    Ok(damaged)
}

fn put_label(conn: &Connection, new: Label) -> Result<(), Refused> {
    let label = complaint::Label {
        decision: new.decision,
        second: new.second,
        phrase: new.phrase.map(|(start, end)| start..end),
        why: new.said_why,
        note: new.note,
        suggested: new.suggested,
        picked: new.picked,
        made: new.made,
        again: new.again,
    };
    let complaint = number_of(conn, new.complaint)?;
    labels::must_fit(conn, complaint, &label)?;
    let new = NewLabel {
        number: Some(new.number),
        batch: new.batch,
        complaint,
        reader: &new.reader,
        at: new.at.0,
        label: &label,
        undone: new.undone,
    };
    Ok(labels::insert(conn, &new)?)
}

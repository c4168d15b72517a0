//! Complaints and labels as records of an exported journal.

use chrono::NaiveDate;
use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use super::super::fill::{self, Refused};
use super::super::query;
use super::super::records::{Kind, Time};
use super::importing::{self, NewImport};
use super::labels::{self, LABEL, NewLabel};
use super::{COMPLAINT, learnt, number_of, read};
use crate::domain::complaint::{
    self, ComplaintId, Decision, Dimension, Made, Picked, Said, SaidWhy, Suggested,
};
use crate::domain::id::ShortId;
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

/// Gives every record of complaints.
pub(in super::super) fn export(
    conn: &Connection,
    put: &mut dyn FnMut(&Record) -> Result<(), DbError>,
) -> Result<(), DbError> {
    let sql = "SELECT *, 0 AS complaints, 0 AS labelled FROM complaint_import AS near ORDER BY number";
    query::some(conn, sql, [], |row| {
        let import = importing::read(row)?;
        let NewImport { file, product, source, headings, mapping } = import.told;
        let (kind, number, at) = (Kind::ComplaintFile, import.number, Time(import.at));
        put(&Record::File(File { kind, number, name: file, product, source, headings, mapping, at }))?;
        Ok(None::<()>)
    })?;
    let sql = format!("SELECT {COMPLAINT}, c.import FROM complaint c ORDER BY c.number");
    query::some(conn, &sql, [], |row| {
        let complaint::Complaint { id, short, said, .. } = read(row)?;
        let Said { product, source, source_id, stars, day, text, link, author } = said;
        let (kind, file) = (Kind::Complaint, query::get(row, "import")?);
        put(&Record::Complaint(Complaint {
            kind,
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
        }))?;
        Ok(None::<()>)
    })?;
    let sql = format!(
        "SELECT {LABEL}, l.batch, l.undone AS order_undone FROM complaint_label l CROSS JOIN complaint c ON c.number = l.complaint
         ORDER BY l.number"
    );
    query::some(conn, &sql, [], |row| {
        let read = labels::read(row)?;
        let complaint::Label { decision, second, phrase, why, note, suggested, picked, made, again } =
            read.label;
        put(&Record::Label(Label {
            kind: Kind::ComplaintLabel,
            number: read.number,
            batch: query::get(row, "batch")?,
            complaint: read.complaint,
            at: Time(read.at),
            reader: read.reader,
            decision,
            second,
            phrase: phrase.map(|phrase| (phrase.start, phrase.end)),
            said_why: why,
            note,
            suggested,
            picked,
            made,
            again,
            undone: query::get(row, "order_undone")?,
        }))?;
        Ok(None::<()>)
    })?;
    match query::value(conn, "SELECT since FROM learnt WHERE one = 1", [])? {
        None | Some(0) => Ok(()),
        Some(since) => put(&Record::Learnt(Learnt { kind: Kind::Learnt, since })),
    }
}

/// Takes a record of complaints; [`super::rebuild`] makes what follows from them.
pub(in super::super) fn fill(conn: &Connection, kind: Kind, line: &str) -> Result<(), Refused> {
    match kind {
        Kind::ComplaintFile => {
            let File { number, name: file, product, source, headings, mapping, at, .. } = fill::read(line)?;
            let told = NewImport { file, product, source, headings, mapping };
            importing::number_import(conn, Some(number), &told, at.0)?;
        }
        Kind::Complaint => {
            let Complaint {
                id, short, file, product, source, source_id, stars, day, text, link, author, ..
            } = fill::read(line)?;
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
    Ok(())
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

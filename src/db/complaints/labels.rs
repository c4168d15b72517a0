//! Labels: added, undone and redone in batches.

use rusqlite::{Connection, Row, params};

use super::super::error::attempt;
use super::super::{Store, query};
use super::{
    AUTOMATIC, count_one_more, decision, find, id, is_own, judged, learnt, not_as_written, number_of,
};
use crate::domain::complaint::{
    ComplaintId, Decision, Dimension, Label, Labelled, Made, Picked, SaidWhy, Suggested,
};
use crate::domain::time::Moment;
use crate::error::{DbError, Result};

/// The columns that [`read`] reads.
pub(super) const LABEL: &str =
    "l.number, c.id, l.at_ms, l.at_offset, l.reader, l.again, l.decision, l.second, l.phrase_start,
    l.phrase_end, l.why, l.note, l.suggested, l.confidence, l.picked, l.made, l.undone IS NOT NULL AS undone";

impl Store {
    /// Labels complaints, as one batch, and returns which.
    pub(in super::super) fn label(
        &mut self,
        labels: &[(ComplaintId, Label)],
        at: Moment,
    ) -> Result<Vec<ComplaintId>> {
        self.write("label the complaint", |tx| {
            // An import may have been undone meanwhile: what is left of a batch is kept.
            let mut there = Vec::new();
            for label in labels {
                if find(tx, label.0)?.is_some() {
                    there.push(label.clone());
                }
            }
            add(tx, "", if there.is_empty() { labels } else { &there }, at)?;
            Ok(there.into_iter().map(|(id, _)| id).collect())
        })
    }

    /// Takes the labels of a partner, as one batch, in place of those that the partner gave before.
    pub fn take_labels(&mut self, reader: &str, labels: &[(ComplaintId, Label)], at: Moment) -> Result<()> {
        self.write("take the labels", |tx| {
            let sql = "UPDATE complaint_label SET undone = 0 WHERE reader = ?1 AND undone IS NULL AND (again = 1 OR reader <> '')";
            query::run(tx, sql, [reader])?;
            add(tx, reader, labels, at)
        })
    }

    /// Undoes the last batch of labels of the person; returns which complaints it was about.
    pub(in super::super) fn undo_labels(&mut self) -> Result<Vec<ComplaintId>> {
        self.write("undo the label", |tx| {
            let sql = "SELECT batch FROM complaint_label INDEXED BY complaint_label_standing WHERE undone IS NULL AND reader = ''
                       ORDER BY number DESC LIMIT 1";
            let Some(batch): Option<i64> = query::value(tx, sql, [])? else { return Ok(Vec::new()) };
            let sql = "SELECT max(undone) FROM complaint_label INDEXED BY complaint_label_undone WHERE undone IS NOT NULL";
            let order = query::value::<i64>(tx, sql, [])?.unwrap_or_default() + 1;
            mark(tx, batch, Some(order))
        })
    }

    /// Labels again what was undone last; nothing if something was labelled since.
    pub(in super::super) fn redo_labels(&mut self) -> Result<Vec<ComplaintId>> {
        self.write("redo the label", |tx| {
            let sql = "SELECT batch FROM complaint_label INDEXED BY complaint_label_undone WHERE undone > 0 ORDER BY undone DESC LIMIT 1";
            let Some(batch): Option<i64> = query::value(tx, sql, [])? else { return Ok(Vec::new()) };
            let sql = "SELECT 1 FROM complaint_label INDEXED BY complaint_label_standing WHERE undone IS NULL AND reader = '' AND number > ?1";
            if query::exists(tx, sql, [batch])? { Ok(Vec::new()) } else { mark(tx, batch, None) }
        })
    }

    /// Every label a complaint got, the last first; of partners and undone ones too.
    pub fn labels_of(&self, complaint: ComplaintId) -> Result<Vec<Labelled>> {
        attempt("read the labels", || {
            let sql = format!(
                "SELECT {LABEL} FROM complaint c CROSS JOIN complaint_label l INDEXED BY complaint_label_of ON l.complaint = c.number
                 WHERE c.id = ?1 ORDER BY l.number DESC"
            );
            query::all(&self.conn, &sql, [complaint.bytes()], read)
        })
    }

    /// The label of a complaint that stands.
    pub fn standing_label(&self, complaint: ComplaintId) -> Result<Option<Labelled>> {
        attempt("read the label", || {
            let sql = format!(
                "SELECT {LABEL} FROM complaint c CROSS JOIN complaint_label l ON l.number = c.label WHERE c.id = ?1"
            );
            query::one(&self.conn, &sql, [complaint.bytes()], read)
        })
    }

    /// Up to `limit` labels of the person that stand, the last first: from one before `before` on, or the very last. Those
    /// of complaints that were labelled again are left out, and what was labelled without asking.
    pub fn last_labels(&self, before: Option<i64>, limit: usize) -> Result<Vec<Labelled>> {
        attempt("list the labels", || {
            let sql = format!(
                "SELECT {LABEL} FROM complaint_label l INDEXED BY complaint_label_own CROSS JOIN complaint c ON c.number = l.complaint
                 WHERE l.undone IS NULL AND l.reader = '' AND l.{} AND l.number < ?1 AND c.label = l.number
                 ORDER BY l.number DESC LIMIT ?2",
                is_own()
            );
            query::all(&self.conn, &sql, params![before.unwrap_or(i64::MAX), query::limit(limit)], read)
        })
    }

    /// The labels that were given to complaints a second time: by the person, blind, or by a partner. The last first.
    pub fn compared_labels(&self, reader: &str) -> Result<Vec<Labelled>> {
        attempt("list the labels", || {
            let sql = format!(
                "SELECT {LABEL} FROM complaint_label l INDEXED BY complaint_label_compared CROSS JOIN complaint c ON c.number = l.complaint
                 WHERE l.undone IS NULL AND (l.again = 1 OR l.reader <> '') AND l.reader = ?1 ORDER BY l.number DESC"
            );
            query::all(&self.conn, &sql, [reader], read)
        })
    }

    /// The partners whose labels are in the journal, by name.
    pub fn readers(&self) -> Result<Vec<String>> {
        attempt("list the readers", || {
            let sql =
                "SELECT DISTINCT reader FROM complaint_label AS near INDEXED BY complaint_label_compared
                       WHERE undone IS NULL AND (again = 1 OR reader <> '') AND reader <> '' ORDER BY reader";
            query::all(&self.conn, sql, [], |row| query::get(row, "reader"))
        })
    }
}

fn add(conn: &Connection, reader: &str, labels: &[(ComplaintId, Label)], at: Moment) -> Result<(), DbError> {
    let sql = "SELECT max(number) FROM complaint_label";
    let batch = query::value::<i64>(conn, sql, [])?.unwrap_or_default() + 1;
    for (id, label) in labels {
        let complaint = number_of(conn, *id)?;
        must_fit(conn, complaint, label)?;
        // How it came to be read first stays, whatever is decided later.
        let sql = "SELECT picked FROM complaint WHERE number = ?1";
        let first: Option<Option<String>> = query::value(conn, sql, [complaint])?;
        let first = first.flatten().filter(|_| reader.is_empty()).and_then(|word| Picked::named(&word));
        let label = &Label { picked: first.unwrap_or(label.picked), ..label.clone() };
        let new = NewLabel { number: None, batch, complaint, reader, at, label, undone: None };
        insert(conn, &new)?;
        if reader.is_empty() && !label.again {
            stand(conn, complaint)?;
        }
    }
    Ok(())
}

/// Fails if a label cannot be one of this complaint: its phrase stands in the text, and a second dimension is another one.
pub(super) fn must_fit(conn: &Connection, complaint: i64, label: &Label) -> Result<(), DbError> {
    let first = label.decision.dimension();
    let second = label.second.is_none_or(|second| first.is_some_and(|first| first != second));
    let phrase = match &label.phrase {
        None => true,
        Some(phrase) => {
            let sql = "SELECT text FROM complaint WHERE number = ?1";
            let text: Option<String> = query::value(conn, sql, [complaint])?;
            text.is_some_and(|text| text.get(phrase.clone()).is_some_and(|words| !words.is_empty()))
        }
    };
    if second && phrase {
        return Ok(());
    }
    Err(DbError::Other("the label does not fit the complaint".to_owned()))
}

/// A label to write.
pub(super) struct NewLabel<'a> {
    pub number: Option<i64>,
    pub batch: i64,
    pub complaint: i64,
    pub reader: &'a str,
    pub at: Moment,
    pub label: &'a Label,
    pub undone: Option<i64>,
}

/// Writes a label.
pub(super) fn insert(conn: &Connection, new: &NewLabel<'_>) -> Result<(), DbError> {
    let NewLabel { number, batch, complaint, reader, at, label, undone } = new;
    let place = |place: usize| i64::try_from(place).unwrap_or(i64::MAX);
    let sql = "INSERT INTO complaint_label (number, batch, complaint, reader, again, at_ms, at_offset, decision, second, phrase_start,
                   phrase_end, why, note, suggested, confidence, picked, made, undone)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)";
    let values = params![
        number,
        batch,
        complaint,
        reader,
        label.again,
        at.ms,
        at.offset,
        label.decision.word(),
        label.second.map(Dimension::word),
        label.phrase.as_ref().map(|phrase| place(phrase.start)),
        label.phrase.as_ref().map(|phrase| place(phrase.end)),
        label.why.map(SaidWhy::name),
        label.note,
        label.suggested.map(|suggested| suggested.decision.word()),
        label.suggested.map(|suggested| f64::from(suggested.confidence)),
        label.picked.name(),
        label.made.name(),
        undone,
    ];
    query::run(conn, sql, values).map(|_| ())
}

/// Marks a batch as undone, or not any more; returns which complaints it is about.
fn mark(conn: &Connection, batch: i64, undone: Option<i64>) -> Result<Vec<ComplaintId>, DbError> {
    query::run(
        conn,
        "UPDATE complaint_label INDEXED BY complaint_label_batch SET undone = ?2 WHERE batch = ?1",
        params![batch, undone],
    )?;
    let sql = "SELECT c.number, c.id FROM complaint_label l INDEXED BY complaint_label_batch CROSS JOIN complaint c ON c.number = l.complaint
               WHERE l.batch = ?1 ORDER BY l.number";
    let all = query::all(conn, sql, [batch], |row| Ok((query::get(row, "number")?, id(row, "id")?)))?;
    all.iter().try_for_each(|(complaint, _)| stand(conn, *complaint))?;
    Ok(all.into_iter().map(|(_, id)| id).collect())
}

/// Lets the last label of a complaint that was not undone stand, and counts it.
pub(super) fn stand(conn: &Connection, complaint: i64) -> Result<(), DbError> {
    let made = |label: Option<i64>, judged: Option<String>| {
        if label.is_some() && judged.is_none() { AUTOMATIC } else { "" }
    };
    let sql = "SELECT product, source, label, ifnull(decision, '') AS decision, judged FROM complaint WHERE number = ?1";
    let read = |row: &Row<'_>| {
        let (text, before) = (|column| query::get::<String>(row, column), query::get(row, "label")?);
        let was_made = made(before, query::get(row, "judged")?);
        Ok((before, [text("product")?, text("source")?, text("decision")?], was_made))
    };
    let Some((before, [product, source, was], was_made)) = query::one(conn, sql, [complaint], read)? else {
        return Ok(());
    };
    let sql = format!(
        "SELECT number, decision, picked, {} AS judged FROM complaint_label INDEXED BY complaint_label_of
         WHERE complaint = ?1 AND undone IS NULL AND reader = '' AND again = 0 ORDER BY number DESC LIMIT 1",
        judged()
    );
    let read = |row: &Row<'_>| -> Result<(i64, String, String, Option<String>), DbError> {
        let (number, judged) = (query::get(row, "number")?, query::get(row, "judged")?);
        Ok((number, query::get(row, "decision")?, query::get(row, "picked")?, judged))
    };
    let now = query::one(conn, &sql, [complaint], read)?;
    let (label, decision, picked, judged) = match &now {
        Some((number, decision, picked, judged)) => {
            (Some(*number), Some(decision), Some(picked), judged.clone())
        }
        None => (None, None, None, None),
    };
    let sql = "UPDATE complaint SET label = ?2, decision = ?3, picked = ?4, judged = ?5 WHERE number = ?1";
    query::run(conn, sql, params![complaint, label, decision, picked, judged])?;
    let empty = String::new();
    let decision = decision.unwrap_or(&empty);
    let sql = "UPDATE complaint_count SET n = n - 1 WHERE product = ?1 AND source = ?2 AND decision = ?3 AND made = ?4";
    query::run(conn, sql, [&product, &source, &was, was_made])?;
    let sql = "DELETE FROM complaint_count WHERE product = ?1 AND source = ?2 AND decision = ?3 AND made = ?4 AND n < 1";
    query::run(conn, sql, [&product, &source, &was, was_made])?;
    count_one_more(conn, [&product, &source, decision, made(label, judged)])?;
    // What was labelled without asking is not in what was learnt.
    let own = before.filter(|_| was_made.is_empty());
    own.map_or(Ok(()), |own| learnt::unlearn(conn, own))
}

/// Reads a label.
pub(super) fn read(row: &Row<'_>) -> Result<Labelled, DbError> {
    let word = |column: &str| query::get::<Option<String>>(row, column);
    let some = |column: &str| word(column)?.map(|word| decision(&word)).transpose();
    let place = |column: &str| {
        let place: Option<i64> = query::get(row, column)?;
        place.map(|place| usize::try_from(place).map_err(|_| not_as_written())).transpose()
    };
    let phrase = place("phrase_start")?.zip(place("phrase_end")?).map(|(start, end)| start..end);
    let why = word("why")?.map(|word| SaidWhy::named(&word).ok_or_else(not_as_written)).transpose()?;
    let suggested = some("suggested")?.map(|decision| {
        Ok::<_, DbError>(Suggested { decision, confidence: query::get::<f64>(row, "confidence")? as f32 })
    });
    Ok(Labelled {
        number: query::get(row, "number")?,
        complaint: id(row, "id")?,
        at: query::moment(row, "at_ms", "at_offset")?,
        reader: query::get(row, "reader")?,
        label: Label {
            decision: some("decision")?.ok_or_else(not_as_written)?,
            second: some("second")?.and_then(Decision::dimension),
            phrase,
            why,
            note: query::get(row, "note")?,
            suggested: suggested.transpose()?,
            picked: word("picked")?.and_then(|word| Picked::named(&word)).ok_or_else(not_as_written)?,
            made: word("made")?.and_then(|word| Made::named(&word)).ok_or_else(not_as_written)?,
            again: query::get(row, "again")?,
        },
        undone: query::get(row, "undone")?,
    })
}

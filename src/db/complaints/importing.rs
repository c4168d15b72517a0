//! Complaints read from a file, in one transaction: all of them or none.

use rusqlite::{Connection, Transaction, TransactionBehavior, params};

use super::super::error::attempt;
use super::super::{Store, query};
use super::count_one_more;
use crate::domain::complaint::{ComplaintId, PREFIX, Said};
use crate::domain::id::ShortId;
use crate::domain::time::Moment;
use crate::error::{DbError, Result};

const WHAT: &str = "import the complaints";

/// How much memory an import may use for pages, in KB: with little, the pages of an index are written and read again and again.
const PAGES: i64 = 32_000;

/// The files, with how many complaints are from each.
pub(super) const IMPORTS: &str = "
    SELECT *, (SELECT count(*) FROM complaint INDEXED BY complaint_by_import WHERE import = near.number) AS complaints,
        (SELECT count(*) FROM complaint c INDEXED BY complaint_by_import WHERE c.import = near.number
            AND EXISTS (SELECT 1 FROM complaint_label INDEXED BY complaint_label_of WHERE complaint = c.number)) AS labelled
    FROM complaint_import AS near";

/// What is told of a file before its rows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewImport {
    /// Its name, without the folders.
    pub file: String,
    /// The product of all its rows; empty where the rows say.
    pub product: String,
    /// Where they are from; empty where the rows say.
    pub source: String,
    /// The columns it has.
    pub headings: String,
    /// What is read from which column.
    pub mapping: String,
}

/// A file that was imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComplaintImport {
    /// Its number; later ones are higher.
    pub number: i64,
    /// What was told of it.
    pub told: NewImport,
    /// When.
    pub at: Moment,
    /// How many complaints are from it.
    pub complaints: u64,
    /// How many of them got a label, whether it stands or not.
    pub labelled: u64,
}

/// Complaints that are being imported.
#[derive(Debug)]
pub struct Importing<'a> {
    conn: &'a Connection,
    import: i64,
}

impl Importing<'_> {
    /// Takes the next one; returns whether it is new: nothing has the same id at its source, or the same text about the
    /// same product.
    pub fn put(&mut self, said: &Said) -> Result<bool> {
        attempt(WHAT, || {
            let id = ComplaintId::of(&said.product, &said.text);
            if is_known(self.conn, id, said)? {
                return Ok(false);
            }
            insert(self.conn, self.import, id, None, said)?;
            let sql = "INSERT INTO complaint_words (rowid, text) VALUES (?1, ?2)";
            query::run(self.conn, sql, params![self.conn.last_insert_rowid(), said.text])?;
            // Counted one by one: to group them all in the end, they would be sorted in memory.
            count_one_more(self.conn, [&said.product, &said.source, "", ""])?;
            Ok(true)
        })
    }
}

impl Store {
    /// Imports a file of complaints, all at once or not at all; what `work` returns as an error undoes it.
    pub fn import_complaints<T>(
        &mut self,
        new: &NewImport,
        at: Moment,
        work: impl FnOnce(&mut Importing<'_>) -> Result<T>,
    ) -> Result<T> {
        attempt(WHAT, || {
            self.may_write()?;
            Ok(self.conn.pragma_update(None, "cache_size", -PAGES)?)
        })?;
        let tx =
            attempt(WHAT, || Ok(Transaction::new_unchecked(&self.conn, TransactionBehavior::Immediate)?))?;
        let import = attempt(WHAT, || number_import(&tx, None, new, at))?;
        let done = work(&mut Importing { conn: &tx, import })?;
        attempt(WHAT, || Ok(tx.commit()?))?;
        self.has_written();
        Ok(done)
    }

    /// Whether a complaint is in the journal, as an import would.
    pub fn knows_complaint(&self, said: &Said) -> Result<bool> {
        attempt("look up the complaint", || {
            is_known(&self.conn, ComplaintId::of(&said.product, &said.text), said)
        })
    }

    /// Lists the files that were imported, the last first.
    pub fn complaint_imports(&self) -> Result<Vec<ComplaintImport>> {
        attempt("list the imports", || {
            query::all(&self.conn, &format!("{IMPORTS} ORDER BY number DESC"), [], read)
        })
    }

    /// Finds the last file that had these columns.
    pub fn import_like(&self, headings: &str) -> Result<Option<NewImport>> {
        attempt("look up the columns", || {
            let sql = "SELECT *, 0 AS complaints, 0 AS labelled FROM complaint_import INDEXED BY complaint_import_like
                       WHERE headings = ?1 ORDER BY number DESC LIMIT 1";
            Ok(query::one(&self.conn, sql, [headings], read)?.map(|import| import.told))
        })
    }
}

pub(super) fn read(row: &rusqlite::Row<'_>) -> Result<ComplaintImport, DbError> {
    Ok(ComplaintImport {
        number: query::get(row, "number")?,
        told: NewImport {
            file: query::get(row, "file")?,
            product: query::get(row, "product")?,
            source: query::get(row, "source")?,
            headings: query::get(row, "headings")?,
            mapping: query::get(row, "mapping")?,
        },
        at: query::moment(row, "at_ms", "at_offset")?,
        complaints: query::count(row, "complaints")?,
        labelled: query::count(row, "labelled")?,
    })
}

/// Notes an import, and returns its number.
pub(super) fn number_import(
    conn: &Connection,
    number: Option<i64>,
    new: &NewImport,
    at: Moment,
) -> Result<i64, DbError> {
    let sql =
        "INSERT INTO complaint_import (number, file, product, source, headings, mapping, at_ms, at_offset)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
    let values =
        params![number, new.file, new.product, new.source, new.headings, new.mapping, at.ms, at.offset];
    query::run(conn, sql, values)?;
    Ok(conn.last_insert_rowid())
}

/// Complaints that were seen in a file which is only looked at: held on the disk, however many there are.
#[derive(Debug)]
pub struct SeenComplaints {
    conn: Connection,
}

impl SeenComplaints {
    /// Has seen none.
    pub fn new() -> Result<Self> {
        attempt(WHAT, || {
            // A database without a name is a file that is gone with its connection.
            let conn = Connection::open("")?;
            conn.execute_batch(
                "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
                 CREATE TABLE seen (id BLOB PRIMARY KEY) STRICT, WITHOUT ROWID;
                 CREATE TABLE seen_at (source TEXT, source_id TEXT, PRIMARY KEY (source, source_id)) STRICT, WITHOUT ROWID;",
            )?;
            Ok(Self { conn })
        })
    }

    /// Sees a complaint; returns whether it is the first like it, as [`Importing::put`] would.
    pub fn put(&mut self, said: &Said) -> Result<bool> {
        attempt(WHAT, || {
            let put = |sql, values: &[&dyn rusqlite::ToSql]| {
                Ok::<_, DbError>(query::run(&self.conn, sql, values)? > 0)
            };
            if let Some(id) = &said.source_id
                && query::exists(
                    &self.conn,
                    "SELECT 1 FROM seen_at WHERE source = ?1 AND source_id = ?2",
                    [&said.source, id],
                )?
            {
                return Ok(false);
            }
            let id = ComplaintId::of(&said.product, &said.text);
            let is_first = put("INSERT OR IGNORE INTO seen VALUES (?1)", &[&id.bytes()])?;
            if let Some(id) = said.source_id.as_ref().filter(|_| is_first) {
                put("INSERT OR IGNORE INTO seen_at VALUES (?1, ?2)", &[&said.source, id])?;
            }
            Ok(is_first)
        })
    }
}

fn is_known(conn: &Connection, id: ComplaintId, said: &Said) -> Result<bool, DbError> {
    if query::exists(conn, "SELECT 1 FROM complaint WHERE id = ?1", [id.bytes()])? {
        return Ok(true);
    }
    let Some(source_id) = &said.source_id else { return Ok(false) };
    let sql = "SELECT 1 FROM complaint WHERE source = ?1 AND source_id = ?2";
    query::exists(conn, sql, [&said.source, source_id])
}

/// Writes a complaint that is not there yet. Without a short id it gets the shortest that is free.
pub(super) fn insert(
    conn: &Connection,
    import: i64,
    id: ComplaintId,
    short: Option<ShortId>,
    said: &Said,
) -> Result<(), DbError> {
    let is_free = |short: &ShortId| {
        Ok::<_, DbError>(!query::exists(conn, "SELECT 1 FROM complaint WHERE short = ?1", [short.as_str()])?)
    };
    let mut shorts = short.map_or_else(|| id.short_ids().collect(), |short| vec![short]).into_iter();
    let free = loop {
        match shorts.next() {
            Some(short) if is_free(&short)? => break short,
            Some(_) => {}
            None => return Err(DbError::Other(format!("no id that begins with {PREFIX} is free"))),
        }
    };
    let sql = "INSERT INTO complaint (id, short, import, product, source, source_id, stars, day, text, link, author)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";
    let values = params![
        id.bytes(),
        free.as_str(),
        import,
        said.product,
        said.source,
        said.source_id,
        said.stars,
        said.day.map(|day| day.to_string()).unwrap_or_default(),
        said.text,
        said.link,
        said.author,
    ];
    query::run(conn, sql, values).map(|_| ())
}

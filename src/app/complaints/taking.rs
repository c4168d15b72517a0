//! A file of reviews taken into the journal: which rows count, and what is stored of them.

use std::io::{self, Read, Seek};

use encoding_rs::Encoding;

use super::columns::{Columns, Holds};
use super::encoding;
use super::html::plain;
use super::table::{Format, Table};
use super::values::{Order, day, stars, without_addresses};
use crate::db::{NewImport, SeenComplaints, Store};
use crate::domain::complaint::Said;
use crate::domain::time::Moment;
use crate::error::{Error, Result, plain_io};

/// How many rows are looked at before the first is taken, to tell stars from votes and days from months.
const LOOKED_AT: usize = 500;

/// How many rows that can't be read are kept to be listed.
const LISTED: usize = 20;

/// How often `tell` is told, in rows.
const TELL_EVERY: usize = 500;

/// Which stars count, from one to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stars(pub u8, pub u8);

impl Stars {
    /// Reads a number, or a range: `1`, `1-3`.
    pub fn read(text: &str) -> Result<Self> {
        let (from, to) = text.split_once('-').unwrap_or((text, text));
        let one = |text: &str| text.trim().parse::<u8>().ok().filter(|star| (1..=5).contains(star));
        match (one(from), one(to)) {
            (Some(from), Some(to)) if from <= to => Ok(Self(from, to)),
            _ => Err(Error::usage(
                format!("`{text}` is not a range of stars"),
                "write one from 1 to 5, or a range as in `--stars 1-3`",
            )),
        }
    }

    /// Whether all count, so that it does not matter how many there are.
    fn are_all(self) -> bool {
        self == Self(1, 5)
    }
}

/// What is asked for with a file.
#[derive(Debug, Clone, Copy)]
pub struct Taking<'a> {
    /// Its name, without the folders.
    pub file: &'a str,
    /// The product of rows that don't say.
    pub product: Option<&'a str>,
    /// The source of rows that don't say.
    pub source: Option<&'a str>,
    /// Corrections of which column holds what.
    pub map: Option<&'a str>,
    /// Its encoding; guessed if it is not said.
    pub encoding: Option<&'static Encoding>,
    /// How it is read.
    pub format: Format,
    /// Rows with other stars are left out.
    pub stars: Stars,
    /// Whether names and email addresses of authors are stored.
    pub keep_authors: bool,
    /// Whether nothing is stored.
    pub dry: bool,
}

/// What came of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// Which column held what.
    pub columns: Columns,
    /// Whether that was as the person had said for a file like it.
    pub remembered: bool,
    /// What it was read as.
    pub encoding: &'static str,
    /// Whether some bytes made no character in that.
    pub replaced: bool,
    /// Where reviews are from that don't say.
    pub source: String,
    /// Rows with a text.
    pub rows: usize,
    /// Those that are new.
    pub new: usize,
    /// Those that were there already, or twice in the file.
    pub known: usize,
    /// Those with other stars.
    pub other_stars: usize,
    /// Those without stars, where others have some.
    pub unrated: usize,
    /// Rows without a text.
    pub empty: usize,
    /// Those taken without their day, because it can't be read.
    pub undated: usize,
    /// How many rows can't be read.
    pub unread: usize,
    /// The first of them, by line.
    pub problems: Vec<(usize, String)>,
}

impl Taken {
    /// Whether no column says how many stars there were.
    pub fn no_stars(&self) -> bool {
        !self.columns.has(Holds::Stars)
    }

    /// How many rows were left out, by why.
    pub fn left_out(&self) -> Vec<String> {
        let all = [
            (self.known, if self.known == 1 { "duplicate" } else { "duplicates" }),
            (self.other_stars, "with other stars"),
            (self.unrated, "without stars"),
            (self.empty, "without a text"),
            (self.unread, "that can't be read"),
        ];
        all.into_iter().filter(|(count, _)| *count > 0).map(|(count, why)| format!("{count} {why}")).collect()
    }

    /// What else is worth knowing of the rows that were taken.
    pub fn notes(&self) -> Vec<String> {
        let undated = match self.undated {
            0 => None,
            1 => Some("1 has a date that can't be read".to_owned()),
            many => Some(format!("{many} have a date that can't be read")),
        };
        let no_stars = self.no_stars().then(|| "no column has stars, so every row counts".to_owned());
        undated.into_iter().chain(no_stars).collect()
    }

    fn problem(&mut self, line: usize, why: String) {
        self.unread += 1;
        if self.problems.len() < LISTED {
            self.problems.push((line, why));
        }
    }
}

/// How far it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Rows so far.
    pub rows: usize,
    /// Bytes so far.
    pub read: u64,
}

/// Takes a file into the journal, whole or not at all. `tell` is told how far it is, and stops it with an error.
pub fn take<R: Read + Seek>(
    store: &mut Store,
    from: &mut R,
    asked: &Taking<'_>,
    at: Moment,
    tell: &mut dyn FnMut(Progress) -> Result<()>,
) -> Result<Taken> {
    let failed = |error: io::Error| Error::File {
        attempt: format!("read `{}`", asked.file),
        cause: plain_io(&error),
        hint: "check the file".to_owned(),
    };
    must_be_text(from, asked).map_err(failed)??;
    let encoding = asked.encoding.map_or_else(|| encoding::guess(from), Ok).map_err(failed)?;
    let (mut columns, order, is_json) = {
        let mut table = Table::open(from, encoding, asked.format).map_err(failed)?;
        let (columns, order) = look_at(&mut table).map_err(failed)?;
        (columns, order, table.is_json())
    };
    let headings = columns.headings();
    let like = store.import_like(&headings)?;
    let remembered =
        asked.map.is_none() && like.as_ref().is_some_and(|like| like.mapping != columns.to_string());
    match (asked.map, like) {
        (Some(map), _) => columns.correct(map)?,
        // A file like it that was read otherwise is read that way again.
        (None, Some(like)) => {
            let mut again = columns.clone();
            if again.correct(&like.mapping).is_ok() {
                columns = again;
            }
        }
        (None, None) => {}
    }
    must_do(&columns, asked, is_json)?;
    let source =
        asked.source.map_or_else(|| columns.source().unwrap_or(asked.file).to_owned(), str::to_owned);
    let mut taken = Taken {
        columns,
        remembered,
        encoding: encoding.name(),
        replaced: false,
        source: source.clone(),
        rows: 0,
        new: 0,
        known: 0,
        other_stars: 0,
        unrated: 0,
        empty: 0,
        undated: 0,
        unread: 0,
        problems: Vec::new(),
    };
    let new = NewImport {
        file: asked.file.to_owned(),
        product: asked.product.unwrap_or_default().to_owned(),
        source,
        headings,
        mapping: taken.columns.to_string(),
    };
    let mut table = Table::open(from, encoding, asked.format).map_err(failed)?;
    let mut put = |put: &mut dyn FnMut(&Said) -> Result<bool>| {
        let mut rows = 0;
        while let Some((line, row)) = table.next().map_err(failed)? {
            if rows % TELL_EVERY == 0 {
                tell(Progress { rows, read: table.read() })?;
            }
            rows += 1;
            let said = match row {
                Ok(row) => said_in(&mut taken, asked, order, (line, &row)),
                Err(why) => {
                    taken.problem(line, why);
                    None
                }
            };
            let Some(said) = said else { continue };
            if put(&said)? {
                taken.new += 1;
            } else {
                taken.known += 1;
            }
        }
        tell(Progress { rows, read: table.read() })?;
        taken.replaced = table.replaced();
        Ok(())
    };
    if asked.dry {
        let mut seen = SeenComplaints::new()?;
        put(&mut |said| Ok(!store.knows_complaint(said)? && seen.put(said)?))?;
    } else {
        store.import_complaints(&new, at, |into| put(&mut |said| into.put(said)))?;
    }
    Ok(taken)
}

/// Describes files that aren't tables.
fn must_be_text<R: Read + Seek>(from: &mut R, asked: &Taking<'_>) -> io::Result<Result<()>> {
    let mut start = Vec::new();
    from.rewind()?;
    from.by_ref().take(1024).read_to_end(&mut start)?;
    let begins = |with: &[u8]| {
        start.trim_ascii_start().get(..with.len()).is_some_and(|start| start.eq_ignore_ascii_case(with))
    };
    let what = if begins(b"PK\x03\x04") {
        (
            "a spreadsheet or a ZIP archive",
            "save the spreadsheet as CSV, or unpack the archive, and import that",
        )
    } else if begins(b"SQLite format 3\0") {
        ("a database", "export the table with the reviews as CSV, and import that")
    } else if begins(b"%PDF") || begins(b"\x89PNG") || begins(b"\xff\xd8\xff") || begins(b"\x1f\x8b") {
        ("not text", "import a CSV, TSV or JSON file")
    } else if begins(b"<!doctype") || begins(b"<html") || begins(b"<?xml") {
        ("a web page or XML", "import a CSV, TSV or JSON file; paste what it says with `--format text`")
    } else if start.is_empty() {
        ("empty", "import a file with reviews in it")
    } else {
        return Ok(Ok(()));
    };
    Ok(Err(Error::usage(format!("`{}` is {}, not a table of reviews", asked.file, what.0), what.1)))
}

/// Looks at the first rows: what is called a score and has other values than stars have is none.
fn look_at<R: Read + Seek>(table: &mut Table<R>) -> io::Result<(Columns, Order)> {
    let mut columns = Columns::guess(&table.headings);
    let mut rows = Vec::new();
    while rows.len() < LOOKED_AT
        && let Some((_, row)) = table.next()?
    {
        rows.extend(row);
    }
    let is_other = |place: usize| {
        let given = rows.iter().filter_map(|row| row.get(place)).filter(|cell| !cell.trim().is_empty());
        let (all, read) =
            given.fold((0, 0), |(all, read), cell| (all + 1, read + usize::from(stars(cell).is_some())));
        all > 20 && read * 2 < all
    };
    columns.forget(Holds::Stars, is_other);
    let order = Order::of(rows.iter().filter_map(|row| columns.of(Holds::Date, row)));
    Ok((columns, order))
}

fn must_do(columns: &Columns, asked: &Taking<'_>, is_json: bool) -> Result<()> {
    if !columns.has(Holds::Text) {
        let names: Vec<&str> = columns.names().iter().take(20).map(String::as_str).collect();
        return Err(match names.as_slice() {
            [] if is_json => Error::usage(
                format!("`{}` has no list of reviews", asked.file),
                "reviews in JSON are objects in a list, or one object a line",
            ),
            [] | [_] if !is_json => Error::usage(
                format!(
                    "`{}` is not a table: its first line does not name columns, separated by commas, semicolons, tabs or `|`",
                    asked.file
                ),
                "import CSV, TSV or JSON; for plain text, `--format text` takes each paragraph as a complaint",
            ),
            names => Error::usage(
                format!(
                    "no column of `{}` looks like the text of a review (its columns: {})",
                    asked.file,
                    names.join(", ")
                ),
                "say which one it is, as in `--map text=content`",
            ),
        });
    }
    if !columns.has(Holds::Product) && asked.product.is_none() {
        return Err(Error::usage(
            format!("`{}` does not say which product the reviews are about", asked.file),
            "name it, as in `--product Otter`",
        ));
    }
    Ok(())
}

/// What a row says; nothing if it does not count.
fn said_in(
    taken: &mut Taken,
    asked: &Taking<'_>,
    order: Order,
    (line, row): (usize, &[String]),
) -> Option<Said> {
    let cell = |taken: &Taken, what| taken.columns.of(what, row).map(str::to_owned);
    let Some(text) = cell(taken, Holds::Text).or_else(|| cell(taken, Holds::Title)) else {
        taken.empty += 1;
        return None;
    };
    taken.rows += 1;
    let given = cell(taken, Holds::Stars);
    let read = given.as_deref().map(stars);
    match read {
        Some(None) => {
            taken.problem(line, "the stars are not a number from 1 to 5".to_owned());
            return None;
        }
        Some(Some(stars)) if stars < asked.stars.0 || stars > asked.stars.1 => {
            taken.other_stars += 1;
            return None;
        }
        None if !taken.no_stars() && !asked.stars.are_all() => {
            taken.unrated += 1;
            return None;
        }
        _ => {}
    }
    let Some(product) = cell(taken, Holds::Product).or(asked.product.map(str::to_owned)) else {
        taken.problem(line, "the product is missing".to_owned());
        return None;
    };
    let text = plain(&text).replace('\0', "");
    let text = text.trim();
    if text.is_empty() {
        taken.empty += 1;
        return None;
    }
    let written = cell(taken, Holds::Date);
    let day = written.as_deref().and_then(|cell| day(cell, order));
    taken.undated += usize::from(written.is_some() && day.is_none());
    let source = asked.source.map(str::to_owned).or_else(|| cell(taken, Holds::Source));
    Some(Said {
        product,
        source: source.unwrap_or_else(|| taken.source.clone()),
        source_id: cell(taken, Holds::Id),
        stars: read.flatten(),
        day,
        text: if asked.keep_authors { text.to_owned() } else { without_addresses(text) },
        link: cell(taken, Holds::Link),
        author: cell(taken, Holds::Author).filter(|_| asked.keep_authors),
    })
}

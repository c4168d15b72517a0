//! A file of reviews as a table that is read row by row: CSV, TSV, JSON, JSON Lines, or paragraphs of plain text.

use std::collections::BTreeMap;
use std::io::{self, Read, Seek};

use encoding_rs::Encoding;
use serde_json::Value;

use super::columns::{Columns, Holds};
use super::json::{Found, Objects, Way, flatten, is_review};
use super::text::{LONGEST, Text};
use crate::domain::number_format::counted;
use crate::sys::csv::{Rows, separator};

/// How many columns are read at most.
const MOST: usize = 1000;

/// How a file is read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Format {
    /// As a table or as JSON, whichever it is.
    #[default]
    Table,
    /// As plain text: each paragraph is a review; where no line is empty, each line.
    Text,
}

impl Format {
    /// How a text that was pasted is read: as a table if it begins like one, else as plain text.
    pub fn of_pasted(text: &str) -> Self {
        let mut rows = Rows::new(text, separator(text));
        let is_json = text.trim_start().starts_with(['{', '[']);
        let has_text = |row: Vec<String>| Columns::guess(&row).has(Holds::Text);
        if is_json || rows.next().is_some_and(|row| row.is_ok_and(has_text)) {
            Self::Table
        } else {
            Self::Text
        }
    }
}

/// A row: the line it begins on, and its cells, as many as there are headings; or why it could not be read.
pub type Row = (usize, Result<Vec<String>, String>);

/// A table that is being read.
#[derive(Debug)]
pub struct Table<R> {
    /// What its columns are called.
    pub headings: Vec<String>,
    rows: Kind<R>,
}

#[derive(Debug)]
enum Kind<R> {
    Separated { text: Text<R>, separator: char },
    Json { objects: Objects<R>, way: Way, places: BTreeMap<String, usize> },
    Paragraphs { text: Text<R>, lines: bool },
}

impl<R: Read + Seek> Table<R> {
    /// Begins at the first row.
    pub fn open<'a>(
        from: &'a mut R,
        encoding: &'static Encoding,
        format: Format,
    ) -> io::Result<Table<&'a mut R>> {
        from.rewind()?;
        let mut start = Text::new(&mut *from, encoding);
        start.hold(LONGEST)?;
        let is_json = start.rest().trim_start().starts_with(['{', '[']);
        let lines = format == Format::Text && {
            let plain = start.rest().lines().map(str::trim).collect::<Vec<_>>().join("\n");
            !plain.trim().contains("\n\n")
        };
        let (separator, first) = announced(start.rest());
        from.rewind()?;
        if format == Format::Text {
            let text = Text::new(from, encoding);
            return Ok(Table { headings: vec!["text".to_owned()], rows: Kind::Paragraphs { text, lines } });
        }
        if !is_json {
            let mut text = Text::new(from, encoding);
            text.hold(first)?;
            text.take(first);
            let mut table = Table { headings: Vec::new(), rows: Kind::Separated { text, separator } };
            if let Some((_, Ok(cells))) = table.next()? {
                table.headings = cells.iter().map(|cell| cell.trim().to_owned()).take(MOST).collect();
            }
            return Ok(table);
        }
        let way = way(&mut Objects::new(Text::new(&mut *from, encoding))?)?;
        from.rewind()?;
        let mut objects = Objects::new(Text::new(&mut *from, encoding))?;
        let (mut headings, mut places) = (Vec::new(), BTreeMap::new());
        while let Some((_, found)) = objects.next(&way)? {
            let Found::Object(object) = found else { continue };
            flatten("", &object, &mut |name, _| {
                if headings.len() < MOST && !places.contains_key(name) {
                    places.insert(name.to_owned(), headings.len());
                    headings.push(name.to_owned());
                }
            });
        }
        drop(objects);
        from.rewind()?;
        let objects = Objects::new(Text::new(from, encoding))?;
        Ok(Table { headings, rows: Kind::Json { objects, way, places } })
    }
}

impl<R: Read> Table<R> {
    /// Reads the next row; rows without anything are none.
    pub fn next(&mut self) -> io::Result<Option<Row>> {
        let width = self.headings.len();
        match &mut self.rows {
            Kind::Separated { text, separator } => loop {
                let Some((line, row)) = separated(text, *separator)? else { return Ok(None) };
                let Ok(mut cells) = row else { return Ok(Some((line, row))) };
                if cells.iter().all(|cell| cell.trim().is_empty()) {
                    continue;
                }
                let beyond = cells.iter().skip(width).any(|cell| !cell.trim().is_empty());
                if width > 0 && beyond {
                    let message =
                        format!("this row has {}, but the first has {width}", counted(cells.len(), "cell"));
                    return Ok(Some((line, Err(message))));
                }
                if width > 0 {
                    cells.resize(width, String::new());
                }
                return Ok(Some((line, Ok(cells))));
            },
            Kind::Json { objects, way, places } => {
                let row = objects.next(way)?.map(|(line, found)| match found {
                    Found::Object(object) => (line, Ok(cells(&object, places, width))),
                    Found::Wrong(why) => (line, Err(why.to_owned())),
                });
                Ok(row)
            }
            Kind::Paragraphs { text, lines } => paragraph(text, *lines),
        }
    }

    /// Whether it is read from JSON.
    pub fn is_json(&self) -> bool {
        matches!(self.rows, Kind::Json { .. })
    }

    /// How many bytes of the file were read.
    pub fn read(&self) -> u64 {
        self.text().read()
    }

    /// Whether some bytes made no character.
    pub fn replaced(&self) -> bool {
        self.text().replaced()
    }

    fn text(&self) -> &Text<R> {
        match &self.rows {
            Kind::Separated { text, .. } | Kind::Paragraphs { text, .. } => text,
            Kind::Json { objects, .. } => objects.text(),
        }
    }
}

/// Reads a row between separators.
fn separated<R: Read>(text: &mut Text<R>, separator: char) -> io::Result<Option<Row>> {
    loop {
        if text.skip(b"\r\n")?.is_none() {
            return Ok(None);
        }
        let line = text.line();
        let mut rows = Rows::new(text.rest(), separator);
        let row = rows.next();
        let end = rows.ended();
        match row {
            Some(Ok(cells)) if end < text.rest().len() || text.ended() => {
                text.take(end);
                return Ok(Some((line, Ok(cells))));
            }
            // What is held ends in the middle of the row.
            _ if text.rest().len() <= LONGEST && text.more()? => {}
            row => {
                let is_all = text.ended();
                text.skip_line()?;
                let why = match row {
                    Some(Err(_)) if is_all => "the quotation mark that opens a cell is never closed",
                    Some(Err(_)) => "this row is longer than 1 MB, or its quotation mark is never closed",
                    _ => "this row is longer than 1 MB, too long for a review",
                };
                return Ok(Some((line, Err(why.to_owned()))));
            }
        }
    }
}

/// What parts the cells of a file, and where its first row begins: some spreadsheets say so in a line of its own.
fn announced(text: &str) -> (char, usize) {
    let line = text.lines().next().unwrap_or_default();
    let said = line.trim_matches('"').strip_prefix("sep=").and_then(|said| said.chars().next());
    said.map_or_else(|| (separator(text), 0), |said| (said, line.len()))
}

/// Reads a paragraph, or a line, on which something stands.
fn paragraph<R: Read>(text: &mut Text<R>, lines: bool) -> io::Result<Option<Row>> {
    if text.skip(b" \t\r\n")?.is_none() {
        return Ok(None);
    }
    let line = text.line();
    let mut whole = String::new();
    while let Some(end) = text.hold_line()? {
        let read = text.rest().get(..end).unwrap_or_default().trim_end().to_owned();
        let is_last = lines || text.ended() && text.rest().len() == end;
        text.take(end);
        text.take(usize::from(text.rest().starts_with('\n')));
        if !read.trim().is_empty() {
            whole.push_str(if whole.is_empty() { "" } else { "\n" });
            whole.push_str(&read);
        }
        if read.trim().is_empty() || is_last {
            return Ok(Some((line, Ok(vec![whole]))));
        }
        if whole.len() > LONGEST {
            break;
        }
    }
    text.skip_line()?;
    Ok(Some((line, Err("this paragraph is longer than 1 MB, too long for a review".to_owned()))))
}

/// Finds the list of reviews in a file: the first whose objects have something like a text, else the first at all.
fn way<R: Read>(objects: &mut Objects<R>) -> io::Result<Way> {
    let mut first = None;
    while !objects.is_lines()
        && let Some(here) = objects.next_list()?
    {
        if let Found::Object(object) = objects.object()?
            && is_review(&object)
        {
            return Ok(here);
        }
        first.get_or_insert(here);
    }
    Ok(first.unwrap_or_default())
}

fn cells(object: &Value, places: &BTreeMap<String, usize>, width: usize) -> Vec<String> {
    let mut cells = vec![String::new(); width];
    flatten("", object, &mut |name, cell| {
        if let Some(kept) = places.get(name).and_then(|place| cells.get_mut(*place)) {
            *kept = cell;
        }
    });
    cells
}

//! Texts to read, one by one, as people have them: CSV, TSV, JSON Lines, or a text a line.

use std::path::Path;

use serde_json::Value;

use crate::domain::number_format::counted;
use crate::error::{Problem, did_you_mean};
use crate::sys::csv::{Rows, separator};

/// The column that holds the texts, unless another is named.
const TEXT: &str = "text";
/// How many problems are named.
const MOST: usize = 10;

/// How texts are written down.
enum Shape {
    /// A header, then a row each, with this between the cells.
    Table(char),
    /// A JSON object each.
    JsonLines,
    Lines,
}

/// Texts in their order, and what is wrong with the lines that could not be read.
pub(super) type Texts = (Vec<String>, Vec<Problem>);

/// Reads the texts of a file, in their order, and says which lines hold none; or what is wrong with the whole file.
pub(super) fn read(file: &Path, bytes: &[u8], column: Option<&str>) -> Result<Texts, Problem> {
    let text = decode(file, bytes)?;
    let name = column.unwrap_or(TEXT);
    match shape(file, text, name, column.is_some()) {
        Shape::Table(separator) => table(file, text, separator, name),
        Shape::JsonLines => Ok(json_lines(file, text, name)),
        Shape::Lines => {
            let lines = text.lines().filter(|line| !line.trim().is_empty());
            Ok((lines.map(str::to_owned).collect(), Vec::new()))
        }
    }
}

/// The text of a file without its mark of order; or where it is not UTF-8.
pub(super) fn decode<'a>(file: &Path, bytes: &'a [u8]) -> Result<&'a str, Problem> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let valid = bytes.get(..error.valid_up_to()).unwrap_or_default();
        let before = String::from_utf8_lossy(valid);
        Problem::at(file, &before, before.len(), "this is not UTF-8; save the file as UTF-8 and try again")
    })?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}

/// How the texts are written down: as the name of the file says, else as its beginning does.
fn shape(file: &Path, text: &str, column: &str, named: bool) -> Shape {
    let kind = file.extension().map(|kind| kind.to_string_lossy().to_lowercase());
    match kind.as_deref() {
        Some("csv") => return Shape::Table(separator(text)),
        Some("tsv" | "tab") => return Shape::Table('\t'),
        Some("jsonl" | "ndjson" | "json") => return Shape::JsonLines,
        Some("txt") if !named => return Shape::Lines,
        _ => {}
    }
    let header = text.lines().next().unwrap_or_default();
    if text.trim_start().starts_with('{') {
        Shape::JsonLines
    } else if named || cells(header, separator(text)).contains(&column) {
        Shape::Table(separator(text))
    } else {
        Shape::Lines
    }
}

fn cells(line: &str, separator: char) -> Vec<&str> {
    line.split(separator).map(|cell| cell.trim().trim_matches('"')).collect()
}

fn table(file: &Path, text: &str, separator: char, column: &str) -> Result<Texts, Problem> {
    let mut rows = Rows::new(text, separator);
    let not_closed = |at: usize| {
        Problem::at(
            file,
            text,
            at,
            "the quotation mark that opens this cell is never closed, so nothing after it was read",
        )
    };
    let header = rows.next().transpose().map_err(not_closed)?.unwrap_or_default();
    let names: Vec<&str> = header.iter().map(|name| name.trim()).collect();
    let Some(place) = names.iter().position(|name| *name == column) else {
        let near = did_you_mean(column, names.iter().copied());
        let message = format!("there is no column `{column}`; the columns are {}", names.join(", "));
        return Err(Problem::at(file, text, 0, message).suggesting(near));
    };
    let (mut texts, mut problems) = (Vec::new(), Vec::new());
    for row in rows {
        match row {
            Ok(mut row) if place < row.len() => texts.push(row.swap_remove(place)),
            Ok(_) => texts.push(String::new()),
            Err(at) => problems.push(not_closed(at)),
        }
    }
    Ok((texts, problems))
}

fn json_lines(file: &Path, text: &str, key: &str) -> Texts {
    let (mut texts, mut problems) = (Vec::new(), Vec::new());
    let (mut start, mut more) = (0, 0);
    for line in text.split_inclusive('\n') {
        let at = start;
        start += line.len();
        if line.trim().is_empty() {
            continue;
        }
        match text_of(line, key) {
            Ok(found) => texts.push(found),
            Err(_) if problems.len() == MOST => more += 1,
            Err((column, message)) => problems.push(Problem::at(file, text, at + column, message)),
        }
    }
    if let Some(last) = problems.last_mut().filter(|_| more > 0) {
        last.message += &format!("; {} after it can't be read either", counted(more, "line"));
    }
    (texts, problems)
}

/// The text of a line of JSON, or what is wrong with it at which byte.
fn text_of(line: &str, key: &str) -> Result<String, (usize, String)> {
    let hint = if line.trim_start().starts_with('[') { "; write one object a line" } else { "" };
    let unfit = |column: usize| (column, format!("this line is not a JSON object{hint}"));
    let read: Value = serde_json::from_str(line)
        .map_err(|error| unfit(error.column().saturating_sub(1).min(line.trim_end().len())))?;
    let Value::Object(mut object) = read else { return Err(unfit(0)) };
    match object.remove(key) {
        Some(Value::String(text)) => Ok(text),
        Some(Value::Null) => Ok(String::new()),
        Some(_) => Err((0, format!("`{key}` is not a string"))),
        None => {
            let keys: Vec<&str> = object.keys().map(String::as_str).collect();
            let hint = if keys.is_empty() { "it is empty".to_owned() } else { keys.join(", ") };
            Err((0, format!("there is no `{key}` in this object; its keys are {hint}")))
        }
    }
}

//! A file of reviews as a table: CSV, TSV, JSON or JSON Lines, in any encoding in use.

use std::borrow::Cow;
use std::collections::BTreeMap;

use encoding_rs::{Encoding, WINDOWS_1252};
use serde_json::Value;

use crate::sys::csv::{Rows, separator};

/// The rows of a file, each with the line it begins on and as many cells as there are headings.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Table {
    pub headings: Vec<String>,
    pub rows: Vec<(usize, Vec<String>)>,
    /// Lines that could not be read, and why.
    pub problems: Vec<(usize, String)>,
}

/// Reads a file.
pub fn read(bytes: &[u8]) -> Table {
    let text = decoded(bytes);
    match text.trim_start().chars().next() {
        Some('{' | '[') => json(&text),
        _ => separated(&text),
    }
}

/// What is not UTF-8 and does not say what it is, is taken for the encoding of older spreadsheets.
fn decoded(bytes: &[u8]) -> Cow<'_, str> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(bytes.get(mark..).unwrap_or_default()).0;
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => WINDOWS_1252.decode_without_bom_handling(bytes).0,
    }
}

fn separated(text: &str) -> Table {
    let mut table = Table::default();
    let mut rows = Rows::new(text, separator(text));
    let (mut line, mut counted) = (1, 0);
    while let Some(row) = rows.next() {
        let begins = rows.began();
        line += text.get(counted..begins).map_or(0, |between| between.matches('\n').count());
        counted = begins;
        match row {
            Ok(cells) if table.headings.is_empty() => {
                table.headings = cells.iter().map(|cell| cell.trim().to_owned()).collect();
            }
            Ok(cells) if cells.iter().all(|cell| cell.trim().is_empty()) => {}
            Ok(mut cells) => {
                cells.resize(table.headings.len(), String::new());
                table.rows.push((line, cells));
            }
            Err(_) => {
                table
                    .problems
                    .push((line, "the quotation mark that opens a cell is never closed".to_owned()));
            }
        }
    }
    table
}

fn json(text: &str) -> Table {
    let mut objects = Vec::new();
    let mut problems = Vec::new();
    match serde_json::from_str::<Value>(text) {
        Ok(value) => objects.extend(items(value).into_iter().zip(1..).map(|(object, place)| (place, object))),
        Err(_) => {
            for (line, number) in text.lines().zip(1..) {
                match serde_json::from_str::<Value>(line) {
                    Ok(value) => objects.push((number, value)),
                    Err(_) if line.trim().is_empty() => {}
                    Err(_) => problems.push((number, "this line is not valid JSON".to_owned())),
                }
            }
        }
    }
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let mut table = Table { problems, ..Table::default() };
    for (line, object) in objects {
        let mut cells = Vec::new();
        flatten("", &object, &mut |name, cell| {
            let place = *places.entry(name.to_owned()).or_insert_with(|| {
                table.headings.push(name.to_owned());
                table.headings.len() - 1
            });
            if cells.len() <= place {
                cells.resize(place + 1, String::new());
            }
            if let Some(kept) = cells.get_mut(place) {
                *kept = cell;
            }
        });
        table.rows.push((line, cells));
    }
    let width = table.headings.len();
    table.rows.iter_mut().for_each(|(_, cells)| cells.resize(width, String::new()));
    table
}

/// The reviews in a value: a list, or the longest list within an object.
fn items(value: Value) -> Vec<Value> {
    match value {
        Value::Array(all) => all,
        Value::Object(object) if object.values().any(|inner| inner.is_array() || inner.is_object()) => {
            let alone = Value::Object(object.clone());
            let inner = object.into_iter().filter(|(_, inner)| inner.is_array() || inner.is_object());
            let longest = inner.map(|(_, inner)| items(inner)).max_by_key(Vec::len);
            longest.filter(|all| all.len() > 1).unwrap_or_else(|| vec![alone])
        }
        other => vec![other],
    }
}

/// Gives each text and number within a value, with the way to it; of a list, its first.
fn flatten(name: &str, value: &Value, cell: &mut dyn FnMut(&str, String)) {
    match value {
        Value::Object(object) => {
            for (key, inner) in object {
                let name = if name.is_empty() { key.clone() } else { format!("{name}.{key}") };
                flatten(&name, inner, cell);
            }
        }
        Value::Array(all) => all.iter().take(1).for_each(|inner| flatten(name, inner, cell)),
        Value::String(text) => cell(name, text.clone()),
        Value::Number(number) => cell(name, number.to_string()),
        Value::Bool(_) | Value::Null => {}
    }
}

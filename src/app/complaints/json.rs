//! The objects in a JSON file, one at a time: those of a list wherever it is in the file, or one a line.

use std::io::{self, Read};

use serde_json::Value;

use super::columns::{Columns, Holds};
use super::text::{LONGEST, Text};

const SPACE: &[u8] = b" \t\r\n";

/// The way to a list: the keys of the objects around it.
pub type Way = Vec<String>;

/// What is read next.
#[derive(Debug, PartialEq)]
pub enum Found {
    /// An object.
    Object(Value),
    /// What is none, and why.
    Wrong(&'static str),
}

/// The objects of a file.
#[derive(Debug)]
pub struct Objects<R> {
    text: Text<R>,
    /// Whether each line is an object.
    lines: bool,
    /// What is open around the place it was read to.
    open: Vec<Open>,
}

#[derive(Debug)]
enum Open {
    List,
    /// With the key that was read last.
    Object(String),
}

impl<R: Read> Objects<R> {
    /// Begins at the beginning.
    pub fn new(mut text: Text<R>) -> io::Result<Self> {
        text.skip(SPACE)?;
        let lines = is_lines(&mut text)?;
        Ok(Self { text, lines, open: Vec::new() })
    }

    /// The text it reads.
    pub fn text(&self) -> &Text<R> {
        &self.text
    }

    /// Whether each line is an object.
    pub fn is_lines(&self) -> bool {
        self.lines
    }

    /// Reads the next object of the list that is found this way, with the line it begins on.
    pub fn next(&mut self, way: &Way) -> io::Result<Option<(usize, Found)>> {
        if self.lines {
            return self.next_line();
        }
        while let Some(here) = self.next_list()? {
            let line = self.text.line();
            let found = self.object()?;
            if here == *way {
                return Ok(Some((line, found)));
            }
        }
        Ok(None)
    }

    /// Goes on to the next object in any list, and returns the way to it.
    pub fn next_list(&mut self) -> io::Result<Option<Way>> {
        while let Some(byte) = self.text.skip(b" \t\r\n,:")? {
            match byte {
                b'{' if matches!(self.open.last(), Some(Open::List)) => {
                    let keys = self.open.iter().filter_map(|open| match open {
                        Open::Object(key) => Some(key.clone()),
                        Open::List => None,
                    });
                    return Ok(Some(keys.collect()));
                }
                b'{' => self.enter(Open::Object(String::new())),
                b'[' => self.enter(Open::List),
                b'}' | b']' => {
                    self.open.pop();
                    self.text.take(1);
                }
                b'"' => self.string()?,
                _ => {
                    let word = self.text.rest().bytes().take_while(u8::is_ascii_alphanumeric).count();
                    let word = word.max(self.text.rest().chars().next().map_or(1, char::len_utf8));
                    self.text.take(word);
                }
            }
        }
        Ok(None)
    }

    /// Reads the object that begins here.
    pub fn object(&mut self) -> io::Result<Found> {
        let (mut depth, mut in_string, mut escaped, mut at) = (0_usize, false, false, 0);
        let mut too_long = false;
        loop {
            let rest = self.text.rest().as_bytes();
            while let Some(byte) = rest.get(at) {
                at += 1;
                match byte {
                    _ if escaped => escaped = false,
                    b'\\' if in_string => escaped = true,
                    b'"' => in_string = !in_string,
                    // A string ends with its line at the latest: one that was cut does not swallow what follows.
                    b'\n' => in_string = false,
                    b'{' | b'[' if !in_string => depth += 1,
                    b'}' | b']' if !in_string => depth = depth.saturating_sub(1),
                    _ => continue,
                }
                if depth == 0 {
                    let found = match self.text.rest().get(..at) {
                        Some(_) if too_long => Found::Wrong(TOO_LONG),
                        Some(object) => parsed(object),
                        None => Found::Wrong(NOT_VALID),
                    };
                    self.text.take(at);
                    return Ok(found);
                }
            }
            if at > LONGEST {
                too_long = true;
                self.text.take(at);
                at = 0;
            }
            if !self.text.more()? {
                self.text.take(at);
                return Ok(Found::Wrong("this object is never closed: the file may be cut short"));
            }
        }
    }

    fn next_line(&mut self) -> io::Result<Option<(usize, Found)>> {
        if self.text.skip(SPACE)?.is_none() {
            return Ok(None);
        }
        let line = self.text.line();
        let found = if let Some(end) = self.text.hold_line()? {
            let found = parsed(self.text.rest().get(..end).unwrap_or_default());
            self.text.take(end);
            found
        } else {
            self.text.skip_line()?;
            Found::Wrong(TOO_LONG)
        };
        Ok(Some((line, found)))
    }

    fn enter(&mut self, open: Open) {
        self.open.push(open);
        self.text.take(1);
    }

    /// Reads a string, and keeps it if it is a key.
    fn string(&mut self) -> io::Result<()> {
        self.text.take(1);
        let (mut string, mut escaped) = (String::new(), false);
        loop {
            let end = self.text.rest().char_indices().find(|(_, letter)| {
                let ends = *letter == '"' && !escaped;
                escaped = *letter == '\\' && !escaped;
                ends
            });
            let end = end.map_or(self.text.rest().len(), |(end, _)| end);
            string.extend(self.text.rest().get(..end).unwrap_or_default().chars().take(200));
            self.text.take(end);
            if !self.text.rest().is_empty() {
                self.text.take(1);
                break;
            }
            if !self.text.more()? {
                return Ok(());
            }
        }
        if self.text.skip(SPACE)? == Some(b':')
            && let Some(Open::Object(key)) = self.open.last_mut()
        {
            *key = string;
        }
        Ok(())
    }
}

const TOO_LONG: &str = "this is longer than 1 MB, too long for a review";
const NOT_VALID: &str = "this is not valid JSON";

fn parsed(object: &str) -> Found {
    match serde_json::from_str(object.trim_end().trim_end_matches(',')) {
        Ok(value @ Value::Object(_)) => Found::Object(value),
        Ok(_) => Found::Wrong("this is not an object with names and values"),
        Err(_) => Found::Wrong(NOT_VALID),
    }
}

/// Whether each line is an object: the first one is, and no list of them; or the two after it are.
fn is_lines<R: Read>(text: &mut Text<R>) -> io::Result<bool> {
    text.hold(LONGEST)?;
    let mut lines = text.rest().lines().filter(|line| !line.trim().is_empty());
    let mut next = || {
        let line = lines.next().filter(|line| line.starts_with('{'))?;
        serde_json::from_str::<Value>(line).ok()
    };
    Ok(match next() {
        Some(object) => is_review(&object) || !has_list(&object),
        None => next().is_some() && next().is_some(),
    })
}

/// Whether an object looks like a review.
pub fn is_review(object: &Value) -> bool {
    let mut headings = Vec::new();
    flatten("", object, &mut |name, _| headings.push(name.to_owned()));
    Columns::guess(&headings).has(Holds::Text)
}

fn has_list(value: &Value) -> bool {
    match value {
        Value::Array(all) => all.iter().any(Value::is_object),
        Value::Object(object) => object.values().any(has_list),
        _ => false,
    }
}

/// Returns each text and number within a value, with the way to it; of a list, its first.
pub fn flatten(name: &str, value: &Value, cell: &mut dyn FnMut(&str, String)) {
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

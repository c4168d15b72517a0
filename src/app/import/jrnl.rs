//! Journals of jrnl: its own text, and what it exports as JSON, Markdown and XML.

use std::path::Path;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use serde::Deserialize;

use super::found::{Found, FoundEntry, STARRED, Written, titled};
use super::json;
use super::xml;
use crate::error::{Problem, Result};

/// How days and times may be written, the usual first.
const DAYS: [&str; 3] = ["%Y-%m-%d", "%Y/%m/%d", "%d.%m.%Y"];
const TIMES: [&str; 4] = ["%H:%M", "%H:%M:%S", "%I:%M %p", "%I:%M:%S %p"];

/// The months as headings of an export in Markdown.
const MONTHS: &str = "January February March April May June July August September October November December";

/// How jrnl starts the lines that begin an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// `[2020-08-29 11:11] Title`
    Text,
    /// `### 2020-08-29 11:11 Title`
    Markdown,
}

/// What a line is.
enum Line<'a> {
    /// It begins an entry.
    Begins(NaiveDateTime, &'a str),
    /// It would, if its time could be read.
    Unreadable,
    /// It is a heading of an export, and belongs to no entry.
    Heading,
    /// It belongs to the entry before.
    Rest,
}

/// Finds the shape of a text: that of its first line that begins an entry.
pub fn shape(text: &str) -> Option<Shape> {
    text.lines().find_map(|line| {
        let is = |shape| matches!(look(shape, line), Line::Begins(..));
        [Shape::Text, Shape::Markdown].into_iter().find(|shape| is(*shape))
    })
}

/// Reads a journal as jrnl keeps it, or exports it as text or Markdown.
pub fn text(file: &Path, text: &str, shape: Shape) -> Found {
    let mut found = Found::default();
    // The time of the entry that is read, where it begins, and its text.
    let mut open: Option<(NaiveDateTime, usize, String)> = None;
    let mut skipping = false;
    let mut byte = 0;
    for line in text.split_inclusive('\n') {
        let (start, bare) = (byte, line.trim_end_matches(['\n', '\r']));
        byte += line.len();
        match look(shape, bare) {
            Line::Begins(time, rest) => {
                close(&mut found, &mut open, file, text);
                skipping = false;
                open = Some((time, start, rest.to_owned()));
            }
            Line::Unreadable => {
                close(&mut found, &mut open, file, text);
                skipping = true;
                found.problems.push(Problem::at(file, text, start, "the time of this entry can't be read"));
            }
            Line::Heading => close(&mut found, &mut open, file, text),
            Line::Rest => match &mut open {
                Some((.., said)) => {
                    said.push('\n');
                    said.push_str(bare);
                }
                None if skipping || bare.trim().is_empty() => {}
                None => {
                    skipping = true;
                    found.problems.push(Problem::at(file, text, start, "this text belongs to no entry"));
                }
            },
        }
    }
    close(&mut found, &mut open, file, text);
    found
}

fn close(found: &mut Found, open: &mut Option<(NaiveDateTime, usize, String)>, file: &Path, text: &str) {
    let Some((time, start, said)) = open.take() else { return };
    let (first, rest) = said.split_once('\n').unwrap_or((&said, ""));
    let starred = first.trim_end().strip_suffix('*').filter(|rest| rest.is_empty() || rest.ends_with(' '));
    let first = starred.unwrap_or(first).trim_end();
    let said = format!("{first}\n{rest}").trim().to_owned();
    let mut tags = tags_in(&said);
    tags.extend(starred.map(|_| STARRED.to_owned()));
    let entry = FoundEntry { id: None, when: Written::Local(time), zone: None, text: said, tags };
    found.take(entry, (file, text, start));
}

fn look(shape: Shape, line: &str) -> Line<'_> {
    match shape {
        Shape::Text => {
            let Some((time, rest)) = line.strip_prefix('[').and_then(|line| line.split_once(']')) else {
                return Line::Rest;
            };
            // What else stands in brackets is text.
            let is_like_a_time = time.starts_with(|c: char| c.is_ascii_digit()) && time.contains(':');
            match read_time(time) {
                Some(time) => Line::Begins(time, rest.trim_start()),
                None if is_like_a_time => Line::Unreadable,
                None => Line::Rest,
            }
        }
        Shape::Markdown => {
            if let Some(rest) = line.strip_prefix("### ") {
                // The time is what can be read of it, the longest first.
                let words: Vec<usize> = rest.match_indices(' ').map(|(at, _)| at).take(3).collect();
                let mut ends = words.into_iter().chain([rest.len()]).rev();
                let begin = ends.find_map(|end| Some((read_time(&rest[..end])?, rest[end..].trim())));
                return begin.map_or(Line::Rest, |(time, title)| Line::Begins(time, title));
            }
            let is_year = |year: &str| year.len() == 4 && year.bytes().all(|digit| digit.is_ascii_digit());
            let is_heading = line.strip_prefix("# ").is_some_and(is_year)
                || line
                    .strip_prefix("## ")
                    .is_some_and(|month| MONTHS.split(' ').any(|known| known == month));
            if is_heading { Line::Heading } else { Line::Rest }
        }
    }
}

fn read_time(text: &str) -> Option<NaiveDateTime> {
    let text = text.trim();
    let (day, time) = text.split_once([' ', 'T']).unwrap_or((text, ""));
    let day = DAYS.iter().find_map(|format| NaiveDate::parse_from_str(day, format).ok())?;
    if time.is_empty() {
        return Some(day.and_time(NaiveTime::MIN));
    }
    let read = |time: &str| TIMES.iter().find_map(|format| NaiveTime::parse_from_str(time, format).ok());
    // An hour past noon has `PM` behind it too, where jrnl was told so.
    let bare = || time.strip_suffix(" AM").or(time.strip_suffix(" PM")).and_then(read);
    let hours = read(time).or_else(bare)?;
    Some(day.and_time(hours))
}

/// The tags in a text: words after `@`, as jrnl finds them.
fn tags_in(text: &str) -> Vec<String> {
    let is_inside = |c: char| c.is_alphanumeric() || "_-+*#/".contains(c);
    let words = text.split_whitespace().filter_map(|word| word.strip_prefix('@'));
    words
        .map(|word| word.split(|c: char| !is_inside(c)).next().unwrap_or_default())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

#[derive(Deserialize)]
struct JsonEntry {
    title: String,
    #[serde(default)]
    body: String,
    date: String,
    #[serde(default)]
    time: String,
    #[serde(default)]
    tags: Vec<String>,
    #[serde(default)]
    starred: bool,
}

/// Reads what jrnl exports as JSON.
pub fn json(file: &Path, text: &str) -> Result<Found> {
    json::each(file, text, json::Entries::InObject, |read: JsonEntry| {
        let time =
            read_time(&format!("{} {}", read.date, read.time)).ok_or("its `date` or `time` can't be read")?;
        let mut tags = bare(read.tags);
        tags.extend(read.starred.then(|| STARRED.to_owned()));
        let text = titled(&read.title, &read.body);
        Ok(FoundEntry { id: None, when: Written::Local(time), zone: None, text, tags })
    })
}

/// Reads what jrnl exports as XML.
pub fn xml(file: &Path, text: &str) -> Result<Found> {
    let tree = xml::tree(file, text)?;
    let mut found = Found::default();
    for entry in tree.descendants().filter(|node| node.has_tag_name("entry")) {
        let start = entry.range().start;
        let Some(time) = entry.attribute("date").and_then(read_time) else {
            found.problems.push(Problem::at(file, text, start, "the `date` of this entry can't be read"));
            continue;
        };
        let tags =
            entry.children().filter(|node| node.has_tag_name("tag")).filter_map(|tag| tag.attribute("name"));
        let mut tags = bare(tags.map(str::to_owned).collect());
        let is_starred =
            entry.attribute("starred").is_some_and(|starred| starred.eq_ignore_ascii_case("true"));
        tags.extend(is_starred.then(|| STARRED.to_owned()));
        let said: String =
            entry.children().filter_map(|node| node.text().filter(|_| node.is_text())).collect();
        let said = said.trim().to_owned();
        let entry = FoundEntry { id: None, when: Written::Local(time), zone: None, text: said, tags };
        found.take(entry, (file, text, start));
    }
    Ok(found)
}

/// Tags without what marks them.
fn bare(tags: Vec<String>) -> Vec<String> {
    tags.into_iter().map(|tag| tag.trim_start_matches('@').to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_jrnl_may_be_told_to_write_them() {
        let read = |text: &str| read_time(text).map(|time| time.format("%F %T").to_string());
        for (text, time) in [
            ("2020-08-29 11:11", "2020-08-29 11:11:00"),
            ("2020-08-29 11:11:00 AM", "2020-08-29 11:11:00"),
            ("2013-06-09 03:39 PM", "2013-06-09 15:39:00"),
            ("2013-06-09 15:39 PM", "2013-06-09 15:39:00"),
            ("09.06.2013 15:39", "2013-06-09 15:39:00"),
            ("2013-04-09T15:39:00", "2013-04-09 15:39:00"),
            ("2013-04-09", "2013-04-09 00:00:00"),
        ] {
            assert_eq!(read(text).as_deref(), Some(time), "{text}");
        }
        for text in ["", "1", "2019-07 14:23", "2019-13-01 10:00", "yesterday"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn a_tag_begins_a_word() {
        let text = "Kyla's @email is kyla@example.org, @Line. and @a-b/c! (@no)";
        assert_eq!(tags_in(text), ["email", "Line", "a-b/c"]);
    }

    #[test]
    fn a_heading_begins_with_as_much_of_a_time_as_there_is() {
        let title = |line: &str| match look(Shape::Markdown, line) {
            Line::Begins(time, title) => Some(format!("{}|{title}", time.format("%F %T"))),
            _ => None,
        };
        let cases = [
            ("### 2020-08-29 11:11 Entry the first.", Some("2020-08-29 11:11:00|Entry the first.")),
            ("### 2013-06-09 03:39 PM Sunday", Some("2013-06-09 15:39:00|Sunday")),
            ("### 2013-06-09", Some("2013-06-09 00:00:00|")),
            ("### Stuff", None),
            ("#### 2013-06-09 Deeper", None),
        ];
        for (line, expected) in cases {
            assert_eq!(title(line).as_deref(), expected, "{line}");
        }
    }
}

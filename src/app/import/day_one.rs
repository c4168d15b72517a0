//! Journals of Day One: its JSON export, and the files of Day One Classic.

use std::path::Path;

use roxmltree::Node;
use serde::Deserialize;

use super::found::{Found, FoundEntry, STARRED, Written};
use super::json;
use super::xml;
use crate::domain::time::Moment;
use crate::error::{Problem, Result};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct JsonEntry {
    uuid: String,
    creation_date: String,
    #[serde(default)]
    time_zone: Option<String>,
    #[serde(default)]
    text: String,
    #[serde(default)]
    tags: Vec<String>,
    #[serde(default)]
    starred: bool,
}

/// Reads an export in JSON.
pub fn json(file: &Path, text: &str) -> Result<Found> {
    json::each(file, text, json::Entries::InObject, |read: JsonEntry| {
        let at = Moment::parse(&read.creation_date).ok_or("its `creationDate` can't be read")?;
        let text = without_escapes(&read.text);
        Ok(FoundEntry { zone: read.time_zone, ..entry(&read.uuid, at, &text, read.tags, read.starred) })
    })
}

/// Reads an entry of Day One Classic.
pub fn classic(file: &Path, text: &str) -> Result<Found> {
    let tree = xml::tree(file, text)?;
    let mut found = Found::default();
    let values = tree.root_element().children().find(|node| node.has_tag_name("dict"));
    let value = |key: &str| -> Option<Node<'_, '_>> {
        let is_it = |node: &Node<'_, '_>| node.has_tag_name("key") && node.text() == Some(key);
        values?.children().find(is_it)?.next_siblings().skip(1).find(Node::is_element)
    };
    let word = |key: &str| value(key).and_then(|node| node.text());
    let tags = value("Tags")
        .into_iter()
        .flat_map(|tags| tags.children())
        .filter(|tag| tag.has_tag_name("string"))
        .map(|tag| tag.text().unwrap_or_default().to_owned());
    let starred = value("Starred").is_some_and(|node| node.has_tag_name("true"));
    match (word("UUID"), word("Creation Date").and_then(Moment::parse)) {
        (Some(id), Some(at)) => {
            let said = word("Entry Text").unwrap_or_default();
            let zone = word("Time Zone").or_else(|| word("timeZone")).map(str::to_owned);
            let entry = entry(id, at, said, tags.collect(), starred);
            found.take(FoundEntry { zone, ..entry }, (file, text, 0));
        }
        _ => found.problems.push(Problem::at(file, text, 0, "its `UUID` or `Creation Date` can't be read")),
    }
    Ok(found)
}

fn entry(id: &str, at: Moment, text: &str, mut tags: Vec<String>, starred: bool) -> FoundEntry {
    tags.extend(starred.then(|| STARRED.to_owned()));
    // The same id is written with dashes and without.
    let id = id.replace('-', "").to_uppercase();
    let text = without_moments(text).trim().to_owned();
    FoundEntry { id: Some(id), when: Written::At(at.ms), zone: None, text, tags }
}

/// Takes away what shows a photo, a video or a recording: those stay in Day One.
fn without_moments(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("![](dayone-moment:") {
        let (before, moment) = rest.split_at(at);
        kept.push_str(before);
        rest = moment.split_once(')').map_or("", |(_, rest)| rest);
    }
    kept + rest
}

/// Takes away the backslashes with which its Markdown marks punctuation.
fn without_escapes(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let escapes = letter == '\\' && letters.peek().is_some_and(char::is_ascii_punctuation);
        if let Some(escaped) = escapes.then(|| letters.next()).flatten() {
            plain.push(escaped);
        } else {
            plain.push(letter);
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_loses_its_escapes_and_what_only_day_one_can_show() {
        assert_eq!(without_escapes(r"\(One\)\. a\b \\ c\"), r"(One). a\b \ c\");
        assert_eq!(without_moments("a ![](dayone-moment:/video/6F) b![](dayone-moment://7)"), "a  b");
        assert_eq!(without_moments("a ![](dayone-moment:/never ends"), "a ");
        assert_eq!(without_moments("a ![](x.png)"), "a ![](x.png)");
    }
}

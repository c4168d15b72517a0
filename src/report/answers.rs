//! What a reader answers: the places for it in a review, and the file it comes back in.
//!
//! A place is named by what stands there (`recommendations`, `trust-audit`), so that an answer finds it again in a later
//! version of the review.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::error::Category;

use super::document::Document;

/// The name and the version of the form of a file of answers.
const FORMAT: &str = "empathy-feedback";
const VERSION: u32 = 1;

/// What begins the answers in Markdown; the review follows.
const MARK: &str = "Answers to review";

/// The most answers a file may have, and the most letters of one.
const MOST: usize = 200;
const LONGEST: usize = 20_000;

/// A part of a review that can be answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Passage {
    /// Its name, the same in every version of the review.
    pub id: String,
    /// What stands above it.
    pub title: String,
}

/// Lists the parts that can be answered: the page as a whole, and each section.
pub fn passages(document: &Document) -> Vec<Passage> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let titles = document.sections.iter().chain(&document.appendix).map(|section| section.title.as_str());
    std::iter::once("the page as a whole")
        .chain(titles)
        .map(|title| {
            let id = slug(title);
            let count = seen.entry(id.clone()).or_default();
            *count += 1;
            let id = if *count == 1 { id } else { format!("{id}-{count}") };
            Passage { id, title: title.to_owned() }
        })
        .collect()
}

/// Makes a name of a title: its letters and digits in lower case, with dashes between words.
fn slug(title: &str) -> String {
    let lower = title.to_lowercase();
    let words = lower.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}

/// What came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feedback {
    /// The id of the review, as it stands in it.
    pub review: String,
    /// What was answered; none is empty.
    pub answers: Vec<Answer>,
}

/// One answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The part it is about: its title.
    pub passage: String,
    /// What they said.
    pub text: String,
}

/// Why a file is not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// It is not a file of answers.
    Unknown,
    /// It is of a later version.
    Later(u64),
    /// It is JSON with a mistake.
    Broken {
        /// Its line, from 1.
        line: usize,
        /// What it is.
        what: &'static str,
    },
    /// It has more answers, or longer ones, than a person writes.
    TooMuch,
}

/// Reads a file of answers: the JSON that the web page saves, or the Markdown with its places filled in. Empty answers are left out.
///
/// # Errors
///
/// Explains why it is not taken.
pub fn read(text: &str) -> Result<Feedback, Refused> {
    let text = text.trim_start_matches('\u{feff}');
    let feedback = if text.trim_start().starts_with('{') { from_json(text)? } else { from_markdown(text)? };
    let too_long = |answer: &Answer| answer.text.chars().count() > LONGEST || answer.passage.len() > 1_000;
    if feedback.answers.len() > MOST || feedback.answers.iter().any(too_long) {
        return Err(Refused::TooMuch);
    }
    Ok(feedback)
}

#[derive(Deserialize)]
struct File {
    #[serde(default)]
    format: String,
    #[serde(default)]
    version: u64,
    #[serde(default)]
    review: String,
    #[serde(default)]
    answers: Vec<Said>,
}

#[derive(Deserialize)]
struct Said {
    #[serde(default)]
    passage: String,
    #[serde(default)]
    title: String,
    #[serde(default)]
    text: String,
}

fn from_json(text: &str) -> Result<Feedback, Refused> {
    let file: File = serde_json::from_str(text).map_err(|error| {
        let what = match error.classify() {
            Category::Eof => "the file was cut short",
            Category::Data => "a value is of the wrong kind",
            Category::Syntax | Category::Io => "this is not valid JSON",
        };
        Refused::Broken { line: error.line(), what }
    })?;
    if file.format != FORMAT {
        return Err(Refused::Unknown);
    }
    if file.version > u64::from(VERSION) {
        return Err(Refused::Later(file.version));
    }
    let answer = |said: Said| {
        let passage = if said.title.trim().is_empty() { said.passage } else { said.title };
        answer(&passage, &said.text)
    };
    Ok(Feedback {
        review: file.review.trim().to_owned(),
        answers: file.answers.into_iter().filter_map(answer).collect(),
    })
}

fn from_markdown(text: &str) -> Result<Feedback, Refused> {
    let mut lines = text.lines().skip_while(|line| !line.contains(MARK));
    let marked = lines.next().ok_or(Refused::Unknown)?;
    let rest = marked.split_once(MARK).map_or("", |(_, rest)| rest).trim_start();
    let review: String =
        rest.chars().take_while(|letter| letter.is_alphanumeric() || *letter == '-').collect();
    let mut answers: Vec<(String, String)> = Vec::new();
    for line in lines {
        let heading = line.trim().strip_prefix("**On ").and_then(|rest| rest.strip_suffix(":**"));
        match (heading, answers.last_mut()) {
            (Some(title), _) => answers.push((title.replace('\\', ""), String::new())),
            (None, Some((_, said))) => {
                said.push_str(line);
                said.push('\n');
            }
            (None, None) => {}
        }
    }
    let answers = answers.iter().filter_map(|(passage, text)| answer(passage, text)).collect();
    Ok(Feedback { review, answers })
}

fn answer(passage: &str, text: &str) -> Option<Answer> {
    let (passage, text) = (passage.trim().to_owned(), text.trim().to_owned());
    (!text.is_empty()).then_some(Answer { passage, text })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::document::Section;
    use crate::report::markdown::{TEMPLATE, filled};

    fn document() -> Document {
        let section = |title: &str| Section { title: title.to_owned(), ..Section::default() };
        let sections = vec![section("Recommendations"), section("In their words")];
        Document { sections, appendix: vec![section("Recommendations")], ..Document::default() }
    }

    #[test]
    fn every_part_has_a_name_of_its_own() {
        let ids: Vec<_> = passages(&document()).into_iter().map(|passage| passage.id).collect();
        assert_eq!(ids, ["the-page-as-a-whole", "recommendations", "in-their-words", "recommendations-2"]);
    }

    #[test]
    fn places_in_markdown_are_read_back_as_they_were_filled_in() {
        let slots = filled(&document(), TEMPLATE, Some("shr-7f3k")).expect("filled in");
        assert_eq!(read(&slots), Ok(Feedback { review: "shr-7f3k".to_owned(), answers: Vec::new() }));
        let filled = slots
            .replace("**On In their words:**\n", "**On In their words:**\n\nTwo of mine\n\nsaid that.\n");
        let answers = read(&filled).expect("answers").answers;
        let said =
            Answer { passage: "In their words".to_owned(), text: "Two of mine\n\nsaid that.".to_owned() };
        assert_eq!(answers, [said]);
    }

    #[test]
    fn what_the_page_saves_is_read_back_and_what_is_no_answer_is_refused() {
        let file = r#"{"format":"empathy-feedback","version":1,"review":"shr-7f3k","answers":[
            {"passage":"recommendations","title":"Recommendations","text":"Ask first."},{"passage":"x","text":"  "}]}"#;
        let answers = read(file).expect("answers").answers;
        assert_eq!(
            answers,
            [Answer { passage: "Recommendations".to_owned(), text: "Ask first.".to_owned() }]
        );
        assert_eq!(read("# A review without places"), Err(Refused::Unknown));
        assert_eq!(read(r#"{"format":"other"}"#), Err(Refused::Unknown));
        assert_eq!(read(&file.replace(":1,", ":9,")), Err(Refused::Later(9)));
        assert!(matches!(read("{\n\"format\": oh"), Err(Refused::Broken { line: 2, .. })));
        let long = file.replace("Ask first.", &"a".repeat(30_000));
        assert_eq!(read(&long), Err(Refused::TooMuch));
    }
}

//! A document as one web page, by a template. Everything written is escaped; a template can't read files, and one that
//! does not end is stopped.

use base64::Engine;
use base64::prelude::BASE64_STANDARD as STANDARD;
use minijinja::value::{Serde, Value};
use minijinja::{AutoEscape, Environment, UndefinedBehavior, context};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::answers::{self, Passage};
use super::document::Document;

/// The template that is used unless a person has their own.
pub const TEMPLATE: &str = include_str!("../../assets/report/review.html");

/// The most steps a template may take. The page of a full week takes some ten thousand.
const FUEL: u64 = 10_000_000;

/// What saves the answers of a reader; the only script in the page.
const SCRIPT: &str = include_str!("../../assets/report/answers.js");

/// What a template needs for places to answer.
#[derive(Serialize)]
struct Answering<'a> {
    /// The id of the review, which comes back with the answers.
    review: &'a str,
    passages: Vec<Passage>,
    script: &'static str,
    /// As a policy names it: no other script may run.
    script_hash: String,
}

/// What is wrong with a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// The byte of the template where it is.
    pub at: usize,
    /// What it is.
    pub what: String,
}

/// Writes a document as a web page by a template, with places for answers if the review has an id they come back with.
///
/// # Errors
///
/// Says where the template is wrong.
pub fn html(document: &Document, template: &str, review: Option<&str>) -> Result<String, Mistake> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.set_fuel(Some(FUEL));
    environment.add_filter("lines", lines);
    environment.add_filter("paragraphs", paragraphs);
    let page = environment.template_from_named_str("review.html", template);
    let answering = review.map(|review| Answering {
        review,
        passages: answers::passages(document),
        script: SCRIPT,
        script_hash: format!("sha256-{}", STANDARD.encode(Sha256::digest(SCRIPT.as_bytes()))),
    });
    let context =
        context! { document => Value::from(Serde(document)), answering => Value::from(Serde(&answering)) };
    page.and_then(|page| page.render(context)).map_err(|error| {
        let kind = error.kind().to_string();
        let what = error.detail().map_or_else(|| kind.clone(), |detail| format!("{kind}: {detail}"));
        Mistake { at: error.range().map_or(0, |range| range.start), what }
    })
}

/// Splits a text into its lines.
fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::to_owned).collect()
}

/// Splits a text where it has blank lines.
fn paragraphs(text: &str) -> Vec<String> {
    let mut all = vec![String::new()];
    for line in text.lines() {
        match all.last_mut() {
            Some(last) if line.trim().is_empty() && !last.is_empty() => all.push(String::new()),
            Some(last) if !line.trim().is_empty() => {
                if !last.is_empty() {
                    last.push('\n');
                }
                last.push_str(line.trim_end());
            }
            _ => {}
        }
    }
    all.retain(|paragraph| !paragraph.is_empty());
    all
}

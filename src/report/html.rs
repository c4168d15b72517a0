//! A document as one web page, by a template; everything written is escaped.

use base64::Engine;
use base64::prelude::BASE64_STANDARD as STANDARD;
use minijinja::context;
use minijinja::value::{Serde, Value};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::answers::{self, Passage};
use super::document::Document;
use super::template::{self, Mistake};

/// The template that is used unless a person has their own.
pub const TEMPLATE: &str = include_str!("../../assets/report/review.html");

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

/// Writes a document as a web page by a template, with places for answers if the review has an id they come back with.
///
/// # Errors
///
/// Says where the template is wrong.
pub fn html(document: &Document, template: &str, review: Option<&str>) -> Result<String, Mistake> {
    let answering = review.map(|review| Answering {
        review,
        passages: answers::passages(document),
        script: SCRIPT,
        script_hash: format!("sha256-{}", STANDARD.encode(Sha256::digest(SCRIPT.as_bytes()))),
    });
    let context =
        context! { document => Value::from(Serde(document)), answering => Value::from(Serde(&answering)) };
    template::fill(&template::environment(), template, context)
}

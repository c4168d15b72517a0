//! A document as one web page, by a template; everything written is escaped.

use base64::Engine;
use base64::prelude::BASE64_STANDARD as STANDARD;
use minijinja::context;
use minijinja::value::{Serde, Value};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::answers::{self, Passage};
use super::document::{Chart, Document};
use super::svg;
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
/// Reports where the template is wrong.
pub fn html(document: &Document, template: &str, review: Option<&str>) -> Result<String, Mistake> {
    let answering = review.map(|review| Answering {
        review,
        passages: answers::passages(document),
        script: SCRIPT,
        script_hash: format!("sha256-{}", STANDARD.encode(Sha256::digest(SCRIPT.as_bytes()))),
    });
    let context =
        context! { document => Value::from(Serde(document)), answering => Value::from(Serde(&answering)) };
    let charts: Vec<Chart> = document.charts().cloned().collect();
    let mut environment = template::environment();
    environment.add_function("svg", move |number: usize, title: Option<String>| {
        let chart = charts.get(number.checked_sub(1)?)?;
        svg::svg(chart, &title.unwrap_or_default()).map(Value::from_safe_string)
    });
    template::fill(&environment, template, context)
}

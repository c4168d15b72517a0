//! What is said of complaints.

use crate::domain::complaint::{Decision, Dimension, Made, Said, SaidWhy};
use crate::domain::number_format::percent;
use crate::domain::stats::agreement::{Agreement, ENOUGH};

/// Names a decision.
pub fn decision(decision: Decision) -> &'static str {
    match decision {
        Decision::About(Dimension::Trust) => "trust",
        Decision::About(Dimension::ErrorTolerance) => "error tolerance",
        Decision::About(Dimension::MentalModel) => "mental model",
        Decision::About(Dimension::AutomationAnxiety) => "automation anxiety",
        Decision::Nothing => "none of them",
        Decision::Request => "feature request",
        Decision::Broken => "ordinary fault",
        Decision::Later => "later",
    }
}

/// Titles a decision, as a button or a filter is.
pub fn title(decision: Decision) -> &'static str {
    match decision {
        Decision::About(Dimension::Trust) => "Trust",
        Decision::About(Dimension::ErrorTolerance) => "Error tolerance",
        Decision::About(Dimension::MentalModel) => "Mental model",
        Decision::About(Dimension::AutomationAnxiety) => "Automation anxiety",
        Decision::Nothing => "None",
        Decision::Request => "Feature request",
        Decision::Broken => "Ordinary fault",
        Decision::Later => "Later",
    }
}

/// Counts complaints, as `1 complaint`.
pub fn complaints(n: usize) -> String {
    format!("{n} complaint{}", if n == 1 { "" } else { "s" })
}

/// Writes stars out of five, as `★★☆☆☆`.
pub fn stars(stars: u8) -> String {
    let stars = usize::from(stars.min(5));
    format!("{}{}", "★".repeat(stars), "☆".repeat(5 - stars))
}

/// Reports whether they could say why.
pub fn said_why(why: SaidWhy) -> &'static str {
    match why {
        SaidWhy::Yes => "they could say why",
        SaidWhy::Partly => "they could partly say why",
        SaidWhy::No => "they couldn't say why",
    }
}

/// Describes how a label came about, where you did not make it one by one.
pub fn made(made: Made) -> Option<&'static str> {
    match made {
        Made::Person => None,
        Made::Batch => Some("approved in a batch"),
        Made::Automatic => Some("labelled automatically"),
    }
}

/// Describes how well two readings agree, and how far that can be trusted, in sentences.
pub fn agreement(found: &Agreement) -> Vec<String> {
    let Some(share) = found.share() else { return vec!["Nothing has been labelled twice yet.".to_owned()] };
    let Agreement { n, same, .. } = found;
    let mut said = vec![format!("{same} of {n} the same ({}).", percent(share))];
    match (found.kappa(), found.kappa_interval()) {
        (Some(kappa), Some((low, high))) => said.push(format!(
            "Cohen's kappa is {kappa:.2}, where 0 is what chance gives and 1 is full agreement. Its 95% confidence interval is {low:.2} to {high:.2}."
        )),
        _ => said.push("Every label is the same one, so Cohen's kappa says nothing here.".to_owned()),
    }
    if *n < ENOUGH {
        said.push(format!(
            "This is a small sample: with fewer than {ENOUGH}, take it as a first impression."
        ));
    }
    said
}

/// Where and when something was said: `Otter · Google Play · 1★ · 3 Jun 2025`.
pub fn origin(said: &Said) -> String {
    let stars = said.stars.map(|stars| format!("{stars}★"));
    let day = said.day.map(|day| day.format("%-d %b %Y").to_string());
    let parts = [Some(said.product.clone()), Some(said.source.clone()), stars, day];
    parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

//! What is said of complaints.

use crate::domain::complaint::{Decision, Dimension, Made, Picked, Said, SaidWhy};

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
        Decision::Later => "put off",
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

/// Says whether they could say why.
pub fn said_why(why: SaidWhy) -> &'static str {
    match why {
        SaidWhy::Yes => "they could say why",
        SaidWhy::Partly => "they could partly say why",
        SaidWhy::No => "they couldn't say why",
    }
}

/// Says how a complaint came to be the next one.
pub fn picked(picked: Picked) -> &'static str {
    match picked {
        Picked::Chance => "picked by chance",
        Picked::Unsure => "picked because the suggestion was unsure",
        Picked::Order => "picked in order or by you",
    }
}

/// Says how a label came about, where you did not make it one by one.
pub fn made(made: Made) -> Option<&'static str> {
    match made {
        Made::Person => None,
        Made::Batch => Some("approved in a batch"),
        Made::Automatic => Some("labelled automatically"),
    }
}

/// Where and when something was said: `Otter · Google Play · 1★ · 3 Jun 2025`.
pub fn origin(said: &Said) -> String {
    let stars = said.stars.map(|stars| format!("{stars}★"));
    let day = said.day.map(|day| day.format("%-d %b %Y").to_string());
    let parts = [Some(said.product.clone()), Some(said.source.clone()), stars, day];
    parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

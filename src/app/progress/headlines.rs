//! The most important thing that the numbers of a figure say, in one short sentence.

use std::collections::BTreeSet;

use crate::domain::number_format::{counted, rounded, signed};
use crate::domain::stats::policy::{Overlooked, PolicyRow};
use crate::domain::stats::trust::Ledger;
use crate::domain::stats::trust_recovery::{TrustRecovery, Verdict};
use crate::wording;

/// Which subject is worst and which is best, of values from the worst to the best.
pub(super) fn format_ends(title: &str, ends: &[(&str, f64)]) -> Option<String> {
    let (first, last) = (ends.first()?, ends.last()?);
    if first.1 == last.1 {
        return (ends.len() > 1).then(|| format!("{title} is {} for every product.", rounded(first.1)));
    }
    let (low, high) = (rounded(first.1), rounded(last.1));
    Some(format!("{title} goes from {low} ({}) to {high} ({}).", first.0, last.0))
}

/// How one subject stands: its newest value, and what happened to it last.
pub(super) fn format_state(ledger: &Ledger) -> String {
    let Some(last) = ledger.last.map(rounded) else { return String::new() };
    let happened = match (ledger.stretches.last(), ledger.change) {
        (Some(drop), _) => {
            let (from, to, day) = (rounded(drop.from), rounded(drop.to), drop.day.format("%-d %b"));
            match drop.recovered {
                Some((back, _)) => {
                    format!("dropped {from} → {to} on {day}, recovered on {}", back.format("%-d %b"))
                }
                None => format!("dropped {from} → {to} on {day}, not recovered"),
            }
        }
        (None, Some(change)) if change != 0.0 => format!("{} since the rating before", signed(change)),
        (None, Some(_)) => "no drop so far".to_owned(),
        (None, None) => "the first rating".to_owned(),
    };
    format!("{last} · {happened}")
}

/// How drops compare with gains; nothing if there are too few to say.
pub(super) fn format_steps(all: &TrustRecovery, title: &str) -> Option<String> {
    let than = match all.verdict() {
        Verdict::TooFew => return None,
        Verdict::SlowUpFastDown => "drops faster than it grows",
        Verdict::Even => "grows about as fast as it drops",
        Verdict::FastUpSlowDown => "grows faster than it drops",
    };
    let steps = |n: u64, noun: &str, mean: Option<f64>| {
        format!("{} of {}", counted(n as usize, noun), mean.map(rounded).unwrap_or_default())
    };
    let (drops, gains) = (&all.drops, &all.gains);
    Some(format!(
        "{title} {than}: {}, {}.",
        steps(drops.n(), "drop", drops.mean()),
        steps(gains.n(), "gain", gains.mean())
    ))
}

/// How much of each there was in all.
pub(super) fn format_sums(totals: &[(&str, f64)]) -> Option<String> {
    let said: Vec<String> = totals.iter().map(|(title, sum)| format!("{title}: {}", rounded(*sum))).collect();
    (!said.is_empty()).then(|| format!("{}.", said.join(" · ")))
}

/// Where a cell of two categories stands out: by how often, or by its mean.
pub(super) fn format_cell(cell: [(&str, &String); 2], mean: Option<f64>, n: u64, whole: u64) -> String {
    let said = |(title, label): (&str, &String)| format!("{title}: {label}");
    let [row, column] = cell.map(said);
    match mean {
        Some(mean) => format!("Highest average ({}, n {n}): {row} · {column}.", rounded(mean)),
        None => format!("Most often ({n} of {whole}): {row} · {column}."),
    }
}

/// How many values are at the upper end of their scale.
pub(super) fn format_high(title: &str, from: f64, high: usize, n: usize) -> String {
    format!("{title} is {} or higher in {high} of {n} rows.", rounded(from))
}

/// How many rows are high in one value and low in another.
pub(super) fn format_uneven(uneven: usize, n: usize, high: &str, low: &str) -> String {
    let [high, low] = [high, low].map(wording::uncapitalized);
    format!("{uneven} of {n} score high on {high} and low on {low}.")
}

/// What an error policy overlooks, in numbers.
pub(super) fn format_gaps_of_policy(warnings: &[(Overlooked, Vec<usize>)], rows: &[PolicyRow]) -> String {
    if rows.iter().all(|row| row.severity.is_none()) {
        return "No error here has a severity or stakes yet, so there is nothing to check.".to_owned();
    }
    let severe = warnings
        .iter()
        .filter(|(what, _)| matches!(what, Overlooked::Unguarded { .. } | Overlooked::LowThreshold));
    let gaps = severe.flat_map(|(_, rows)| rows).collect::<BTreeSet<_>>().len();
    match (gaps, warnings.len()) {
        (0, 0) => "Nothing is overlooked. Every severe error has a human review and a fallback.".to_owned(),
        (0, all) => format!(
            "Every severe error has a human review and a fallback. {} for the rest.",
            counted(all, "warning")
        ),
        (1, _) => "1 severe error lacks a human review or a fallback, or has the lower threshold.".to_owned(),
        (gaps, _) => {
            format!("{gaps} severe errors lack a human review or a fallback, or have the lower threshold.")
        }
    }
}

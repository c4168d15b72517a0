//! What a review rests on, counted: observations by how they are known, and ideas.

use chrono::NaiveDate;

use super::days::number;
use super::format::Row;
use super::input::{Run, WeekInput};
use crate::domain::number_format::counted;
use crate::domain::provenance::Provenance;
use crate::domain::value::Cite;

/// The words for how an observation is known, in the order they are counted in.
const OBSERVED: [(Provenance, &str); 4] = [
    (Provenance::Did, "did"),
    (Provenance::Watched, "watched"),
    (Provenance::Told, "told"),
    (Provenance::Read, "read"),
];

/// Describes what a run cites: `Rests on 11 observations (6 did, 3 watched, 2 told) and 2 ideas, over 8 weeks.`
pub(super) fn of_run(input: &WeekInput, run: &Run) -> Option<String> {
    let mut cites: Vec<&Cite> = Vec::new();
    for cite in run.answers.cites() {
        if !cites.iter().any(|known| known.is_like(cite)) {
            cites.push(cite);
        }
    }
    let known: Vec<Provenance> = cites.iter().filter_map(|cite| known(input, cite)).collect();
    let since = cites.iter().filter_map(|cite| Some(input.cited.get(&cite.of)?.day)).min()?;
    let observed = known.iter().filter(|known| known.is_observed()).count();
    let ideas = known.len() - observed;
    let kinds = kinds(&known);
    let observed = match observed {
        0 => "no observation".to_owned(),
        count => format!("{} ({kinds})", counted(count, "observation")),
    };
    let ideas = if ideas == 0 { String::new() } else { format!(" and {}", counted(ideas, "idea")) };
    Some(format!("Rests on {observed}{ideas}, {}.", over(since, input.ends)))
}

/// Describes what the citations of a row are: `2 did, 1 told`; ideas are named as such.
pub(super) fn of_row(input: &WeekInput, row: &Row<'_>, field: &str) -> String {
    let cites = row.answer(field).and_then(|(_, value)| value.as_cites()).unwrap_or_default();
    let known: Vec<Provenance> = cites.iter().filter_map(|cite| known(input, cite)).collect();
    let ideas = known.iter().filter(|known| !known.is_observed()).count();
    let ideas = (ideas > 0).then(|| counted(ideas, "idea"));
    [Some(kinds(&known)).filter(|kinds| !kinds.is_empty()), ideas]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(", ")
}

/// How a citation is known; `None` if what it cites is no longer there.
fn known(input: &WeekInput, cite: &Cite) -> Option<Provenance> {
    let entry = input.cited.get(&cite.of)?;
    Some(cite.known(&entry.found).unwrap_or_default())
}

fn kinds(known: &[Provenance]) -> String {
    let one = |(provenance, word): &(Provenance, &str)| {
        let count = known.iter().filter(|known| *known == provenance).count();
        (count > 0).then(|| format!("{count} {word}"))
    };
    OBSERVED.iter().filter_map(one).collect::<Vec<_>>().join(", ")
}

fn over(since: NaiveDate, until: NaiveDate) -> String {
    let weeks = usize::try_from((until - since).num_days()).unwrap_or_default() / 7 + 1;
    if weeks == 1 { "within a week".to_owned() } else { format!("over {} weeks", number(weeks)) }
}

//! The checklist on a day: which items are evidenced, by which entries, and how sure the person is.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::db::{Order, Store, Wanted};
use crate::domain::checklist::{ChecklistItem, RuleResult, Standing};
use crate::domain::entry::Head;
use crate::domain::facts::{Dated, Fact, beginning, first};
use crate::domain::plan::WeekLabel;
use crate::domain::stats::calibration::Judgement;
use crate::error::Result;
use crate::exercises::Catalog;

use super::evidence_rules::Evidence;

/// How many self-ratings of an item are compared with the evidence: those of a year, one a month.
pub const JUDGED: usize = 12;

/// For how many days a self-rating counts before the next one is asked for.
const RATED_FOR: i64 = 30;

#[derive(Debug, Clone, PartialEq)]
pub struct Judged {
    pub item: ChecklistItem,
    /// How sure the person is, 0–100, and when they said so.
    pub rating: Option<(f64, NaiveDate)>,
    /// Why it counts without evidence, in their words.
    pub claim: Option<String>,
    /// What each rule found, in the order of the item.
    pub found: Vec<RuleResult>,
    pub standing: Standing,
    /// What to tell it with, if what counts has something to tell.
    pub story: Option<Story>,
}

/// The words to tell a skill with, and the entry they are from.
#[derive(Debug, Clone, PartialEq)]
pub struct Story {
    pub head: Head,
    /// What they are about, as written.
    pub subject: Option<String>,
    pub words: String,
}

impl Story {
    /// Writes it in one line, with what it is about: as many whole sentences as fit into so many characters.
    pub fn tell(&self, most: usize) -> String {
        let words = self.words.split_whitespace().collect::<Vec<_>>().join(" ");
        let fits = first(&words, most);
        let mut ends = fits.rmatch_indices(' ').map(|(at, _)| &fits[..at]);
        let told = match ends.find(|text| ends_sentence(text)) {
            _ if fits.len() == words.len() => words,
            Some(sentences) => sentences.to_owned(),
            None => beginning(&words, most),
        };
        self.subject.as_ref().map_or_else(|| told.clone(), |subject| format!("{subject}: {told}"))
    }
}

/// Whether a text ends a sentence, and not only with an initial.
fn ends_sentence(text: &str) -> bool {
    let last = text.rsplit(' ').next().unwrap_or_default().trim_end_matches(['"', '”']);
    last.ends_with(['.', '?', '!']) && last.chars().count() > 2
}

impl Judged {
    /// The first day on which a rule that held once held no more.
    pub fn expired(&self) -> Option<NaiveDate> {
        self.found.iter().filter_map(|found| found.expired).max()
    }

    /// The last day all rules hold, if it ends.
    pub fn until(&self) -> Option<NaiveDate> {
        self.found.iter().filter_map(|found| found.until).min()
    }
}

/// Judges every item on a day.
pub fn judge(store: &Store, catalog: &Catalog, day: NaiveDate) -> Result<Vec<Judged>> {
    let mut evidence = Evidence::new(store, catalog);
    catalog.checklist().items.iter().map(|item| judge_item(store, &mut evidence, item, day)).collect()
}

fn judge_item(
    store: &Store,
    evidence: &mut Evidence<'_>,
    item: &ChecklistItem,
    day: NaiveDate,
) -> Result<Judged> {
    let newest = |measure: String| -> Result<Option<(Fact, NaiveDate)>> {
        let wanted = Wanted { measure: &measure, to: Some(day), ..Wanted::default() };
        Ok(store.facts(&wanted, Order::Newest, 1)?.pop().map(|dated| (dated.fact, dated.day)))
    };
    let rating = newest(item.rating())?.map(|(fact, day)| (fact.value, day));
    let claim = newest(item.claim())?.and_then(|(fact, _)| fact.words);
    let found = item.rules.iter().map(|rule| evidence.judge(rule, day)).collect::<Result<Vec<_>>>()?;
    let standing = Standing::of(&found, rating.map(|(rating, _)| rating), claim.is_some());
    let story = story(store, evidence, item, &found)?;
    Ok(Judged { item: item.clone(), rating, claim, found, standing, story })
}

fn story(
    store: &Store,
    evidence: &mut Evidence<'_>,
    item: &ChecklistItem,
    found: &[RuleResult],
) -> Result<Option<Story>> {
    let Some(measure) = &item.story else { return Ok(None) };
    let Some((entry, Fact { subject, words, .. })) = evidence.story(measure, found)? else { return Ok(None) };
    Ok(store.head(entry)?.zip(words).map(|(head, words)| Story { head, subject, words }))
}

/// Whether the person has rated themselves in the month before a day, that day too.
pub fn is_rated(judged: &[Judged], day: NaiveDate) -> bool {
    judged.iter().any(|judged| judged.rating.is_some_and(|(_, rated)| (day - rated).num_days() < RATED_FOR))
}

/// Self-ratings, each with its week and with whether the item was evidenced on the day it was given. Items
/// without rules are left out.
pub fn judgements(store: &Store, catalog: &Catalog) -> Result<Vec<(WeekLabel, Judgement)>> {
    let (mut evidence, mut all) = (Evidence::new(store, catalog), Vec::new());
    for item in catalog.checklist().items.iter().filter(|item| !item.rules.is_empty()) {
        let measure = item.rating();
        let rated = store.facts(&Wanted { measure: &measure, ..Wanted::default() }, Order::Newest, JUDGED)?;
        let mut held: BTreeSet<NaiveDate> = rated.iter().map(|rated| rated.day).collect();
        for rule in &item.rules {
            held = evidence.held(rule, &held)?;
        }
        all.extend(rated.into_iter().map(|Dated { week, day, fact, .. }| {
            (week, Judgement { confidence: fact.value / 100.0, held: held.contains(&day) })
        }));
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::ends_sentence;

    #[test]
    fn an_initial_ends_no_sentence() {
        let ends = ["It sang.", "Who?", "\"Listen!\"", "at 8:05."];
        let goes_on = ["For H.", "it sang", "", "B."];
        assert!(ends.iter().all(|text| ends_sentence(text)));
        assert!(!goes_on.iter().any(|text| ends_sentence(text)));
    }
}

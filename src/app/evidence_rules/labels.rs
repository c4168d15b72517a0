//! Evidence that no entry holds: complaints as they were labelled, and how well labels given twice agree.

use chrono::NaiveDate;

use super::MOST;
use crate::app::agreement::{Twice, twice};
use crate::db::{SortedComplaint, Store};
use crate::domain::checklist::{Candidate, EvidenceRule, Key, Needed, RuleResult};
use crate::domain::complaint::Dimension;
use crate::domain::facts::{Fact, subject_key};
use crate::error::Result;
use crate::exercises::Catalog;

/// Makes candidates of the complaints that the person labelled up to a day, the newest first. What was labelled without asking
/// shows nothing of them.
pub(super) fn candidates(
    store: &Store,
    catalog: &Catalog,
    rule: &EvidenceRule,
    to: NaiveDate,
) -> Result<Vec<Candidate>> {
    let mut found = Vec::new();
    for one in store.labelled_last(MOST)? {
        let day = one.labelled.map(|at| at.local().date()).filter(|day| *day <= to);
        found.extend(day.and_then(|day| candidate(catalog, rule, &one, day)));
    }
    Ok(found)
}

/// A complaint as the fact that an entry would hold which sorted it; `None` if it does not fit the rule.
fn candidate(
    catalog: &Catalog,
    rule: &EvidenceRule,
    one: &SortedComplaint,
    day: NaiveDate,
) -> Option<Candidate> {
    let fact = |measure: &str| Fact {
        measure: measure.to_owned(),
        subject: Some(one.sorted.product.clone()),
        category: category(catalog, measure, one.sorted.dimension),
        words: Some(one.sorted.text.clone()),
        value: 1.0,
        ..Fact::default()
    };
    let admits = |needed: &Needed| needed.admits(&fact(&needed.measure));
    if !admits(&rule.fits) || !rule.with.iter().all(admits) {
        return None;
    }
    let key = |key: &Key| match key {
        Key::Subject => Some(subject_key(&one.sorted.product)),
        Key::Category => fact(&rule.fits.measure).category,
        Key::Words | Key::Beside(_) => Some(subject_key(&one.sorted.text)),
        Key::Entry => Some(one.short.to_string()),
        Key::Day => Some(day.to_string()),
    };
    let keys: Option<Vec<String>> = rule.distinct.iter().map(key).collect();
    let group = rule.per.as_ref().map_or_else(|| Some(String::new()), key);
    keys.zip(group).map(|(keys, group)| Candidate { entry: None, day, place: String::new(), keys, group })
}

/// The option of a measure of a choice that has the hue of a dimension.
fn category(catalog: &Catalog, measure: &str, dimension: Dimension) -> Option<String> {
    let fed_by = &catalog.metrics().get(measure)?.fed_by;
    fed_by.iter().filter_map(|id| catalog.get(id)).find_map(|loaded| {
        let exercise = loaded.exercise();
        let measure = exercise.measures.iter().find(|one| one.id == measure)?;
        let options = exercise.field(&measure.group, measure.field()?)?.kind.options();
        options.iter().find(|option| option.hue == Some(dimension.hue())).map(|option| option.id.clone())
    })
}

/// How many of the complaints that were labelled twice last have the same label, of as many as the rule asks for.
pub(super) fn same(store: &Store, rule: &EvidenceRule, least: usize, day: NaiveDate) -> Result<RuleResult> {
    let mut readers = vec![String::new()];
    readers.extend(store.readers()?);
    let mut all: Vec<Twice> = Vec::new();
    for reader in readers {
        all.extend(twice(store, &reader)?);
    }
    let on = |one: &Twice| one.at.local().date();
    let first = rule.first_day(day);
    all.retain(|one| on(one) <= day && first.is_none_or(|first| on(one) >= first));
    all.sort_by_key(|one| std::cmp::Reverse(one.at.ms));
    all.truncate(rule.count);
    let same = all.iter().filter(|one| one.first == one.then).count();
    // Fewer than asked for do not show it, however well they agree.
    let most = if all.len() < rule.count { least.saturating_sub(1) } else { least };
    let result = RuleResult { have: same.min(most), want: least, ..RuleResult::default() };
    let until = all.iter().map(on).min().zip(rule.within_days).filter(|_| result.holds());
    let until = until
        .and_then(|(day, days)| day.checked_add_days(chrono::Days::new(u64::from(days.saturating_sub(1)))));
    Ok(RuleResult { until, ..result })
}

//! The checklist: what a person should be able to do, and rules that look for evidence of it among facts. The judgement on
//! one day is worked out here; which facts there are is asked outside.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};

use super::facts::{Dated, Fact, subject_key};
use super::id::EntryId;

/// How sure a person must be, 0–100, for an item without evidence to count as self-rated.
pub const SELF_RATED_FROM: f64 = 60.0;

/// What a person should be able to do.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Checklist {
    /// The self-rating exercise.
    pub id: String,
    pub title: String,
    /// One line.
    pub about: String,
    /// A paragraph: why you rate yourself before you look at the evidence.
    pub why: String,
    pub items: Vec<ChecklistItem>,
}

/// One thing a person should be able to do.
#[derive(Debug, Clone, PartialEq)]
pub struct ChecklistItem {
    /// Kebab-case name, the same for ever.
    pub id: String,
    pub title: String,
    /// The sentence to rate yourself on.
    pub says: String,
    /// Where it shows: `interview`, `review`, `daily`.
    pub used: Vec<String>,
    /// The exercise that closes the gap.
    pub close: Option<String>,
    /// What must be found; all of it. None: the item can only be self-rated.
    pub rules: Vec<EvidenceRule>,
}

impl ChecklistItem {
    /// The measure of self-ratings of this item.
    pub fn rating(&self) -> String {
        format!("sure_{}", self.id.replace('-', "_"))
    }

    /// The measure of reasons to count it without evidence.
    pub fn claim(&self) -> String {
        format!("claim_{}", self.id.replace('-', "_"))
    }
}

/// A rule that looks for evidence.
#[derive(Debug, Clone, PartialEq)]
pub struct EvidenceRule {
    pub needs: String,
    pub measure: String,
    pub count: usize,
    /// What must differ between those that count.
    pub distinct: Option<Distinct>,
    /// Only these categories count; all if empty.
    pub category: Vec<String>,
    /// Only values from here on count.
    pub at_least: Option<f64>,
    /// Only facts of so many days up to the day of judgement count.
    pub within_days: Option<u32>,
    /// Measures that the row of a fact, or the rows around it, must have too.
    pub with: Vec<String>,
    /// Only texts in which the coach finds nothing count.
    pub clean: bool,
}

/// What must differ between facts that count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Distinct {
    Subject,
    Category,
    /// What was written.
    Words,
    Entry,
    Day,
}

impl Distinct {
    /// Every one with its name in files.
    pub const ALL: [(&'static str, Self); 5] = [
        ("subject", Self::Subject),
        ("category", Self::Category),
        ("words", Self::Words),
        ("entry", Self::Entry),
        ("day", Self::Day),
    ];
}

/// What tells a fact that may be evidence apart from others; the place in a list if nothing must differ.
fn key(dated: &Dated, distinct: Option<Distinct>, place: usize) -> String {
    let Fact { subject, category, words, .. } = &dated.fact;
    let key = |text: &Option<String>| subject_key(text.as_deref().unwrap_or_default());
    match distinct {
        None => place.to_string(),
        Some(Distinct::Subject) => key(subject),
        Some(Distinct::Category) => category.clone().unwrap_or_default(),
        Some(Distinct::Words) => key(words),
        Some(Distinct::Entry) => dated.entry.to_string(),
        Some(Distinct::Day) => dated.day.to_string(),
    }
}

/// What became of a rule on one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleResult {
    /// How many were found, up to as many as are needed.
    pub have: usize,
    pub want: usize,
    /// The entries that count, newest first, no more than are needed.
    pub entries: Vec<EntryId>,
    /// The last day it holds if nothing is added; `None` if it does not hold, or never ends.
    pub until: Option<NaiveDate>,
    /// The first day on which it held no more, for one that held once.
    pub expired: Option<NaiveDate>,
}

impl RuleResult {
    /// Whether the rule holds.
    pub fn holds(&self) -> bool {
        self.have >= self.want
    }
}

impl EvidenceRule {
    /// Judges on a day, by the facts that fit the rule but for their age, newest first.
    pub fn judge(&self, fitting: &[Dated], day: NaiveDate) -> RuleResult {
        let counted = self.counted(fitting.iter().filter(|fact| fact.day <= day));
        let first = self.first_day(day);
        let young: Vec<_> =
            counted.iter().filter(|fact| first.is_none_or(|first| fact.day >= first)).collect();
        let have = young.len().min(self.count);
        let holds = have >= self.count;
        // The oldest of the newest that are needed decides how long it holds.
        let deciding = self.count.checked_sub(1).and_then(|last| counted.get(last));
        let ends = deciding.zip(self.within_days).map(|(fact, days)| forth(fact.day, days));
        RuleResult {
            have,
            want: self.count,
            entries: entries_of(&young[..have]),
            until: ends.filter(|_| holds).map(|end| back(end, 1)),
            expired: ends.filter(|_| !holds),
        }
    }

    /// The first day whose facts count on a day; `None` if they never get too old.
    pub fn first_day(&self, day: NaiveDate) -> Option<NaiveDate> {
        self.within_days.map(|days| back(day, days.saturating_sub(1)))
    }

    /// Whether older facts than these would change nothing.
    pub fn is_settled(&self, fitting: &[Dated]) -> bool {
        self.counted(fitting.iter()).len() >= self.count
    }

    /// Picks the newest of those that are the same in what must differ.
    fn counted<'a>(&self, facts: impl Iterator<Item = &'a Dated>) -> Vec<&'a Dated> {
        let mut seen = BTreeSet::new();
        facts
            .enumerate()
            .filter(|(n, fact)| seen.insert(key(fact, self.distinct, *n)))
            .map(|(_, f)| f)
            .collect()
    }
}

fn entries_of(facts: &[&&Dated]) -> Vec<EntryId> {
    let mut seen = BTreeSet::new();
    facts.iter().map(|fact| fact.entry).filter(|entry| seen.insert(*entry)).collect()
}

fn back(day: NaiveDate, days: u32) -> NaiveDate {
    day.checked_sub_days(Days::new(u64::from(days))).unwrap_or(day)
}

fn forth(day: NaiveDate, days: u32) -> NaiveDate {
    day.checked_add_days(Days::new(u64::from(days))).unwrap_or(day)
}

/// How far an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    Evidenced,
    /// You are sure, or gave a reason, and there is no evidence.
    SelfRated,
    /// Neither.
    Gap,
}

impl Standing {
    /// Judges an item: what its rules found, how sure you are (0–100), and whether a reason was given.
    pub fn of(found: &[RuleResult], rating: Option<f64>, claimed: bool) -> Self {
        if !found.is_empty() && found.iter().all(RuleResult::holds) {
            Self::Evidenced
        } else if claimed || rating.is_some_and(|rating| rating >= SELF_RATED_FROM) {
            Self::SelfRated
        } else {
            Self::Gap
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::plan::WeekLabel;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn fact(n: u8, on: &str, subject: &str) -> Dated {
        Dated {
            entry: EntryId::from_bytes([n; 16]),
            week: WeekLabel { year: 2026, week: 46 },
            day: day(on),
            fact: Fact { subject: Some(subject.to_owned()), ..Fact::default() },
        }
    }

    fn rule(count: usize, distinct: Option<Distinct>, within_days: Option<u32>) -> EvidenceRule {
        EvidenceRule {
            needs: "something".into(),
            measure: "m".into(),
            count,
            distinct,
            category: Vec::new(),
            at_least: None,
            within_days,
            with: Vec::new(),
            clean: false,
        }
    }

    #[test]
    fn what_must_differ_counts_once() {
        let facts =
            [fact(3, "2026-11-12", "Otter"), fact(2, "2026-11-11", "otter "), fact(1, "2026-11-10", "DJ")];
        let by = |distinct| rule(3, distinct, None).judge(&facts, day("2026-11-20")).have;
        assert_eq!((by(None), by(Some(Distinct::Subject)), by(Some(Distinct::Entry))), (3, 2, 3));
        let found = rule(2, Some(Distinct::Subject), None).judge(&facts, day("2026-11-20"));
        assert!(found.holds());
        assert_eq!((found.until, found.expired, found.entries.len()), (None, None, 2));
    }

    #[test]
    fn evidence_expires_on_the_day_it_is_too_old() {
        let facts = [fact(2, "2026-11-10", "a"), fact(1, "2026-11-01", "b")];
        let thirty_days = rule(2, None, Some(30));
        let cases = [
            ("2026-11-05", 1, false, None, None),
            ("2026-11-10", 2, true, Some("2026-11-30"), None),
            ("2026-11-30", 2, true, Some("2026-11-30"), None),
            ("2026-12-01", 1, false, None, Some("2026-12-01")),
            ("2027-01-01", 0, false, None, Some("2026-12-01")),
        ];
        for (on, have, holds, until, expired) in cases {
            let found = thirty_days.judge(&facts, day(on));
            assert_eq!((found.have, found.holds()), (have, holds), "{on}");
            assert_eq!((found.until, found.expired), (until.map(day), expired.map(day)), "{on}");
        }
        assert_eq!(thirty_days.judge(&[], day("2026-11-20")).expired, None);
    }

    #[test]
    fn an_item_stands_where_its_evidence_and_its_rating_put_it() {
        let holds = rule(1, None, None).judge(&[fact(1, "2026-11-01", "a")], day("2026-11-20"));
        let fails = rule(1, None, None).judge(&[], day("2026-11-20"));
        let cases = [
            (vec![holds.clone()], None, false, Standing::Evidenced),
            (vec![holds.clone(), fails.clone()], Some(59.0), false, Standing::Gap),
            (vec![holds, fails.clone()], Some(60.0), false, Standing::SelfRated),
            (vec![fails], None, true, Standing::SelfRated),
            (vec![], Some(100.0), false, Standing::SelfRated),
            (vec![], None, false, Standing::Gap),
        ];
        for (found, rating, claimed, standing) in cases {
            assert_eq!(Standing::of(&found, rating, claimed), standing);
        }
    }
}

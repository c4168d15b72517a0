//! Rules that look for evidence among facts: which facts fit, what must differ between them, and what a rule finds on a day.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};

use crate::domain::facts::{Dated, Fact, gist, subject_key};
use crate::domain::id::EntryId;
use crate::domain::likeness::{has_words, is_alike};

/// A rule that looks for evidence.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct EvidenceRule {
    pub needs: String,
    /// How many must count; with `per`, how many groups of them.
    pub count: usize,
    /// What must differ between those that count.
    pub distinct: Vec<Key>,
    /// What they are grouped by: each group needs `each` that differ.
    pub per: Option<Key>,
    pub each: usize,
    /// Which facts fit.
    pub fits: Needed,
    /// What must be said in the row of a fact, or in the rows around it.
    pub with: Vec<Needed>,
    /// The measures whose texts, anywhere in its entry, must not say the same as the fact.
    pub unlike: Vec<String>,
    /// Only facts of so many days up to the day of judgement count.
    pub within_days: Option<u32>,
    /// Only texts in which the coach finds nothing count.
    pub clean: bool,
    /// Only what was written on the day it happened, or the day after, counts.
    pub fresh: bool,
    /// Whether complaints that were sorted elsewhere than in an entry count, too.
    pub complaints: bool,
    /// Of the last `count` complaints that were labelled twice, how many must have the same label; no fact counts then.
    pub same: Option<usize>,
}

/// What a fact of a measure must be.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Needed {
    pub measure: String,
    /// Only these categories; all if empty.
    pub category: Vec<String>,
    /// Only values from here on.
    pub at_least: Option<f64>,
    /// Only texts of so many words.
    pub words: usize,
    /// Only texts that name something to be seen or counted.
    pub observable: bool,
}

impl Needed {
    /// Returns whether a fact of the measure is of a category and as high and as long as needed.
    pub fn admits(&self, fact: &Fact) -> bool {
        let of_category = self.category.is_empty()
            || fact.category.as_ref().is_some_and(|category| self.category.contains(category));
        let long_enough = || has_words(fact.words.as_deref().unwrap_or_default(), self.words);
        of_category && self.at_least.is_none_or(|least| fact.value >= least) && long_enough()
    }
}

/// What tells facts apart that may be evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Key {
    Subject,
    Category,
    /// What was written.
    Words,
    Entry,
    Day,
    /// What is said of another measure in the same row, or in a row around it.
    Beside(String),
}

impl Key {
    /// Those with a name of their own in files; another name is a measure's.
    pub const NAMED: [(&'static str, Self); 5] = [
        ("subject", Self::Subject),
        ("category", Self::Category),
        ("words", Self::Words),
        ("entry", Self::Entry),
        ("day", Self::Day),
    ];

    /// Returns what tells a fact apart, given the facts in its row and around it; `None` if it says nothing of the kind.
    pub fn of<'f>(&self, dated: &Dated, mut around: impl Iterator<Item = &'f Fact>) -> Option<String> {
        let key = |text: &Option<String>| Some(subject_key(text.as_deref()?)).filter(|key| !key.is_empty());
        let told = |text: &Option<String>| Some(gist(text.as_deref()?)).filter(|key| !key.is_empty());
        let Fact { subject, category, words, .. } = &dated.fact;
        match self {
            Self::Subject => key(subject),
            Self::Category => category.clone(),
            Self::Words => told(words),
            Self::Entry => Some(dated.entry.to_string()),
            Self::Day => Some(dated.day.to_string()),
            Self::Beside(measure) => {
                let said = around.find(|fact| fact.measure == *measure)?;
                told(&said.words).or_else(|| said.category.clone())
            }
        }
    }
}

/// A fact that fits a rule but perhaps for its age, with what tells it apart.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// The entry it is from; nothing for a complaint that no entry sorted.
    pub entry: Option<EntryId>,
    pub day: NaiveDate,
    /// The row it was found in.
    pub place: String,
    /// What must differ, in the order of the rule.
    pub keys: Vec<String>,
    /// The group it belongs to; empty if the rule has none.
    pub group: String,
}

/// What a rule found on a day.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RuleResult {
    /// How many count, up to as many as are wanted.
    pub have: usize,
    pub want: usize,
    /// Those that count, the newest first.
    pub counted: Vec<Candidate>,
    /// The last day it holds, if it holds and evidence can get too old.
    pub until: Option<NaiveDate>,
    /// The first day it held no more, if it once did.
    pub expired: Option<NaiveDate>,
}

impl RuleResult {
    /// Whether the rule holds.
    pub fn holds(&self) -> bool {
        self.have >= self.want
    }

    /// The entries of those that count, each once.
    pub fn entries(&self) -> Vec<EntryId> {
        let mut seen = BTreeSet::new();
        self.counted.iter().filter_map(|one| one.entry).filter(|entry| seen.insert(*entry)).collect()
    }
}

impl EvidenceRule {
    /// Judges on a day, by what fits the rule but for its age, the newest first.
    pub fn judge(&self, fitting: &[Candidate], day: NaiveDate) -> RuleResult {
        let first = self.first_day(day);
        let mut tally = Tally::new(self);
        let (mut have, mut counted, mut deciding) = (0, Vec::new(), None);
        for one in fitting.iter().filter(|one| one.day <= day) {
            let adds = tally.add(one);
            if first.is_none_or(|first| one.day >= first) {
                have = tally.have();
                counted.extend(adds.then(|| one.clone()));
            }
            if tally.is_settled() {
                // The oldest of the newest that are needed decides how long it holds.
                deciding = Some(one.day);
                break;
            }
        }
        let have = have.min(self.count);
        let holds = have >= self.count;
        let ends = deciding.zip(self.within_days).map(|(day, days)| forth(day, days));
        RuleResult {
            have,
            want: self.count,
            counted,
            until: ends.filter(|_| holds).map(|end| back(end, 1)),
            expired: ends.filter(|_| !holds),
        }
    }

    /// The measures of what it matters to know beside a fact.
    pub fn beside(&self) -> BTreeSet<&str> {
        let keys = self.distinct.iter().chain(&self.per).filter_map(|key| match key {
            Key::Beside(measure) => Some(measure.as_str()),
            _ => None,
        });
        let with = self.with.iter().map(|needed| &needed.measure);
        with.chain(&self.unlike).map(String::as_str).chain(keys).collect()
    }

    /// The first day whose facts count on a day; `None` if they never get too old.
    pub fn first_day(&self, day: NaiveDate) -> Option<NaiveDate> {
        self.within_days.map(|days| back(day, days.saturating_sub(1)))
    }
}

/// What was counted so far: for each group, how many, and what they differ in.
pub struct Tally<'a> {
    rule: &'a EvidenceRule,
    groups: BTreeMap<String, (usize, Vec<BTreeSet<String>>)>,
}

impl<'a> Tally<'a> {
    pub fn new(rule: &'a EvidenceRule) -> Self {
        Self { rule, groups: BTreeMap::new() }
    }

    /// Counts one; returns whether it differs from all before in anything that must differ.
    pub fn add(&mut self, one: &Candidate) -> bool {
        let (n, seen) = self.groups.entry(one.group.clone()).or_default();
        seen.resize_with(one.keys.len(), BTreeSet::new);
        *n += 1;
        let mut is_new = one.keys.is_empty();
        for (seen, key) in seen.iter_mut().zip(&one.keys) {
            if !seen.contains(key) && !seen.iter().any(|other| is_alike(other, key)) {
                seen.insert(key.clone());
                is_new = true;
            }
        }
        is_new
    }

    /// Whether older ones would change nothing.
    pub fn is_settled(&self) -> bool {
        self.have() >= self.rule.count
    }

    fn have(&self) -> usize {
        let differing =
            |(n, seen): &(usize, Vec<BTreeSet<String>>)| seen.iter().map(BTreeSet::len).min().unwrap_or(*n);
        match self.rule.per {
            None => self.groups.values().map(differing).sum(),
            Some(_) => self.groups.values().filter(|group| differing(group) >= self.rule.each).count(),
        }
    }
}

fn back(day: NaiveDate, days: u32) -> NaiveDate {
    day.checked_sub_days(Days::new(u64::from(days))).unwrap_or(day)
}

fn forth(day: NaiveDate, days: u32) -> NaiveDate {
    day.checked_add_days(Days::new(u64::from(days))).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::plan::WeekLabel;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn one(n: u8, on: &str, keys: &[&str]) -> Candidate {
        Candidate {
            entry: Some(EntryId::from_bytes([n; 16])),
            day: day(on),
            place: String::new(),
            keys: keys.iter().map(|key| (*key).to_owned()).collect(),
            group: String::new(),
        }
    }

    fn rule(count: usize, within_days: Option<u32>) -> EvidenceRule {
        EvidenceRule { count, each: 1, within_days, ..EvidenceRule::default() }
    }

    #[test]
    fn what_must_differ_counts_once() {
        let dated = |n: u8, on: &str, subject: Option<&str>| Dated {
            entry: EntryId::from_bytes([n; 16]),
            week: WeekLabel { year: 2026, week: 46 },
            day: day(on),
            written: day(on),
            fact: Fact { subject: subject.map(str::to_owned), ..Fact::default() },
        };
        let facts = [
            dated(3, "2026-11-12", Some("Otter")),
            dated(2, "2026-11-11", Some("otter ")),
            dated(1, "2026-11-10", Some("DJ")),
        ];
        let by = |key: Option<Key>| {
            let keys = |fact: &Dated| key.iter().map(|key| key.of(fact, std::iter::empty())).collect();
            let all = facts.iter().filter_map(|fact| {
                let keys: Option<Vec<String>> = keys(fact);
                Some(Candidate {
                    entry: Some(fact.entry),
                    day: fact.day,
                    keys: keys?,
                    ..one(0, "2026-11-10", &[])
                })
            });
            rule(3, None).judge(&all.collect::<Vec<_>>(), day("2026-11-20")).have
        };
        assert_eq!((by(None), by(Some(Key::Subject)), by(Some(Key::Entry))), (3, 2, 3));
        assert_eq!(Key::Subject.of(&dated(1, "2026-11-10", None), std::iter::empty()), None);
        let facts = [
            one(3, "2026-11-12", &["otter"]),
            one(2, "2026-11-11", &["otter"]),
            one(1, "2026-11-10", &["dj"]),
        ];
        let found = rule(2, None).judge(&facts, day("2026-11-20"));
        assert!(found.holds());
        assert_eq!((found.until, found.expired, found.entries().len()), (None, None, 2));
    }

    #[test]
    fn what_is_beside_a_fact_tells_it_apart() {
        let dated = Dated {
            entry: EntryId::from_bytes([1; 16]),
            week: WeekLabel { year: 2026, week: 46 },
            day: day("2026-11-12"),
            written: day("2026-11-12"),
            fact: Fact::default(),
        };
        let who = |words: &str| Fact { measure: "who".into(), words: Some(words.into()), ..Fact::default() };
        let key = Key::Beside("who".into());
        assert_eq!(key.of(&dated, [who(" Ines ")].iter()).as_deref(), Some("ines"));
        assert_eq!(key.of(&dated, [who(" ")].iter()), None);
        assert_eq!(key.of(&dated, std::iter::empty()), None);
    }

    #[test]
    fn things_must_differ_in_each_way_that_is_asked_for() {
        let have = |keys: &[[&str; 2]]| {
            let all: Vec<Candidate> = keys.iter().map(|keys| one(1, "2026-11-12", keys)).collect();
            rule(3, None).judge(&all, day("2026-11-20")).have
        };
        assert_eq!(have(&[["a", "1"], ["b", "1"], ["c", "1"]]), 1);
        assert_eq!(have(&[["a", "1"], ["b", "2"], ["b", "3"]]), 2);
        assert_eq!(have(&[["a", "1"], ["b", "2"], ["c", "3"]]), 3);
    }

    #[test]
    fn groups_count_when_each_has_enough() {
        let have = |said: &[(&str, &str)]| {
            let all = said.iter().map(|(who, situation)| Candidate {
                group: (*who).to_owned(),
                ..one(1, "2026-11-12", &[situation])
            });
            let pairs = EvidenceRule { per: Some(Key::Beside("who".into())), each: 2, ..rule(2, None) };
            pairs.judge(&all.collect::<Vec<_>>(), day("2026-11-20")).have
        };
        assert_eq!(have(&[("ines", "train"), ("tom", "desk"), ("anna", "tram"), ("bela", "call")]), 0);
        assert_eq!(have(&[("ines", "train"), ("ines", "train"), ("tom", "desk"), ("tom", "call")]), 1);
        assert_eq!(have(&[("ines", "train"), ("tom", "desk"), ("ines", "home"), ("tom", "call")]), 2);
    }

    #[test]
    fn evidence_expires_on_the_day_it_is_too_old() {
        let facts = [one(2, "2026-11-10", &[]), one(1, "2026-11-01", &[])];
        let thirty_days = rule(2, Some(30));
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
}

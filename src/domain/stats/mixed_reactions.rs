//! Opposites: two entries about one part of a subject, of which one weighs above zero and the other below.

use std::collections::BTreeMap;

use crate::domain::facts::{Dated, subject_key};

/// Two facts about one part that say opposite things.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    pub newer: Dated,
    /// The latest one before it that says the opposite.
    pub older: Dated,
}

/// Pairs facts of a measure, which come newest first, each with the latest one before it that says the opposite about
/// the same part of the same subject. The newest pair comes first; facts that weigh nothing, or are about no part, stand alone.
pub fn pairs(newest_first: &[Dated]) -> Vec<Pair> {
    let mut last: BTreeMap<(String, String), [Option<&Dated>; 2]> = BTreeMap::new();
    let mut pairs = Vec::new();
    for newer in newest_first.iter().rev() {
        let Some(part) = &newer.fact.part else { continue };
        if newer.fact.value == 0.0 {
            continue;
        }
        let key = (subject_key(newer.fact.subject.as_deref().unwrap_or_default()), subject_key(part));
        let [good, bad] = last.entry(key).or_default();
        let (same, opposite) = if newer.fact.value > 0.0 { (good, bad) } else { (bad, good) };
        if let Some(older) = opposite.filter(|older| older.entry != newer.entry) {
            pairs.push(Pair { newer: newer.clone(), older: older.clone() });
        }
        *same = Some(newer);
    }
    pairs.reverse();
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::facts::Fact;
    use crate::domain::id::EntryId;
    use crate::domain::plan::WeekLabel;

    /// Makes facts, oldest first: entry, subject, part, weight.
    fn facts(of: &[(u8, &str, &str, f64)]) -> Vec<Dated> {
        let fact = |(entry, subject, part, value): &(u8, &str, &str, f64)| Dated {
            entry: EntryId::from_bytes([*entry; 16]),
            week: WeekLabel { year: 2026, week: 47 },
            day: chrono::NaiveDate::from_ymd_opt(2026, 11, u32::from(*entry)).expect("a day"),
            written: chrono::NaiveDate::default(),
            fact: Fact {
                subject: (!subject.is_empty()).then(|| (*subject).to_owned()),
                part: (!part.is_empty()).then(|| (*part).to_owned()),
                value: *value,
                ..Fact::default()
            },
        };
        of.iter().rev().map(fact).collect()
    }

    #[test]
    fn each_is_paired_with_the_latest_opposite_before_it() {
        for (of, expected) in [
            (&[][..], &[][..]),
            (&[(1, "DJ", "voice", 1.0)], &[]),
            (&[(1, "DJ", "voice", 1.0), (2, "dj ", "Voice", -1.0)], &[(2, 1)]),
            (&[(1, "DJ", "voice", 1.0), (2, "DJ", "voice", 2.0)], &[]),
            (&[(1, "DJ", "voice", 1.0), (2, "DJ", "order", -1.0)], &[]),
            (&[(1, "DJ", "voice", 1.0), (2, "Otter", "voice", -1.0)], &[]),
            (&[(1, "DJ", "", 1.0), (2, "DJ", "", -1.0)], &[]),
            (&[(1, "DJ", "voice", 1.0), (2, "DJ", "voice", 0.0), (3, "DJ", "voice", -1.0)], &[(3, 1)]),
            (&[(1, "", "voice", 1.0), (1, "", "voice", -1.0)], &[]),
            (
                &[
                    (1, "DJ", "voice", 1.0),
                    (2, "DJ", "voice", -1.0),
                    (3, "DJ", "voice", -1.0),
                    (4, "DJ", "voice", 1.0),
                ],
                &[(4, 3), (3, 1), (2, 1)],
            ),
        ] {
            let found: Vec<(u8, u8)> = pairs(&facts(of))
                .iter()
                .map(|pair| (pair.newer.entry.bytes()[0], pair.older.entry.bytes()[0]))
                .collect();
            assert_eq!(found, expected, "{of:?}");
        }
    }
}

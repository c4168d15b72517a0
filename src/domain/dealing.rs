//! Dealing: which of several things comes next, so that all come before one comes again.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use super::entry::Digest;

/// Picks one of some ids for a day: one that was never answered; where all were, one of the half that was answered longest
/// ago. `answered` holds the day each was answered last. Asked again for the same day it is the same; while nothing is
/// answered, the days go through all ids in a shuffled order.
///
/// With `instead_of`, it is the next one in that order after this, and another one if there is any.
pub fn deal<'a>(
    ids: &[&'a str],
    day: NaiveDate,
    answered: &BTreeMap<String, NaiveDate>,
    instead_of: Option<&str>,
) -> Option<&'a str> {
    let last = |id: &str| answered.get(id).copied();
    let mut oldest: Vec<&str> = ids.iter().copied().filter(|id| Some(*id) != instead_of).collect();
    if oldest.is_empty() {
        return ids.first().copied();
    }
    oldest.sort_by_key(|id| last(id));
    let new = oldest.iter().take_while(|id| last(id).is_none()).count();
    oldest.truncate(if new > 0 { new } else { oldest.len().div_ceil(2) });
    let mut shuffled = ids.to_vec();
    shuffled.sort_by_cached_key(|id| Digest::of(id.as_bytes()).0);
    let of_day = || usize::try_from(day.num_days_from_ce()).unwrap_or_default() % shuffled.len();
    let current = instead_of.and_then(|id| shuffled.iter().position(|one| *one == id));
    let first = current.map_or_else(of_day, |at| at + 1);
    shuffled.iter().cycle().skip(first).take(shuffled.len()).copied().find(|id| oldest.contains(id))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use chrono::Days;

    use super::*;

    fn names(size: usize) -> Vec<String> {
        (0..size).map(|n| format!("o{n}")).collect()
    }

    fn first_day() -> NaiveDate {
        "2026-11-20".parse().expect("a day")
    }

    #[test]
    fn every_id_is_dealt_before_one_comes_again_and_none_soon() {
        for size in [1, 2, 3, 7, 65] {
            let names = names(size);
            let ids: Vec<&str> = names.iter().map(String::as_str).collect();
            let (mut answered, mut dealt) = (BTreeMap::new(), Vec::new());
            for n in 0..(size as u64 * 4) {
                let day = first_day() + Days::new(n);
                let id = deal(&ids, day, &answered, None).expect("an id");
                assert_eq!(deal(&ids, day, &answered, None), Some(id));
                let recent = &dealt[dealt.len().saturating_sub(size / 2)..];
                assert!(!recent.contains(&id), "{size}, day {n}");
                assert!(n >= size as u64 || !dealt.contains(&id), "{size}, day {n}");
                answered.insert(id.to_owned(), day);
                dealt.push(id);
            }
        }
        assert_eq!(deal(&[], first_day(), &BTreeMap::new(), None), None);
    }

    #[test]
    fn days_differ_though_nothing_is_answered() {
        let names = names(65);
        let ids: Vec<&str> = names.iter().map(String::as_str).collect();
        let of_day = |n| deal(&ids, first_day() + Days::new(n), &BTreeMap::new(), None);
        assert_eq!((0..65).filter_map(of_day).collect::<BTreeSet<_>>().len(), 65);
    }

    #[test]
    fn asked_for_another_it_goes_through_those_that_are_new_and_round_again() {
        let names = names(6);
        let ids: Vec<&str> = names.iter().map(String::as_str).collect();
        let answered = BTreeMap::from([("o1".to_owned(), first_day()), ("o4".to_owned(), first_day())]);
        let mut now = deal(&ids, first_day(), &answered, None);
        let mut seen = Vec::new();
        for _ in 0..4 {
            seen.extend(now);
            now = deal(&ids, first_day(), &answered, now);
        }
        assert_eq!(seen.iter().collect::<BTreeSet<_>>().len(), 4);
        assert!(!seen.contains(&"o1") && !seen.contains(&"o4"));
        assert_eq!(now, seen.first().copied());
        assert_eq!(deal(&["o1"], first_day(), &answered, Some("o1")), Some("o1"));
        assert_eq!(deal(&["o1", "o4"], first_day(), &answered, Some("o1")), Some("o4"));
    }
}

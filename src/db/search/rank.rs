//! Rank: BM25 among the entries looked at, with a little weight for the newest.

use super::text::{self, Pattern};
use crate::domain::entry::Head;
use crate::domain::value::Answers;

/// How soon more of the same word counts no more, and how much the length of a text counts.
const K: f64 = 1.2;
const B: f64 = 0.6;

/// How much a word in the summary, and one among the tags, counts beside one in the answers.
const SUMMARY: f64 = 8.0;
const TAGS: f64 = 8.0;

/// How much more the newest entry counts than one years old, and the days after which half of that is gone.
const FRESH: f64 = 0.2;
const HALF: f64 = 30.0;

/// An entry that matches, with what its rank is worked out from.
pub(super) struct Candidate {
    pub head: Head,
    pub tags: String,
    pub answers: Option<Answers>,
}

/// How often each word looked for is in an entry, and how long its answers are, in words.
struct Counted {
    above: Vec<f64>,
    within: Vec<f64>,
    length: f64,
}

/// Puts the best first; of equals the newest, as they came.
pub(super) fn sort(found: &mut Vec<Candidate>, pattern: &Pattern) {
    let counted: Vec<_> = found.iter().map(|candidate| count(candidate, pattern)).collect();
    let all = counted.len() as f64;
    let average = counted.iter().map(|counted| counted.length).sum::<f64>() / all.max(1.0);
    let rarity: Vec<f64> = (0..pattern.len())
        .map(|n| counted.iter().filter(|c| c.above[n] + c.within[n] > 0.0).count() as f64)
        .map(|with| (1.0 + (all - with + 0.5) / (with + 0.5)).ln())
        .collect();
    let newest = found.iter().map(|candidate| candidate.head.day).max();
    let mut scored: Vec<_> = std::mem::take(found)
        .into_iter()
        .zip(counted)
        .map(|(candidate, counted)| {
            let long = 1.0 - B + B * counted.length / average.max(1.0);
            let times =
                counted.above.iter().zip(&counted.within).map(|(above, within)| above + within / long);
            let words: f64 = times.zip(&rarity).map(|(n, rare)| rare * n * (K + 1.0) / (n + K)).sum();
            let age = newest.map_or(0, |newest| (newest - candidate.head.day).num_days()) as f64;
            (words * (1.0 + FRESH * HALF / (HALF + age)), candidate)
        })
        .collect();
    scored.sort_by(|(a, _), (b, _)| b.total_cmp(a));
    found.extend(scored.into_iter().map(|(_, candidate)| candidate));
}

fn count(candidate: &Candidate, pattern: &Pattern) -> Counted {
    let none = || vec![0.0; pattern.len()];
    let mut counted = Counted { above: none(), within: none(), length: 0.0 };
    for (text, weight) in [(&candidate.head.summary, SUMMARY), (&candidate.tags, TAGS)] {
        let mut times = none();
        pattern.count(text, &mut times);
        counted.above.iter_mut().zip(times).for_each(|(sum, n)| *sum += n * weight);
    }
    if let Some(answers) = &candidate.answers {
        text::each_text(answers, &mut |_, _, text| {
            counted.length += pattern.count(text, &mut counted.within) as f64;
        });
    }
    counted
}

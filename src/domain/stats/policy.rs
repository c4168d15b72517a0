//! What a table of errors, thresholds, fallbacks and human reviews overlooks (R020, R037–R040, R103).

use std::collections::BTreeSet;

/// The severity from which an error is severe, of 5.
pub const SEVERE: f64 = 4.0;
/// The severity up to which an error is mild, of 5.
pub const MILD: f64 = 2.0;
/// Rows below which one threshold for all is no surprise.
const ENOUGH: usize = 3;
/// How far apart the severities of a table are, of 5, before one threshold for all fits some rows badly.
const APART: f64 = 2.0;

/// What follows from the cost of one error. Answers are the ids of options; blank ones count as none.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PolicyRow {
    /// Which of several tables the row is of: rows of one table have one number.
    pub table: usize,
    /// How severe the error is, of 5, see [`of_stakes`]; `None` if nobody said.
    pub severity: Option<f64>,
    /// How confident the product must be.
    pub threshold: Option<String>,
    /// What it does when it is not.
    pub fallback: Option<String>,
    /// Who reviews it before it counts.
    pub review: Option<String>,
}

/// What the answers mean, by their ids.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Terms {
    /// The thresholds, lowest first.
    pub thresholds: Vec<String>,
    /// The human reviews: none, a sample, and those that are due every time.
    pub reviews: Vec<String>,
}

/// What is overlooked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Overlooked {
    /// One threshold serves errors of different severity.
    OneForAll,
    /// A severe error lacks a human review, a fallback, or both.
    Unguarded {
        /// Whether the review is missing.
        review: bool,
        /// Whether the fallback is missing.
        fallback: bool,
    },
    /// A severe error has the lowest threshold.
    LowThreshold,
    /// A mild error demands a person every time.
    CostlyReview,
}

/// One thing overlooked, with the rows it is about, by their place in what was given; at least one.
pub type Warning = (Overlooked, Vec<usize>);

/// How severe an error is at stakes that are the one at `at`, from 0, of so many, the lowest first: 1 for the lowest, 5 for the highest.
pub fn of_stakes(at: usize, of: usize) -> Option<f64> {
    let share =
        |at: u32, last: u32| (at <= last && last > 0).then(|| 1.0 + 4.0 * f64::from(at) / f64::from(last));
    share(u32::try_from(at).ok()?, u32::try_from(of.checked_sub(1)?).ok()?)
}

/// Finds what tables overlook: at most one warning about thresholds for each table, then row by row.
pub fn warnings(rows: &[PolicyRow], terms: &Terms) -> Vec<Warning> {
    let by_row = rows.iter().enumerate().flat_map(|(at, row)| {
        let found = [unguarded(row, terms), low_threshold(row, terms), costly_review(row, terms)];
        found.into_iter().flatten().map(move |what| (what, vec![at]))
    });
    let tables: BTreeSet<usize> = rows.iter().map(|row| row.table).collect();
    let by_table = tables.into_iter().filter_map(|table| one_for_all(rows, table));
    by_table.chain(by_row).collect()
}

/// Finds one threshold in at least three rows of one table whose severities lie apart, if it is the only one there.
fn one_for_all(rows: &[PolicyRow], table: usize) -> Option<Warning> {
    let set: Vec<(usize, &str, f64)> = rows
        .iter()
        .enumerate()
        .filter(|(_, row)| row.table == table)
        .filter_map(|(at, row)| Some((at, given(row.threshold.as_ref())?, row.severity?)))
        .collect();
    let (_, threshold, _) = *set.first()?;
    let same = set.iter().all(|(_, other, _)| *other == threshold);
    let severities = || set.iter().map(|(_, _, severity)| *severity);
    let spread = severities().fold(f64::MIN, f64::max) - severities().fold(f64::MAX, f64::min);
    (set.len() >= ENOUGH && same && spread >= APART)
        .then(|| (Overlooked::OneForAll, set.iter().map(|(at, ..)| *at).collect()))
}

fn unguarded(row: &PolicyRow, terms: &Terms) -> Option<Overlooked> {
    row.severity.filter(|severity| *severity >= SEVERE)?;
    let review = given(row.review.as_ref())
        .is_none_or(|review| terms.reviews.first().is_some_and(|none| none == review));
    let fallback = given(row.fallback.as_ref()).is_none();
    (review || fallback).then_some(Overlooked::Unguarded { review, fallback })
}

fn low_threshold(row: &PolicyRow, terms: &Terms) -> Option<Overlooked> {
    row.severity.filter(|severity| *severity >= SEVERE)?;
    let threshold = given(row.threshold.as_ref())?;
    let [lowest, _, ..] = terms.thresholds.as_slice() else { return None };
    (threshold == lowest).then_some(Overlooked::LowThreshold)
}

fn costly_review(row: &PolicyRow, terms: &Terms) -> Option<Overlooked> {
    row.severity.filter(|severity| *severity <= MILD)?;
    let review = given(row.review.as_ref())?;
    terms.reviews.iter().skip(2).any(|always| always == review).then_some(Overlooked::CostlyReview)
}

/// An answer unless it is blank.
fn given(answer: Option<&String>) -> Option<&str> {
    answer.map(|text| text.trim()).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use Overlooked::{CostlyReview, LowThreshold, OneForAll, Unguarded};

    const NO_REVIEW: Overlooked = Unguarded { review: true, fallback: false };
    const NO_FALLBACK: Overlooked = Unguarded { review: false, fallback: true };

    fn terms() -> Terms {
        let owned = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
        Terms {
            thresholds: owned(&["low", "mid", "high"]),
            reviews: owned(&["none", "sample", "self", "expert"]),
        }
    }

    fn row(severity: f64, threshold: &str, fallback: &str, review: &str) -> PolicyRow {
        PolicyRow {
            table: 0,
            severity: (severity > 0.0).then_some(severity),
            threshold: Some(threshold.to_owned()),
            fallback: Some(fallback.to_owned()),
            review: (!review.is_empty()).then(|| review.to_owned()),
        }
    }

    #[test]
    fn what_is_overlooked_is_found() {
        for (rows, found) in [
            (vec![], vec![]),
            (vec![row(5.0, "high", "no answer", "expert"), row(1.0, "low", "", "none")], vec![]),
            // None, not said, or blank.
            (vec![row(4.0, "high", "no answer", "none")], vec![NO_REVIEW]),
            (vec![row(4.0, "high", "no answer", "")], vec![NO_REVIEW]),
            (vec![row(4.0, "high", "  ", "expert")], vec![NO_FALLBACK]),
            (vec![row(4.0, "high", "  ", "none")], vec![Unguarded { review: true, fallback: true }]),
            (vec![row(3.9, "low", "", "none")], vec![]),
            (vec![row(5.0, "low", "no answer", "self")], vec![LowThreshold]),
            (vec![row(2.0, "low", "", "self"), row(2.1, "low", "", "self")], vec![CostlyReview]),
            (vec![row(1.0, "low", "", "sample")], vec![]),
            // One threshold: from three rows on, and only if their severities lie apart.
            (vec![row(1.0, "mid", "", ""), row(3.0, "mid", "", "")], vec![]),
            (
                vec![row(1.0, "mid", "", ""), row(3.0, "mid", "", ""), row(2.0, "mid", "", "")],
                vec![OneForAll],
            ),
            (vec![row(3.0, "mid", "", ""), row(3.0, "mid", "", ""), row(3.0, "mid", "", "")], vec![]),
            (vec![row(3.0, "mid", "", ""), row(2.0, "mid", "", ""), row(3.0, "mid", "", "")], vec![]),
            (vec![row(1.0, "mid", "", ""), row(3.0, "mid", "", ""), row(2.0, "low", "", "")], vec![]),
            // Rows that say nothing of threshold or severity do not count.
            (vec![row(1.0, "mid", "", ""), row(3.0, "mid", "", ""), row(0.0, "mid", "", "")], vec![]),
            (vec![row(1.0, "mid", "", ""), row(3.0, "mid", "", ""), row(2.0, "", "", "")], vec![]),
        ] {
            let kinds: Vec<Overlooked> = warnings(&rows, &terms()).iter().map(|(what, _)| *what).collect();
            assert_eq!(kinds, found, "{rows:?}");
        }
    }

    #[test]
    fn stakes_say_how_severe_an_error_is() {
        let severities = |of| (0..of).map(|at| of_stakes(at, of)).collect::<Vec<_>>();
        assert_eq!(severities(3), [Some(1.0), Some(3.0), Some(5.0)]);
        assert_eq!(severities(2), [Some(1.0), Some(5.0)]);
        assert_eq!(severities(1), [None], "one answer for all says nothing");
        assert_eq!((of_stakes(3, 3), of_stakes(0, 0)), (None, None));
    }

    #[test]
    fn each_table_is_judged_by_itself() {
        let of = |table, row| PolicyRow { table, ..row };
        let mut rows = vec![row(1.0, "mid", "", ""), row(3.0, "mid", "", ""), row(2.0, "mid", "", "")];
        rows.extend([of(1, row(1.0, "low", "", "")), of(1, row(3.0, "high", "", ""))]);
        assert_eq!(warnings(&rows, &terms()), [(OneForAll, vec![0, 1, 2])]);
        rows.push(of(2, row(1.0, "low", "", "")));
        rows.extend([of(2, row(2.0, "low", "", "")), of(2, row(3.0, "low", "", ""))]);
        assert_eq!(warnings(&rows, &terms()), [(OneForAll, vec![0, 1, 2]), (OneForAll, vec![5, 6, 7])]);
    }

    #[test]
    fn a_threshold_is_not_the_lowest_of_one() {
        let terms = Terms { thresholds: vec!["low".to_owned()], ..terms() };
        assert_eq!(warnings(&[row(5.0, "low", "no answer", "self")], &terms), []);
    }

    #[test]
    fn a_warning_tells_its_rows() {
        let rows = [row(5.0, "low", "", "none"), row(1.0, "low", "", "self"), row(3.0, "low", "", "")];
        let found = warnings(&rows, &terms());
        let rows: Vec<&[usize]> = found.iter().map(|(_, rows)| rows.as_slice()).collect();
        assert_eq!(rows, [&[0, 1, 2][..], &[0], &[0], &[1]]);
    }
}

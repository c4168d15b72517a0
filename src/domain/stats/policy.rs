//! What a table of errors, thresholds, fallbacks and human checks overlooks, in plain words (R020, R037–R040, R103).
//!
//! Which answers are a low or a high threshold, and which mean that nobody looks, is told by the caller: see [`Terms`].

use crate::domain::number_format::counted;
use crate::domain::rank::Cost;

/// The severity from which an error is severe, of 5.
pub const SEVERE: f64 = 4.0;
/// The severity up to which an error is mild, of 5.
pub const MILD: f64 = 2.0;
/// Rows below which one threshold for all is no surprise.
const ENOUGH: usize = 3;

/// One error of one product, for one person in one situation, and what follows from its cost.
#[derive(Debug, Clone, PartialEq)]
pub struct PolicyRow {
    /// The product.
    pub subject: String,
    /// The person.
    pub who: String,
    /// The situation they are in.
    pub situation: String,
    /// What they get to see.
    pub error: String,
    /// What it costs them.
    pub cost: Cost,
    /// How sure the product must be: the id of an answer.
    pub threshold: Option<String>,
    /// What it does when it is not sure.
    pub fallback: Option<String>,
    /// Who looks before it counts: the id of an answer.
    pub human_check: Option<String>,
}

/// What the answers mean, by their ids.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Terms {
    /// The thresholds with what people read, lowest first.
    pub thresholds: Vec<(String, String)>,
    /// The human checks that are none.
    pub nobody: Vec<String>,
    /// The human checks that are due every time.
    pub every_time: Vec<String>,
}

/// What is overlooked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Overlooked {
    /// One threshold serves errors of different severity.
    OneForAll,
    /// A severe error has neither a human check nor a fallback, or lacks one of them.
    Unguarded,
    /// A severe error has the lowest threshold.
    LowBar,
    /// A mild error demands a person every time.
    CostlyCheck,
}

/// One thing overlooked, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// What is overlooked.
    pub what: Overlooked,
    /// The rows it is about, by their place in what was given; at least one.
    pub rows: Vec<usize>,
    /// What to read.
    pub text: String,
}

/// Finds what a table overlooks: at most one warning about thresholds, then row by row.
pub fn warnings(rows: &[PolicyRow], terms: &Terms) -> Vec<Warning> {
    let by_row = rows.iter().enumerate().flat_map(|(at, row)| {
        let said = [unguarded(row, terms), low_bar(row, terms), costly_check(row, terms)];
        said.into_iter().flatten().map(move |(what, text)| Warning { what, rows: vec![at], text })
    });
    one_for_all(rows, terms).into_iter().chain(by_row).collect()
}

/// Finds one threshold in at least three rows of different severity, if it is the only one.
fn one_for_all(rows: &[PolicyRow], terms: &Terms) -> Option<Warning> {
    let set: Vec<(usize, &str, f64)> = rows
        .iter()
        .enumerate()
        .filter_map(|(at, row)| Some((at, given(row.threshold.as_ref())?, row.cost.severity?)))
        .collect();
    let (_, threshold, severity) = *set.first()?;
    let same = set.iter().all(|(_, other, _)| *other == threshold);
    let apart = set.iter().any(|(_, _, other)| *other != severity);
    (set.len() >= ENOUGH && same && apart).then(|| Warning {
        what: Overlooked::OneForAll,
        rows: set.iter().map(|(at, ..)| *at).collect(),
        text: format!(
            "One threshold serves all {}: \"{}\". They do not cost the same, so one bar is too timid for the mild and \
             too bold for the severe.",
            counted(set.len(), "error"),
            terms.label(threshold)
        ),
    })
}

fn unguarded(row: &PolicyRow, terms: &Terms) -> Option<(Overlooked, String)> {
    let severity = row.cost.severity.filter(|severity| *severity >= SEVERE)?;
    let checked = given(row.human_check.as_ref()).is_some_and(|check| !named(&terms.nobody, check));
    let missing = match (checked, given(row.fallback.as_ref()).is_some()) {
        (true, true) => return None,
        (false, true) => "nobody looks before it counts",
        (true, false) => "it is not said what happens when the product is not sure",
        (false, false) => {
            "nobody looks before it counts, and it is not said what happens when the product is not sure"
        }
    };
    Some((Overlooked::Unguarded, format!("\"{}\" is severe ({severity} of 5): {missing}.", row.error.trim())))
}

fn low_bar(row: &PolicyRow, terms: &Terms) -> Option<(Overlooked, String)> {
    let severity = row.cost.severity.filter(|severity| *severity >= SEVERE)?;
    let threshold = given(row.threshold.as_ref())?;
    let [(lowest, label), _, ..] = terms.thresholds.as_slice() else { return None };
    (threshold == lowest).then(|| {
        let text = format!(
            "\"{}\" is severe ({severity} of 5): its threshold is the lowest there is, \"{label}\".",
            row.error.trim()
        );
        (Overlooked::LowBar, text)
    })
}

fn costly_check(row: &PolicyRow, terms: &Terms) -> Option<(Overlooked, String)> {
    let severity = row.cost.severity.filter(|severity| *severity <= MILD)?;
    let check = given(row.human_check.as_ref())?;
    named(&terms.every_time, check).then(|| {
        let text = format!(
            "\"{}\" is mild ({severity} of 5): a person has to look every time, which may cost more than the error.",
            row.error.trim()
        );
        (Overlooked::CostlyCheck, text)
    })
}

impl Terms {
    /// Gives what people read for a threshold; its id if it is not among them.
    fn label<'a>(&'a self, id: &'a str) -> &'a str {
        self.thresholds.iter().find(|(known, _)| known == id).map_or(id, |(_, label)| label)
    }
}

/// Gives an answer unless it is blank.
fn given(answer: Option<&String>) -> Option<&str> {
    answer.map(|text| text.trim()).filter(|text| !text.is_empty())
}

fn named(ids: &[String], id: &str) -> bool {
    ids.iter().any(|known| known == id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use Overlooked::{CostlyCheck, LowBar, OneForAll, Unguarded};
    use chrono::NaiveDate;

    fn terms() -> Terms {
        let owned = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
        Terms {
            thresholds: [("low", "less sure"), ("mid", "as sure"), ("high", "surer")]
                .map(|(id, label)| (id.to_owned(), label.to_owned()))
                .to_vec(),
            nobody: owned(&["none"]),
            every_time: owned(&["self", "expert"]),
        }
    }

    fn row(severity: f64, threshold: &str, fallback: &str, check: &str) -> PolicyRow {
        PolicyRow {
            subject: "Notes".to_owned(),
            who: "Ines".to_owned(),
            situation: "on the train".to_owned(),
            error: "An invented decision".to_owned(),
            cost: Cost {
                severity: (severity > 0.0).then_some(severity),
                kinds: 1,
                day: NaiveDate::from_ymd_opt(2026, 11, 3).expect("a day"),
            },
            threshold: Some(threshold.to_owned()),
            fallback: Some(fallback.to_owned()),
            human_check: (!check.is_empty()).then(|| check.to_owned()),
        }
    }

    #[test]
    fn what_is_overlooked_is_found() {
        for (rows, found) in [
            (vec![], vec![]),
            (vec![row(5.0, "high", "no answer", "expert"), row(1.0, "low", "", "none")], vec![]),
            // Nobody, not said, or blank.
            (vec![row(4.0, "high", "no answer", "none")], vec![Unguarded]),
            (vec![row(4.0, "high", "no answer", "")], vec![Unguarded]),
            (vec![row(4.0, "high", "  ", "expert")], vec![Unguarded]),
            (vec![row(3.9, "low", "", "none")], vec![]),
            (vec![row(5.0, "low", "no answer", "self")], vec![LowBar]),
            (vec![row(2.0, "low", "", "self"), row(2.1, "low", "", "self")], vec![CostlyCheck]),
            (vec![row(1.0, "low", "", "sample")], vec![]),
            // One threshold: from three rows on, and only if they differ in severity.
            (vec![row(1.0, "mid", "", ""), row(3.0, "mid", "", "")], vec![]),
            (
                vec![row(1.0, "mid", "", ""), row(3.0, "mid", "", ""), row(2.0, "mid", "", "")],
                vec![OneForAll],
            ),
            (vec![row(3.0, "mid", "", ""), row(3.0, "mid", "", ""), row(3.0, "mid", "", "")], vec![]),
            (vec![row(1.0, "mid", "", ""), row(3.0, "mid", "", ""), row(2.0, "low", "", "")], vec![]),
            // Rows that say nothing of threshold or severity do not count.
            (vec![row(1.0, "mid", "", ""), row(3.0, "mid", "", ""), row(0.0, "mid", "", "")], vec![]),
            (vec![row(1.0, "mid", "", ""), row(3.0, "mid", "", ""), row(2.0, "", "", "")], vec![]),
        ] {
            let kinds: Vec<Overlooked> =
                warnings(&rows, &terms()).iter().map(|warning| warning.what).collect();
            assert_eq!(kinds, found, "{rows:?}");
        }
    }

    #[test]
    fn a_threshold_is_not_the_lowest_of_one() {
        let terms = Terms { thresholds: vec![("low".to_owned(), "less sure".to_owned())], ..terms() };
        assert_eq!(warnings(&[row(5.0, "low", "no answer", "self")], &terms), []);
    }

    #[test]
    fn warnings_are_plain_words() {
        let rows = [
            row(5.0, "low", "", "none"),
            row(1.0, "low", "", "self"),
            row(3.0, "low", "", ""),
            row(4.0, "low", "no", ""),
        ];
        let found = warnings(&rows, &terms());
        assert_eq!(found[0].rows, [0, 1, 2, 3]);
        let texts: Vec<&str> = found.iter().map(|warning| warning.text.as_str()).collect();
        insta::assert_snapshot!(texts.join("\n"));
    }
}

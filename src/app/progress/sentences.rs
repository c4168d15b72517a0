//! What the numbers of figures say, in sentences.

use std::time::Duration;

use crate::domain::entry::Head;
use crate::domain::facts::first;
use crate::domain::number_format::{counted, percent, rounded, signed};
use crate::domain::stats::activity::WeekSum;
use crate::domain::stats::calibration::{self, Calibration};
use crate::domain::stats::policy::Overlooked;
use crate::domain::stats::summary_stats::SummaryStats;
use crate::domain::stats::trust::{Ledger, TrustDrop};
use crate::domain::stats::trust_recovery::{self, TrustRecovery, Verdict};
use crate::domain::time::spoken;

/// The most of what was written that is quoted, in characters.
const QUOTE: usize = 130;

/// The newest rating with its change, the mean and the steps; `None` without ratings.
pub(super) fn format_ledger(ledger: &Ledger) -> Option<String> {
    let (last, mean, n) = (ledger.last?, ledger.ratings.mean()?, ledger.ratings.n());
    let moved = match ledger.change.map(signed).as_deref() {
        None => "the first rating".to_owned(),
        Some("0") => "the same as the rating before".to_owned(),
        Some(points) => format!("{points} since the rating before"),
    };
    let now = format!("{} now, {moved}.", rounded(last));
    if n == 1 {
        return Some(now);
    }
    let steps =
        [(ledger.gains.n(), "gain"), (ledger.drops.n(), "drop")].map(|(n, noun)| counted(n as usize, noun));
    Some(format!("{now} {} on average over {n} ratings, with {} and {}.", rounded(mean), steps[0], steps[1]))
}

/// From where to where it dropped, and what came of that.
pub(super) fn format_drop(drop: &TrustDrop) -> String {
    let (from, to, day) = (rounded(drop.from), rounded(drop.to), drop.day.format("%-d %b %Y"));
    let gains = counted(drop.gains as usize, "gain");
    let after = match drop.recovered {
        Some((_, 0)) => format!("recovered the same day with {gains}"),
        Some((_, days)) => {
            format!("recovered after {} and {gains}", counted(days.unsigned_abs() as usize, "day"))
        }
        None if drop.gains == 0 => "not recovered so far".to_owned(),
        None => format!("not recovered so far, with {gains} since"),
    };
    format!("Dropped from {from} to {to} on {day}, {after}.")
}

/// Words that were written, with the day and the entry they are from.
pub(super) fn format_quote(words: &str, head: &Head) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let begin = first(&words, QUOTE);
    let cut =
        begin.rsplit_once(' ').filter(|_| begin.len() < words.len()).map(|(whole, _)| format!("{whole} …"));
    format!("▼ “{}” {}, {}", cut.as_deref().unwrap_or(begin), head.day.format("%-d %b"), head.short)
}

/// How drops and gains compare, with their counts, and how drops recovered, if there were any.
pub(super) fn format_recovery(all: &TrustRecovery, title: &str) -> Vec<String> {
    // The unit is said once.
    let drops = steps(&all.drops, "drop", true).replacen("no ", "No ", 1);
    let sides = format!("{drops}, {}.", steps(&all.gains, "gain", all.drops.n() == 0));
    let verdict = match all.verdict() {
        Verdict::TooFew => format!("Comparing them takes at least {} of each.", trust_recovery::ENOUGH),
        Verdict::SlowUpFastDown => format!("{title} drops faster than it grows here."),
        Verdict::Even => format!("{title} grows about as fast as it drops here."),
        Verdict::FastUpSlowDown => format!("{title} grows faster than it drops here."),
    };
    let mut said = vec![format!("{sides} {verdict}")];
    let number = |n: f64, noun: &str| format!("{} {noun}{}", rounded(n), if n == 1.0 { "" } else { "s" });
    let recovered = all.typical.map(|(days, gains)| {
        let typically = format!("{} and {}", number(days, "day"), number(gains, "gain"));
        format!("{} recovered, typically in {typically}.", counted(all.recovered, "drop"))
    });
    let verb = if all.open == 1 { "is" } else { "are" };
    let open = (all.open > 0).then(|| format!("{} {verb} not recovered so far.", counted(all.open, "drop")));
    let both: Vec<String> = recovered.into_iter().chain(open).collect();
    said.extend((!both.is_empty()).then(|| both.join(" ")));
    said
}

fn steps(steps: &SummaryStats, noun: &str, with_unit: bool) -> String {
    let Some(mean) = steps.mean() else { return format!("no {noun} yet") };
    let size = rounded(mean);
    let unit = match (with_unit, size == "1") {
        (false, _) => "",
        (true, true) => " point",
        (true, false) => " points",
    };
    let average = if with_unit && steps.n() > 1 { " on average" } else { "" };
    format!("{} of {size}{unit}{average}", counted(steps.n() as usize, noun))
}

/// How sure against how often it held, with n: what one judgement is called, and what it is when it holds.
pub(super) fn format_calibration(of: &Calibration, (one, word): (&str, &str)) -> String {
    use calibration::{ENOUGH, TOGETHER, Verdict};
    let (Some(confidence), Some(held)) = (of.confidence, of.held) else {
        return format!("No {one} yet. Comparing takes at least {ENOUGH}.");
    };
    let points = |share: f64| (share.abs() * 100.0).round();
    let verdict = match of.verdict() {
        Verdict::TooFew => format!("Comparing takes at least {ENOUGH}."),
        Verdict::WellCalibrated => format!("Well calibrated, within {} points.", points(TOGETHER)),
        Verdict::Overconfident => format!("Overconfident by {} points.", points(confidence - held)),
        Verdict::Underconfident => format!("Underconfident by {} points.", points(confidence - held)),
    };
    let count = counted(of.n, one);
    format!("{count}, {} sure on average, {} {word}. {verdict}", percent(confidence), percent(held))
}

/// Two weeks side by side, without a judgement: this one is not over.
pub(super) fn format_week(before: WeekSum, this: WeekSum) -> String {
    let week = |week: WeekSum, nothing: &str| {
        if week.days == 0 {
            return nothing.to_owned();
        }
        let counts =
            format!("{}, {}", counted(week.days as usize, "day"), counted(week.entries as usize, "entry"));
        let time = spoken(Duration::from_secs(week.minutes.saturating_mul(60)));
        if week.minutes == 0 { counts } else { format!("{counts}, {time}") }
    };
    format!("This week so far: {}. The week before: {}.", week(this, "nothing yet"), week(before, "nothing"))
}

/// What a policy overlooks: in how many errors, the first of them with its severity and the label of its threshold.
pub(super) fn format_warning(
    what: Overlooked,
    (errors, day): (usize, &str),
    error: &str,
    cost: &str,
    threshold: &str,
) -> String {
    let error = error.trim();
    match what {
        Overlooked::OneForAll => format!(
            "All {errors} errors you listed on {day} share one confidence threshold, \"{threshold}\". It is too strict for the mild ones or too loose for the severe ones."
        ),
        Overlooked::Unguarded { review, fallback } => {
            let missing = match (review, fallback) {
                (true, true) => "neither a human review nor a fallback",
                (true, false) => "no human review",
                (false, _) => "no fallback",
            };
            format!("\"{error}\" is severe ({cost}) and has {missing}.")
        }
        Overlooked::LowThreshold => format!(
            "\"{error}\" is severe ({cost}) and has the lowest confidence threshold, \"{threshold}\"."
        ),
        Overlooked::CostlyReview => format!(
            "\"{error}\" is mild ({cost}) and needs a human review every time. That may cost more than the error."
        ),
    }
}

#[cfg(test)]
mod tests {
    use chrono::{Days, NaiveDate};

    use super::*;
    use crate::domain::stats::calibration::Judgement;

    fn day(n: u64) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 8, 3).expect("a day") + Days::new(n)
    }

    /// Ratings a week apart.
    fn ledger(values: &[f64]) -> Ledger {
        let ratings: Vec<_> = values.iter().zip(0_u64..).map(|(value, n)| (day(n * 7), *value)).collect();
        Ledger::of(&ratings)
    }

    #[test]
    fn a_ledger_is_said_in_a_sentence() {
        for (values, sentence) in [
            (&[][..], None),
            (&[4.0], Some("4 now, the first rating.")),
            (
                &[4.0, 4.0],
                Some(
                    "4 now, the same as the rating before. 4 on average over 2 ratings, with 0 gains and 0 drops.",
                ),
            ),
            (
                &[4.0, 2.0, 3.0],
                Some(
                    "3 now, +1 since the rating before. 3 on average over 3 ratings, with 1 gain and 1 drop.",
                ),
            ),
        ] {
            assert_eq!(format_ledger(&ledger(values)).as_deref(), sentence, "{values:?}");
        }
    }

    #[test]
    fn a_drop_is_said_in_a_sentence() {
        for (values, sentence) in [
            (&[4.0, 2.0][..], "Dropped from 4 to 2 on 10 Aug 2026, not recovered so far."),
            (
                &[4.0, 2.0, 3.0],
                "Dropped from 4 to 2 on 10 Aug 2026, not recovered so far, with 1 gain since.",
            ),
            (
                &[4.0, 2.0, 3.0, 5.0],
                "Dropped from 4 to 2 on 10 Aug 2026, recovered after 14 days and 2 gains.",
            ),
        ] {
            let told: Vec<String> = ledger(values).stretches.iter().map(format_drop).collect();
            assert_eq!(told, [sentence], "{values:?}");
        }
        let ledger = Ledger::of(&[(0, 4.0), (7, 2.0), (7, 4.0)].map(|(n, value)| (day(n), value)));
        let told = format_drop(&ledger.stretches[0]);
        assert_eq!(told, "Dropped from 4 to 2 on 10 Aug 2026, recovered the same day with 1 gain.");
    }

    #[test]
    fn drops_and_gains_are_compared_in_a_sentence() {
        let said = |all: &[Ledger]| format_recovery(&TrustRecovery::of(all), "Trust");
        assert_eq!(said(&[]), ["No drop yet, no gain yet. Comparing them takes at least 5 of each."]);
        let one = said(&[ledger(&[3.0, 4.0])]);
        assert_eq!(one, ["No drop yet, 1 gain of 1 point. Comparing them takes at least 5 of each."]);
        assert_eq!(
            said(&[ledger(&[4.0, 2.0, 3.0, 4.0]), ledger(&[3.0, 2.0])]),
            [
                "2 drops of 1.5 points on average, 2 gains of 1. Comparing them takes at least 5 of each.",
                "1 drop recovered, typically in 14 days and 2 gains. 1 drop is not recovered so far."
            ]
        );
        let many: Vec<Ledger> = std::iter::repeat_with(|| ledger(&[3.0, 4.0, 5.0, 3.0])).take(5).collect();
        assert_eq!(
            said(&many),
            [
                "5 drops of 2 points on average, 10 gains of 1. Trust drops faster than it grows here.",
                "5 drops are not recovered so far."
            ]
        );
    }

    #[test]
    fn a_calibration_is_said_in_a_sentence() {
        for (confidence, held, not, sentence) in [
            (0.0, 0, 0, "No self-rating yet. Comparing takes at least 10."),
            (0.8, 1, 0, "1 self-rating, 80% sure on average, 100% evidenced. Comparing takes at least 10."),
            (
                0.8,
                7,
                3,
                "10 self-ratings, 80% sure on average, 70% evidenced. Well calibrated, within 10 points.",
            ),
            (0.8, 5, 5, "10 self-ratings, 80% sure on average, 50% evidenced. Overconfident by 30 points."),
            (0.5, 9, 1, "10 self-ratings, 50% sure on average, 90% evidenced. Underconfident by 40 points."),
        ] {
            let one = |held| Judgement { confidence, held };
            let all = std::iter::repeat_n(one(true), held).chain(std::iter::repeat_n(one(false), not));
            let all = Calibration::of(&all.collect::<Vec<_>>());
            assert_eq!(format_calibration(&all, ("self-rating", "evidenced")), sentence);
        }
    }

    #[test]
    fn two_weeks_are_said_in_a_sentence() {
        let (before, this) =
            (WeekSum { days: 2, entries: 2, minutes: 120 }, WeekSum { days: 2, entries: 3, minutes: 25 });
        assert_eq!(
            format_week(before, this),
            "This week so far: 2 days, 3 entries, 25 min. The week before: 2 days, 2 entries, 2 h."
        );
        let none = WeekSum::default();
        assert_eq!(format_week(none, none), "This week so far: nothing yet. The week before: nothing.");
    }

    #[test]
    fn warnings_are_plain_words() {
        let said: Vec<String> = [
            Overlooked::OneForAll,
            Overlooked::Unguarded { review: true, fallback: true },
            Overlooked::Unguarded { review: true, fallback: false },
            Overlooked::Unguarded { review: false, fallback: true },
            Overlooked::LowThreshold,
            Overlooked::CostlyReview,
        ]
        .map(|what| {
            format_warning(what, (4, "9 November"), " An invented decision", "5 of 5", "lower than usual")
        })
        .into();
        insta::assert_snapshot!(said.join("\n"));
    }
}

//! Days, weeks and small numbers in words.

use chrono::{Datelike, NaiveDate};

/// Writes a stretch of days as narrow as can be, within one year: `10–15 Nov`, `30 Nov – 6 Dec`.
pub(super) fn narrow(from: NaiveDate, to: NaiveDate) -> String {
    if from.month() == to.month() {
        format!("{}–{}", from.format("%-d"), to.format("%-d %b"))
    } else {
        format!("{} – {}", from.format("%-d %b"), to.format("%-d %b"))
    }
}

/// Writes a day for lists: `Mon 16 Nov`.
pub(super) fn short(day: NaiveDate) -> String {
    day.format("%a %-d %b").to_string()
}

/// Writes a day in full: `20 November 2026`.
pub(super) fn full(day: NaiveDate) -> String {
    day.format("%-d %B %Y").to_string()
}

/// Writes a stretch of days, saying month and year only as often as needed: `16–22 November 2026`.
pub(super) fn stretch(from: NaiveDate, to: NaiveDate) -> String {
    let same_year = from.year() == to.year();
    match (same_year && from.month() == to.month(), same_year) {
        (true, _) => format!("{}–{}", from.day(), full(to)),
        (_, true) => format!("{} – {}", from.format("%-d %B"), full(to)),
        _ => format!("{} – {}", full(from), full(to)),
    }
}

/// Writes a small number in words, a larger one in digits.
pub(super) fn number(n: usize) -> String {
    let words = [
        "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        "twelve",
    ];
    words.get(n).map_or_else(|| n.to_string(), |word| (*word).to_owned())
}

/// Joins names as a sentence does: `a, b and c`.
pub(super) fn join_names(names: &[String]) -> String {
    match names.split_last() {
        None => String::new(),
        Some((only, [])) => only.clone(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wording;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn a_week_says_month_and_year_only_as_often_as_needed() {
        let cases = [
            ("2026-11-16", "2026-11-22", "16–22 November 2026"),
            ("2026-11-30", "2026-12-06", "30 November – 6 December 2026"),
            ("2026-12-28", "2027-01-03", "28 December 2026 – 3 January 2027"),
        ];
        for (from, to, wanted) in cases {
            assert_eq!(stretch(day(from), day(to)), wanted);
        }
        assert_eq!(short(day("2026-11-16")), "Mon 16 Nov");
    }

    #[test]
    fn names_and_numbers_are_said() {
        let names = ["a", "b", "c"].map(str::to_owned);
        assert_eq!(join_names(&names), "a, b and c");
        assert_eq!(join_names(&names[..1]), "a");
        assert_eq!((number(5), number(13)), ("five".to_owned(), "13".to_owned()));
        assert_eq!(wording::capitalized("éa"), "Éa");
    }
}

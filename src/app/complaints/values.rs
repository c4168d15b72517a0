//! What a cell says: how many stars, which day, which words.

use chrono::{DateTime, NaiveDate};

/// Reads stars as `2`, `2.0`, `2,0`, `2 stars`, `Rated 2 out of 5`, `2/5`, `4/10` or `★★☆☆☆`.
pub fn stars(cell: &str) -> Option<u8> {
    let drawn = cell.chars().filter(|c| matches!(c, '★' | '⭐' | '🌟')).count();
    let numbers = cell.split(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ','));
    let mut numbers = numbers.filter_map(|number| number.replace(',', ".").parse::<f32>().ok());
    let given = if drawn > 0 { drawn as f32 } else { numbers.next()? };
    let most = if cell.contains('/') || cell.contains(" out of ") { numbers.next() } else { None };
    let most = most.filter(|most| matches!(*most as u32, 5 | 10 | 100)).unwrap_or(5.0);
    let stars = given * 5.0 / most;
    (!cell.trim_start().starts_with('-') && (0.5..=5.0).contains(&stars))
        .then(|| (stars.round() as u8).clamp(1, 5))
}

/// Of two numbers that may both be a month, which one is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Order {
    /// The second, as nearly everywhere.
    #[default]
    DayFirst,
    /// The first, as in the United States.
    MonthFirst,
}

impl Order {
    /// Tells the order from the days of a file: one of them alone may be read in two ways.
    pub fn of<'a>(cells: impl Iterator<Item = &'a str>) -> Self {
        let (mut day_first, mut month_first) = (0, 0);
        for cell in cells {
            match numbers(cell).as_slice() {
                [(first, 1..=2), (second @ 1..=12, 1..=2), ..] if *first > 12 && *second > 0 => {
                    day_first += 1;
                }
                [(1..=12, 1..=2), (second, 1..=2), ..] if *second > 12 => month_first += 1,
                _ => {}
            }
        }
        if month_first > day_first { Self::MonthFirst } else { Self::DayFirst }
    }
}

/// Reads a day as stores, scrapers and spreadsheets write it, with or without a time after it.
pub fn day(cell: &str, order: Order) -> Option<NaiveDate> {
    let of = |(year, digits): (i64, usize), month: i64, day: i64| {
        let year = if digits == 2 { 2000 + year } else { year };
        let (years, month, day) = (i32::try_from(year).ok()?, month.try_into().ok()?, day.try_into().ok()?);
        NaiveDate::from_ymd_opt(years, month, day).filter(|_| (1990..=2100).contains(&year))
    };
    let numbers = numbers(cell);
    match (month_named(cell), numbers.as_slice()) {
        (Some(month), [year @ (_, 4), (day, _), ..]) => of(*year, month, *day),
        (Some(month), [(day, 1..=2), year @ (_, 2 | 4), ..]) => of(*year, month, *day),
        (None, [year @ (_, 4), (month, _), (day, _), ..]) => of(*year, *month, *day),
        (None, [(a, 1..=2), (b, 1..=2), year @ (_, 2 | 4), ..]) => match order {
            _ if *a > 12 => of(*year, *b, *a),
            Order::MonthFirst => of(*year, *a, *b),
            Order::DayFirst if *b > 12 => of(*year, *a, *b),
            Order::DayFirst => of(*year, *b, *a),
        },
        (None, [(together, 8)]) => of((together / 10_000, 4), together / 100 % 100, together % 100),
        (None, [(since, 9..=13), ..]) => {
            let seconds = if *since > 99_999_999_999 { since / 1000 } else { *since };
            DateTime::from_timestamp(seconds, 0).map(|time| time.date_naive())
        }
        _ => None,
    }
}

/// The numbers in a cell, with how many digits each has.
fn numbers(cell: &str) -> Vec<(i64, usize)> {
    let digits = cell.split(|c: char| !c.is_ascii_digit()).filter(|digits| !digits.is_empty());
    digits.filter_map(|digits| Some((digits.parse().ok()?, digits.len()))).take(3).collect()
}

/// The month that is named in a cell: by three letters or all of them.
fn month_named(cell: &str) -> Option<i64> {
    const MONTHS: &str =
        "january february march april may june july august september october november december";
    let mut words = cell.split(|c: char| !c.is_alphabetic()).filter(|word| word.len() > 2);
    words.find_map(|word| {
        let word = word.to_lowercase();
        let is_it = |month: &str| month.starts_with(&word) || word == "sept" && month == "september";
        MONTHS.split(' ').zip(1..).find(|(month, _)| is_it(month)).map(|(_, n)| n)
    })
}

/// Puts a note in the place of email addresses. Its words never change: they are part of the text by which a complaint is
/// known again.
pub fn without_addresses(text: &str) -> String {
    let is_address = |word: &str| {
        word.split_once('@').is_some_and(|(name, host)| {
            let ends = |side: &str| side.chars().next_back().is_some_and(char::is_alphanumeric);
            ends(name) && host.trim_end_matches(|c: char| !c.is_alphanumeric()).contains('.')
        })
    };
    if !text.contains('@') {
        return text.to_owned();
    }
    let words = text.split_inclusive(char::is_whitespace).map(|word| {
        let end = word.trim_end().len();
        let (alone, space) = word.split_at(end);
        if is_address(alone) { format!("[mail address]{space}") } else { word.to_owned() }
    });
    words.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stars_are_read_as_they_are_written() {
        for (cell, expected) in [
            ("1", 1),
            ("5.0", 5),
            ("2,0", 2),
            ("1 star", 1),
            ("★★", 2),
            ("★☆☆☆☆", 1),
            ("⭐️⭐️⭐️", 3),
            ("4/5", 4),
            ("2/10", 1),
            ("1.0 out of 5 stars", 1),
            ("Rated 2 out of 5", 2),
        ] {
            assert_eq!(stars(cell), Some(expected), "{cell}");
        }
        for cell in ["lots", "", "0", "6", "-1", "17", "☆☆☆☆☆", "NaN"] {
            assert_eq!(stars(cell), None, "{cell}");
        }
    }

    #[test]
    fn days_are_read_as_they_are_written() {
        for cell in [
            "2025-06-09",
            "2025-06-09 19:07:07",
            "2025-06-09T19:11:31-07:00",
            "2025/6/9",
            "2025年6月9日",
            "20250609",
            "09.06.2025",
            "09/06/2025 08:11",
            "9/6/25",
            "09-Jun-25",
            "9 June 2025",
            "Jun 9, 2025",
            "June 9, 2025, 7:07 PM",
            "Mon, 09 Jun 2025 10:00:00 GMT",
            "Reviewed in the United States on June 9, 2025",
            "1749470400",
            "1749470400000",
            "1749470400.0",
        ] {
            assert_eq!(day(cell, Order::DayFirst), NaiveDate::from_ymd_opt(2025, 6, 9), "{cell}");
        }
        for cell in
            ["", "yesterday", "2 days ago", "2025", "31/31/2025", "0001-01-01", "99999999999999999999"]
        {
            assert_eq!(day(cell, Order::DayFirst), None, "{cell}");
        }
    }

    #[test]
    fn a_file_tells_whether_its_days_or_its_months_come_first() {
        let american = ["06/09/2025", "06/13/2025", ""];
        assert_eq!(Order::of(american.into_iter()), Order::MonthFirst);
        assert_eq!(day("06/09/2025", Order::MonthFirst), NaiveDate::from_ymd_opt(2025, 6, 9));
        assert_eq!(Order::of(["06/09/2025", "13/06/2025"].into_iter()), Order::DayFirst);
        assert_eq!(Order::of(["06/09/2025"].into_iter()), Order::DayFirst);
        assert_eq!(
            day("06/13/2025", Order::DayFirst),
            NaiveDate::from_ymd_opt(2025, 6, 13),
            "there is one reading"
        );
    }
}

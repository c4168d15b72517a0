//! What the log shows: the days of practice, a summary of its measures, and mixed reactions to one part.
//!
//! Everything is read in a bounded way: five weeks of days, the newest thousand entries, the newest two thousand facts.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

use crate::db::{Order, Store, Wanted};
use crate::domain::entry::Head;
use crate::domain::exercise::Exercise;
use crate::domain::facts::{Dated, subject_key};
use crate::domain::field_role::FieldRole;
use crate::domain::number_format::{counted, rounded, times};
use crate::domain::stats::activity::{Activity, Day};
use crate::domain::stats::mixed_reactions;
use crate::domain::stats::reading::{Finding, Line, reading};
use crate::error::{Result, unless_damaged};

/// How many entries the first reading rests on at most.
const READ: usize = 1_000;
/// How many facts opposites are looked for in.
const LOOKED_AT: usize = 2_000;
/// How many pairs of opposites are listed.
const PAIRS: usize = 100;

/// How many days of practice it takes until the log can be read once, and how many the count looks back at.
const DAYS: usize = 14;
/// How many products are listed with their trust.
const PRODUCTS: usize = 6;

/// The days on which something was logged.
#[derive(Debug)]
pub struct LogDays {
    activity: Activity,
    /// How many days were practised at all, as far as it is counted.
    ever: usize,
}

impl LogDays {
    /// How many of the last fourteen days have an entry.
    pub fn of_the_last(&self) -> usize {
        self.activity.of_last(DAYS as u64)
    }

    /// How many of the last days were practised: `9 of the last 14 days`.
    pub fn format_count(&self) -> String {
        match self.of_the_last() {
            0 => format!("Nothing yet in the last {DAYS} days"),
            days => format!("You logged something on {days} of the last {DAYS} days"),
        }
    }

    /// What that means, and what comes next.
    pub fn what_next(&self) -> String {
        let left = DAYS.saturating_sub(self.ever);
        match (self.ever, self.of_the_last()) {
            (0, _) => format!("One line a day is plenty. After {DAYS} days you can see what your log shows."),
            (_, DAYS) => "You logged something on every one of them.".to_owned(),
            (DAYS.., _) => {
                "A day without an entry is a gap, not a failure. The others still count.".to_owned()
            }
            (ever, _) => format!(
                "{} so far, in a row or not. With {left} more you can see what your log shows.",
                counted(ever, "day")
            ),
        }
    }
}

/// Reads the days of practice up to today.
pub fn log_days(store: &Store, exercise: &Exercise, today: NaiveDate) -> Result<LogDays> {
    let from = today.checked_sub_days(Days::new(DAYS as u64)).unwrap_or(today);
    let counts = store.practised_on(&exercise.id, from, today)?;
    let ever = store.days_practised(&exercise.id, DAYS)?;
    Ok(LogDays { activity: Activity::of_counts(counts, today), ever })
}

/// The weeks that hold the month of a day, with how many entries each day of it has up to today; `None` for other days.
pub fn month(
    store: &Store,
    exercise: &Exercise,
    day: NaiveDate,
    (week_starts, today): (Weekday, NaiveDate),
) -> Result<Vec<[Day; 7]>> {
    let first = day.with_day(1).unwrap_or(day);
    let next = first.checked_add_months(Months::new(1)).unwrap_or(first);
    let counts = store.practised_on(&exercise.id, first, next.pred_opt().unwrap_or(first))?;
    let activity = Activity::of_counts(counts, next.pred_opt().unwrap_or(first));
    let weeks = activity.weeks(6, week_starts).into_iter().map(|week| {
        week.map(|day| {
            let shown = day.date.month() == first.month() && day.date <= today;
            Day { entries: day.entries.filter(|_| shown), ..day }
        })
    });
    Ok(weeks.filter(|week| week.iter().any(|day| day.date.month() == first.month())).collect())
}

/// What the log shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Shows {
    pub lines: Vec<Line>,
    /// The products logged most with how they were trusted on average, and in how many entries.
    pub trust: Vec<(String, f64, usize)>,
}

/// Reads what was logged, once there are fourteen days of it.
pub fn first(store: &Store, exercise: &Exercise, days: &LogDays) -> Result<Option<Shows>> {
    if days.ever < DAYS {
        return Ok(None);
    }
    let facts = store.facts_of_exercise(&exercise.id, READ)?;
    Ok(Some(Shows { lines: reading(exercise, &facts), trust: trust(exercise, &facts) }))
}

fn trust(exercise: &Exercise, facts: &[Dated]) -> Vec<(String, f64, usize)> {
    let field = exercise.with_role(FieldRole::Trust);
    let Some(measure) = field.and_then(|field| exercise.measure_of(&field.id)) else { return Vec::new() };
    let mut by: BTreeMap<String, (String, f64, usize)> = BTreeMap::new();
    for fact in facts.iter().map(|dated| &dated.fact).filter(|fact| fact.measure == measure.id) {
        let Some(subject) = &fact.subject else { continue };
        let (_, sum, n) = by.entry(subject_key(subject)).or_insert_with(|| (subject.clone(), 0.0, 0));
        (*sum, *n) = (*sum + fact.value, *n + 1);
    }
    let mut all: Vec<_> = by.into_values().map(|(name, sum, n)| (name, sum / n as f64, n)).collect();
    all.sort_by_key(|(.., n)| std::cmp::Reverse(*n));
    all.truncate(PRODUCTS);
    all
}

/// What a line is about.
pub fn format_title(line: &Line) -> &str {
    line.title.as_deref().unwrap_or("Mixed reactions to one part")
}

/// What a line found; `None` if there are too few entries.
pub fn format_finding(line: &Line) -> Option<String> {
    Some(match line.found.as_ref()? {
        Finding::Times(n) => times(*n),
        Finding::Mean(mean) => format!("{} on average", rounded(*mean)),
        Finding::Most(named, more) => {
            let named: Vec<String> = named.iter().map(|(word, n)| format!("{word} {n}")).collect();
            let more = if *more > 0 { format!(" · and {more} more") } else { String::new() };
            named.join(" · ") + &more
        }
    })
}

/// A line as people read it.
pub fn format_line(line: &Line) -> String {
    let found = format_finding(line).unwrap_or_else(|| "too few entries yet".to_owned());
    format!("{}: {found} (n = {})", format_title(line), line.n)
}

/// Two entries that say opposite things about one part.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    pub subject: String,
    pub part: String,
    /// The newer one and the older one.
    pub both: [Half; 2],
}

impl Pair {
    /// Names what the two are about: `Spotify DJ · the voice`.
    pub fn title(&self) -> String {
        if self.subject.is_empty() { self.part.clone() } else { format!("{} · {}", self.subject, self.part) }
    }

    /// Returns whether the two are of different people, or of one person in different situations.
    fn is_of_two(&self) -> bool {
        let [newer, older] = self.both.each_ref().map(|half| subject_key(&half.segment));
        !newer.is_empty() && !older.is_empty() && newer != older
    }
}

/// One of two entries that say opposite things.
#[derive(Debug, Clone, PartialEq)]
pub struct Half {
    pub head: Head,
    pub words: String,
    /// Who it was, and in what situation; empty if the entry does not say.
    pub segment: String,
}

/// Lists the pairs of entries that say opposite things about one part, up to the newest hundred: those of two people or
/// situations first.
pub fn opposites(store: &Store, exercise: &Exercise) -> Result<Vec<Pair>> {
    let mut found = Vec::new();
    let weighed = exercise.measures.iter().filter(|one| one.part.is_some() && !one.weights.is_empty());
    for measure in weighed {
        let wanted = Wanted { measure: &measure.id, ..Wanted::default() };
        found.extend(mixed_reactions::pairs(&store.facts(&wanted, Order::InParts, LOOKED_AT)?));
    }
    found.sort_by_key(|pair| std::cmp::Reverse(pair.newer.day));
    let mut pairs = Vec::new();
    for mixed_reactions::Pair { newer, older } in found.into_iter().take(PAIRS) {
        let subject = newer.fact.subject.clone().unwrap_or_default();
        let part = newer.fact.part.clone().unwrap_or_default();
        let halves = half(store, exercise, newer)?.zip(half(store, exercise, older)?);
        pairs.extend(halves.map(|(newer, older)| Pair { subject, part, both: [newer, older] }));
    }
    // What divides two people says more than how one of them felt on two days.
    pairs.sort_by_key(|pair| !pair.is_of_two());
    Ok(pairs)
}

fn half(store: &Store, exercise: &Exercise, dated: Dated) -> Result<Option<Half>> {
    let Some(entry) = unless_damaged(store.entry(dated.entry))? else { return Ok(None) };
    let segment = exercise.with_role(FieldRole::Segment).and_then(|field| {
        Some(exercise.current(&entry.answers).get(&field.id)?.as_text()?.trim().to_owned())
    });
    let words = dated.fact.words.unwrap_or_default();
    Ok(Some(Half { head: entry.head, words, segment: segment.unwrap_or_default() }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::EntryId;
    use crate::domain::plan::WeekLabel;
    use crate::domain::value::{Answers, Picks, Value};
    use crate::exercises::Catalog;

    /// Makes entries of what the plan captures, the newest first: product, feeling, trust, whether it worked, whether it felt right.
    fn read(entries: &[(&str, &str, u8, &str, &str)]) -> Vec<String> {
        let catalog = Catalog::built_in();
        let exercise = catalog.captured(catalog.plan()).expect("there").exercise();
        let mut facts = Vec::new();
        for (n, (product, felt, trust, worked, right)) in (1..).zip(entries) {
            let mut answers = Answers::default();
            answers.set("happened", Value::Text("it spoke".into()));
            answers.set("product", Value::Text((*product).into()));
            answers.set("felt", Value::Text((*felt).into()));
            answers.set("feature", Value::Text("the voice".into()));
            if *trust > 0 {
                answers.set("trust", Value::Number(f64::from(*trust)));
            }
            for (field, said) in [("worked", worked), ("right", right)] {
                if !said.is_empty() {
                    answers.set(field, Value::Choice(Picks::one(*said)));
                }
            }
            facts.extend(exercise.facts(&answers).into_iter().map(|fact| Dated {
                entry: EntryId::from_bytes([n; 16]),
                week: WeekLabel { year: 2026, week: 47 },
                day: chrono::NaiveDate::default(),
                written: chrono::NaiveDate::default(),
                fact,
            }));
        }
        reading(exercise, &facts).iter().map(format_line).collect()
    }

    #[test]
    fn each_line_says_how_much_it_rests_on() {
        let said = read(&[
            ("Otter", "annoyed", 1, "yes", "no"),
            ("otter", "Annoyed ", 2, "yes", "no"),
            ("Maps", "relieved", 3, "yes", "yes"),
            ("Otter", "relieved", 4, "no", "no"),
            ("DJ", "odd", 5, "yes", "unsure"),
            ("Siri", "odd", 0, "yes", ""),
        ]);
        assert_eq!(
            said[..4],
            [
                "AI product: Otter 3 · DJ 1 · Maps 1 · and 1 more (n = 6)",
                "Trust: 3 on average (n = 5)",
                "How it felt: annoyed 2 · odd 2 · relieved 2 (n = 6)",
                "Technically fine, felt wrong: twice (n = 5)",
            ]
        );
        assert_eq!(said[4], "Failed technically: once (n = 6)");
        assert_eq!(said[5], "Could not say why: too few entries yet (n = 0)");
        assert_eq!(said.last().map(String::as_str), Some("Mixed reactions to one part: twice (n = 6)"));
    }

    #[test]
    fn fewer_than_five_say_nothing_yet() {
        for lines in [read(&[]), read(&[("Otter", "annoyed", 1, "yes", "no"); 4])] {
            assert!(lines.iter().all(|line| line.contains("too few entries yet")), "{lines:?}");
        }
    }

    #[test]
    fn pairs_of_two_people_come_before_those_of_one() {
        let pair = |segments: [&str; 2]| {
            let half =
                |segment: &str| Half { words: String::new(), segment: segment.to_owned(), head: head() };
            Pair { subject: String::new(), part: String::new(), both: segments.map(half) }
        };
        for (segments, of_two) in
            [(["me", "S., in a hurry"], true), (["me", "Me "], false), (["me", ""], false), (["", ""], false)]
        {
            assert_eq!(pair(segments).is_of_two(), of_two, "{segments:?}");
        }
    }

    fn head() -> Head {
        let (mut store, catalog) = (Store::open_in_memory().expect("opens"), Catalog::built_in());
        let now = crate::domain::time::Moment::new(1_763_000_000_000, 0);
        let week = crate::app::week::holding(&store, now.day(0)).expect("a week");
        let first = (&Answers::default(), &crate::domain::locate::Place::default());
        let mut chance = crate::sys::rng::Rng::seeded(1);
        let loaded = catalog.captured(catalog.plan()).expect("there");
        let when = (week, now.day(0), now);
        crate::app::practice::begin(&mut store, loaded, when, first, &mut chance).expect("begins").0
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn log_days(days: &[(&str, u64)]) -> LogDays {
        let activity = Activity::of_counts(days.iter().map(|(on, n)| (day(on), *n)), day("2026-11-20"));
        LogDays { activity, ever: days.iter().filter(|(_, n)| *n > 0).count() }
    }

    #[test]
    fn a_month_holds_its_days_up_to_today_and_no_others() {
        let (store, catalog) = (Store::open_in_memory().expect("opens"), Catalog::built_in());
        let exercise = catalog.captured(catalog.plan()).expect("there").exercise();
        let month =
            |on: &str, starts| month(&store, exercise, day(on), (starts, day("2026-11-20"))).expect("reads");
        let weeks = month("2026-11-16", Weekday::Mon);
        assert_eq!((weeks.len(), weeks[0][0].date), (6, day("2026-10-26")));
        let shown = |weeks: &[[Day; 7]]| weeks.iter().flatten().filter(|day| day.entries.is_some()).count();
        assert_eq!(shown(&weeks), 20, "up to today");
        assert_eq!(shown(&month("2026-10-31", Weekday::Sun)), 31);
        assert_eq!(shown(&month("2026-12-01", Weekday::Mon)), 0);
        assert_eq!(month("2026-02-10", Weekday::Sun).len(), 4);
    }

    #[test]
    fn fourteen_days_end_today_and_gaps_are_only_not_counted() {
        let none = log_days(&[]);
        assert_eq!((none.of_the_last(), none.ever), (0, 0));
        assert!(none.what_next().starts_with("One line a day"));
        let some = log_days(&[("2026-11-20", 3), ("2026-11-07", 1), ("2026-11-06", 1), ("2026-11-10", 0)]);
        assert_eq!(some.format_count(), "You logged something on 2 of the last 14 days");
        assert_eq!(
            some.what_next(),
            "3 days so far, in a row or not. With 11 more you can see what your log shows."
        );
        let all: Vec<String> = (7..=20).map(|date| format!("2026-11-{date:02}")).collect();
        let all = log_days(&all.iter().map(|on| (on.as_str(), 1)).collect::<Vec<_>>());
        assert_eq!((all.of_the_last(), all.ever), (14, 14));
        assert!(all.what_next().starts_with("You logged something on every one"));
    }
}

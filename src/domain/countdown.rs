//! The countdown: what is practised before an interview, planned backwards from its day.
//!
//! Each part has its usual days, counted back from the interview. What was missed moves to days that have room, never
//! beyond the minutes of a day; what finds no room is told, and nothing else is. The same answers always give the same plan.

use chrono::{Days, NaiveDate};

/// How many times a day at most one part is planned to catch up.
const CATCH_UP: usize = 2;

/// What is practised before an interview.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Countdown {
    /// The exercise that keeps the day of the interview.
    pub exercise: String,
    /// The exercise for what comes once the day is there, if one does.
    pub after: Option<String>,
    /// The minutes of a day, unless the person has others.
    pub minutes: u32,
    /// Its parts; the earlier ones go first where time is short.
    pub parts: Vec<Part>,
}

/// Something that is practised before an interview.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Kebab-case name.
    pub id: String,
    /// What people read.
    pub title: String,
    /// What is done.
    pub task: Task,
    /// How long one time takes, in minutes.
    pub minutes: u32,
    /// The first day for it, counted back from the interview: 1 is the evening before.
    pub from: u32,
    /// The last day for it, counted in the same way.
    pub until: u32,
    /// How often; `None` for every day. A day that was missed is not made up for.
    pub times: Option<usize>,
    /// Whether what was done before the countdown began counts, too.
    pub standing: bool,
}

/// What is done in a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Task {
    /// An exercise.
    Practise {
        /// Its id.
        exercise: String,
        /// The measure whose facts count as done; `None` if every finished entry does.
        measure: Option<String>,
        /// Of that measure, only this category.
        category: Option<String>,
        /// What a new entry begins with: fields, and answers as text.
        first: Vec<(String, String)>,
    },
    /// Telling from memory what is due.
    Recall,
}

impl Part {
    /// Returns whether a day, counted back from the interview, is one of its days.
    fn covers(&self, before: u32) -> bool {
        (self.until..=self.from).contains(&before)
    }

    /// The usual day of each time, counted back from the interview: evenly over the days there are.
    fn usual(&self, index: usize, times: usize) -> u32 {
        let (span, gaps) = ((self.from - self.until) as usize, times.saturating_sub(1).max(1));
        self.from - u32::try_from((index * span + gaps / 2) / gaps).unwrap_or_default()
    }
}

/// How often something was done.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Done {
    /// On days before today.
    pub before: usize,
    /// Today.
    pub today: usize,
}

/// What lies ahead.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outlook {
    /// Today and every day before the interview, in order.
    pub days: Vec<DayPlan>,
    /// Parts that found no room, by their index, and how often.
    pub unfit: Vec<(usize, usize)>,
}

impl Outlook {
    /// Returns what today asks for; nothing on the day of the interview.
    pub fn today(&self) -> Option<&DayPlan> {
        self.days.first()
    }
}

/// What one day asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayPlan {
    /// The day.
    pub day: NaiveDate,
    /// How many days before the interview it is.
    pub before: u32,
    /// What is practised: parts by their index, and whether that is done.
    pub sessions: Vec<Session>,
}

/// One time of a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Session {
    /// The index of the part.
    pub part: usize,
    /// Whether it is done.
    pub is_done: bool,
}

impl DayPlan {
    /// Lists what is still to do, one part as often as it is planned.
    pub fn open<'a>(&self, countdown: &'a Countdown) -> impl Iterator<Item = &'a Part> {
        let open = self.sessions.iter().filter(|session| !session.is_done);
        open.filter_map(|session| countdown.parts.get(session.part))
    }

    /// Adds up the minutes of what is still to do.
    pub fn minutes(&self, countdown: &Countdown) -> u32 {
        self.open(countdown).map(|part| part.minutes).sum()
    }

    /// Adds up the minutes of all of it, done or not.
    fn total(&self, countdown: &Countdown) -> u32 {
        let parts = self.sessions.iter().filter_map(|session| countdown.parts.get(session.part));
        parts.map(|part| part.minutes).sum()
    }

    fn has_room(&self, countdown: &Countdown, part: &Part, budget: u32) -> bool {
        self.total(countdown) + part.minutes <= budget
    }

    fn add(&mut self, part: usize) {
        self.sessions.push(Session { part, is_done: false });
    }

    fn count(&self, part: usize) -> usize {
        self.sessions.iter().filter(|session| session.part == part).count()
    }
}

/// Plans from today on to an interview, with so many minutes a day; `done` says of each part how often it was done.
pub fn plan(
    countdown: &Countdown,
    today: NaiveDate,
    interview: NaiveDate,
    budget: u32,
    done: &[Done],
) -> Outlook {
    let left = u32::try_from((interview - today).num_days()).unwrap_or_default();
    let day = |before: u32| DayPlan {
        day: interview.checked_sub_days(Days::new(before.into())).unwrap_or(today),
        before,
        sessions: Vec::new(),
    };
    if left == 0 {
        return Outlook::default();
    }
    let mut outlook = Outlook { days: (1..=left).rev().map(day).collect(), unfit: Vec::new() };
    let done = |index: usize| done.get(index).copied().unwrap_or_default();
    if let Some(today) = outlook.days.first_mut() {
        for (index, part) in countdown.parts.iter().enumerate() {
            let times = match part.times {
                Some(_) => done(index).today,
                None if part.covers(today.before) => done(index).today.min(1),
                None => 0,
            };
            today.sessions.extend(std::iter::repeat_n(Session { part: index, is_done: true }, times));
        }
    }
    // What takes longest finds its usual day first.
    let mut order: Vec<(usize, &Part)> = countdown.parts.iter().enumerate().collect();
    order.sort_by_key(|(_, part)| (part.times.is_some(), std::cmp::Reverse(part.minutes)));
    let mut late = Vec::new();
    for (index, part) in order {
        let done = done(index);
        let Some(times) = part.times else {
            for day in outlook.days.iter_mut().filter(|day| part.covers(day.before)) {
                match day.has_room(countdown, part, budget) {
                    _ if day.count(index) > 0 => {}
                    true => day.add(index),
                    false => miss(&mut outlook.unfit, index),
                }
            }
            continue;
        };
        for (round, time) in (done.before + done.today..times).enumerate() {
            let usual = part.usual(time, times);
            let day = outlook.days.iter_mut().find(|day| day.before == usual);
            match day.filter(|day| day.has_room(countdown, part, budget)) {
                Some(day) => day.add(index),
                None => late.push((round, index, usual.min(left))),
            }
        }
    }
    late.sort_unstable();
    // The last evenings stay as light as they are planned.
    let last = countdown.parts.iter().filter(|part| part.times.is_some()).map(|part| part.until).min();
    for (_, index, wanted) in late {
        let Some(part) = countdown.parts.get(index) else { continue };
        let takes = |day: &&mut DayPlan| {
            (last.unwrap_or(1)..=part.from).contains(&day.before)
                && day.count(index) < CATCH_UP
                && day.has_room(countdown, part, budget)
        };
        // The next day with room; for what only makes room for something longer, the nearest one.
        let distance = |day: &&mut DayPlan| (day.before.abs_diff(wanted), day.before);
        match outlook.days.iter_mut().filter(takes).min_by_key(distance) {
            Some(day) => day.add(index),
            None => miss(&mut outlook.unfit, index),
        }
    }
    for day in &mut outlook.days {
        day.sessions.sort_by_key(|session| session.part);
    }
    outlook.unfit.sort_unstable();
    outlook
}

fn miss(unfit: &mut Vec<(usize, usize)>, part: usize) {
    match unfit.iter_mut().find(|(other, _)| *other == part) {
        Some((_, count)) => *count += 1,
        None => unfit.push((part, 1)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(id: &str, minutes: u32, (from, until): (u32, u32), times: Option<usize>) -> Part {
        let (id, title) = (id.to_owned(), id.to_owned());
        Part { id, title, task: Task::Recall, minutes, from, until, times, standing: false }
    }

    fn countdown() -> Countdown {
        let parts = vec![
            part("log", 2, (14, 1), None),
            part("models", 8, (10, 2), Some(7)),
            part("short", 15, (13, 9), Some(2)),
            part("long", 53, (6, 3), Some(2)),
        ];
        Countdown { exercise: "date".to_owned(), after: None, minutes: 60, parts }
    }

    const INTERVIEW: NaiveDate = NaiveDate::from_ymd_opt(2026, 12, 15).expect("a day");

    fn ahead(left: u64, budget: u32, done: &[Done]) -> Outlook {
        plan(&countdown(), INTERVIEW - Days::new(left), INTERVIEW, budget, done)
    }

    fn on(outlook: &Outlook, before: u32) -> Vec<(usize, bool)> {
        let day = outlook.days.iter().find(|day| day.before == before).expect("a day");
        day.sessions.iter().map(|one| (one.part, one.is_done)).collect()
    }

    #[test]
    fn nothing_is_planned_before_it_begins_or_on_the_day() {
        let early = ahead(20, 60, &[]);
        assert!((15..=20).all(|before| on(&early, before).is_empty()) && early.unfit.is_empty(), "{early:?}");
        assert_eq!(on(&early, 14), [(0, false)]);
        assert_eq!(ahead(0, 60, &[]), Outlook::default());
        assert_eq!(on(&ahead(1, 60, &[]), 1), [(0, false)]);
    }

    #[test]
    fn what_takes_long_has_its_day_and_the_rest_makes_room() {
        let outlook = ahead(14, 60, &[]);
        assert_eq!(on(&outlook, 6), [(0, false), (3, false)]);
        assert_eq!(outlook.days.iter().map(|day| day.count(1)).sum::<usize>(), 7);
        assert!(outlook.unfit.is_empty());
    }

    #[test]
    fn a_missed_day_is_caught_up_with_and_its_daily_part_is_not() {
        let kept = [Done::default(), Done { before: 3, today: 0 }, Done { before: 2, today: 0 }];
        let missed = [Done::default(), Done { before: 1, today: 0 }, Done { before: 2, today: 0 }];
        let outlook = ahead(7, 60, &kept);
        assert_eq!(on(&outlook, 7), [(0, false)]);
        let outlook = ahead(7, 60, &missed);
        assert_eq!(on(&outlook, 7), [(0, false), (1, false), (1, false)]);
        assert!(outlook.unfit.is_empty());
    }

    #[test]
    fn what_is_done_today_stands_there_and_uses_its_minutes() {
        let outlook = ahead(10, 20, &[Done { before: 0, today: 3 }, Done { before: 0, today: 1 }]);
        assert_eq!(on(&outlook, 10), [(0, true), (1, true)]);
        assert_eq!(outlook.days[0].minutes(&countdown()), 0);
    }

    #[test]
    fn no_day_asks_for_more_than_it_has_and_nothing_is_lost() {
        let countdown = countdown();
        for left in 1..20 {
            for budget in [5, 10, 17, 30, 60, 240] {
                for done in 0..3 {
                    let done = [Done::default(), Done { before: done, today: done / 2 }];
                    let outlook = ahead(left, budget, &done);
                    let over = outlook.days.iter().skip(1).any(|day| day.total(&countdown) > budget);
                    assert!(!over, "{left} {budget} {outlook:?}");
                    for (index, part) in
                        countdown.parts.iter().enumerate().filter(|(_, part)| part.times.is_some())
                    {
                        let done = done.get(index).copied().unwrap_or_default();
                        let planned: usize = outlook.days.iter().map(|day| day.count(index)).sum();
                        let unfit = outlook.unfit.iter().find(|(of, _)| *of == index).map_or(0, |(_, n)| *n);
                        assert_eq!(
                            done.before + planned + unfit,
                            part.times.unwrap_or_default(),
                            "{left} {budget}"
                        );
                    }
                    assert_eq!(outlook, ahead(left, budget, &done), "the same answers give the same plan");
                }
            }
        }
    }
}

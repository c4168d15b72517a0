//! Practice as charts: minutes, skills with evidence, recall. They are for the person; a portfolio shows of it what others
//! may see.

use std::time::Duration;

use chrono::{Days, NaiveDate};

use super::document::{Block, Body, Chart, Section};
use super::drawings::{bars, gauge};
use super::input::WeekInput;
use super::{days, overview};
use crate::charts::Tone;
use crate::domain::checklist::Standing;
use crate::domain::entry::active_time;
use crate::domain::fsrs::Grade;
use crate::domain::number_format::counted;
use crate::domain::time::spent;

/// The longest stretch that is drawn day by day, in days; a longer one is drawn week by week.
const BY_DAY: usize = 14;

/// The grades of recall from the best, and how each looks.
const GRADES: [(Grade, Tone); 4] = [
    (Grade::Easy, Tone::Good),
    (Grade::Good, Tone::Series(0)),
    (Grade::Hard, Tone::Warn),
    (Grade::Again, Tone::Bad),
];

/// Makes the section of practice; nothing where nothing was practised.
pub(super) fn section(input: &WeekInput) -> Option<Section> {
    let charts = [
        ("Active time", minutes(input)),
        ("Skills of the checklist", standings(&input.standings)),
        ("Recall from memory", recall(&input.recalled)),
    ];
    let block = |(title, chart): (&str, Option<Chart>)| {
        Some(Block { title: Some(title.to_owned()), body: Body::Charts(vec![chart?]) })
    };
    let blocks: Vec<Block> = charts.into_iter().filter_map(block).collect();
    (!blocks.is_empty()).then(|| Section { title: "Practice".to_owned(), blocks, ..Section::default() })
}

/// Draws the active time of each day, or of each week.
fn minutes(input: &WeekInput) -> Option<Chart> {
    let finished = overview::finished(input);
    let all: Vec<NaiveDate> = input.starts.iter_days().take_while(|day| *day <= input.ends).collect();
    let step = if all.len() > BY_DAY { 7 } else { 1 };
    let stretch = |first: &NaiveDate| {
        let last = *first + Days::new(step - 1);
        let within = finished.iter().filter(|run| (*first..=last).contains(&run.head.day));
        let label = if step == 1 { days::short(*first) } else { days::narrow(*first, last) };
        (label, active_time(within.map(|run| &run.head)))
    };
    let times: Vec<(String, Duration)> = all.iter().step_by(step as usize).map(stretch).collect();
    let whole = spent(times.iter().map(|(_, time)| *time).sum())?;
    let practised = times.iter().filter(|(_, time)| !time.is_zero()).count();
    let noun = if step == 1 { "day" } else { "week" };
    let says = format!("{whole} on {} of {}.", practised, counted(times.len(), noun));
    let row = |(label, time): (String, Duration)| {
        (label, time.as_secs_f64(), spent(time).unwrap_or_else(|| "none".to_owned()))
    };
    Some(bars(says, ["When", "Active time"], times.into_iter().map(row).collect()))
}

/// Draws where the skills stand.
fn standings(all: &[Standing]) -> Option<Chart> {
    let count = |standing| all.iter().filter(|one| **one == standing).count();
    let [evidenced, rated, gaps] = [Standing::Evidenced, Standing::SelfRated, Standing::Gap].map(count);
    let says = format_evidenced(evidenced, all.len());
    let parts = vec![
        ("evidenced", evidenced, Tone::Good),
        ("self-rated", rated, Tone::Warn),
        (if gaps == 1 { "gap" } else { "gaps" }, gaps, Tone::Dim),
    ];
    gauge(says, ["Skills", "Count"], parts)
}

/// Draws how many of the skills have evidence, and says nothing of how sure the person is of the others.
pub(super) fn evidenced(all: &[Standing]) -> Option<Chart> {
    let evidenced = all.iter().filter(|one| **one == Standing::Evidenced).count();
    let says = format_evidenced(evidenced, all.len());
    let parts = vec![("evidenced", evidenced, Tone::Good), ("open", all.len() - evidenced, Tone::Dim)];
    gauge(says, ["Skills", "Count"], parts)
}

fn format_evidenced(evidenced: usize, all: usize) -> String {
    let have = if evidenced == 1 { "has" } else { "have" };
    format!("{evidenced} of {} {have} evidence.", counted(all, "skill"))
}

/// Draws how well things were recalled.
fn recall(grades: &[Grade]) -> Option<Chart> {
    let part = |(grade, tone): (Grade, Tone)| {
        (grade.name(), grades.iter().filter(|one| **one == grade).count(), tone)
    };
    let again = grades.iter().filter(|one| **one == Grade::Again).count();
    let says = format!("{} of {} succeeded.", grades.len() - again, counted(grades.len(), "recall"));
    gauge(says, ["Grade", "Count"], GRADES.map(part).into())
}

/// Draws the days of practice, of rows of a table with its weeks and their days.
pub(super) fn weekly(rows: &[Vec<String>]) -> Option<Chart> {
    let bar = |row: &Vec<String>| {
        let [week, days, ..] = row.as_slice() else { return None };
        Some((week.clone(), days.parse().ok()?, days.clone()))
    };
    let all: Vec<(String, f64, String)> = rows.iter().filter_map(bar).collect();
    let whole: f64 = all.iter().map(|(_, days, _)| days).sum();
    let says = format!("{} of practice in {}.", counted(whole as usize, "day"), counted(all.len(), "week"));
    (all.len() > 1).then(|| bars(says, ["Week", "Days"], all))
}

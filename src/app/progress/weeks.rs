//! What values by week are drawn as: a row of cells, up to this week.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use super::Sheet;
use crate::charts::{Cells, Latest, Look, Mark, Series};
use crate::domain::metric::Reading;
use crate::domain::plan::WeekLabel;
use crate::domain::projections::Better;
use crate::domain::stats::summary_stats::SummaryStats;

/// What stands below rows of weeks.
const LEGEND: &str = "one column a week, the newest at the right";

/// The ends of the scale, or of what was found.
pub(super) fn range(measure: &str, found: SummaryStats, on: &Sheet<'_>) -> (f64, f64) {
    match on.reading(measure) {
        Some(Reading::Scale { min, max }) => (*min as f64, *max as f64),
        _ => (found.min().unwrap_or_default().min(0.0), found.max().unwrap_or(1.0).max(1.0)),
    }
}

/// Names a week in a table by its Monday, with the year if that is another one than today's.
pub(super) fn week_of(week: WeekLabel, today: NaiveDate) -> String {
    let Some(monday) = week.monday() else { return week.to_string() };
    monday.format(if monday.year() == today.year() { "%-d %b" } else { "%-d %b %Y" }).to_string()
}

/// Lays weeks out side by side up to this one.
fn laid_out(weeks: &BTreeMap<WeekLabel, f64>, today: NaiveDate) -> Vec<Option<f64>> {
    let monday = |week: WeekLabel| week.monday().unwrap_or(today);
    let this = monday(WeekLabel::of_start(today - chrono::TimeDelta::days(3)));
    let Some(first) = weeks.keys().next().copied().map(monday) else { return Vec::new() };
    let count = usize::try_from((this - first).num_days() / 7 + 1).unwrap_or_default();
    let mut laid = vec![None; count];
    for (week, value) in weeks {
        let index = usize::try_from((monday(*week) - first).num_days() / 7).unwrap_or_default();
        if let Some(place) = laid.get_mut(index) {
            *place = Some(*value);
        }
    }
    laid
}

/// A row of weeks, with the newest of them and how it moved.
pub(super) fn by_weeks(label: &str, weeks: &BTreeMap<WeekLabel, f64>, n: u64, today: NaiveDate) -> Series {
    let mut newest = weeks.values().rev().copied();
    let (value, before) = (newest.next(), newest.next());
    let change = value.zip(before).map(|(now, before)| now - before);
    let latest = Some(Latest { value, change, n });
    Series { label: label.to_owned(), values: laid_out(weeks, today), latest }
}

/// Rows of weeks on a scale.
pub(super) fn week_cells(rows: Vec<Series>, (low, high): (f64, f64), better: Better) -> Mark {
    let (look, legend) = (Look::Heights(low, high), Some(LEGEND.to_owned()));
    Mark::Cells(Cells { rows, look, heads: Vec::new(), today: None, legend, better })
}

pub(super) fn cells_of(measure: &str, rows: Vec<Series>, found: SummaryStats, on: &Sheet<'_>) -> Mark {
    week_cells(rows, range(measure, found, on), on.better(measure))
}

pub(super) fn means(weeks: &BTreeMap<WeekLabel, SummaryStats>) -> BTreeMap<WeekLabel, f64> {
    weeks.iter().filter_map(|(week, stats)| Some((*week, stats.mean()?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_week_of_another_year_says_which() {
        let today = "2026-11-20".parse().expect("a day");
        let named = |week: &str| week_of(week.parse().expect("a week"), today);
        assert_eq!((named("2026-W47"), named("2025-W02")), ("16 Nov".to_owned(), "6 Jan 2025".to_owned()));
    }
}

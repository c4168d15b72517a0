//! Week by week, over all subjects.

use std::collections::BTreeMap;

use super::headlines::format_sums;
use super::subjects::{WEEKS, subjects_of};
use super::weeks::{by_weeks, cells_of, means, week_of};
use super::{Behind, Figure, Item, Sheet, Why};
use crate::charts::{Cell, Column, Fit, Mark, Table, Tone};
use crate::domain::metric::Reading;
use crate::domain::plan::WeekLabel;
use crate::domain::progress::{FigureSpec, Shown};
use crate::domain::stats::summary_stats::SummaryStats;
use crate::error::Result;

/// How many weeks stand in the table of means.
const LISTED: usize = 8;

/// The mean over subjects week by week, with the deviation and n of the last weeks; of what is counted, the sum.
pub(super) fn by_week(spec: &FigureSpec, on: &Sheet<'_>) -> Result<Figure> {
    let mut columns = vec![Column::new("", "Week of", Fit::Words)];
    let mut table: BTreeMap<WeekLabel, Vec<Cell>> = BTreeMap::new();
    let mut totals = Vec::new();
    let (mut all, mut items, mut n, mut whole) = (Vec::new(), Vec::new(), 0, SummaryStats::default());
    let sums = spec.columns.iter().all(|shown| on.reading(&shown.measure) == Some(&Reading::Count));
    // A sum has no deviation, and what it counts is what it says.
    let width = if sums { 1 } else { 3 };
    let mut data = if sums {
        Table::of_keys(["measure", "week", "sum"])
    } else {
        Table::of_keys(["measure", "week", "mean", "deviation", "n"])
    };
    for (index, Shown { measure, title }) in spec.columns.iter().enumerate() {
        let mut weeks: BTreeMap<WeekLabel, SummaryStats> = BTreeMap::new();
        for subject in subjects_of(measure, on)?.iter() {
            n += subject.all().n();
            for (week, stats) in &subject.weeks {
                let Some(value) = (if sums { stats.sum() } else { stats.mean() }) else { continue };
                weeks.entry(*week).or_default().add(value);
            }
        }
        let values: BTreeMap<WeekLabel, f64> = if sums {
            weeks.iter().filter_map(|(week, stats)| Some((*week, stats.sum()?))).collect()
        } else {
            means(&weeks)
        };
        for value in values.values() {
            whole.add(*value);
        }
        let count = weeks.values().map(SummaryStats::n).sum();
        totals.push((title.as_str(), values.values().sum::<f64>()));
        all.push(by_weeks(title, &values, count, on.today));
        let titles = [title.as_str(), "±", "n"].into_iter().take(width);
        columns.extend(titles.map(|title| Column::new("", title, Fit::Number)));
        for (week, stats) in &weeks {
            let value: Cell = values.get(week).copied().into();
            let numbers = [value, stats.deviation().into(), stats.n().into()];
            let named = vec![title.as_str().into(), week.to_string().into()];
            data.rows.push([named, numbers[..width].to_vec()].concat());
            let row = table.entry(*week).or_default();
            row.resize(index * width, Cell::default().toned(Tone::Dim));
            let [value, deviation, n] = numbers;
            let cells = [value, deviation.toned(Tone::Dim), n.toned(Tone::Dim)];
            row.extend(cells.into_iter().take(width));
        }
        items.push(Item::of(title, Behind::facts(measure, None, None)));
    }
    let listed = table.into_iter().rev().take(LISTED).map(|(week, mut cells)| {
        cells.resize(spec.columns.len() * width, Cell::default().toned(Tone::Dim));
        cells.insert(0, week_of(week, on.today).into());
        cells
    });
    let listed = Table { columns, rows: listed.collect(), cards: false };
    let first = spec.columns.first().map_or("", |shown| shown.measure.as_str());
    let mut marks = vec![cells_of(first, all, whole, on)];
    marks.extend((n > 0).then_some(Mark::Table(listed)));
    let formula = if sums {
        "the sum of all you listed in the week"
    } else {
        "each product counts once a week, by the mean of its values; ± is the standard deviation between products, n counts them"
    };
    let why = Why::new(formula, format!("everything you wrote over {WEEKS} weeks"), n);
    let totals = if sums { totals } else { Vec::new() };
    let headline = (n > 0).then(|| format_sums(&totals)).flatten();
    Ok(Figure { data, items, headline, ..Figure::new(spec, marks, why) })
}

//! Values over time: by subject, by week, one subject value by value, and how drops recovered.

use std::collections::BTreeMap;
use std::rc::Rc;

use chrono::NaiveDate;

use super::sentences::{format_drop, format_ledger, format_recovery};
use super::{Behind, Figure, Item, Sheet, Why};
use crate::charts::{Cell, Cells, Column, Fit, Latest, Line, Look, Mark, Series, Table, Tone};
use crate::domain::facts::subject_key;
use crate::domain::metric::Reading;
use crate::domain::number_format::rounded;
use crate::domain::plan::WeekLabel;
use crate::domain::progress::{FigureSpec, Shown};
use crate::domain::projections::Better;
use crate::domain::stats::summary_stats::SummaryStats;
use crate::domain::stats::trust::{Ledger, TrustDrop};
use crate::domain::stats::trust_recovery::TrustRecovery;
use crate::error::Result;

/// How many subjects are shown, those written about last.
const SUBJECTS: usize = 30;
/// How many values of one subject are looked at, the newest.
const VALUES: usize = 200;
/// How many of each subject are looked at where all are looked at together.
const EACH: usize = 100;
/// How many weeks are looked back at.
const WEEKS: i64 = 260;
/// How many weeks stand in the table of means.
const LISTED: usize = 8;
/// How many drops are listed.
const DROPS: usize = 12;
/// What stands below rows of weeks.
const LEGEND: &str = "one column a week, the newest at the right";

/// A subject with its values by week.
pub(super) struct Subject {
    key: String,
    name: String,
    weeks: BTreeMap<WeekLabel, SummaryStats>,
}

impl Subject {
    fn all(&self) -> SummaryStats {
        self.weeks.values().copied().fold(SummaryStats::default(), SummaryStats::merged)
    }
}

/// All subjects of a measure, the one written about last first; they are read once for all figures. Those that are
/// shown one by one, the first [`SUBJECTS`], carry their name as it was spelt last.
fn subjects_of(measure: &str, on: &Sheet<'_>) -> Result<Rc<[Subject]>> {
    if let Some(known) = on.subjects.borrow().get(measure) {
        return Ok(Rc::clone(known));
    }
    let read: Rc<[Subject]> = read_subjects(measure, on)?.into();
    on.subjects.borrow_mut().insert(measure.to_owned(), Rc::clone(&read));
    Ok(read)
}

fn read_subjects(measure: &str, on: &Sheet<'_>) -> Result<Vec<Subject>> {
    let from = WeekLabel::of_start(on.today - chrono::TimeDelta::weeks(WEEKS));
    let mut found: BTreeMap<String, BTreeMap<WeekLabel, SummaryStats>> = BTreeMap::new();
    for sums in on.store.tallies(measure, Some(from))? {
        let stats = SummaryStats::from_sums(sums.n, sums.total, sums.squares, sums.least, sums.most);
        let week = found.entry(sums.subject_key).or_default().entry(sums.week).or_default();
        *week = week.merged(stats);
    }
    let mut subjects: Vec<Subject> =
        found.into_iter().map(|(key, weeks)| Subject { name: key.clone(), key, weeks }).collect();
    let last = |subject: &Subject| subject.weeks.keys().next_back().copied();
    subjects.sort_by(|a, b| last(b).cmp(&last(a)).then_with(|| b.all().n().cmp(&a.all().n())));
    for subject in subjects.iter_mut().take(SUBJECTS) {
        if let Some(name) = on.store.spelling(measure, &subject.key)? {
            subject.name = name;
        }
    }
    Ok(subjects)
}

/// The newest values about a subject, so many at most, oldest first.
fn values(measure: &str, subject: &str, most: usize, on: &Sheet<'_>) -> Result<Vec<(NaiveDate, f64)>> {
    let mut values = on.store.values(measure, subject, most)?;
    values.reverse();
    Ok(values)
}

/// The ends of the scale, or of what was found.
fn range(measure: &str, found: SummaryStats, on: &Sheet<'_>) -> (f64, f64) {
    match on.reading(measure) {
        Some(Reading::Scale { min, max }) => (*min as f64, *max as f64),
        _ => (found.min().unwrap_or_default().min(0.0), found.max().unwrap_or(1.0).max(1.0)),
    }
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
pub(super) fn week_cells(rows: Vec<Series>, (low, high): (f64, f64), lower_is_better: bool) -> Mark {
    let (look, legend) = (Look::Heights(low, high), Some(LEGEND.to_owned()));
    Mark::Cells(Cells { rows, look, heads: Vec::new(), today: None, legend, lower_is_better })
}

fn cells_of(measure: &str, rows: Vec<Series>, found: SummaryStats, on: &Sheet<'_>) -> Mark {
    let lower = on.catalog.metrics().get(measure).is_some_and(|metric| metric.better == Better::Lower);
    week_cells(rows, range(measure, found, on), lower)
}

fn means(weeks: &BTreeMap<WeekLabel, SummaryStats>) -> BTreeMap<WeekLabel, f64> {
    weeks.iter().filter_map(|(week, stats)| Some((*week, stats.mean()?))).collect()
}

/// A row of weeks for each subject.
pub(super) fn by_subject(spec: &FigureSpec, on: &Sheet<'_>) -> Result<Figure> {
    let measure = spec.measure("measure");
    let mut data = Table::of_keys(["subject", "last", "change", "mean", "deviation", "least", "most", "n"]);
    let (mut rows, mut items, mut whole) = (Vec::new(), Vec::new(), SummaryStats::default());
    for subject in subjects_of(measure, on)?.iter().take(SUBJECTS) {
        let stats = subject.all();
        whole = whole.merged(stats);
        let newest = on.store.values(measure, &subject.key, 2)?;
        let value = |n: usize| newest.get(n).map(|(_, value)| *value);
        let (last, change) = (value(0), value(0).zip(value(1)).map(|(now, before)| now - before));
        let label = if subject.name.is_empty() { "as a whole" } else { &subject.name };
        rows.push(Series {
            latest: Some(Latest { value: last, change, n: stats.n() }),
            ..by_weeks(label, &means(&subject.weeks), 0, on.today)
        });
        data.rows.push(vec![
            label.into(),
            last.into(),
            change.into(),
            stats.mean().into(),
            stats.deviation().into(),
            stats.min().into(),
            stats.max().into(),
            stats.n().into(),
        ]);
        items.push(Item::of(label, Behind::facts(measure, Some(&subject.name), None)));
    }
    let why = Why::new(
        "a mark is the mean of a week's values; last is the newest value, the change is last less the value before",
        format!("the {SUBJECTS} products you wrote about last, over {WEEKS} weeks"),
        whole.n(),
    );
    Ok(Figure { data, items, ..Figure::new(spec, vec![cells_of(measure, rows, whole, on)], why) })
}

/// The mean over subjects week by week, with the deviation and n of the last weeks; of what is counted, the sum.
pub(super) fn by_week(spec: &FigureSpec, on: &Sheet<'_>) -> Result<Figure> {
    let mut columns = vec![Column::new("", "Week", Fit::Words)];
    let mut table: BTreeMap<WeekLabel, Vec<Cell>> = BTreeMap::new();
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
        cells.insert(0, week.to_string().into());
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
    Ok(Figure { data, items, ..Figure::new(spec, marks, why) })
}

/// Every value about one subject.
pub(super) fn one_subject(spec: &FigureSpec, on: &Sheet<'_>) -> Result<Figure> {
    let measure = spec.measure("measure");
    let listed = subjects_of(measure, on)?;
    let mut all: Vec<String> = listed.iter().take(SUBJECTS).map(|subject| subject.name.clone()).collect();
    let asked = match on.subject {
        Some(subject) => on.store.spelling(measure, &subject_key(subject))?,
        None => None,
    };
    // One that was not written about for long is not among those.
    all.extend(asked.iter().filter(|name| !all.contains(name)).cloned().collect::<Vec<_>>());
    let name = asked.or_else(|| all.first().cloned()).unwrap_or_default();
    let points = values(measure, &name, VALUES, on)?;
    let ledger = Ledger::of(&points);
    let row = |(day, value): &(NaiveDate, f64)| vec![name.as_str().into(), (*day).into(), (*value).into()];
    let rows = points.iter().map(row).collect();
    let data = Table { rows, ..Table::of_keys(["subject", "day", "value"]) };
    let why = Why::new(
        "each mark is one value as you gave it; a gain or a drop is a value that differs from the one before",
        format!("the newest {VALUES} values about {name}"),
        ledger.ratings.n(),
    );
    let range = range(measure, ledger.ratings, on);
    let mut marks = vec![Mark::Line(Line { points, range, noun: "rating".to_owned() })];
    marks.extend(format_ledger(&ledger).map(|words| Mark::sentence(format!("{name}: {words}"))));
    // The newest drop says most.
    marks.extend(ledger.stretches.last().map(|drop| Mark::sentence(format_drop(drop))));
    let items = vec![Item::of(&name, Behind::facts(measure, Some(&name), None))];
    let subjects = all.into_iter().filter(|name| !name.is_empty()).collect();
    Ok(Figure { data, items, subjects, ..Figure::new(spec, marks, why) })
}

/// How values drop and grow, and what became of the last drops.
pub(super) fn recovery(spec: &FigureSpec, on: &Sheet<'_>) -> Result<Figure> {
    let measure = spec.measure("measure");
    let mut ledgers = Vec::new();
    for subject in subjects_of(measure, on)?.iter().take(SUBJECTS) {
        ledgers.push((subject.name.clone(), Ledger::of(&values(measure, &subject.key, EACH, on)?)));
    }
    let compared = TrustRecovery::of(ledgers.iter().map(|(_, ledger)| ledger));
    let mut drops: Vec<(&str, &TrustDrop)> = Vec::new();
    for (name, ledger) in &ledgers {
        drops.extend(ledger.stretches.iter().map(|drop| (name.as_str(), drop)));
    }
    drops.sort_by_key(|(_, drop)| std::cmp::Reverse(drop.day));
    let row = |(name, drop): &(&str, &TrustDrop)| -> Vec<Cell> {
        let (day, days) = drop.recovered.unzip();
        let recovered =
            day.map_or(Cell::from("not yet").toned(Tone::Warn), |day| Cell::from(day).toned(Tone::Good));
        vec![
            (*name).into(),
            drop.day.into(),
            drop.from.into(),
            drop.to.into(),
            format!("{} → {}", rounded(drop.from), rounded(drop.to)).into(),
            day.into(),
            recovered,
            days.map(|days| days as f64).into(),
            u64::from(drop.gains).into(),
        ]
    };
    let data = Table {
        columns: vec![
            Column::new("subject", "Subject", Fit::Words),
            Column::new("dropped", "Dropped on", Fit::Words),
            Column::data("from"),
            Column::data("to"),
            Column::new("", "From, to", Fit::Words),
            Column::data("recovered"),
            Column::new("", "Recovered", Fit::Words),
            Column::new("days", "Days", Fit::Number),
            Column::new("gains", "Gains", Fit::Number),
        ],
        rows: drops.iter().map(row).collect(),
        cards: false,
    };
    let mut listed = data.clone();
    listed.rows.truncate(DROPS);
    let mut marks = vec![Mark::Table(listed)];
    marks.extend(format_recovery(&compared, on.title(measure)).into_iter().map(Mark::sentence));
    let item = |(name, _): &(&str, _)| Item::of(*name, Behind::facts(measure, Some(*name), None));
    let items = drops.iter().take(DROPS).map(item).collect();
    let why = Why::new(
        "a gain or a drop is a value that differs from the one before; a drop is recovered by the first value no lower than the one before it",
        format!("the newest {EACH} values of each of the {SUBJECTS} products you wrote about last"),
        compared.gains.n() + compared.drops.n(),
    );
    Ok(Figure { data, items, ..Figure::new(spec, marks, why) })
}

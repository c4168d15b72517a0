//! Subjects of a measure, one by one: how each stands, and every value about it.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::rc::Rc;

use chrono::NaiveDate;

use super::headlines::{format_ends, format_state};
use super::sentences::{format_drop, format_ledger, format_quote};
use super::weeks::{by_weeks, cells_of, means, range};
use super::{Behind, Detail, Figure, Item, PRODUCT, Sheet, Values, Why};
use crate::charts::{Cells, Latest, Line, Mark, Series, Table};
use crate::db::{Order, Wanted};
use crate::domain::facts::subject_key;
use crate::domain::plan::WeekLabel;
use crate::domain::progress::FigureSpec;
use crate::domain::projections::Better;
use crate::domain::stats::summary_stats::SummaryStats;
use crate::domain::stats::trust::{Ledger, TrustDrop};
use crate::error::Result;

/// How many subjects are shown, those written about last.
pub(super) const SUBJECTS: usize = 30;
/// How many values of one subject are looked at, the newest.
const VALUES: usize = 200;
/// How many values of one day are looked through.
const SAME_DAY: usize = 20;
/// How many weeks are looked back at.
pub(super) const WEEKS: i64 = 260;

/// A subject with its values by week.
pub(super) struct Subject {
    pub key: String,
    pub name: String,
    pub weeks: BTreeMap<WeekLabel, SummaryStats>,
}

impl Subject {
    pub fn all(&self) -> SummaryStats {
        self.weeks.values().copied().fold(SummaryStats::default(), SummaryStats::merged)
    }
}

/// All subjects of a measure, the one written about last first; they are read once for all figures. Those that are
/// shown one by one, the first [`SUBJECTS`], carry their name as it was spelt last.
pub(super) fn subjects_of(measure: &str, on: &Sheet<'_>) -> Result<Rc<[Subject]>> {
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
    subjects.sort_by_cached_key(|subject| {
        Reverse((subject.weeks.keys().next_back().copied(), subject.all().n()))
    });
    for subject in subjects.iter_mut().take(SUBJECTS) {
        if let Some(name) = on.store.spelling(measure, &subject.key)? {
            subject.name = name;
        }
    }
    Ok(subjects)
}

/// The newest values about a subject, up to [`VALUES`], oldest first; they are read once for all figures.
pub(super) fn values(measure: &str, subject: &str, on: &Sheet<'_>) -> Result<Values> {
    let key = (measure.to_owned(), subject_key(subject));
    if let Some(known) = on.values.borrow().get(&key) {
        return Ok(Rc::clone(known));
    }
    let mut read = on.store.values(measure, subject, VALUES)?;
    read.reverse();
    let read: Values = read.into();
    on.values.borrow_mut().insert(key, Rc::clone(&read));
    Ok(read)
}

/// The values about one subject over time, and what they say.
fn over_time(measure: &str, points: &[(NaiveDate, f64)], on: &Sheet<'_>) -> (Vec<Mark>, Ledger) {
    let ledger = Ledger::of(points);
    let line = Line {
        points: points.to_vec(),
        range: range(measure, ledger.ratings, on),
        noun: "rating".to_owned(),
        better: on.better(measure),
        today: Some(on.today),
    };
    (vec![Mark::Line(line)], ledger)
}

/// A row of weeks for each subject, the worst first, each with its values over time beside it.
pub(super) fn by_subject(spec: &FigureSpec, on: &Sheet<'_>) -> Result<Figure> {
    let measure = spec.measure("measure");
    let mut data = Table::of_keys([PRODUCT, "last", "change", "mean", "deviation", "least", "most", "n"]);
    let (mut rows, mut items, mut whole) = (Vec::new(), Vec::new(), SummaryStats::default());
    let subjects = subjects_of(measure, on)?;
    let mut shown: Vec<(&Subject, Vec<Mark>, Ledger)> = Vec::new();
    for subject in subjects.iter().take(SUBJECTS) {
        let (marks, ledger) = over_time(measure, &values(measure, &subject.key, on)?, on);
        shown.push((subject, marks, ledger));
    }
    let worse = |value: Option<f64>| {
        value.map_or(f64::INFINITY, |value| if on.better(measure) == Better::Lower { -value } else { value })
    };
    shown.sort_by(|(_, _, a), (_, _, b)| {
        worse(a.last).total_cmp(&worse(b.last)).then(worse(a.change).total_cmp(&worse(b.change)))
    });
    let ends: Vec<(&str, f64)> =
        shown.iter().filter_map(|(subject, _, ledger)| Some((subject.name.as_str(), ledger.last?))).collect();
    let headline = format_ends(spec.title_of("measure"), &ends);
    for (subject, mut marks, ledger) in shown {
        let stats = subject.all();
        whole = whole.merged(stats);
        let label = if subject.name.is_empty() { "as a whole" } else { &subject.name };
        rows.push(Series {
            latest: Some(Latest { value: ledger.last, change: ledger.change, n: stats.n() }),
            ..by_weeks(label, &means(&subject.weeks), 0, on.today)
        });
        data.rows.push(vec![
            label.into(),
            ledger.last.into(),
            ledger.change.into(),
            stats.mean().into(),
            stats.deviation().into(),
            stats.min().into(),
            stats.max().into(),
            stats.n().into(),
        ]);
        marks.extend(format_ledger(&ledger).map(Mark::sentence));
        if let Some(drop) = ledger.stretches.last() {
            marks.extend(quote(measure, &subject.name, drop, on)?.map(Mark::sentence));
        }
        let detail = Detail { title: label.to_owned(), state: format_state(&ledger), marks };
        let behind = Behind::facts(measure, Some(&subject.name), None);
        items.push(Item { n: stats.n(), detail: Some(detail), ..Item::of(label, behind) });
    }
    let why = Why::new(
        "a mark is the mean of a week's values; last is the newest value, the change is last less the value before",
        format!("the {SUBJECTS} products you wrote about last, over {WEEKS} weeks"),
        whole.n(),
    );
    let mark = cells_of(measure, rows, whole, on);
    let list = match &mark {
        Mark::Cells(cells) => vec![Mark::Cells(Cells { legend: None, ..cells.clone() })],
        _ => Vec::new(),
    };
    Ok(Figure { data, items, headline, list, ..Figure::new(spec, vec![mark], why) })
}

/// The words behind a drop, as they were written beside the value, with the entry; `None` where nothing was.
fn quote(measure: &str, subject: &str, drop: &TrustDrop, on: &Sheet<'_>) -> Result<Option<String>> {
    let that_day = (Some(drop.day), Some(drop.day));
    let wanted =
        Wanted { measure, subject: Some(subject), from: that_day.0, to: that_day.1, ..Wanted::default() };
    let facts = on.store.facts(&wanted, Order::Newest, SAME_DAY)?;
    // Of several that day, the one that fell.
    let Some(fell) = facts.into_iter().rfind(|dated| dated.fact.value < drop.from) else { return Ok(None) };
    let Some((head, _)) = on.store.cited(fell.entry)? else { return Ok(None) };
    let mut around = on.around.borrow_mut();
    let said = around.of(&fell)?.filter(|fact| fact.category.is_none() && fact.provenance.is_observed());
    let words = said.filter_map(|fact| fact.words.as_deref()).find(|words| words.trim().contains(' '));
    Ok(words.map(|words| format_quote(words, &head)))
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
    let points = values(measure, &name, on)?;
    let (mut marks, ledger) = over_time(measure, &points, on);
    let row = |(day, value): &(NaiveDate, f64)| vec![name.as_str().into(), (*day).into(), (*value).into()];
    let data = Table { rows: points.iter().map(row).collect(), ..Table::of_keys([PRODUCT, "day", "value"]) };
    let why = Why::new(
        "each mark is one value as you gave it; a gain or a drop is a value that differs from the one before",
        format!("the newest {VALUES} values about {name}"),
        ledger.ratings.n(),
    );
    marks.extend(format_ledger(&ledger).map(|words| Mark::sentence(format!("{name}: {words}"))));
    // The newest drop says most.
    marks.extend(ledger.stretches.last().map(|drop| Mark::sentence(format_drop(drop))));
    let items = vec![Item::of(&name, Behind::facts(measure, Some(&name), None))];
    let subjects = all.into_iter().filter(|name| !name.is_empty()).collect();
    Ok(Figure { data, items, subjects, ..Figure::new(spec, marks, why) })
}

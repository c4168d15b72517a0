//! Values over time: by subject, all together, one subject rating by rating, and how falls healed.

use std::collections::BTreeMap;
use std::rc::Rc;

use chrono::NaiveDate;

use super::{Behind, Cell, Data, Drawn, Item, Said, Sheet, Why, drawn};
use crate::charts::{Chart, Column, Line, Strip, Strips, Table, Tone};
use crate::db::Aggregate;
use crate::domain::facts::subject_key;
use crate::domain::metric::Reading;
use crate::domain::number_format::rounded;
use crate::domain::plan::WeekLabel;
use crate::domain::progress::{Figure, Shown};
use crate::domain::projections::Better;
use crate::domain::stats::summary_stats::SummaryStats;
use crate::domain::stats::trust::{Ledger, Rating};
use crate::domain::stats::trust_recovery::TrustRecovery;
use crate::error::Result;

/// How many subjects are shown, those written about last.
const SUBJECTS: usize = 30;
/// How many ratings of one subject are looked at, the newest.
const SERIES: usize = 200;
/// How many of each subject are looked at where all are looked at together.
const EACH: usize = 100;
/// How many weeks are looked back at.
const WEEKS: i64 = 260;
/// How many weeks stand in the table of means.
const LISTED: usize = 8;
/// How many falls are listed.
const FALLS: usize = 12;

/// A subject with its sums by week.
pub(super) struct Subject {
    key: String,
    name: String,
    weeks: BTreeMap<WeekLabel, SummaryStats>,
}

impl Subject {
    fn all(&self) -> SummaryStats {
        self.weeks.values().copied().reduce(SummaryStats::merged).unwrap_or_default()
    }
}

fn spread(tally: &Aggregate) -> SummaryStats {
    SummaryStats::from_sums(tally.n, tally.total, tally.squares, tally.least, tally.most)
}

/// Gives the subjects of a measure, the one written about last first; they are read once for all figures.
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
    for tally in on.store.tallies(measure, Some(from))? {
        let week = found.entry(tally.subject_key.clone()).or_default().entry(tally.week).or_default();
        *week = week.merged(spread(&tally));
    }
    let mut subjects: Vec<Subject> =
        found.into_iter().map(|(key, weeks)| Subject { name: key.clone(), key, weeks }).collect();
    let last = |subject: &Subject| subject.weeks.keys().next_back().copied();
    subjects.sort_by(|a, b| last(b).cmp(&last(a)).then_with(|| b.all().n().cmp(&a.all().n())));
    subjects.truncate(SUBJECTS);
    for subject in &mut subjects {
        if let Some(name) = on.store.spelling(measure, &subject.key)? {
            subject.name = name;
        }
    }
    Ok(subjects)
}

/// Reads the newest values about a subject, so many at most, oldest first.
fn values(measure: &str, subject: &str, most: usize, on: &Sheet<'_>) -> Result<Vec<Rating>> {
    let newest = on.store.values(measure, subject, most)?;
    Ok(newest.into_iter().rev().map(|(day, value)| Rating { day, value }).collect())
}

/// Gives the ends of the scale, or of what was found.
fn range(measure: &str, found: SummaryStats, on: &Sheet<'_>) -> (f64, f64) {
    match on.catalog.metrics().get(measure).map(|metric| &metric.reading) {
        Some(Reading::Scale { min, max }) => (*min as f64, *max as f64),
        _ => (found.min().unwrap_or_default().min(0.0), found.max().unwrap_or(1.0).max(1.0)),
    }
}

/// Lays weeks out side by side up to this one.
pub(super) fn laid_out(weeks: &BTreeMap<WeekLabel, f64>, today: NaiveDate) -> Vec<Option<f64>> {
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

fn means(weeks: &BTreeMap<WeekLabel, SummaryStats>) -> BTreeMap<WeekLabel, f64> {
    weeks.iter().filter_map(|(week, spread)| Some((*week, spread.mean()?))).collect()
}

fn strips(measure: &str, all: Vec<Strip>, found: SummaryStats, on: &Sheet<'_>) -> Strips {
    let (low, high) = range(measure, found, on);
    let strips = Strips::new(all, low, high);
    let lower = on.catalog.metrics().get(measure).is_some_and(|metric| metric.better == Better::Lower);
    if lower { strips.lower_is_better() } else { strips }
}

/// Draws a strip of weeks for each subject.
pub(super) fn subjects(figure: &Figure, measure: &str, on: &Sheet<'_>) -> Result<Drawn> {
    let subjects = subjects_of(measure, on)?;
    let mut data = Data::new(&["subject", "last", "change", "mean", "deviation", "least", "most", "n"]);
    let (mut all, mut items, mut whole) = (Vec::new(), Vec::new(), SummaryStats::default());
    for subject in subjects.iter() {
        let spread = subject.all();
        whole = whole.merged(spread);
        let newest = on.store.values(measure, &subject.key, 2)?;
        let value = |n: usize| newest.get(n).map(|(_, value)| *value);
        let (last, change) = (value(0), value(0).zip(value(1)).map(|(now, before)| now - before));
        let label = if subject.name.is_empty() { "as a whole".to_owned() } else { subject.name.clone() };
        let weeks = laid_out(&means(&subject.weeks), on.today);
        all.push(Strip { label: label.clone(), weeks, last, change, n: spread.n() });
        data.rows.push(vec![
            label.as_str().into(),
            last.into(),
            change.into(),
            spread.mean().into(),
            spread.deviation().into(),
            spread.min().into(),
            spread.max().into(),
            spread.n().into(),
        ]);
        let subject = Some(subject.name.clone());
        items.push(Item::of(
            label,
            Behind::Facts { measures: vec![measure.to_owned()], subject, category: None },
        ));
    }
    let why = Why {
        formula: "a mark is the mean of a week's values; last is the newest value, the change is last less the value before"
            .to_owned(),
        inputs: format!("the {SUBJECTS} subjects written about last, {WEEKS} weeks back"),
        n: whole.n(),
    };
    Ok(Drawn { data, items, ..drawn(figure, strips(measure, all, whole, on), why) })
}

/// Draws the mean over subjects week by week, with the spread and n of the last weeks.
pub(super) fn weeks(figure: &Figure, shown: &[Shown], on: &Sheet<'_>) -> Result<Drawn> {
    let mut data = Data::new(&["measure", "week", "mean", "deviation", "n"]);
    let mut columns = vec![Column::words("Week")];
    let mut table: BTreeMap<WeekLabel, Vec<(String, Tone)>> = BTreeMap::new();
    let (mut all, mut items, mut n, mut whole) = (Vec::new(), Vec::new(), 0, SummaryStats::default());
    for (index, Shown { measure, title }) in shown.iter().enumerate() {
        let mut by_week: BTreeMap<WeekLabel, SummaryStats> = BTreeMap::new();
        for subject in subjects_of(measure, on)?.iter() {
            n += subject.all().n();
            for (week, mean) in means(&subject.weeks) {
                by_week.entry(week).or_default().add(mean);
                whole.add(mean);
            }
        }
        let means = means(&by_week);
        let mut newest = means.values().rev().copied();
        let (last, before) = (newest.next(), newest.next());
        let change = last.zip(before).map(|(now, before)| now - before);
        let count = by_week.values().map(SummaryStats::n).sum();
        all.push(Strip { label: title.clone(), weeks: laid_out(&means, on.today), last, change, n: count });
        columns.extend([Column::number(title), Column::number("±"), Column::number("n")]);
        for (week, spread) in &by_week {
            data.rows.push(vec![
                title.as_str().into(),
                week.to_string().into(),
                spread.mean().into(),
                spread.deviation().into(),
                spread.n().into(),
            ]);
            let row = table.entry(*week).or_default();
            row.resize(index * 3, ("·".to_owned(), Tone::Dim));
            row.extend([
                (spread.mean().map_or_else(|| "·".to_owned(), rounded), Tone::Plain),
                (spread.deviation().map_or_else(|| "·".to_owned(), rounded), Tone::Dim),
                (spread.n().to_string(), Tone::Dim),
            ]);
        }
        items.push(Item::of(title.clone(), Behind::facts(measure)));
    }
    let listed = table.into_iter().rev().take(LISTED).map(|(week, mut cells)| {
        cells.resize(shown.len() * 3, ("·".to_owned(), Tone::Dim));
        cells.insert(0, (week.to_string(), Tone::Plain));
        cells
    });
    let listed = Table::new(columns, listed.collect());
    let first = shown.first().map_or("", |shown| shown.measure.as_str());
    let strips = strips(first, if n == 0 { Vec::new() } else { all }, whole, on);
    let picture = if n == 0 { Chart::from(strips) } else { Chart::from(vec![strips.into(), listed.into()]) };
    let why = Why {
        formula: "each subject counts once a week, by the mean of its values; ± is the standard deviation between subjects, n counts them"
            .to_owned(),
        inputs: format!("the {SUBJECTS} subjects written about last, {WEEKS} weeks back"),
        n,
    };
    Ok(Drawn { data, items, ..drawn(figure, picture, why) })
}

/// Draws every value about one subject.
pub(super) fn ratings(figure: &Figure, measure: &str, on: &Sheet<'_>) -> Result<Drawn> {
    let mut all: Vec<String> = subjects_of(measure, on)?.iter().map(|subject| subject.name.clone()).collect();
    let asked = match on.subject {
        Some(subject) => on.store.spelling(measure, &subject_key(subject))?,
        None => None,
    };
    // One that nobody wrote about for long is not among those.
    all.extend(asked.iter().filter(|name| !all.contains(name)).cloned().collect::<Vec<_>>());
    let name = asked.or_else(|| all.first().cloned()).unwrap_or_default();
    let ratings = values(measure, &name, SERIES, on)?;
    let ledger = Ledger::of(&ratings);
    let (low, high) = range(measure, ledger.spread, on);
    let mut data = Data::new(&["subject", "day", "value"]);
    data.rows = ratings
        .iter()
        .map(|rating| vec![name.as_str().into(), rating.day.to_string().into(), rating.value.into()])
        .collect();
    let why = Why {
        formula: "each mark is one value as it was given; a rise or a fall is a value that differs from the one before".to_owned(),
        inputs: format!("the newest {SERIES} values about {name}"),
        n: ledger.n(),
    };
    let behind =
        Behind::Facts { measures: vec![measure.to_owned()], subject: Some(name.clone()), category: None };
    let mut said: Vec<Said> =
        ledger.sentence().map(|words| Said::Plain(format!("{name}: {words}"))).into_iter().collect();
    // The newest fall says most.
    said.extend(ledger.healings.last().map(|healing| Said::Plain(healing.sentence())));
    let subjects = all.into_iter().filter(|name| !name.is_empty()).collect();
    let items = vec![Item::of(name, behind)];
    Ok(Drawn { said, data, items, subjects, ..drawn(figure, Line::new(&ratings, low, high), why) })
}

/// Draws how values fall and rise, and what became of the last falls.
pub(super) fn healing(figure: &Figure, measure: &str, on: &Sheet<'_>) -> Result<Drawn> {
    let mut ledgers = Vec::new();
    for subject in subjects_of(measure, on)?.iter() {
        let ledger = Ledger::of(&values(measure, &subject.key, EACH, on)?);
        ledgers.push((subject.name.clone(), ledger));
    }
    let asymmetry = TrustRecovery::of(ledgers.iter().map(|(_, ledger)| ledger));
    let mut falls: Vec<_> = ledgers
        .iter()
        .flat_map(|(name, ledger)| ledger.healings.iter().map(move |healing| (name, healing)))
        .collect();
    falls.sort_by_key(|(_, healing)| std::cmp::Reverse(healing.broke));
    let mut data = Data::new(&["subject", "broke", "from", "to", "healed", "days", "rises"]);
    let mut items = Vec::new();
    let columns = vec![
        Column::words("Subject"),
        Column::words("Fell on"),
        Column::words("From, to"),
        Column::words("Won back"),
        Column::number("Days"),
        Column::number("Rises"),
    ];
    let mut rows = Vec::new();
    for (name, healing) in falls {
        data.rows.push(vec![
            name.as_str().into(),
            healing.broke.to_string().into(),
            healing.from.into(),
            healing.to.into(),
            healing.healed.map(|day| day.to_string()).into(),
            healing.days.map_or(Cell::None, |days| Cell::Number(days as f64)),
            u64::from(healing.gains).into(),
        ]);
        if rows.len() >= FALLS {
            continue;
        }
        let won = healing.healed.map_or("not yet".to_owned(), |day| day.format("%-d %b %Y").to_string());
        let plain = |text: String| (text, Tone::Plain);
        rows.push(vec![
            plain(name.clone()),
            plain(healing.broke.format("%-d %b %Y").to_string()),
            plain(format!("{} → {}", rounded(healing.from), rounded(healing.to))),
            (won, if healing.healed.is_some() { Tone::Good } else { Tone::Warn }),
            plain(healing.days.map_or("·".to_owned(), |days| days.to_string())),
            plain(healing.gains.to_string()),
        ]);
        items.push(Item::of(
            name.clone(),
            Behind::Facts { measures: vec![measure.to_owned()], subject: Some(name.clone()), category: None },
        ));
    }
    let mut said = vec![Said::Plain(asymmetry.sentence())];
    said.extend(asymmetry.healing().map(Said::Plain));
    let why = Why {
        formula: "a rise or a fall is a value that differs from the one before; a fall is won back by the first value no lower than the one before it"
            .to_owned(),
        inputs: format!("the newest {EACH} values of each of the {SUBJECTS} subjects written about last"),
        n: asymmetry.gains.n() + asymmetry.breaks.n(),
    };
    Ok(Drawn { said, data, items, ..drawn(figure, Table::new(columns, rows), why) })
}

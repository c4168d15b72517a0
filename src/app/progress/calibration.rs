//! How sure the person was against what came of it: of skills against their evidence, or of two measures of an entry.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::sentences::format_calibration;
use super::weeks::{by_weeks, week_cells, week_of};
use super::{Behind, Figure, Item, Sheet, Why};
use crate::app::checklist::{self, JUDGED};
use crate::charts::{Bar, Bars, Cell, Column, Fit, Mark, Second, Series, Table, Tone};
use crate::db::{Order, Wanted};
use crate::domain::checklist::ChecklistItem;
use crate::domain::number_format::percent;
use crate::domain::plan::WeekLabel;
use crate::domain::progress::FigureSpec;
use crate::domain::projections::Better;
use crate::domain::stats::calibration::{Bin, Calibration, Judgement, TOGETHER};
use crate::error::Result;
use crate::wording::capitalized;

/// How many judgements of two measures are compared: those of the newest entries.
const NEWEST: usize = 200;

/// What is compared, and where it is from.
struct Judged<'a> {
    /// What one judgement is called.
    one: &'a str,
    /// What it is when it holds.
    held: &'a str,
    by_week: BTreeMap<WeekLabel, Vec<Judgement>>,
    measures: Vec<String>,
    why: String,
}

/// How sure the person was against how often it held: by how sure, and week by week.
pub(super) fn calibration(spec: &FigureSpec, on: &Sheet<'_>) -> Result<Figure> {
    let Judged { one, held, by_week, measures, why } =
        if spec.measures.is_empty() { of_skills(on)? } else { of_measures(spec, on)? };
    let all = Calibration::of(&by_week.values().flatten().copied().collect::<Vec<_>>());
    let weeks: BTreeMap<WeekLabel, Calibration> =
        by_week.into_iter().map(|(week, judgements)| (week, Calibration::of(&judgements))).collect();
    let mut data = Table::of_keys(["from", "to", "week", "n", "sure", held, "brier"]);
    let nothing = Cell::default;
    data.rows.extend(all.bins.iter().map(|bin| {
        let (n, expected, held) = ((bin.n as u64).into(), bin.expected.into(), bin.held.into());
        vec![bin.from.into(), bin.to.into(), nothing(), n, expected, held, nothing()]
    }));
    data.rows.extend(weeks.iter().map(|(week, of)| {
        let numbers = [(of.n as u64).into(), of.confidence.into(), of.held.into(), of.brier.into()];
        [vec![nothing(), nothing(), week.to_string().into()], numbers.into()].concat()
    }));
    let bars = all.bins.iter().filter(|_| all.n > 0).map(|bin| bar(bin, held)).collect();
    let second = Second::Target(held.to_owned(), "how sure you were".to_owned());
    let mut marks = vec![Mark::Bars(Bars { all: bars, second, full: Some(1.0) })];
    if !weeks.is_empty() {
        marks.extend([over_time(&weeks, held, on.today), week_table(&weeks, held, on.today)]);
    }
    let sentence = format_calibration(&all, (one, held));
    marks.push(Mark::sentence(sentence.clone()));
    marks.extend(all.brier.map(|brier| {
        Mark::sentence(format!(
            "The Brier score is {brier:.2}. 0 is best, and always answering 50 scores 0.25."
        ))
    }));
    let why = Why::new(
        &format!("Brier score: the mean of (how sure, from 0 to 1, less 1 if {held} and 0 if not) squared"),
        why,
        all.n as u64,
    );
    let behind = Behind::Facts { measures, subject: None, category: None };
    let headline = (all.n > 0).then_some(sentence);
    let items = vec![Item::of(&spec.title, behind)];
    Ok(Figure { data, items, headline, ..Figure::new(spec, marks, why) })
}

/// Self-ratings of skills against whether there was evidence.
fn of_skills<'a>(on: &Sheet<'_>) -> Result<Judged<'a>> {
    let mut by_week: BTreeMap<WeekLabel, Vec<Judgement>> = BTreeMap::new();
    for (week, judgement) in checklist::judgements(on.store, on.catalog)? {
        by_week.entry(week).or_default().push(judgement);
    }
    Ok(Judged {
        one: "self-rating",
        held: "evidenced",
        by_week,
        measures: on.catalog.checklist().items.iter().map(ChecklistItem::rating).collect(),
        why: format!(
            "the newest {JUDGED} self-ratings of each item that has rules, against the evidence of that day"
        ),
    })
}

/// How sure the person was in an entry, in per cent, against whether the same entry has a fact of the other measure. Or how
/// many of so many a person guessed, against how many held: a judgement each, and none of what has no score yet.
fn of_measures<'a>(spec: &'a FigureSpec, on: &Sheet<'_>) -> Result<Judged<'a>> {
    let facts = |role: &str| {
        let wanted = Wanted { measure: spec.measure(role), ..Wanted::default() };
        on.store.facts(&wanted, Order::Newest, NEWEST)
    };
    let held: BTreeMap<_, f64> =
        facts("held")?.into_iter().map(|right| (right.entry, right.fact.value)).collect();
    let mut by_week: BTreeMap<WeekLabel, Vec<Judgement>> = BTreeMap::new();
    for sure in facts("sure")? {
        let right = held.get(&sure.entry);
        let judge = |confidence: f64, held: bool| Judgement { confidence, held };
        let judgements = match (spec.of, right) {
            (None, right) => vec![judge(sure.fact.value / 100.0, right.is_some())],
            (Some(_), None) => continue,
            (Some(of), Some(right)) => {
                (0..of).map(|one| judge(sure.fact.value / f64::from(of), f64::from(one) < *right)).collect()
            }
        };
        by_week.entry(sure.week).or_default().extend(judgements);
    }
    let (one, word) = (spec.title_of("sure"), spec.title_of("held"));
    let why =
        format!("the newest {NEWEST} entries: how sure you were in each, against the result: {word} or not");
    Ok(Judged { one, held: word, by_week, measures: vec![spec.measure("sure").to_owned()], why })
}

/// A fifth of confidence, with the share that held.
fn bar(bin: &Bin, word: &str) -> Bar {
    let notes = match bin.expected.zip(bin.held) {
        None => vec![("none".to_owned(), Tone::Dim)],
        Some((expected, held)) => {
            let together = (expected - held).abs() <= TOGETHER + f64::EPSILON;
            vec![
                (format!("sure {}", percent(expected)), Tone::Plain),
                (format!("{word} {}", percent(held)), if together { Tone::Good } else { Tone::Warn }),
                (format!("n {}", bin.n), Tone::Dim),
            ]
        }
    };
    let label = format!("{:.0}–{:.0}%", bin.from * 100.0, bin.to * 100.0);
    Bar { label, value: bin.held.unwrap_or_default(), hue: None, second: bin.expected, notes }
}

fn points(share: Option<f64>) -> Option<f64> {
    share.map(|share| (share * 100.0).round())
}

/// How sure the person was and how much held, week by week.
fn over_time(weeks: &BTreeMap<WeekLabel, Calibration>, held: &str, today: NaiveDate) -> Mark {
    let n = weeks.values().map(|of| of.n as u64).sum();
    let row = |label: &str, of: fn(&Calibration) -> Option<f64>| -> Series {
        let values = weeks.iter().filter_map(|(week, calibration)| Some((*week, points(of(calibration))?)));
        by_weeks(label, &values.collect(), n, today)
    };
    week_cells(vec![row("sure", |of| of.confidence), row(held, |of| of.held)], (0.0, 100.0), Better::Higher)
}

/// The gap between the two, the newest week first.
fn week_table(weeks: &BTreeMap<WeekLabel, Calibration>, held: &str, today: NaiveDate) -> Mark {
    let held = capitalized(held);
    let mut columns = vec![Column::new("", "Week of", Fit::Words)];
    columns.extend(["Sure", &held, "Gap", "Brier", "n"].map(|title| Column::new("", title, Fit::Number)));
    let rows = weeks.iter().rev().take(JUDGED).map(|(week, of)| {
        let (sure, held) = (points(of.confidence), points(of.held));
        let gap = sure.zip(held).map(|(sure, held)| sure - held);
        let brier = of.brier.map(|brier| format!("{brier:.2}"));
        vec![
            week_of(*week, today).into(),
            sure.into(),
            held.into(),
            gap.into(),
            brier.into(),
            (of.n as u64).into(),
        ]
    });
    Mark::Table(Table { columns, rows: rows.collect(), cards: false })
}

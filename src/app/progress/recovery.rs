//! How values drop and recover.

use super::headlines::format_steps;
use super::sentences::format_recovery;
use super::subjects::{SUBJECTS, subjects_of, values};
use super::{Behind, Figure, Item, PRODUCT, Sheet, Why};
use crate::charts::{Bar, Bars, Cell, Column, Fit, Mark, Second, Table, Tone};
use crate::domain::number_format::rounded;
use crate::domain::progress::FigureSpec;
use crate::domain::stats::trust::{Ledger, TrustDrop};
use crate::domain::stats::trust_recovery::TrustRecovery;
use crate::error::Result;

/// How many values of each subject are looked at.
const EACH: usize = 100;
/// How many drops are listed.
const DROPS: usize = 12;

/// How values drop and grow, and what became of the last drops.
pub(super) fn recovery(spec: &FigureSpec, on: &Sheet<'_>) -> Result<Figure> {
    let measure = spec.measure("measure");
    let mut ledgers = Vec::new();
    for subject in subjects_of(measure, on)?.iter().take(SUBJECTS) {
        let all = values(measure, &subject.key, on)?;
        let newest = all.get(all.len().saturating_sub(EACH)..).unwrap_or_default();
        ledgers.push((subject.name.clone(), Ledger::of(newest)));
    }
    let compared = TrustRecovery::of(ledgers.iter().map(|(_, ledger)| ledger));
    let mut drops: Vec<(&str, &TrustDrop)> = Vec::new();
    for (name, ledger) in &ledgers {
        drops.extend(ledger.stretches.iter().map(|drop| (name.as_str(), drop)));
    }
    // Those that last come first, the oldest of them before the others.
    drops.sort_by_key(|(_, drop)| match drop.recovered {
        None => (0, (drop.day - on.today).num_days()),
        Some((day, _)) => (1, (on.today - day).num_days()),
    });
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
            Column::new(PRODUCT, "Product", Fit::Words),
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
    let bars = drops.iter().take(DROPS).map(|(name, drop)| bar(name, drop, on)).collect();
    let list = vec![Mark::Bars(Bars { all: bars, second: Second::Nothing, full: None })];
    let item = |(name, _): &(&str, _)| Item::of(*name, Behind::facts(measure, Some(*name), None));
    let items = drops.iter().take(DROPS).map(item).collect();
    let why = Why::new(
        "a gain or a drop is a value that differs from the one before; a drop is recovered by the first value no lower than the one before it",
        format!("the newest {EACH} values of each of the {SUBJECTS} products you wrote about last"),
        compared.gains.n() + compared.drops.n(),
    );
    let headline = format_steps(&compared, on.title(measure));
    Ok(Figure { data, items, headline, list, ..Figure::new(spec, marks, why) })
}

/// How many days a drop has lasted, or took to recover.
fn days_of(drop: &TrustDrop, on: &Sheet<'_>) -> i64 {
    drop.recovered.map_or_else(|| (on.today - drop.day).num_days(), |(_, days)| days)
}

/// A drop by how long it lasts.
fn bar(name: &str, drop: &TrustDrop, on: &Sheet<'_>) -> Bar {
    let days = days_of(drop, on);
    let (mark, tone) = if drop.recovered.is_some() { ("✓", Tone::Dim) } else { ("▼", Tone::Plain) };
    let note = format!("{mark} {}→{} {days} d", rounded(drop.from), rounded(drop.to));
    Bar { label: name.to_owned(), value: days as f64, hue: None, second: None, notes: vec![(note, tone)] }
}

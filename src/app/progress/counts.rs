//! Categories counted: how often each, two sides against each other, and one against another.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::headlines::format_cell;
use super::{Behind, Figure, Item, Sheet, Why};
use crate::app::around::beside;
use crate::charts::{Bar, Bars, Cell, Column, Fit, Mark, Second, Table, Tone};
use crate::db::{Count, Order, Wanted};
use crate::domain::facts::{Fact, subject_key};
use crate::domain::id::EntryId;
use crate::domain::number_format::{percent, rounded, times};
use crate::domain::progress::FigureSpec;
use crate::domain::stats::crosstab::Crosstab;
use crate::domain::stats::summary_stats::SummaryStats;
use crate::error::Result;
use crate::wording;

/// How many facts a crosstab is made of, the newest.
const CROSSED: usize = 1_000;
/// How many subjects are compared.
const SUBJECTS: usize = 12;
/// How many characters of a label stand in a crosstab.
const LABEL: usize = 32;
/// What stands over the last column of a crosstab and before its last row.
const ALL: &str = "all";

/// The categories of a measure with what people read and their count, the most frequent first; none if none was picked.
fn categories(measure: &str, found: &[Count], on: &Sheet<'_>) -> Vec<(String, String, u64)> {
    let (mut counts, mut own) = (BTreeMap::<&str, u64>::new(), BTreeMap::<String, (&str, &str, u64)>::new());
    for Count { category, own: words, n, .. } in found {
        match words {
            Some(words) => own.entry(subject_key(words)).or_insert((category, words, 0)).2 += n,
            None => *counts.entry(category).or_default() += n,
        }
    }
    let options = on.options(measure).iter();
    let mut all: Vec<_> = options
        .map(|(id, label)| (id.clone(), label.clone(), counts.remove(id.as_str()).unwrap_or_default()))
        .collect();
    // Options of older revisions were picked all the same.
    all.extend(counts.into_iter().map(|(id, n)| (id.to_owned(), id.to_owned(), n)));
    // What was written in place of an option stands for itself.
    all.retain(|(id, _, n)| *n > 0 || own.values().all(|(category, ..)| category != id));
    all.extend(
        own.into_values()
            .map(|(id, words, n)| (id.to_owned(), words.split_whitespace().collect::<Vec<_>>().join(" "), n)),
    );
    all.sort_by_key(|(_, _, n)| std::cmp::Reverse(*n));
    if all.first().is_none_or(|(_, _, n)| *n == 0) { Vec::new() } else { all }
}

fn count_bars(counts: impl Iterator<Item = (String, u64)>) -> Mark {
    let counts: Vec<_> = counts.collect();
    let whole: u64 = counts.iter().map(|(_, n)| n).sum();
    let most = counts.iter().map(|(_, n)| *n).max().unwrap_or_default();
    let bar = |(label, n): (String, u64)| {
        let tone = if n == most { Tone::Strong } else { Tone::Plain };
        let notes = vec![(n.to_string(), tone), (percent(n as f64 / whole as f64), Tone::Dim)];
        Bar { label, value: n as f64, hue: None, second: None, notes }
    };
    Mark::Bars(Bars { all: counts.into_iter().map(bar).collect(), second: Second::Nothing, full: None })
}

/// How often each category was picked; of two measures, both and how often each for every subject.
pub(super) fn by_category(spec: &FigureSpec, on: &Sheet<'_>) -> Result<Figure> {
    let sided = !spec.measures.contains_key("measure");
    let columns = if sided { ["side", "category", "n"] } else { ["category", "label", "n"] };
    let mut data = Table::of_keys(columns);
    let (mut marks, mut list, mut items, mut total, mut headline) =
        (Vec::new(), Vec::new(), Vec::new(), 0, None);
    let mut subjects: BTreeMap<String, [u64; 2]> = BTreeMap::new();
    let roles: &[&str] = if sided { &["good", "bad"] } else { &["measure"] };
    for (side, role) in roles.iter().enumerate() {
        let (measure, title) = (spec.measure(role), spec.title_of(role));
        let found = on.store.counts(measure)?;
        let named = |label: &str| if sided { format!("{title}: {label}") } else { label.to_owned() };
        let all = categories(measure, &found, on);
        for (id, label, n) in &all {
            let [first, second] = if sided { [title, id] } else { [id.as_str(), label] };
            data.rows.push(vec![first.into(), second.into(), (*n).into()]);
            items.push(Item::of(named(label), Behind::facts(measure, None, Some(id))));
            total += n;
        }
        let picked = all.iter().map(|(_, _, n)| n).sum();
        // Of two sides, the one that speaks against it says more.
        let most = all.iter().map(|(_, _, n)| *n).max().unwrap_or_default();
        let first = all.iter().filter(|(_, _, n)| *n == most).map(|(_, label, _)| named(label));
        headline = wording::most_often(&first.collect::<Vec<_>>(), most, picked).or(headline);
        let bars =
            |named: &dyn Fn(&str) -> String| count_bars(all.iter().map(|(_, label, n)| (named(label), *n)));
        if sided && picked > 0 {
            list.extend([
                Mark::sentence(format!("{title}, {}", times(usize::try_from(picked).unwrap_or(usize::MAX)))),
                bars(&str::to_owned),
            ]);
        }
        marks.push(bars(&named));
        for count in found.into_iter().filter(|count| sided && !count.subject_key.is_empty()) {
            subjects.entry(count.subject_key).or_default()[side] += count.n;
        }
    }
    if sided {
        let sides = sides(spec, subjects, on)?;
        list.extend((total > 0).then(|| sides.clone()));
        marks.push(sides);
    }
    if total == 0 {
        // Once is enough to say that there is nothing.
        marks.truncate(1);
    }
    let formula = if sided {
        "every reason counts each time it was given; one entry can give it for several products"
    } else {
        "every pick counts once; the share is of all picks"
    };
    let why = Why::new(formula, "all entries outside the trash", total);
    Ok(Figure { data, items, headline, list, ..Figure::new(spec, marks, why) })
}

/// The subjects that were counted most, with both sides.
fn sides(spec: &FigureSpec, subjects: BTreeMap<String, [u64; 2]>, on: &Sheet<'_>) -> Result<Mark> {
    let mut subjects: Vec<_> = subjects.into_iter().collect();
    subjects.sort_by_key(|(_, [good, bad])| std::cmp::Reverse(good + bad));
    let mut bars = Vec::new();
    for (key, [good, bad]) in subjects.into_iter().take(SUBJECTS) {
        let mut label = on.store.spelling(spec.measure("good"), &key)?;
        if label.is_none() {
            label = on.store.spelling(spec.measure("bad"), &key)?;
        }
        let notes = [good, bad].map(|n| (n.to_string(), Tone::Plain)).into();
        bars.push(Bar {
            label: label.unwrap_or(key),
            value: good as f64,
            hue: None,
            second: Some(bad as f64),
            notes,
        });
    }
    let [good, bad] = ["good", "bad"].map(|role| spec.title_of(role).to_owned());
    Ok(Mark::Bars(Bars { all: bars, second: Second::Opposite(good, bad), full: None }))
}

/// What a fact says as the label of a row or a column.
fn label(fact: &Fact, on: &Sheet<'_>) -> Option<String> {
    let said = match (&fact.category, &fact.words) {
        (Some(category), None) => on.catalog.metrics().label(&fact.measure, category),
        // People describe who they mean; the first words name them.
        (_, Some(words)) => words.split([',', ';', '\n']).next()?.trim(),
        (None, None) => return None,
    };
    let cut: String = said.chars().take(LABEL).collect();
    Some(if cut.len() < said.len() { format!("{}…", cut.trim_end()) } else { cut })
}

/// One category or text against another: counts, or means of a value.
pub(super) fn crosstab(spec: &FigureSpec, on: &Sheet<'_>) -> Result<Figure> {
    let (rows, columns) = (spec.measure("rows"), spec.measure("columns"));
    let averaged = spec.measures.contains_key("value");
    let measure = if averaged { spec.measure("value") } else { rows };
    let facts = on.store.facts(&Wanted { measure, ..Wanted::default() }, Order::Newest, CROSSED)?;
    let mut values: Vec<(String, String, f64)> = Vec::new();
    let mut entries: HashMap<String, Vec<EntryId>> = HashMap::new();
    let said = beside(on.store, &facts, BTreeSet::from([rows, columns]))?;
    for dated in &facts {
        let around = said.get(&dated.entry).into_iter().flatten();
        let around = around.filter(|fact| fact.is_around(&dated.fact.place));
        let of = |measure: &str| -> Vec<String> {
            let named = around.clone().filter(|fact| fact.measure == measure);
            named.filter_map(|fact| label(fact, on)).collect()
        };
        let row_labels = if averaged { of(rows) } else { label(&dated.fact, on).into_iter().collect() };
        let column_labels = of(columns);
        for row in row_labels {
            values.extend(column_labels.iter().map(|column| (row.clone(), column.clone(), dated.fact.value)));
            if !column_labels.is_empty() {
                let behind = entries.entry(row).or_default();
                if behind.last() != Some(&dated.entry) {
                    behind.push(dated.entry);
                }
            }
        }
    }
    let used = on.options(columns).iter().map(|(_, label)| label.as_str());
    let used: Vec<&str> = used.filter(|label| values.iter().any(|(_, column, _)| column == label)).collect();
    let crosstab = Crosstab::of(values.iter().map(|(row, column, value)| (&**row, &**column, *value)), &used);
    let mut data = Table::of_keys(["row", "column", "mean", "n"]);
    for (at, row) in crosstab.rows.iter().enumerate() {
        for (across, column) in crosstab.columns.iter().enumerate() {
            let cell = crosstab.cell(at, across);
            let mean = cell.mean().filter(|_| averaged);
            if cell.n() > 0 {
                data.rows.push(vec![
                    row.as_str().into(),
                    column.as_str().into(),
                    mean.into(),
                    cell.n().into(),
                ]);
            }
        }
    }
    let headline = headline(&crosstab, [on.title(rows), on.title(columns)], averaged);
    let mut marks = vec![Mark::Table(table(&crosstab, on.title(rows), averaged))];
    let thin = crosstab.thin_rows();
    if spec.least > 1 && !thin.is_empty() {
        let names = thin.iter().take(3).map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", ");
        let more = thin.len().saturating_sub(3);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        marks.push(Mark::sentence(format!(
            "You mapped only one situation for {names}{more}. Map a second one, because tolerance depends on the situation too."
        )));
    }
    let behind = |row: &String| Behind::Entries(entries.get(row).cloned().unwrap_or_default());
    let items = crosstab.rows.iter().map(|row| Item::of(row, behind(row))).collect();
    let formula = if averaged {
        "the mean of the values in each cell, with n"
    } else {
        "how often both were given for the same row"
    };
    let why = Why::new(formula, format!("the newest {CROSSED} facts"), crosstab.whole().n());
    Ok(Figure { data, items, headline, ..Figure::new(spec, marks, why) })
}

/// Names the cell that is highest: by its mean, else by its count.
fn headline(crosstab: &Crosstab, titles: [&str; 2], averaged: bool) -> Option<String> {
    let places =
        (0..crosstab.rows.len()).flat_map(|at| (0..crosstab.columns.len()).map(move |across| (at, across)));
    let height = |(at, across): &(usize, usize)| {
        let cell = crosstab.cell(*at, *across);
        if averaged { cell.mean().unwrap_or_default() } else { cell.n() as f64 }
    };
    // Of equals the first.
    let (at, across) = places.rev().max_by(|a, b| height(a).total_cmp(&height(b)))?;
    let cell = crosstab.cell(at, across);
    let [row, column] = [(titles[0], crosstab.rows.get(at)?), (titles[1], crosstab.columns.get(across)?)];
    let mean = cell.mean().filter(|_| averaged);
    Some(format_cell([row, column], mean, cell.n(), crosstab.whole().n()))
}

/// A crosstab with all of a row at its right and all of a column below: counts, or means each with its n: `3.5 (2)`.
fn table(crosstab: &Crosstab, corner: &str, averaged: bool) -> Table {
    let cell = |stats: SummaryStats, tone: Tone| match stats.mean() {
        None => Cell::default().toned(Tone::Dim),
        Some(mean) if averaged => Cell::from(format!("{} ({})", rounded(mean), stats.n())).toned(tone),
        Some(_) => Cell::from(stats.n()).toned(tone),
    };
    let mut columns = vec![Column::new("", corner, Fit::Words)];
    let titles = crosstab.columns.iter().map(String::as_str).chain([ALL]);
    columns.extend(titles.map(|title| Column::new("", title, Fit::Number)));
    let across = || 0..crosstab.columns.len();
    let mut rows = Vec::new();
    for (at, label) in crosstab.rows.iter().enumerate() {
        let mut row = vec![Cell::from(label.as_str())];
        row.extend(across().map(|column| cell(crosstab.cell(at, column), Tone::Plain)));
        row.push(cell(crosstab.row(at), Tone::Dim));
        rows.push(row);
    }
    if !rows.is_empty() {
        let mut last = vec![Cell::from(ALL).toned(Tone::Dim)];
        last.extend(across().map(|column| cell(crosstab.column(column), Tone::Dim)));
        last.push(cell(crosstab.whole(), Tone::Dim));
        rows.push(last);
    }
    Table { columns, rows, cards: false }
}

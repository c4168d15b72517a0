//! Categories counted: how often each, two against each other, and one against another.

use std::collections::BTreeMap;

use super::{Behind, Data, Drawn, Item, Said, Sheet, Why, drawn};
use crate::charts::{Bars, Chart, Side, Sides, Table};
use crate::db::{Dated, Order, Wanted};
use crate::domain::metric::Reading;
use crate::domain::progress::{Figure, Shown};
use crate::domain::stats::crosstab::{Crosstab, Order as Labels};
use crate::error::Result;

/// How many facts a crosstab is made of, the newest.
const CROSSED: usize = 1_000;
/// How many subjects are held against each other.
const SUBJECTS: usize = 12;
/// How many characters of a label stand in a crosstab.
const LABEL: usize = 32;

/// A category of a measure: its id, what people read, and how often it was picked.
type Counted = (String, String, u64);

/// Counts the categories of a measure, in their order.
fn counted(measure: &str, on: &Sheet<'_>) -> Result<Vec<Counted>> {
    Ok(by_category(measure, &on.store.counts(measure)?, on))
}

/// Puts counts by subject and category together by category.
fn by_category(measure: &str, found: &[(String, String, u64)], on: &Sheet<'_>) -> Vec<Counted> {
    let mut counts: BTreeMap<String, u64> = BTreeMap::new();
    for (_, category, n) in found {
        *counts.entry(category.clone()).or_default() += n;
    }
    let known = match on.catalog.metrics().get(measure).map(|metric| &metric.reading) {
        Some(Reading::Categories(options)) => options.clone(),
        _ => Vec::new(),
    };
    let mut all: Vec<_> = known
        .into_iter()
        .map(|(id, label)| {
            let n = counts.remove(&id).unwrap_or_default();
            (id, label, n)
        })
        .collect();
    // Options of older revisions were picked all the same.
    all.extend(counts.into_iter().map(|(id, n)| (id.clone(), id, n)));
    if all.iter().all(|(_, _, n)| *n == 0) {
        all.clear();
    }
    all
}

fn item(measure: &str, id: &str, label: &str) -> Item {
    Item::of(
        label,
        Behind::Facts { measures: vec![measure.to_owned()], subject: None, category: Some(id.to_owned()) },
    )
}

/// Draws how often each category was picked, the most frequent first.
pub(super) fn categories(figure: &Figure, measure: &str, on: &Sheet<'_>) -> Result<Drawn> {
    let mut all = counted(measure, on)?;
    all.sort_by_key(|(_, _, n)| std::cmp::Reverse(*n));
    let mut data = Data::new(&["category", "label", "n"]);
    data.rows = all
        .iter()
        .map(|(id, label, n)| vec![id.as_str().into(), label.as_str().into(), (*n).into()])
        .collect();
    let items = all.iter().map(|(id, label, _)| item(measure, id, label)).collect();
    let why = Why {
        formula: "every pick counts once; the share is of all picks".to_owned(),
        inputs: "all entries outside the trash".to_owned(),
        n: all.iter().map(|(_, _, n)| n).sum(),
    };
    let bars = Bars::new(all.into_iter().map(|(_, label, n)| (label, n)));
    Ok(Drawn { data, items, ..drawn(figure, bars, why) })
}

/// Draws what speaks for and against, by category, and how often for each subject.
pub(super) fn against(figure: &Figure, good: &Shown, bad: &Shown, on: &Sheet<'_>) -> Result<Drawn> {
    let mut data = Data::new(&["side", "category", "n"]);
    let (mut charts, mut items, mut n) = (Vec::new(), Vec::new(), 0);
    let mut subjects: BTreeMap<String, (u64, u64)> = BTreeMap::new();
    for (shown, is_good) in [(good, true), (bad, false)] {
        let found = on.store.counts(&shown.measure)?;
        let mut all = by_category(&shown.measure, &found, on);
        all.sort_by_key(|(_, _, n)| std::cmp::Reverse(*n));
        for (id, label, count) in &all {
            n += count;
            data.rows.push(vec![shown.title.as_str().into(), id.as_str().into(), (*count).into()]);
            items.push(item(&shown.measure, id, &format!("{}: {label}", shown.title)));
        }
        let named = |label: String| format!("{}: {label}", shown.title);
        charts.push(Chart::from(Bars::new(all.into_iter().map(|(_, label, n)| (named(label), n)))));
        for (key, _, n) in found {
            let sides = subjects.entry(key).or_default();
            *(if is_good { &mut sides.0 } else { &mut sides.1 }) += n;
        }
    }
    let mut sides: Vec<_> = subjects.into_iter().filter(|(key, _)| !key.is_empty()).collect();
    sides.sort_by_key(|(_, (good, bad))| std::cmp::Reverse(good + bad));
    sides.truncate(SUBJECTS);
    let mut drawn_sides = Vec::new();
    for (key, (left, right)) in sides {
        let spelt = on.store.spelling(&good.measure, &key)?;
        let label = match spelt {
            Some(label) => label,
            None => on.store.spelling(&bad.measure, &key)?.unwrap_or(key),
        };
        drawn_sides.push(Side { label, left, right });
    }
    charts.push(Sides::new(drawn_sides, &good.title, &bad.title).into());
    if n == 0 {
        // Once is enough to say that there is nothing.
        charts.truncate(1);
    }
    let why = Why {
        formula: "every reason counts once for each entry it was given in".to_owned(),
        inputs: "all entries outside the trash".to_owned(),
        n,
    };
    Ok(Drawn { data, items, ..drawn(figure, Chart::from(charts), why) })
}

/// What a fact says as the label of a row or a column.
fn label(dated_measure: &str, fact: &crate::domain::facts::Fact, on: &Sheet<'_>) -> Option<String> {
    let said = match (&fact.category, &fact.words) {
        (Some(category), _) => on.catalog.metrics().label(dated_measure, category).to_owned(),
        (None, Some(words)) => {
            // People describe who they mean; the first words name them.
            let end = words.find([',', ';', '\n']).unwrap_or(words.len());
            words.get(..end)?.trim().to_owned()
        }
        (None, None) => return None,
    };
    let cut: String = said.chars().take(LABEL).collect();
    Some(if cut.len() < said.len() { format!("{}…", cut.trim_end()) } else { said })
}

/// Draws one category or text against another: counts, or means of a value.
pub(super) fn matrix(
    figure: &Figure,
    (rows, columns): (&str, &str),
    value: Option<&str>,
    least: usize,
    on: &Sheet<'_>,
) -> Result<Drawn> {
    let wanted = Wanted { measure: value.unwrap_or(rows), ..Wanted::default() };
    let mut cells: Vec<(String, String, f64)> = Vec::new();
    let mut entries: BTreeMap<String, Vec<crate::domain::id::EntryId>> = BTreeMap::new();
    let facts = on.store.facts(&wanted, Order::Newest, CROSSED)?;
    let mut beside = Beside::default();
    for dated in &facts {
        let around = beside.of(dated, on)?;
        let of = |measure: &str| -> Vec<String> {
            let named = around.iter().filter(|fact| fact.measure == measure);
            named.filter_map(|fact| label(measure, fact, on)).collect()
        };
        let row_labels =
            if value.is_some() { of(rows) } else { label(rows, &dated.fact, on).into_iter().collect() };
        for row in &row_labels {
            for column in of(columns) {
                cells.push((row.clone(), column, dated.fact.value));
                let behind = entries.entry(row.clone()).or_default();
                if behind.last() != Some(&dated.entry) {
                    behind.push(dated.entry);
                }
            }
        }
    }
    let order = match on.catalog.metrics().get(columns).map(|metric| &metric.reading) {
        Some(Reading::Categories(options)) => options.iter().map(|(_, label)| label.clone()).collect(),
        _ => Vec::new(),
    };
    let used: Vec<&str> =
        order.iter().map(String::as_str).filter(|label| cells.iter().any(|(_, c, _)| c == label)).collect();
    let values = cells.iter().map(|(row, column, value)| (row.as_str(), column.as_str(), *value));
    let matrix = Crosstab::of(values, Labels { columns: &used, ..Labels::default() });
    let mut data = Data::new(&["row", "column", "mean", "n"]);
    for (at, row) in matrix.rows().iter().enumerate() {
        for (across, column) in matrix.columns().iter().enumerate() {
            let cell = matrix.cell(at, across);
            if cell.n() > 0 {
                let mean = value.and(cell.mean());
                data.rows.push(vec![
                    row.as_str().into(),
                    column.as_str().into(),
                    mean.into(),
                    cell.n().into(),
                ]);
            }
        }
    }
    let corner = on.catalog.metrics().get(rows).map_or("", |metric| metric.title.as_str());
    let table =
        if value.is_some() { Table::of_means(&matrix, corner) } else { Table::of_counts(&matrix, corner) };
    let mut said = Vec::new();
    let thin = matrix.thin_rows();
    if least > 1 && !thin.is_empty() {
        let names = thin.iter().take(3).map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", ");
        let more = thin.len().saturating_sub(3);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        said.push(Said::Plain(format!(
            "Seen in one situation only: {names}{more}. Tolerance belongs to the situation as much as to the person: map a second one."
        )));
    }
    let items = matrix
        .rows()
        .iter()
        .map(|row| Item::of(row.as_str(), Behind::Entries(entries.remove(row).unwrap_or_default())))
        .collect();
    let why = Why {
        formula: if value.is_some() {
            "the mean of the values in each cell, with n"
        } else {
            "how often both were said of the same row"
        }
        .to_owned(),
        inputs: format!("the newest {CROSSED} facts"),
        n: matrix.whole().n(),
    };
    Ok(Drawn { said, data, items, ..drawn(figure, table, why) })
}

/// The facts beside others; those of one entry are read once.
#[derive(Default)]
pub(super) struct Beside {
    entry: Option<crate::domain::id::EntryId>,
    facts: Vec<crate::domain::facts::Fact>,
}

impl Beside {
    /// Gives the facts of the row that a fact was found in, and of the rows around it. Facts of one entry in a row of
    /// calls cost one read.
    pub(super) fn of(&mut self, dated: &Dated, on: &Sheet<'_>) -> Result<Vec<crate::domain::facts::Fact>> {
        if self.entry != Some(dated.entry) {
            self.facts = on.store.facts_of(dated.entry)?;
            self.entry = Some(dated.entry);
        }
        Ok(self.facts.iter().filter(|fact| fact.is_around(&dated.fact.place)).cloned().collect())
    }
}

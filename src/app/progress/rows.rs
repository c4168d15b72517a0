//! Rows of entries with what belongs to them: the highest, the newest, pairs of values, and what follows from severity.

use super::counts::Beside;
use super::{Behind, Cell, Data, Drawn, Item, Said, Sheet, Why, drawn};
use crate::charts::{Axis, Card, Cards, Column, Row, Scatter, Table, Tone};
use crate::db::{Dated, Order, Wanted};
use crate::domain::facts::Fact;
use crate::domain::metric::Reading;
use crate::domain::number_format::rounded;
use crate::domain::progress::{Figure, FigureKind, Shown};
use crate::domain::rank::Cost;
use crate::domain::stats::policy::{self, PolicyRow, Terms};
use crate::error::Result;

/// How many rows are listed.
const LISTED: usize = 25;
/// How many of the highest are put in order.
const RANKED: usize = 200;
/// How many pairs are drawn, the newest.
const PAIRS: usize = 500;

/// What people read of some facts of one measure: categories, words or numbers.
fn spoken(facts: &[&Fact], on: &Sheet<'_>) -> String {
    let one = |fact: &&Fact| match (&fact.category, &fact.words) {
        (Some(category), _) => on.catalog.metrics().label(&fact.measure, category).to_owned(),
        (None, Some(words)) => words.split_whitespace().collect::<Vec<_>>().join(" "),
        (None, None) => rounded(fact.value),
    };
    facts.iter().map(one).collect::<Vec<_>>().join(", ")
}

fn cells(columns: &[Shown], around: &[Fact], on: &Sheet<'_>) -> Vec<String> {
    let cell = |shown: &Shown| {
        let facts: Vec<&Fact> = around.iter().filter(|fact| fact.measure == shown.measure).collect();
        if facts.is_empty() { "·".to_owned() } else { spoken(&facts, on) }
    };
    columns.iter().map(cell).collect()
}

fn plain(cells: impl IntoIterator<Item = String>) -> Row {
    cells.into_iter().map(|cell| (cell, Tone::Plain)).collect()
}

/// Names a row: what it is called, else what it is about.
fn name_of(fact: &Fact) -> String {
    fact.item.clone().or_else(|| fact.subject.clone()).unwrap_or_default()
}

/// Draws the rows with the highest values.
pub(super) fn ranked(
    figure: &Figure,
    by: &Shown,
    then: Option<&str>,
    columns: &[Shown],
    on: &Sheet<'_>,
) -> Result<Drawn> {
    let facts =
        on.store.facts(&Wanted { measure: &by.measure, ..Wanted::default() }, Order::Highest, RANKED)?;
    let mut beside = Beside::default();
    let mut all: Vec<(Cost, Dated, Vec<Fact>)> = Vec::new();
    for dated in facts {
        let around = beside.of(&dated, on)?;
        let kinds = around.iter().filter(|fact| Some(fact.measure.as_str()) == then).count();
        all.push((Cost { severity: Some(dated.fact.value), kinds, day: dated.day }, dated, around));
    }
    all.sort_by(|(a, ..), (b, ..)| a.worst_first(b));
    let n = all.len() as u64;
    all.truncate(LISTED);
    let mut head =
        vec![Column::number("No"), Column::main("What"), Column::number(&by.title), Column::words("Subject")];
    head.extend(columns.iter().map(|shown| Column::words(&shown.title)));
    let mut data = Data::new(&["what", "value", "subject", "day"]);
    data.columns.extend(columns.iter().map(|shown| shown.title.clone()));
    let (mut rows, mut items) = (Vec::new(), Vec::new());
    for (place, (_, dated, around)) in (1..).zip(&all) {
        let (name, subject) = (name_of(&dated.fact), dated.fact.subject.clone().unwrap_or_default());
        let more = cells(columns, around, on);
        let first = [place.to_string(), name.clone(), rounded(dated.fact.value), subject.clone()];
        rows.push(plain(first.into_iter().chain(more.clone())));
        let mut row: Vec<Cell> =
            vec![name.as_str().into(), dated.fact.value.into(), subject.into(), dated.day.to_string().into()];
        row.extend(more.into_iter().map(Cell::from));
        data.rows.push(row);
        items.push(Item::of(name, Behind::Entries(vec![dated.entry])));
    }
    let why = Why {
        formula: "ordered by the value, then by how many categories the row has, then the newest first"
            .to_owned(),
        inputs: format!(
            "the {RANKED} rows with the highest values, of equals the newest; {LISTED} are listed"
        ),
        n,
    };
    let said = listed_of(n).into_iter().collect();
    Ok(Drawn { said, data, items, ..drawn(figure, Table::new(head, rows), why) })
}

/// Says that not all are listed, if so.
fn listed_of(n: u64) -> Option<Said> {
    (n > LISTED as u64).then(|| Said::Plain(format!("{LISTED} of {n} are listed, the worst first.")))
}

/// Draws the newest rows of a measure.
pub(super) fn newest(figure: &Figure, of: &str, columns: &[Shown], on: &Sheet<'_>) -> Result<Drawn> {
    let facts = on.store.facts(&Wanted { measure: of, ..Wanted::default() }, Order::Newest, LISTED)?;
    let mut data = Data::new(&["day", "subject"]);
    data.columns.extend(columns.iter().map(|shown| shown.title.clone()));
    let (mut cards, mut items, mut beside) = (Vec::new(), Vec::new(), Beside::default());
    for dated in &facts {
        let more = cells(columns, &beside.of(dated, on)?, on);
        let subject = dated.fact.subject.clone().unwrap_or_default();
        let day = dated.day.format("%-d %b %Y");
        let heading = if subject.is_empty() { day.to_string() } else { format!("{day} · {subject}") };
        let lines = columns.iter().map(|shown| shown.title.clone()).zip(more.clone());
        cards.push(Card { heading, lines: lines.filter(|(_, words)| words != "·").collect() });
        let mut row: Vec<Cell> = vec![dated.day.to_string().into(), subject.as_str().into()];
        row.extend(more.into_iter().map(Cell::from));
        data.rows.push(row);
        items.push(Item::of(subject, Behind::Entries(vec![dated.entry])));
    }
    let why = Why {
        formula: "as they were written, the newest first".to_owned(),
        inputs: format!("the newest {LISTED}"),
        n: facts.len() as u64,
    };
    Ok(Drawn { data, items, ..drawn(figure, Cards::new(cards), why) })
}

/// Draws two values of the same rows against each other.
pub(super) fn scatter(figure: &Figure, x: &str, y: &str, on: &Sheet<'_>) -> Result<Drawn> {
    let facts = on.store.facts(&Wanted { measure: x, ..Wanted::default() }, Order::Newest, PAIRS)?;
    let (mut points, mut beside) = (Vec::new(), Beside::default());
    let mut data = Data::new(&["what", "subject", "day", "x", "y"]);
    for dated in &facts {
        let around = beside.of(dated, on)?;
        let Some(up) = around.iter().find(|fact| fact.measure == y && fact.place == dated.fact.place) else {
            continue;
        };
        points.push((dated.fact.value, up.value));
        data.rows.push(vec![
            name_of(&dated.fact).into(),
            dated.fact.subject.clone().into(),
            dated.day.to_string().into(),
            dated.fact.value.into(),
            up.value.into(),
        ]);
    }
    let metrics = on.catalog.metrics();
    let axis =
        |id: &str| Axis::new(metrics.get(id).map_or(id, |metric| metric.title.as_str()), "little", "much");
    let ends = |id: &str| match metrics.get(id).map(|metric| &metric.reading) {
        Some(Reading::Scale { min, max }) => (*min as f64, *max as f64),
        _ => (0.0, points.iter().map(|(x, y)| x.max(*y)).fold(1.0, f64::max)),
    };
    let chart = Scatter::new(&points, axis(x), axis(y), ends(x));
    let (low, high) = ends(x);
    let middle = f64::midpoint(low, high);
    let uneasy = points.iter().filter(|(x, y)| *x > middle && *y < middle).count();
    let mut said = Vec::new();
    if !points.is_empty() {
        said.push(Said::Plain(format!(
            "{uneasy} of {} would save much and leave you ill at ease: there a ladder teaches most.",
            points.len()
        )));
    }
    let why = Why {
        formula: "each mark is one row; a number counts rows that fall on the same place".to_owned(),
        inputs: format!("the newest {PAIRS} rows that have both values"),
        n: points.len() as u64,
    };
    let items = vec![Item::of(figure.title.clone(), Behind::facts(x))];
    Ok(Drawn { said, data, items, ..drawn(figure, chart, why) })
}

/// Draws what follows from severity, and warns of what is overlooked.
pub(super) fn policy(figure: &Figure, on: &Sheet<'_>) -> Result<Drawn> {
    let FigureKind::Policy { severity, threshold, fallback, check, who, situation } = &figure.kind else {
        return Ok(drawn(figure, Table::new(Vec::new(), Vec::new()), Why::default()));
    };
    let facts = on.store.facts(&Wanted { measure: threshold, ..Wanted::default() }, Order::Newest, RANKED)?;
    let mut beside = Beside::default();
    let mut rows: Vec<(PolicyRow, Dated)> = Vec::new();
    for dated in facts {
        let around = beside.of(&dated, on)?;
        let find = |id: &str| around.iter().find(|fact| fact.measure == id);
        let words = |id: &Option<String>| {
            let fact = id.as_deref().and_then(find);
            fact.map(|fact| spoken(&[fact], on)).unwrap_or_default()
        };
        let row = PolicyRow {
            subject: dated.fact.subject.clone().unwrap_or_default(),
            who: words(who),
            situation: words(situation),
            error: name_of(&dated.fact),
            cost: Cost { severity: find(severity).map(|fact| fact.value), kinds: 0, day: dated.day },
            threshold: dated.fact.category.clone(),
            fallback: find(fallback).and_then(|fact| fact.words.clone()),
            human_check: find(check).and_then(|fact| fact.category.clone()),
        };
        rows.push((row, dated));
    }
    rows.sort_by(|(a, _), (b, _)| a.cost.worst_first(&b.cost));
    let terms = terms(threshold, check, on);
    let all: Vec<PolicyRow> = rows.iter().map(|(row, _)| row.clone()).collect();
    let said = policy::warnings(&all, &terms);
    let mut said: Vec<Said> = said.into_iter().take(6).map(|warning| Said::Warning(warning.text)).collect();
    if said.is_empty() && !rows.is_empty() {
        said.push(Said::Plain(
            "Nothing overlooked: the bars differ, and what is severe has somebody who looks.".to_owned(),
        ));
    }
    said.extend(listed_of(rows.len() as u64));
    let metrics = on.catalog.metrics();
    let read = |measure: &str, id: &Option<String>| {
        id.as_deref().map_or("·".to_owned(), |id| metrics.label(measure, id).to_owned())
    };
    let mut head = vec![Column::main("Error"), Column::number("Severity")];
    head.extend(["Person", "How sure", "Who looks", "When not sure"].map(Column::words));
    let mut data =
        Data::new(&["error", "severity", "subject", "who", "situation", "threshold", "check", "fallback"]);
    let (mut listed, mut items) = (Vec::new(), Vec::new());
    let n = rows.len() as u64;
    for (row, dated) in rows.into_iter().take(LISTED) {
        let severity = row.cost.severity.map_or("·".to_owned(), rounded);
        let (sure, looks) = (read(threshold, &row.threshold), read(check, &row.human_check));
        let person = row.who.split([',', ';']).next().unwrap_or_default().trim().to_owned();
        let unsure = row.fallback.clone().unwrap_or_else(|| "·".to_owned());
        listed.push(plain([row.error.clone(), severity, person, sure.clone(), looks.clone(), unsure]));
        data.rows.push(vec![
            row.error.as_str().into(),
            row.cost.severity.into(),
            row.subject.into(),
            row.who.into(),
            row.situation.into(),
            sure.into(),
            looks.into(),
            row.fallback.into(),
        ]);
        items.push(Item::of(row.error, Behind::Entries(vec![dated.entry])));
    }
    let why = Why {
        formula: "warns of one threshold for errors of different severity, of severe errors (4 and more of 5) with the lowest bar or nobody who looks, and of mild ones (2 and less) that demand somebody every time"
            .to_owned(),
        inputs: format!("the newest {RANKED} errors with a threshold; {LISTED} are listed, the worst first"),
        n,
    };
    Ok(Drawn { said, data, items, ..drawn(figure, Table::new(head, listed), why) })
}

/// Tells the rules what the answers mean: thresholds stand in their order; the first check is none, the second a sample,
/// and those after it are due every time.
fn terms(threshold: &str, check: &str, on: &Sheet<'_>) -> Terms {
    let options = |id: &str| match on.catalog.metrics().get(id).map(|metric| &metric.reading) {
        Some(Reading::Categories(options)) => options.clone(),
        _ => Vec::new(),
    };
    let checks: Vec<String> = options(check).into_iter().map(|(id, _)| id).collect();
    Terms {
        thresholds: options(threshold),
        nobody: checks.iter().take(1).cloned().collect(),
        every_time: checks.into_iter().skip(2).collect(),
    }
}

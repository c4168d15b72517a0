//! Rows of entries with what belongs to them: the highest, and pairs of values.

use super::headlines::{format_high, format_uneven};
use super::{Behind, Detail, Figure, Item, PRODUCT, Sheet, Why};
use crate::charts::{Cell, Column, Fit, Mark, Points, Table};
use crate::db::{Dated, Order, Wanted};
use crate::domain::facts::Fact;
use crate::domain::metric::Reading;
use crate::domain::number_format::rounded;
use crate::domain::progress::{FigureSpec, Shown};
use crate::domain::provenance::Provenance;
use crate::domain::rank::Cost;
use crate::error::Result;

/// How many rows are listed.
pub(super) const LISTED: usize = 25;
/// How many of the highest are put in order.
pub(super) const RANKED: usize = 200;
/// From which share of a scale on a value is high.
const HIGH: f64 = 0.7;
/// How many pairs are drawn, the newest.
const PAIRS: usize = 500;

/// What people read of the facts of one measure: categories, words or numbers.
pub(super) fn format_facts(measure: &str, around: &[&Fact], on: &Sheet<'_>) -> Option<String> {
    let one = |fact: &&Fact| match (&fact.category, &fact.words) {
        (_, Some(words)) => words.split_whitespace().collect::<Vec<_>>().join(" "),
        (Some(category), None) => on.catalog.metrics().label(&fact.measure, category).to_owned(),
        (None, None) => rounded(fact.value),
    };
    let of_measure = around.iter().filter(|fact| fact.measure == measure);
    // A text may have commas of its own.
    let are_texts = of_measure.clone().all(|fact| fact.category.is_none() && fact.words.is_some());
    let facts: Vec<String> = of_measure.map(one).collect();
    (!facts.is_empty()).then(|| facts.join(if are_texts { " · " } else { ", " }))
}

pub(super) fn cells(columns: &[Shown], around: &[&Fact], on: &Sheet<'_>) -> Vec<Cell> {
    columns.iter().map(|shown| format_facts(&shown.measure, around, on).into()).collect()
}

/// What a row is called, else what it is about.
pub(super) fn name_of(fact: &Fact) -> String {
    fact.item.clone().or_else(|| fact.subject.clone()).unwrap_or_default()
}

pub(super) fn newest_of(measure: &str, most: usize, on: &Sheet<'_>) -> Result<Vec<Dated>> {
    on.store.facts(&Wanted { measure, subject: on.subject, ..Wanted::default() }, Order::Newest, most)
}

/// A card of what belongs to a row, in a panel with a title: its heading, if any, the rest under titles, and more below.
pub(super) fn card(title: String, heading: &str, rest: Vec<(&str, Cell)>, more: Vec<Mark>) -> Detail {
    let (titles, cells): (Vec<&str>, Vec<Cell>) = rest.into_iter().unzip();
    let mut columns = vec![Column::new("", "", Fit::Main)];
    columns.extend(titles.into_iter().map(|title| Column::new("", title, Fit::Words)));
    let row = [vec![heading.into()], cells].concat();
    let card = Mark::Table(Table { columns, rows: vec![row], cards: true });
    Detail { title, state: String::new(), marks: std::iter::once(card).chain(more).collect() }
}

/// A day, and what it is about.
pub(super) fn on_day(day: &str, subject: &str) -> String {
    if subject.is_empty() { day.to_owned() } else { format!("{day} · {subject}") }
}

pub(super) fn day_of(dated: &Dated) -> String {
    dated.day.format("%-d %b %Y").to_string()
}

/// The subject that rows were narrowed to, if there are any about it.
pub(super) fn narrowed(rows: usize, on: &Sheet<'_>) -> Vec<String> {
    on.subject.filter(|_| rows > 0).map(str::to_owned).into_iter().collect()
}

/// The rows with the highest values.
pub(super) fn highest(spec: &FigureSpec, on: &Sheet<'_>) -> Result<Figure> {
    let measure = spec.measure("measure");
    let wanted = Wanted { measure, subject: on.subject, ..Wanted::default() };
    let facts = on.store.facts(&wanted, Order::Highest, RANKED)?;
    let (mut around, mut all) = (on.around.borrow_mut(), Vec::new());
    for dated in facts {
        let kinds = match spec.measures.get("then") {
            Some(then) => around.of(&dated)?.filter(|fact| fact.measure == then.measure).count(),
            None => 0,
        };
        all.push((Cost { severity: Some(dated.fact.value), kinds, day: dated.day }, dated));
    }
    all.sort_by(|(a, _), (b, _)| a.worst_first(b));
    // Rows of one entry with the same value stand in the order the person gave them.
    let number = |dated: &Dated| dated.fact.place.rsplit('.').next().and_then(|n| n.parse::<usize>().ok());
    for at in 0..all.len() {
        for before in 0..at {
            let (one, other) = (&all[before].1, &all[at].1);
            let alike = one.entry == other.entry && one.fact.value == other.fact.value;
            if alike && number(one) > number(other) {
                all.swap(before, at);
            }
        }
    }
    let n = all.len();
    let sources = sources(all.iter().map(|(_, dated)| dated.fact.provenance));
    let from = match on.reading(measure) {
        Some(Reading::Scale { min, max }) => Some((*min as f64 + (max - min) as f64 * HIGH).ceil()),
        _ => None,
    };
    let high = |from: f64| all.iter().filter(|(_, dated)| dated.fact.value >= from).count();
    let headline =
        from.filter(|_| n > 0).map(|from| format_high(spec.title_of("measure"), from, high(from), n));
    all.truncate(LISTED);
    let mut columns = vec![
        Column::new("", "No", Fit::Number),
        Column::new("what", "What", Fit::Main),
        Column::new("value", spec.title_of("measure"), Fit::Number),
        Column::new(PRODUCT, "Product", Fit::Words),
        Column::data("day"),
    ];
    columns.extend(spec.columns.iter().map(|shown| Column::new(&shown.title, &shown.title, Fit::Words)));
    let (mut rows, mut items) = (Vec::new(), Vec::new());
    let short = [Column::new("", "", Fit::Number), Column::new("", "", Fit::Main)];
    let mut listed = Table::new(short.into());
    for (place, (_, dated)) in (1_u64..).zip(all) {
        let more = cells(&spec.columns, &around.of(&dated)?.collect::<Vec<_>>(), on);
        let (name, day) = (name_of(&dated.fact), day_of(&dated));
        let subject = dated.fact.subject.unwrap_or_default();
        listed.rows.push(vec![on.cell(measure, Some(dated.fact.value)), name.as_str().into()]);
        let titles = spec.columns.iter().map(|shown| shown.title.as_str());
        let mut rest = vec![(spec.title_of("measure"), Cell::from(dated.fact.value))];
        rest.extend(titles.zip(more.clone()));
        let detail = card(on_day(&day, &subject), &name, rest, Vec::new());
        let first: [Cell; 5] =
            [place.into(), name.as_str().into(), dated.fact.value.into(), subject.into(), dated.day.into()];
        rows.push(first.into_iter().chain(more).collect());
        items.push(Item { detail: Some(detail), ..Item::of(name, Behind::Entries(vec![dated.entry])) });
    }
    let data = Table { columns, rows, cards: false };
    let mut marks = vec![Mark::Table(data.clone())];
    marks.extend(listed_of(n));
    marks.extend(sources.map(Mark::sentence));
    let why = Why::new(
        "ordered by the value, then by how many categories the row has, then the newest first; within one entry, equal values keep your order",
        format!("the {RANKED} rows with the highest values, of equals the newest; {LISTED} are listed"),
        n as u64,
    );
    let (list, subjects) = (vec![Mark::Table(listed)], narrowed(n, on));
    Ok(Figure { data, items, headline, list, subjects, ..Figure::new(spec, marks, why) })
}

/// Describes how many have no source and how many are thought of, which is not the same.
fn sources(known: impl Iterator<Item = Provenance>) -> Option<String> {
    let (mut all, mut unsaid, mut imagined) = (0, 0, 0);
    for provenance in known {
        all += 1;
        match provenance {
            Provenance::Unsaid => unsaid += 1,
            Provenance::Imagined | Provenance::Idea => imagined += 1,
            Provenance::Did | Provenance::Watched | Provenance::Told | Provenance::Read => {}
        }
    }
    match (unsaid, imagined) {
        (0, 0) => None,
        (0, imagined) => Some(format!("Imagined: {imagined} of {all}.")),
        (unsaid, 0) => Some(format!("Without a source: {unsaid} of {all}.")),
        (unsaid, imagined) => Some(format!("Without a source: {unsaid} of {all}. Imagined: {imagined}.")),
    }
}

/// Reports that not all are listed, if so.
pub(super) fn listed_of(n: usize) -> Option<Mark> {
    (n > LISTED).then(|| Mark::sentence(format!("{LISTED} of {n} are listed, the worst first.")))
}

/// Two values of the same rows.
pub(super) fn pairs(spec: &FigureSpec, on: &Sheet<'_>) -> Result<Figure> {
    let (x, y) = (spec.measure("x"), spec.measure("y"));
    let (mut points, mut around) = (Vec::new(), on.around.borrow_mut());
    let mut data = Table::of_keys(["what", PRODUCT, "day", "x", "y"]);
    for dated in &newest_of(x, PAIRS, on)? {
        let Some(up) = around.of(dated)?.find(|fact| fact.measure == y && fact.place == dated.fact.place)
        else {
            continue;
        };
        points.push((dated.fact.value, up.value));
        data.rows.push(vec![
            name_of(&dated.fact).into(),
            dated.fact.subject.clone().into(),
            dated.day.into(),
            dated.fact.value.into(),
            up.value.into(),
        ]);
    }
    let (low, high) = match on.reading(x) {
        Some(Reading::Scale { min, max }) => (*min as f64, *max as f64),
        _ => (0.0, points.iter().map(|(x, y)| x.max(*y)).fold(1.0, f64::max)),
    };
    let middle = f64::midpoint(low, high);
    let (n, uneven) = (points.len(), points.iter().filter(|(x, y)| *x > middle && *y < middle).count());
    let [across, up] = [x, y].map(|measure| on.title(measure));
    let axes = [across, up]
        .map(|title| format!("{title}: {} is lowest, {} is highest", rounded(low), rounded(high)));
    let mut marks = vec![Mark::Points(Points { all: points, names: Vec::new(), axes, range: (low, high) })];
    let headline = (n > 0).then(|| format_uneven(uneven, n, across, up));
    marks.extend(headline.clone().map(Mark::sentence));
    let why = Why::new(
        "each mark is one row; a number counts rows that fall on the same place",
        format!("the newest {PAIRS} rows that have both values"),
        n as u64,
    );
    let items = vec![Item::of(&spec.title, Behind::facts(x, None, None))];
    Ok(Figure { subjects: narrowed(n, on), data, items, headline, ..Figure::new(spec, marks, why) })
}

//! The newest rows of a measure with what belongs to them, maybe together by what was picked or by what they are about, and
//! with where each is from.

use std::collections::BTreeMap;

use super::rows::{LISTED, card, cells, day_of, narrowed, newest_of, on_day};
use super::{Behind, Figure, Item, PRODUCT, Sheet, Why};
use crate::app::around::Around;
use crate::charts::{Cell, Column, Fit, Mark, Table, Tone, Value};
use crate::db::{Dated, Order, Wanted};
use crate::domain::entry::Head;
use crate::domain::facts::subject_key;
use crate::domain::id::EntryId;
use crate::domain::progress::FigureSpec;
use crate::error::Result;
use crate::wording;

/// What stands above where a row is from.
const FROM: &str = "Source";

/// The newest rows of a measure.
pub(super) fn newest(spec: &FigureSpec, on: &Sheet<'_>) -> Result<Figure> {
    let measure = spec.measure("measure");
    let mut facts = newest_of(measure, LISTED, on)?;
    if spec.sources {
        facts.extend(uncounted(measure, on)?);
        facts.sort_by_key(|dated| std::cmp::Reverse(dated.day));
        facts.truncate(LISTED);
    }
    let counted = facts.iter().filter(|dated| !dated.fact.uncounted).count();
    if spec.grouped {
        group(&mut facts, measure, on);
    }
    let from = if spec.sources { heads_of(&facts, on)? } else { BTreeMap::new() };
    let heading = Column::new("", "", Fit::Main);
    let mut columns = vec![Column::data("day"), Column::data(PRODUCT), heading];
    let mut titles: Vec<&str> = spec.columns.iter().map(|shown| shown.title.as_str()).collect();
    titles.extend(spec.sources.then_some(FROM));
    columns.extend(titles.iter().map(|title| Column::new(title, title, Fit::Words)));
    let (mut rows, mut items) = (Vec::new(), Vec::new());
    let (mut counting, mut all) = (on.around.borrow_mut(), Around::with_uncounted(on.store));
    let around = if spec.sources { &mut all } else { &mut *counting };
    let short = [Column::new("", "", Fit::Whole), Column::new("", "", Fit::Main)];
    let mut listed = Table::new(short.into());
    for dated in &facts {
        let subject = dated.fact.subject.as_deref().unwrap_or_default();
        let day = day_of(dated);
        let group = group_of(spec, dated, on);
        let about = if group == subject && !group.is_empty() { "" } else { subject };
        let heading = marked(dated, before(&group, on_day(&day, about)));
        let around = around.with_inner(dated.entry, &dated.fact.place)?.collect::<Vec<_>>();
        let mut more = cells(&spec.columns, &around, on);
        let first = more.iter().find(|cell| cell.value != Value::None).map(Cell::text).unwrap_or_default();
        if spec.sources {
            more.push(from.get(&dated.entry).map(|head| source(head, dated, on)).into());
        }
        let day = Cell::from(dated.day.format("%-d %b").to_string()).toned(Tone::Dim);
        listed.rows.push(vec![day, marked(dated, before(&group, first)).into()]);
        let rest = titles.iter().copied().zip(more.clone()).collect();
        let detail = card(heading.clone(), "", rest, Vec::new());
        rows.push([vec![dated.day.into(), subject.into(), heading.into()], more].concat());
        items.push(Item { detail: Some(detail), ..Item::of(subject, Behind::Entries(vec![dated.entry])) });
    }
    let formula = if spec.sources {
        "as you wrote them, the newest first; what is only imagined is marked and not counted"
    } else {
        "as you wrote them, the newest first"
    };
    let why = Why::new(formula, format!("the newest {LISTED}"), counted as u64);
    let subjects = narrowed(facts.len(), on);
    let data = Table { columns, rows, cards: true };
    let (list, marks) = (vec![Mark::Table(listed)], vec![Mark::Table(data.clone())]);
    Ok(Figure { data, items, list, subjects, ..Figure::new(spec, marks, why) })
}

/// The newest facts of a measure that are kept without counting.
pub(super) fn uncounted(measure: &str, on: &Sheet<'_>) -> Result<Vec<Dated>> {
    let wanted = Wanted { measure, subject: on.subject, uncounted: true, ..Wanted::default() };
    on.store.facts(&wanted, Order::Newest, LISTED)
}

/// Puts what was picked together in the order of its options, else what rows are about, the one with the newest row first.
fn group(facts: &mut [Dated], measure: &str, on: &Sheet<'_>) {
    let options = on.options(measure);
    if !options.is_empty() {
        facts
            .sort_by_key(|dated| options.iter().position(|(id, _)| dated.fact.category.as_ref() == Some(id)));
        return;
    }
    let key = |dated: &Dated| dated.fact.subject.as_deref().map(subject_key).unwrap_or_default();
    let mut seen: Vec<String> = Vec::new();
    for dated in facts.iter() {
        let key = key(dated);
        if !seen.contains(&key) {
            seen.push(key);
        }
    }
    facts.sort_by_key(|dated| seen.iter().position(|subject| *subject == key(dated)));
}

/// What a row stands together with others by; nothing if rows do not.
fn group_of(spec: &FigureSpec, dated: &Dated, on: &Sheet<'_>) -> String {
    let measure = spec.measure("measure");
    let by = match &dated.fact.category {
        _ if !spec.grouped => None,
        Some(id) => Some(on.catalog.metrics().label(measure, id).to_owned()),
        None => dated.fact.subject.clone(),
    };
    by.unwrap_or_default()
}

fn before(group: &str, text: String) -> String {
    if group.is_empty() { text } else { format!("{group} · {text}") }
}

/// Marks what does not count.
pub(super) fn marked(dated: &Dated, text: String) -> String {
    if dated.fact.uncounted { wording::with_provenance(dated.fact.provenance, text) } else { text }
}

/// The entries that facts are from.
pub(super) fn heads_of(facts: &[Dated], on: &Sheet<'_>) -> Result<BTreeMap<EntryId, Head>> {
    let ids: Vec<EntryId> = facts.iter().map(|dated| dated.entry).collect();
    on.store.shorts(&ids)
}

/// The exercise that a row is from, and how what it says is known.
fn source(head: &Head, dated: &Dated, on: &Sheet<'_>) -> String {
    format!("{}, {}", on.catalog.title(&head.exercise), wording::known(dated.fact.provenance))
}

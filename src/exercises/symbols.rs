//! The first pass over a file: which names it declares. Mistakes are left to the second pass.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::lower::KINDS;
use super::names::{GroupPath, Names, Symbol};

/// Lists the names an exercise file declares.
pub(super) fn survey<'a>(root: &'a DeTable<'a>) -> Names<'a> {
    let mut names = Names::default();
    for (at, step) in tables(root, "step") {
        if let Some(id) = text(step, "id") {
            names.steps.entry(id).or_insert(at);
        }
        let row = text(step, "each").map(|each| each.split('.').collect()).unwrap_or_default();
        add_fields(&mut names, &row, step);
    }
    for (at, measure) in tables(root, "measure") {
        if let Some(id) = text(measure, "id") {
            names.measures.entry(id).or_insert(at);
        }
    }
    let lost_rows = names.rows.iter().filter(|(row, _)| !names.is_row(row));
    names.lost = lost_rows.flat_map(|(_, fields)| fields.keys().copied()).collect();
    names
}

fn add_fields<'a>(names: &mut Names<'a>, row: &GroupPath<'a>, owner: &'a DeTable<'a>) {
    for (at, field) in tables(owner, "field") {
        let Some(id) = text(field, "id") else { continue };
        let kind = text(field, "kind").filter(|kind| KINDS.contains(kind)).unwrap_or_default();
        let symbol = Symbol {
            at,
            kind: if kind == "person" { "text" } else { kind },
            options: tables(field, "option").iter().filter_map(|(_, option)| text(option, "id")).collect(),
            other: flag(field, "other"),
            ordered: flag(field, "ordered"),
        };
        names.rows.entry(row.clone()).or_default().entry(id).or_insert(symbol);
        if kind == "group" {
            let mut inner = row.clone();
            inner.push(id);
            add_fields(names, &inner, field);
        }
    }
}

fn tables<'a>(owner: &'a DeTable<'a>, key: &str) -> Vec<(usize, &'a DeTable<'a>)> {
    let items = owner.get(key).and_then(|node| node.get_ref().as_array());
    let tables = items.into_iter().flat_map(|items| items.iter());
    tables.filter_map(|item| Some((item.span().start, item.get_ref().as_table()?))).collect()
}

fn text<'a>(owner: &'a DeTable<'a>, key: &str) -> Option<&'a str> {
    owner.get(key).and_then(|node| node.get_ref().as_str()).map(str::trim).filter(|text| !text.is_empty())
}

fn flag(owner: &DeTable<'_>, key: &str) -> bool {
    matches!(owner.get(key).map(Spanned::get_ref), Some(DeValue::Boolean(true)))
}

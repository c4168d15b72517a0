//! Steps: one page each, or one page a row of a group.

use crate::domain::exercise::Step;
use crate::domain::exercise::top::Top;

use super::{Case, check_first, conditions, fields, need_id};
use crate::exercises::diagnostics::{Spot, quoted};
use crate::exercises::reader::Reader;
use crate::exercises::resolve::Scope;

pub(super) fn step<'a>(mut reader: Reader<'a>, top: &Scope<'a>) -> Step {
    let here = top.before(reader.at);
    let id = need_id(&mut reader, Case::Snake);
    check_first(&reader, id, top.names.steps.get(id.value).copied());
    let row = reader.text("each").map(|path| here.group_path(path)).unwrap_or_default();
    let page = top.from(row.clone());
    let answered = page.before(reader.at);
    let top = top_rows(&mut reader, &page);
    let after = reader.text_or_texts("after").unwrap_or_default();
    let rail_first = reader.text_or_texts("rail_first").unwrap_or_default();
    let step = Step {
        title: reader.need_string("title"),
        ask: page.template(reader.need_text("ask")),
        why: reader.string("why"),
        each: owned(&row),
        after: after.into_iter().map(|other| earlier_step(&reader, &here, other)).collect(),
        when: conditions::when(&mut reader, &answered),
        top,
        rail: reader.text("rail").map(|name| page.text_field(name)),
        rail_first: rail_first.into_iter().map(|exercise| exercise.value.to_owned()).collect(),
        fields: fields::fields(&mut reader, "step.field", &page),
        id: id.value.to_owned(),
    };
    reader.finish();
    step
}

/// Takes `top` and `by`: how many rows of the group get the page, and the scale that decides which.
fn top_rows<'a>(reader: &mut Reader<'a>, page: &Scope<'a>) -> Option<Top> {
    let count = reader.whole("top", 1..=100);
    let by = reader.text("by");
    let lacks = |key: &str, at: usize, other: &str| {
        page.source.report(at, format!("`{key}` needs `{other}` beside it"));
    };
    if let Some(count) = count.filter(|_| page.row.is_empty()) {
        lacks("top", count.at, "each");
    }
    if let Some(by) = by.filter(|_| count.is_none()) {
        lacks("by", by.at, "top");
    }
    let count = usize::try_from(count?.value).ok()?;
    Some(Top { count, by: by.map(|name| page.field_here(name, "a scale", "scale")) })
}

/// Checks the name of a step to be done before this one.
fn earlier_step<'a>(reader: &Reader<'a>, here: &Scope<'a>, other: Spot<&'a str>) -> String {
    let shown = quoted(other.value);
    match here.names.steps.get(other.value) {
        None => {
            let steps = here.names.steps.iter().filter(|(_, at)| **at < reader.at);
            let message = format!("{shown} is not a step of this exercise");
            here.source.report_near(other.at, message, other.value, steps.map(|(id, _)| *id));
        }
        Some(at) if *at == reader.at => {
            here.source.report(other.at, format!("{shown} is this step itself, expected an earlier one"));
        }
        Some(at) if *at > reader.at => {
            let line = here.source.line_of(*at);
            here.source
                .report(other.at, format!("{shown} comes later (line {line}), expected an earlier step"));
        }
        Some(_) => {}
    }
    other.value.to_owned()
}

pub(super) fn owned(row: &[&str]) -> Vec<String> {
    row.iter().map(|name| (*name).to_owned()).collect()
}

//! Which rows of an exercise are complaints that are sorted.

use crate::domain::complaint::Dimension;
use crate::domain::exercise::Exercise;
use crate::domain::sorting::Sorting;
use crate::domain::template::Template;

use super::steps::owned;
use super::{conditions, projections};
use crate::exercises::diagnostics::{Source, quoted};
use crate::exercises::names::Names;
use crate::exercises::reader::Reader;
use crate::exercises::resolve::Scope;

pub(super) fn sorting<'a>(mut reader: Reader<'a>, top: &Scope<'a>) -> Sorting {
    let rows = projections::each(&mut reader, top);
    let dimension = reader.need_text("dimension");
    if !dimension.value.is_empty()
        && let Some(known) = rows.answer(dimension.at, dimension.value)
    {
        rows.expect(dimension, known, "a choice of dimensions", "choice");
    }
    let words = |reader: &mut Reader<'a>, key| {
        reader.text(key).map_or_else(Template::default, |words| rows.template(words))
    };
    let sorting = Sorting {
        each: owned(&rows.row),
        product: rows.template(reader.need_text("product")),
        source: words(&mut reader, "source"),
        text: rows.template(reader.need_text("text")),
        phrase: words(&mut reader, "phrase"),
        dimension: dimension.value.to_owned(),
        decision: words(&mut reader, "decision"),
        when: conditions::when(&mut reader, &rows),
    };
    reader.finish();
    sorting
}

/// Reports a choice of dimensions of which no option is one: nothing would ever be sorted by it.
pub(super) fn dimensions_are_named(source: &Source<'_>, names: &Names<'_>, exercise: &Exercise) {
    for sorting in &exercise.sortings {
        let row: Vec<&str> = sorting.each.iter().map(String::as_str).collect();
        let Some(known) = names.field(&row, &sorting.dimension) else { continue };
        let Some(field) = exercise.field(&sorting.each, &sorting.dimension) else { continue };
        let hues = Dimension::ALL.map(Dimension::hue);
        if !field.kind.options().iter().any(|option| option.hue.is_some_and(|hue| hues.contains(&hue))) {
            let message = format!(
                "{} sorts complaints, so its options need the `hue` of a dimension",
                quoted(&sorting.dimension)
            );
            source.report(known.at, message);
        }
    }
}

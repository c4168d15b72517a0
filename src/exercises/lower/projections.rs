//! What is computed from the answers: measures, findings and the summary line.

use crate::domain::negation::Negation;
use crate::domain::projections::{Better, Finding, ListColumn, Measure, Of, Summary, ToldIn};

use super::steps::owned;
use super::{Case, check_first, conditions, kinds, need_id};
use crate::exercises::diagnostics::quoted;
use crate::exercises::names::{GroupPath, Symbol};
use crate::exercises::reader::Reader;
use crate::exercises::resolve::Scope;
use crate::exercises::values::number_text;

/// The furthest from 0 that numbers can be asked to be.
const LEAST: i64 = 1_000_000;

/// Makes a measure: of a field, or of what holds.
pub(super) fn measure<'a>(mut reader: Reader<'a>, top: &Scope<'a>) -> Measure {
    let id = need_id(&mut reader, Case::Snake);
    check_first(&reader, id, top.names.measures.get(id.value).copied());
    let title = reader.need_string("title");
    let holding = reader.count_of(&["field"]) == 0 && reader.count_of(&["when"]) > 0;
    let (rows, of, is_text) = if reader.count_of(&["fields"]) > 0 {
        reaching(&mut reader, top)
    } else if holding {
        // Symbol here so that a misspelt `field` is recognised.
        reader.take("field");
        (Some(each(&mut reader, top)), Of::Holding, false)
    } else {
        field(&mut reader, top)
    };
    let minus = beside(&mut reader, "minus", rows.as_ref(), &of);
    let times = beside(&mut reader, "times", rows.as_ref(), &of);
    if minus.is_some() && times.is_some() {
        reader.source.report(reader.at, "a measure has either `minus` or `times`");
    }
    let subject = about(&mut reader, "subject", rows.as_ref());
    let part = about(&mut reader, "part", rows.as_ref());
    if part.is_some() {
        reader.needs_unless_there("subject");
    }
    let unsure = top.unsure();
    let when = conditions::when(&mut reader, rows.as_ref().unwrap_or(&unsure));
    let weights = weights(&mut reader, is_text);
    let negation = negation(&mut reader);
    let mut words = |key| (reader.count_of(&[key]) > 0).then(|| two_words(&mut reader, key));
    let (offer, week) = (words("offer"), words("week"));
    let measure = Measure {
        id: id.value.to_owned(),
        title,
        group: rows.map(|rows| owned(&rows.row)).unwrap_or_default(),
        of,
        minus,
        times,
        when,
        subject,
        part,
        weights,
        negation,
        offer,
        week,
        reading: reader.flag("reading"),
        provenance: kinds::provenance(&mut reader, "provenance"),
        counts_all: counts_all(&mut reader),
        tells: tells(&mut reader),
        covers: reader.flag("covers"),
        better: better(&mut reader),
    };
    reader.finish();
    measure
}

/// Takes where the story was told that the subject names; without one it names none.
fn tells(reader: &mut Reader<'_>) -> Option<ToldIn> {
    let told = reader.text("tells")?;
    reader.needs_unless_there("subject");
    reader.source.one_of(told, &ToldIn::ALL, "a place where stories are told")
}

/// Takes the field of a measure: the rows it is in, and whether it is a text. Without a field nothing is known of its
/// rows, and what is seen from them would be reported for nothing.
fn field<'a>(reader: &mut Reader<'a>, top: &Scope<'a>) -> (Option<Scope<'a>>, Of, bool) {
    let path = reader.need_text("field");
    let found = (!path.value.is_empty()).then(|| top.path(path)).flatten();
    let Some((row, field, known)) = found else { return (None, Of::Field(String::new()), true) };
    if matches!(known.kind, "rank" | "evidence" | "note") {
        let (shown, noun) = (quoted(path.value), known.noun());
        let message = format!("{shown} is {noun}; a measure needs a scale, number, choice, text or group");
        reader.source.report(path.at, message);
    }
    let is_text = matches!(known.kind, "text" | "");
    (Some(top.from(row)), Of::Field(field.to_owned()), is_text)
}

/// Takes the numbers of one row of which those are counted that are at least so much.
fn reaching<'a>(reader: &mut Reader<'a>, top: &Scope<'a>) -> (Option<Scope<'a>>, Of, bool) {
    reader.needs_unless_there("at_least");
    let least = reader.whole("at_least", -LEAST..=LEAST).map_or(0, |least| least.value);
    let (mut row, mut ids) = (None, Vec::new());
    for path in reader.texts("fields") {
        let Some((of, id, known)) = top.path(path) else { continue };
        if !matches!(known.kind, "scale" | "number" | "") || row.as_ref().is_some_and(|row| *row != of) {
            let message = format!("{} and the others are not numbers of one row", quoted(path.value));
            reader.source.report(path.at, message);
        }
        row.get_or_insert(of);
        ids.push(id.to_owned());
    }
    if ids.is_empty() {
        reader.needs_filled("fields");
    }
    (row.map(|row| top.from(row)), Of::Reaching(ids, least), false)
}

/// Takes the path of the number that is taken off or multiplied by; it stands in the same row as the field, a number too.
fn beside<'a>(
    reader: &mut Reader<'a>,
    key: &'static str,
    rows: Option<&Scope<'a>>,
    of: &Of,
) -> Option<String> {
    let path = reader.text(key)?;
    let rows = rows?;
    let (row, id, known) = rows.path(path)?;
    let Of::Field(field) = of else { return None };
    let is_number = |symbol: &Symbol<'_>| matches!(symbol.kind, "scale" | "number" | "");
    let beside = row == rows.row && rows.names.field(&rows.row, field).is_some_and(is_number);
    if !beside || !is_number(known) {
        let shown = quoted(path.value);
        let message = format!("{shown} and the field of this measure are not two numbers of one row");
        rows.source.report(path.at, message);
    }
    Some(id.to_owned())
}

/// Takes the path of a text that says about what.
fn about<'a>(reader: &mut Reader<'a>, key: &'static str, rows: Option<&Scope<'a>>) -> Option<String> {
    let path = reader.text(key)?;
    rows.map(|rows| rows.subject(path))
}

fn weights(reader: &mut Reader<'_>, is_text: bool) -> Vec<(String, f64)> {
    let Some(mut table) = reader.table("weights", "table of weights") else { return Vec::new() };
    if !is_text {
        table.source.report(table.at, "`weights` weigh the words of a text, which this measure is not of");
    }
    let mut weights = Vec::new();
    for (word, node) in table.entries() {
        match number_text(node.get_ref()).and_then(|text| text.parse::<f64>().ok()).filter(|n| n.is_finite())
        {
            Some(weight) => weights.push((word.value.to_owned(), weight)),
            None => table.unfit(word.value, node, "a number"),
        }
    }
    if table.entries().is_empty() {
        table.needs_one_of("weights", "at least one word with its weight, as in `annoyed = -1`");
        table.finish_unsure();
    }
    weights
}

/// Takes the words that deny what is weighed.
fn negation(reader: &mut Reader<'_>) -> Negation {
    let Some(mut table) = reader.table("negation", "table of words that deny") else {
        return Negation::default();
    };
    reader.needs_unless_there("weights");
    table.needs_unless_there("words");
    let negation = Negation { words: table.strings("words"), between: table.strings("between") };
    table.finish();
    negation
}

pub(super) fn column<'a>(mut reader: Reader<'a>, top: &Scope<'a>) -> ListColumn {
    let column =
        ListColumn { title: reader.need_string("title"), text: top.template(reader.need_text("text")) };
    reader.finish();
    column
}

/// Takes whether values count however they are known.
fn counts_all(reader: &mut Reader<'_>) -> bool {
    let Some(word) = reader.text("counts") else { return false };
    if word.value != "all" {
        let message = format!("`counts` is {}, expected `all`", quoted(word.value));
        reader.source.report_near(word.at, message, word.value, ["all"]);
    }
    true
}

fn better(reader: &mut Reader<'_>) -> Better {
    let Some(word) = reader.text("better") else { return Better::Neither };
    match word.value {
        "higher" => Better::Higher,
        "lower" => Better::Lower,
        other => {
            let message = format!("`better` is {}, expected `higher` or `lower`", quoted(other));
            reader.source.report_near(word.at, message, other, ["higher", "lower"]);
            Better::Neither
        }
    }
}

/// Takes `each` and sees from the rows it names.
pub(super) fn each<'a>(reader: &mut Reader<'a>, top: &Scope<'a>) -> Scope<'a> {
    let row: GroupPath<'a> = reader.text("each").map(|path| top.group_path(path)).unwrap_or_default();
    top.from(row)
}

pub(super) fn finding<'a>(mut reader: Reader<'a>, top: &Scope<'a>) -> Finding {
    let rows = each(&mut reader, top);
    let about = reader.need_text("about");
    let finding = Finding {
        about: if about.value.is_empty() || !rows.names.is_row(&rows.row) {
            String::new()
        } else {
            rows.subject(about)
        },
        each: owned(&rows.row),
        text: rows.template(reader.need_text("text")),
        when: conditions::when(&mut reader, &rows),
        provenance: kinds::provenance(&mut reader, "provenance"),
    };
    reader.finish();
    finding
}

pub(super) fn summary<'a>(mut reader: Reader<'a>, top: &Scope<'a>) -> Summary {
    let count = reader.text("count");
    if count.is_none() && reader.count_of(&["count"]) == 0 {
        let rows = each(&mut reader, top);
        if reader.count_of(&["text"]) == 0 {
            reader.needs_one_of("text", "`text` or `count`");
            // It may be a `count` misspelt: its words are not to blame.
            reader.take("words");
        }
        let text = reader.text("text").map(|words| rows.template(words)).unwrap_or_default();
        let when = conditions::when(&mut reader, &rows);
        // Symbol here so that a misspelt `count` is recognised.
        reader.take("count");
        reader.finish();
        return Summary::Text { each: owned(&rows.row), text, when };
    }
    reader.noun.push_str(" with `count`");
    let group = count.map(|path| top.group_path(path)).unwrap_or_default();
    let rows = top.from(group.clone());
    let when = conditions::when(&mut reader, &rows);
    let distinct = reader.text("distinct").filter(|name| rows.answer(name.at, name.value).is_some());
    let words = two_words(&mut reader, "words");
    reader.finish();
    Summary::Count { group: owned(&group), when, distinct: distinct.map(|name| name.value.to_owned()), words }
}

fn two_words(reader: &mut Reader<'_>, key: &'static str) -> (String, String) {
    let Some(list) = reader.list(key) else {
        reader.needs_unless_there(key);
        return (String::new(), String::new());
    };
    let mut words = reader.strings(key).into_iter();
    if list.value.len() != 2 {
        let message = format!("`{key}` is a list of {}, expected `[\"one\", \"several\"]`", list.value.len());
        reader.source.report(list.at, message);
    }
    (words.next().unwrap_or_default(), words.next().unwrap_or_default())
}

//! Conditions and what hangs on them.

use crate::domain::condition::{Condition, Test};
use crate::domain::kinds::Proposal;

use crate::exercises::diagnostics::{Spot, quoted};
use crate::exercises::names::Symbol;
use crate::exercises::reader::Reader;
use crate::exercises::resolve::Scope;

/// The tests a condition may have.
const TESTS: &str = "one of `is`, `not`, `at_least`, `at_most`, `answered`, `words`, `fewer_words`, `any_open`, `same`, `differs`";
const KEYS: [&str; 10] =
    ["is", "not", "at_least", "at_most", "answered", "words", "fewer_words", "any_open", "same", "differs"];

/// Takes `when`: a condition or a list of them.
pub(super) fn when<'a>(owner: &mut Reader<'a>, sight: &Scope<'a>) -> Vec<Condition> {
    let tables = owner.table_or_tables("when", "condition");
    tables.into_iter().filter_map(|table| condition(table, sight)).collect()
}

fn condition<'a>(mut reader: Reader<'a>, sight: &Scope<'a>) -> Option<Condition> {
    let name = reader.need_text("field");
    let known = (!name.value.is_empty()).then(|| sight.answer(name.at, name.value)).flatten();
    let mut tests = Vec::new();
    if let Some(ids) = reader.text_or_texts("is") {
        check_options(sight, name, known, &ids);
        tests.push(Test::Is(owned(&ids)));
    }
    if let Some(ids) = reader.text_or_texts("not") {
        check_options(sight, name, known, &ids);
        tests.push(Test::Not(owned(&ids)));
    }
    for key in ["at_least", "at_most"] {
        let Some(number) = reader.number(key) else { continue };
        if let Some(known) = known.filter(|known| !matches!(known.kind, "scale" | "number" | "timer" | "")) {
            let (name, noun) = (quoted(name.value), known.noun());
            let message = format!("`{key}` needs a scale or a number, and {name} is {noun}");
            sight.source.report(number.at, message);
        }
        tests.push(if key == "at_least" { Test::AtLeast(number.value) } else { Test::AtMost(number.value) });
    }
    if let Some(wanted) = reader.boolean("answered") {
        tests.push(Test::Answered(wanted));
    }
    for (key, test) in [("words", Test::Words as fn(usize) -> Test), ("fewer_words", Test::FewerWords)] {
        let Some(many) = reader.whole(key, 1..=1000) else { continue };
        if let Some(known) = known.filter(|known| !matches!(known.kind, "text" | "person" | "")) {
            let (name, noun) = (quoted(name.value), known.noun());
            sight.source.report(many.at, format!("`{key}` needs a text, and {name} is {noun}"));
        }
        tests.push(test(usize::try_from(many.value).unwrap_or(1)));
    }
    if let Some(others) = reader.text_or_texts("any_open") {
        for other in &others {
            sight.answer(other.at, other.value);
        }
        tests.push(Test::AnyOpen(owned(&others)));
    }
    for (key, test) in [("same", Test::Same as fn(String) -> Test), ("differs", Test::Differs)] {
        let Some(other) = reader.text(key) else { continue };
        let theirs = sight.answer(other.at, other.value);
        if let Some((known, theirs)) = known.zip(theirs).filter(|(known, theirs)| known.kind != theirs.kind) {
            let (name, noun) = (quoted(name.value), known.noun());
            let message =
                format!("`{key}` needs two fields of a kind, and {name} is {noun} and {}", theirs.noun());
            sight.source.report(other.at, message);
        }
        tests.push(test(other.value.to_owned()));
    }
    let written = reader.count_of(&KEYS);
    if written == 0 {
        reader.needs_one_of("is", TESTS);
    } else if written > 1 {
        let message = format!("a condition with several tests (use {TESTS}); a list of tables holds more");
        reader.source.report(reader.at, message);
    }
    reader.finish();
    tests.pop().map(|test| Condition { field: name.value.to_owned(), test })
}

/// Checks that what is compared can be an answer of the field.
fn check_options(sight: &Scope<'_>, name: Spot<&str>, known: Option<&Symbol<'_>>, ids: &[Spot<&str>]) {
    let Some(known) = known else { return };
    let instead = match known.kind {
        "choice" => {
            let is_option = |id: &str| known.options.contains(&id) || known.other && id == "other";
            for id in ids.iter().filter(|id| !is_option(id.value)) {
                let message = format!("{} is not an option of {}", quoted(id.value), quoted(name.value));
                sight.source.report_near(id.at, message, id.value, known.options.iter().copied());
            }
            return;
        }
        "text" | "" => return,
        "scale" | "number" | "timer" => "`at_least` or `at_most`",
        _ => "`answered`",
    };
    if let Some(first) = ids.first() {
        let message = format!("{} is {}, expected {instead}", quoted(name.value), known.noun());
        sight.source.report(first.at, message);
    }
}

fn owned(ids: &[Spot<&str>]) -> Vec<String> {
    ids.iter().map(|id| id.value.to_owned()).collect()
}

/// Takes the proposals of a field; for a choice, `options` are the ids a value may have.
pub(super) fn proposals<'a>(
    owner: &mut Reader<'a>,
    sight: &Scope<'a>,
    options: Option<&[&str]>,
) -> Vec<Proposal> {
    let field = owner.at;
    let mut proposals = Vec::new();
    for mut reader in owner.tables("propose", "proposal") {
        let when = when(&mut reader, &sight.before(field));
        let value = reader.need_text("value");
        if let Some(options) = options.filter(|ids| !value.value.is_empty() && !ids.contains(&value.value)) {
            let message = format!("{} is not an option of this choice", quoted(value.value));
            reader.source.report_near(value.at, message, value.value, options.iter().copied());
        }
        proposals.push(Proposal {
            when,
            value: value.value.to_owned(),
            because: reader.need_string("because"),
        });
        reader.finish();
    }
    proposals
}

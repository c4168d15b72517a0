//! What comes back: after how long, in which words, and which exercise looks at it again.

use crate::domain::returning::{After, Return};
use crate::domain::template::Template;

use super::steps::owned;
use super::{Case, check_id, conditions, projections};
use crate::exercises::diagnostics::quoted;
use crate::exercises::reader::{Reader, spot};
use crate::exercises::resolve::Scope;

/// The most days after which something comes back.
pub(super) const LONGEST: i64 = 365;

pub(super) fn returned<'a>(mut reader: Reader<'a>, top: &Scope<'a>) -> Return {
    let rows = projections::each(&mut reader, top);
    let about = reader.need_text("about");
    let subject = if about.value.is_empty() { String::new() } else { rows.subject(about) };
    let after = after(&mut reader, &rows);
    let text = rows.template(reader.need_text("text"));
    let when = conditions::when(&mut reader, &rows);
    let exercise = reader.need_text("exercise");
    check_id(reader.source, exercise, Case::Kebab);
    let set = set(&mut reader, &rows);
    reader.finish();
    Return {
        each: owned(&rows.row),
        about: subject,
        after,
        text,
        when,
        exercise: exercise.value.to_owned(),
        set,
    }
}

/// Takes a number of days, or the choice whose options say it.
fn after<'a>(reader: &mut Reader<'a>, rows: &Scope<'a>) -> After {
    let days = reader.whole("after_days", 1..=LONGEST);
    let Some(choice) = reader.text("after") else {
        if days.is_none() && reader.count_of(&["after_days"]) == 0 {
            reader.needs_one_of("after_days", "`after_days` or `after`");
        }
        return After::Days(days.and_then(|days| u32::try_from(days.value).ok()).unwrap_or(1));
    };
    if days.is_some() {
        let message = "`after` and `after_days` both say when it comes back (use one of them)";
        reader.source.report(choice.at, message);
    }
    if let Some(known) =
        rows.answer(choice.at, choice.value).filter(|known| !matches!(known.kind, "choice" | ""))
    {
        let message = format!(
            "{} is {}, expected a choice whose options have `days`",
            quoted(choice.value),
            known.noun()
        );
        reader.source.report(choice.at, message);
    }
    After::Picked(choice.value.to_owned())
}

fn set<'a>(reader: &mut Reader<'a>, rows: &Scope<'a>) -> Vec<(String, Template)> {
    let Some(table) = reader.table("set", "table of answers") else { return Vec::new() };
    let mut answers = Vec::new();
    for (field, node) in table.entries() {
        match node.get_ref().as_str() {
            Some(words) => answers.push((field.value.to_owned(), rows.template(spot(node.span(), words)))),
            None => table.unfit(field.value, node, "text"),
        }
    }
    answers
}

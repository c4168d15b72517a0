//! Retrieval drills: how many questions, how long for each, and the fields that take what comes of them.

use std::time::Duration;

use crate::domain::drill::Drill;

use crate::exercises::diagnostics::quoted;
use crate::exercises::reader::Reader;
use crate::exercises::resolve::Scope;

/// The most questions of a drill, and the most seconds for one.
const MOST: i64 = 100;
const LONGEST: i64 = 600;

pub(super) fn drill<'a>(mut reader: Reader<'a>, top: &Scope<'a>) -> Drill {
    let number = |reader: &mut Reader<'a>, key, from, to| -> u32 {
        reader.need_whole(key, from..=to).and_then(|n| u32::try_from(n.value).ok()).unwrap_or(1)
    };
    let questions = number(&mut reader, "questions", 1, MOST);
    let seconds = number(&mut reader, "seconds", 1, LONGEST);
    let unfitting =
        reader.whole("unfitting", 0..=MOST).map_or(0, |n| u32::try_from(n.value).unwrap_or_default());
    let rows = reader.need_text("rows");
    top.field_here(rows, "a group", "group");
    let inside = top.from([top.row.clone(), vec![rows.value]].concat());
    let mut field = |key, scope: &Scope<'a>, wanted: &str, kind: &str| {
        let name = reader.need_text(key);
        if !name.value.is_empty() {
            scope.field_here(name, wanted, kind);
        }
        name
    };
    let guess = field("guess", top, "a number", "number").value.to_owned();
    let score = field("score", top, "a number", "number").value.to_owned();
    let question = field("question", &inside, "a text", "text").value.to_owned();
    let answer = field("answer", &inside, "a text", "text").value.to_owned();
    let took = field("took", &inside, "a number", "number").value.to_owned();
    let result = field("result", &inside, "a choice", "choice").value;
    let options = inside.names.field(&inside.row, result).map_or(&[][..], |known| &known.options);
    let mut option = |key| {
        let name = reader.need_text(key);
        if !options.is_empty() && !name.value.is_empty() && !options.contains(&name.value) {
            let message = format!("{} is not an option of {}", quoted(name.value), quoted(result));
            reader.source.report_near(name.at, message, name.value, options.iter().copied());
        }
        name.value.to_owned()
    };
    let (right, wrong) = (option("right"), option("wrong"));
    let drill = Drill {
        questions: questions as usize,
        unfitting: unfitting.min(questions) as usize,
        each: Duration::from_secs(u64::from(seconds)),
        guess,
        score,
        rows: rows.value.to_owned(),
        question,
        answer,
        took,
        result: result.to_owned(),
        right,
        wrong,
    };
    reader.finish();
    drill
}

//! Entries and answers as JSON and as text, for the commands that print them.

use serde_json::{Map, Value as Json, json};

use crate::domain::entry::Head;
use crate::domain::exercise::{Exercise, Field};
use crate::domain::kinds::Kind;
use crate::domain::provenance::Provenance;
use crate::domain::time::Moment;
use crate::domain::value::{Answers, Cited, Value};

/// Describes an entry in JSON, without its answers.
pub fn head_json(head: &Head) -> Json {
    json!({
        "id": head.short.as_str(),
        "uuid": head.id.to_string(),
        "exercise": head.exercise,
        "revision": head.revision,
        "state": head.state.name(),
        "open_draft": head.open_draft,
        "week": head.week.to_string(),
        "day": head.day.to_string(),
        "happened": head.happened.map(Moment::rfc3339),
        "days_later": head.days_later(),
        "begun": head.begun.rfc3339(),
        "finished": head.finished.map(Moment::rfc3339),
        "minutes": head.desk.as_secs() / 60,
        "version": head.version,
        "summary": head.summary,
    })
}

/// Writes a number in JSON: a whole one without a decimal point, as long as it is exact.
pub fn number_json(number: f64) -> Json {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    if number.fract() == 0.0 && number.abs() <= EXACT { json!(number as i64) } else { json!(number) }
}

/// Answers in JSON by field id: text, numbers, option ids, lists of rows.
pub fn answers_json(exercise: &Exercise, answers: &Answers) -> Json {
    row_json(exercise, &mut Vec::new(), answers)
}

fn row_json(exercise: &Exercise, group: &mut Vec<String>, row: &Answers) -> Json {
    let fields = exercise.fields_at(group);
    let mut object = Map::new();
    for (id, value) in row.iter() {
        let field = fields.iter().find(|field| field.id == id).copied();
        object.insert(id.to_owned(), value_json(exercise, group, id, field, value));
    }
    Json::Object(object)
}

fn value_json(
    exercise: &Exercise,
    group: &mut Vec<String>,
    id: &str,
    field: Option<&Field>,
    value: &Value,
) -> Json {
    match value {
        Value::Text(text) => json!(text),
        Value::Number(number) => number_json(*number),
        Value::Choice(picks) => {
            let many = matches!(field.map(|f| &f.kind), Some(Kind::Choice(kind)) if kind.many);
            let other = picks.other.as_ref().map(|words| json!({ "other": words }));
            let mut all: Vec<Json> = picks.picked.iter().map(|id| json!(id)).chain(other).collect();
            if many || all.len() != 1 { Json::Array(all) } else { all.remove(0) }
        }
        Value::Rows(rows) => {
            group.push(id.to_owned());
            let rows =
                rows.iter().filter(|row| !row.is_empty()).map(|row| row_json(exercise, group, row)).collect();
            group.pop();
            Json::Array(rows)
        }
        Value::Cites(cites) => cites
            .iter()
            .map(|cite| {
                let (kind, id) = match cite.of {
                    Cited::Entry(id) => ("entry", id.to_string()),
                    Cited::Complaint(id) => ("complaint", id.to_string()),
                };
                json!({
                    kind: id,
                    "quote": cite.quote,
                    "provenance": cite.provenance.map(Provenance::name),
                })
            })
            .collect(),
    }
}

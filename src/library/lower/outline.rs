//! What is computed from the answers: measures, findings and the summary line.

use crate::model::outline::{Better, Finding, Measure, Summary};

use super::steps::owned;
use super::{Case, check_first, conditions, need_id};
use crate::library::names::{Row, What};
use crate::library::reader::Reader;
use crate::library::sight::Sight;
use crate::library::source::quoted;

/// Makes a measure.
pub(super) fn measure<'a>(mut reader: Reader<'a>, top: &Sight<'a>) -> Measure {
    let id = need_id(&mut reader, Case::Snake);
    check_first(&reader, id, top.names.measures.get(id.value).copied());
    let title = reader.need_string("title");
    let path = reader.need_text("field");
    let found = (!path.value.is_empty()).then(|| top.path(path)).flatten();
    if let Some((_, _, known)) = &found
        && matches!(known.what, What::Text | What::Rank | What::Evidence | What::Note)
    {
        let words = known.what.words();
        let message =
            format!("{} is {words}; a measure needs a scale, number, choice or group", quoted(path.value));
        reader.source.report(path.at, message);
    }
    let subject = reader.text("subject");
    let (row, field) = found.map(|(row, field, _)| (row, field)).unwrap_or_default();
    let measure = Measure {
        id: id.value.to_owned(),
        title,
        // Without a field nothing is known of its row, and the subject would be reported for nothing.
        subject: subject.filter(|_| !field.is_empty()).map(|path| top.from(row.clone()).subject(path)),
        better: better(&mut reader),
        field: field.to_owned(),
        group: owned(&row),
    };
    reader.finish();
    measure
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
pub(super) fn each<'a>(reader: &mut Reader<'a>, top: &Sight<'a>) -> Sight<'a> {
    let row: Row<'a> = reader.text("each").map(|path| top.group_path(path)).unwrap_or_default();
    top.from(row)
}

/// Makes a finding.
pub(super) fn finding<'a>(mut reader: Reader<'a>, top: &Sight<'a>) -> Finding {
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
    };
    reader.finish();
    finding
}

/// Makes a part of the summary line.
pub(super) fn summary<'a>(mut reader: Reader<'a>, top: &Sight<'a>) -> Summary {
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
        // Known here so that a misspelt `count` is recognised.
        reader.take("count");
        reader.finish();
        return Summary::Text { each: owned(&rows.row), text, when };
    }
    reader.noun.push_str(" with `count`");
    let group = count.map(|path| top.group_path(path)).unwrap_or_default();
    let when = conditions::when(&mut reader, &top.from(group.clone()));
    let words = two_words(&mut reader);
    reader.finish();
    Summary::Count { group: owned(&group), when, words }
}

fn two_words(reader: &mut Reader<'_>) -> (String, String) {
    let Some(list) = reader.list("words") else {
        reader.needs_unless_there("words");
        return (String::new(), String::new());
    };
    let words = reader.texts("words");
    if list.value.len() != 2 {
        let message = format!("`words` is a list of {}, expected `[\"one\", \"several\"]`", list.value.len());
        reader.source.report(list.at, message);
    }
    let mut words = words.into_iter().map(|word| word.value.to_owned());
    (words.next().unwrap_or_default(), words.next().unwrap_or_default())
}

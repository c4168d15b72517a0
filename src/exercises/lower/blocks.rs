//! The blocks of the weekly review.

use crate::domain::projections::{Block, BlockKind, Column, List};
use crate::domain::template::Template;

use super::projections::each;
use super::steps::owned;
use super::{conditions, kinds};
use crate::exercises::diagnostics::quoted;
use crate::exercises::reader::Reader;
use crate::exercises::resolve::Scope;

/// Every kind of block, as files name it.
const NAMES: [&str; 7] = ["text", "quote", "list", "table", "cards", "matrix", "beside"];

pub(super) fn block<'a>(mut reader: Reader<'a>, top: &Scope<'a>) -> Block {
    let kind = reader.need_text("kind");
    let known = NAMES.contains(&kind.value);
    if known {
        reader.noun = format!("`{}` block", kind.value);
    } else if !kind.value.is_empty() {
        let list = NAMES.map(|name| format!("`{name}`")).join(", ");
        let message = format!("{} is not a kind of report block, expected one of {list}", quoted(kind.value));
        reader.source.report_near(kind.at, message, kind.value, NAMES);
    }
    let title = reader.string("title");
    let rows = match kind.value {
        "quote" => each(&mut reader, top),
        "list" | "table" | "cards" | "matrix" if reader.count_of(&["each"]) == 1 => each(&mut reader, top),
        "list" | "table" | "cards" | "matrix" => {
            reader.take("each");
            reader.needs("each");
            top.unsure()
        }
        "text" | "beside" if reader.count_of(&["each"]) == 0 => top.clone(),
        _ => top.unsure(),
    };
    let when = conditions::when(&mut reader, &rows);
    let kind = match kind.value {
        "text" => BlockKind::Text(rows.template(reader.need_text("text"))),
        "quote" => {
            let text = rows.template(reader.need_text("text"));
            BlockKind::Quote(text, kinds::provenance(&mut reader, "provenance"))
        }
        "list" => BlockKind::List {
            text: rows.template(reader.need_text("text")),
            numbered: reader.flag("numbered"),
            cites: reader.text("cites").map(|name| rows.field_here(name, "an evidence field", "evidence")),
        },
        "table" => BlockKind::Table {
            columns: reader
                .need_tables("column", "column", "report.column")
                .into_iter()
                .map(|c| column(c, &rows))
                .collect(),
            sort: reader.text("sort").map(|name| rows.field_here(name, "a scale", "scale")),
        },
        "matrix" => {
            let mut answer = |key| {
                let name = reader.need_text(key);
                rows.answer(name.at, name.value);
                name.value.to_owned()
            };
            BlockKind::Matrix { rows: answer("rows"), columns: answer("columns"), value: answer("value") }
        }
        "beside" => BlockKind::Beside(
            reader
                .need_tables("column", "column", "report.column")
                .into_iter()
                .map(|one| list(one, top))
                .collect(),
        ),
        "cards" => BlockKind::Cards {
            heading: rows.template(reader.need_text("heading")),
            lines: reader
                .need_tables("line", "line", "report.line")
                .into_iter()
                .map(|l| line(l, &rows))
                .collect(),
        },
        _ => BlockKind::Text(Template::default()),
    };
    if known {
        reader.finish();
    } else {
        reader.finish_unsure();
    }
    Block { title, when, each: owned(&rows.row), kind }
}

fn column<'a>(mut reader: Reader<'a>, rows: &Scope<'a>) -> Column {
    let column = Column {
        title: reader.need_string("title"),
        text: rows.template(reader.need_text("text")),
        change: reader.text("change").map(|id| {
            if !rows.names.measures.contains_key(id.value) {
                let message = format!("{} is not a measure of this exercise", quoted(id.value));
                rows.source.report_near(id.at, message, id.value, rows.names.measures.keys().copied());
            }
            id.value.to_owned()
        }),
    };
    reader.finish();
    column
}

fn list<'a>(mut reader: Reader<'a>, top: &Scope<'a>) -> List {
    if reader.count_of(&["each"]) == 0 {
        reader.needs("each");
    }
    let rows = each(&mut reader, top);
    let list = List {
        title: reader.need_string("title"),
        when: conditions::when(&mut reader, &rows),
        text: rows.template(reader.need_text("text")),
        each: owned(&rows.row),
    };
    reader.finish();
    list
}

fn line<'a>(mut reader: Reader<'a>, rows: &Scope<'a>) -> (String, Template) {
    let line = (reader.need_string("label"), rows.template(reader.need_text("text")));
    reader.finish();
    line
}

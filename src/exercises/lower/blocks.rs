//! The blocks of the weekly review.

use crate::domain::hue::Hue;
use crate::domain::projections::{Block, BlockKind, Chart, Column, List, PagePart, Rating};
use crate::domain::template::Template;

use super::projections::each;
use super::steps::owned;
use super::{conditions, hue, kinds};
use crate::exercises::diagnostics::quoted;
use crate::exercises::reader::Reader;
use crate::exercises::resolve::Scope;

/// Every kind of block, as files name it.
const NAMES: [&str; 10] =
    ["text", "quote", "list", "table", "cards", "matrix", "beside", "ratings", "strip", "chart"];

pub(super) fn block<'a>(mut reader: Reader<'a>, top: &Scope<'a>) -> Block {
    let kind = reader.need_text("kind");
    let known = NAMES.contains(&kind.value);
    if known {
        reader.noun = format!("`{}` block", kind.value);
    } else if !kind.value.is_empty() {
        let list = NAMES.map(|name| format!("`{name}`")).join(", ");
        let message = format!("{} is not a kind of report block (use one of {list})", quoted(kind.value));
        reader.source.report_near(kind.at, message, kind.value, NAMES);
    }
    let title = reader.string("title");
    let part = part(&mut reader);
    let others = reader.flag("others");
    let rows = match kind.value {
        "quote" | "ratings" => each(&mut reader, top),
        "list" | "table" | "cards" | "matrix" if reader.count_of(&["each"]) == 1 => each(&mut reader, top),
        "list" | "table" | "cards" | "matrix" => {
            reader.take("each");
            reader.needs("each");
            top.unsure()
        }
        "text" | "beside" | "strip" | "chart" if reader.count_of(&["each"]) == 0 => top.clone(),
        _ => top.unsure(),
    };
    let when = conditions::when(&mut reader, &rows);
    let kind = match kind.value {
        "text" => BlockKind::Text(rows.template(reader.need_text("text"))),
        "quote" => {
            let text = rows.template(reader.need_text("text"));
            let by = reader.text("by").map(|by| rows.template(by));
            BlockKind::Quote { text, by, provenance: kinds::provenance(&mut reader, "provenance") }
        }
        "list" => BlockKind::List {
            text: rows.template(reader.need_text("text")),
            numbered: reader.flag("numbered"),
            most: most(&mut reader),
            cites: cites(&mut reader, &rows),
        },
        "table" => BlockKind::Table {
            columns: reader
                .need_tables("column", "column", "report.column")
                .into_iter()
                .map(|c| column(c, &rows))
                .collect(),
            sort: reader.text("sort").map(|name| rows.field_here(name, "a scale", "scale")),
            cites: cites(&mut reader, &rows),
            most: most(&mut reader),
            joined: joined(&mut reader, title.is_some()),
        },
        "ratings" => BlockKind::Ratings {
            rows: reader
                .need_tables("row", "row", "report.row")
                .into_iter()
                .map(|one| rating(one, top))
                .collect(),
            cites: cites(&mut reader, &rows),
        },
        "matrix" => {
            let mut answer = |key| {
                let name = reader.need_text(key);
                rows.answer(name.at, name.value);
                name.value.to_owned()
            };
            BlockKind::Matrix { rows: answer("rows"), columns: answer("columns"), value: answer("value") }
        }
        "strip" => {
            let clock = reader.need_text("clock");
            BlockKind::Strip(top.field_here(clock, "a clock", "timer"))
        }
        "chart" => BlockKind::Chart(chart(&mut reader, top)),
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
    Block { title, part, others, when, each: owned(&rows.row), kind }
}

/// Takes where a block stands for other readers.
fn part(reader: &mut Reader<'_>) -> PagePart {
    let Some(name) = reader.text("part") else { return PagePart::Own };
    reader.source.one_of(name, &PagePart::ALL, "a part of page one").unwrap_or_default()
}

/// Takes whether a table is one with those of the same title, for which it needs one.
fn joined(reader: &mut Reader<'_>, titled: bool) -> bool {
    let joined = reader.flag("joined");
    if joined && !titled {
        reader.needs_unless_there("title");
    }
    joined
}

fn cites<'a>(reader: &mut Reader<'a>, rows: &Scope<'a>) -> Option<String> {
    reader.text("cites").map(|name| rows.field_here(name, "an evidence field", "evidence"))
}

/// Takes a measure of this exercise.
fn measure<'a>(key: &'static str, reader: &mut Reader<'a>, rows: &Scope<'a>) -> Option<String> {
    let id = reader.text(key)?;
    if !rows.names.measures.contains_key(id.value) {
        let message = format!("{} is not a measure of this exercise", quoted(id.value));
        rows.source.report_near(id.at, message, id.value, rows.names.measures.keys().copied());
    }
    Some(id.value.to_owned())
}

/// Takes what a chart is of: one of its forms.
fn chart<'a>(reader: &mut Reader<'a>, top: &Scope<'a>) -> Chart {
    let mut take = |key| measure(key, reader, top);
    let one = take("over_time").map(Chart::OverTime);
    let one = one.or_else(|| take("values").map(Chart::Values)).or_else(|| take("counts").map(Chart::Counts));
    if let Some(chart) = one {
        return chart;
    }
    let [across, up] = ["across", "up"].map(&mut take);
    match &across {
        None => reader.needs_one_of("over_time", "`over_time`, `values`, `counts`, or `across` and `up`"),
        Some(_) if up.is_none() => reader.needs_unless_there("up"),
        Some(_) => {}
    }
    Chart::Pairs { across: across.unwrap_or_default(), up: up.unwrap_or_default() }
}

fn rating<'a>(mut reader: Reader<'a>, top: &Scope<'a>) -> Rating {
    let rating = Rating {
        title: reader.need_string("title"),
        hue: hue(&mut reader).unwrap_or_else(|| {
            reader.needs_unless_there("hue");
            Hue::Review
        }),
        text: top.template(reader.need_text("text")),
        change: measure("change", &mut reader, top),
    };
    reader.finish();
    rating
}

fn column<'a>(mut reader: Reader<'a>, rows: &Scope<'a>) -> Column {
    let column = Column {
        title: reader.need_string("title"),
        text: rows.template(reader.need_text("text")),
        brief: reader.flag("brief"),
        change: measure("change", &mut reader, rows),
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

/// Takes how many rows are printed at most.
fn most(reader: &mut Reader<'_>) -> Option<usize> {
    reader.whole("most", 1..=99).map(|most| most.value as usize)
}

//! The file of progress: sections of figures over measures. Every measure it names must be one of an exercise.

use std::path::Path;

use crate::domain::metric::{Metrics, Reading};
use crate::domain::progress::{Board, Figure, FigureKind, Section, Shown};
use crate::error::Problem;

use super::diagnostics::quoted;
use super::lower::{Case, need_id};
use super::reader::Reader;

/// Every kind of figure, as files name it.
const KINDS: [&str; 16] = [
    "subjects",
    "weeks",
    "ratings",
    "healing",
    "against",
    "categories",
    "ranked",
    "matrix",
    "policy",
    "scatter",
    "rows",
    "days",
    "minutes",
    "weekly",
    "checklist",
    "calibration",
];

/// What a figure needs a measure to be.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wanted {
    Anything,
    /// A scale, a number, a count.
    Numbers,
    /// A choice.
    Categories,
    /// A text or a choice.
    Labels,
}

impl Wanted {
    fn words(self) -> &'static str {
        match self {
            Self::Anything => "a measure",
            Self::Numbers => "a scale, a number or a count",
            Self::Categories => "a choice",
            Self::Labels => "a choice or a text",
        }
    }

    fn fits(self, reading: &Reading) -> bool {
        match self {
            Self::Anything => true,
            Self::Numbers => {
                matches!(reading, Reading::Scale { .. } | Reading::Number { .. } | Reading::Count)
            }
            Self::Categories => matches!(reading, Reading::Categories(_)),
            Self::Labels => matches!(reading, Reading::Categories(_) | Reading::Words { .. }),
        }
    }
}

/// Reads a file of progress over the measures there are. Figures with mistakes are left out and told of.
pub(super) fn parse_board(
    name: &Path,
    text: &str,
    metrics: &Metrics,
) -> Result<(Board, Vec<Problem>), Vec<Problem>> {
    super::read_partly(name, text, |source, root| {
        let mut reader = Reader::new(source, root, 0, "file of progress");
        reader.need_whole("format", 1..=super::FORMAT);
        let mut sections: Vec<Section> = Vec::new();
        for mut table in reader.need_tables("section", "section", "section") {
            let id = need_id(&mut table, Case::Kebab);
            if sections.iter().any(|other| other.id == id.value) {
                source.report(id.at, format!("the section {} is there already", quoted(id.value)));
            }
            let title = table.need_string("title");
            let about = table.need_string("about");
            let mut figures: Vec<Figure> = Vec::new();
            for figure in table.need_tables("figure", "figure", "section.figure") {
                figures.extend(self::figure(figure, metrics, &figures));
            }
            table.finish();
            sections.push(Section { id: id.value.to_owned(), title, about, figures });
        }
        reader.finish();
        Board { sections }
    })
}

/// Makes a figure; nothing if there is a mistake in it.
fn figure(mut reader: Reader<'_>, metrics: &Metrics, before: &[Figure]) -> Option<Figure> {
    let sound = reader.source.count();
    let id = need_id(&mut reader, Case::Kebab);
    if before.iter().any(|other| other.id == id.value) {
        reader.source.report(id.at, format!("the figure {} is there already", quoted(id.value)));
    }
    let title = reader.need_string("title");
    let about = reader.need_string("about");
    let kind = kind(&mut reader, metrics);
    let source = reader.source;
    reader.finish();
    let kind = kind.filter(|_| source.count() == sound)?;
    Some(Figure { id: id.value.to_owned(), title, about, kind })
}

fn kind(reader: &mut Reader<'_>, metrics: &Metrics) -> Option<FigureKind> {
    let kind = reader.need_text("kind");
    if KINDS.contains(&kind.value) {
        reader.noun = format!("`{}` figure", kind.value);
    }
    let mut one = |key: &'static str, wanted: Wanted| measure(reader, key, metrics, wanted);
    Some(match kind.value {
        "subjects" => FigureKind::Subjects(one("measure", Wanted::Numbers)),
        "ratings" => FigureKind::Ratings(one("measure", Wanted::Numbers)),
        "healing" => FigureKind::Healing(one("measure", Wanted::Numbers)),
        "categories" => FigureKind::Categories(one("measure", Wanted::Categories)),
        "weeks" => FigureKind::Weeks(columns(reader, metrics, Wanted::Numbers)),
        "scatter" => FigureKind::Scatter { x: one("x", Wanted::Numbers), y: one("y", Wanted::Numbers) },
        "against" => {
            let good = one("good", Wanted::Categories);
            let bad = one("bad", Wanted::Categories);
            FigureKind::Against {
                good: Shown { measure: good, title: reader.need_string("good_title") },
                bad: Shown { measure: bad, title: reader.need_string("bad_title") },
            }
        }
        "ranked" => {
            let measure = one("measure", Wanted::Numbers);
            let title = reader.string("measure_title");
            let title = title.or_else(|| Some(metrics.get(&measure)?.title.clone())).unwrap_or_default();
            FigureKind::Ranked {
                by: Shown { measure, title },
                then: optional(reader, "then", metrics, Wanted::Categories),
                columns: columns(reader, metrics, Wanted::Anything),
            }
        }
        "rows" => {
            let of = one("measure", Wanted::Anything);
            FigureKind::Rows { of, columns: columns(reader, metrics, Wanted::Anything) }
        }
        "matrix" => {
            let (rows, columns) = (one("rows", Wanted::Labels), one("columns", Wanted::Labels));
            let value = optional(reader, "value", metrics, Wanted::Numbers);
            let least = reader.whole("least", 1..=20).and_then(|least| usize::try_from(least.value).ok());
            FigureKind::Crosstab { rows, columns, value, least: least.unwrap_or(1) }
        }
        "policy" => {
            let severity = one("severity", Wanted::Numbers);
            let threshold = one("threshold", Wanted::Categories);
            let fallback = one("fallback", Wanted::Labels);
            let check = one("check", Wanted::Categories);
            let who = optional(reader, "who", metrics, Wanted::Labels);
            let situation = optional(reader, "situation", metrics, Wanted::Labels);
            FigureKind::Policy { severity, threshold, fallback, check, who, situation }
        }
        "days" => FigureKind::Days,
        "minutes" => FigureKind::Minutes,
        "weekly" => FigureKind::Weekly,
        "checklist" => FigureKind::Checklist,
        "calibration" => FigureKind::Calibration,
        other => {
            if !other.is_empty() {
                let list = KINDS.map(|name| format!("`{name}`")).join(", ");
                let message = format!("{} is no kind of figure, expected one of {list}", quoted(other));
                reader.source.report_near(kind.at, message, other, KINDS);
            }
            return None;
        }
    })
}

/// Takes the columns of a table: a measure each, and maybe other words above it.
fn columns(reader: &mut Reader<'_>, metrics: &Metrics, wanted: Wanted) -> Vec<Shown> {
    let tables = reader.need_tables("column", "column", "section.figure.column");
    let column = |mut table: Reader<'_>| {
        let measure = measure(&mut table, "measure", metrics, wanted);
        let title = table.string("title");
        table.finish();
        let title = title.or_else(|| Some(metrics.get(&measure)?.title.clone())).unwrap_or_default();
        Shown { measure, title }
    };
    tables.into_iter().map(column).collect()
}

/// Takes the name of a measure that has to be there.
fn measure(reader: &mut Reader<'_>, key: &'static str, metrics: &Metrics, wanted: Wanted) -> String {
    reader.needs_unless_there(key);
    optional(reader, key, metrics, wanted).unwrap_or_default()
}

/// Takes the name of a measure.
pub(super) fn known_measure<'a>(
    reader: &mut Reader<'a>,
    key: &'static str,
    metrics: &Metrics,
) -> Option<super::diagnostics::Spot<&'a str>> {
    let id = reader.text(key)?;
    check_measure(reader, id, metrics);
    Some(id)
}

/// Notes a name that is no measure.
pub(super) fn check_measure(reader: &Reader<'_>, id: super::diagnostics::Spot<&str>, metrics: &Metrics) {
    if metrics.get(id.value).is_none() {
        let message = format!("no exercise has a measure {}", quoted(id.value));
        let known = metrics.all().map(|metric| metric.id.as_str());
        reader.source.report_near(id.at, message, id.value, known);
    }
}

fn optional(reader: &mut Reader<'_>, key: &'static str, metrics: &Metrics, wanted: Wanted) -> Option<String> {
    let id = known_measure(reader, key, metrics)?;
    if let Some(metric) = metrics.get(id.value).filter(|metric| !wanted.fits(&metric.reading)) {
        let message =
            format!("{} is {}, expected {}", quoted(id.value), metric.reading.words(), wanted.words());
        reader.source.report(id.at, message);
    }
    Some(id.value.to_owned())
}

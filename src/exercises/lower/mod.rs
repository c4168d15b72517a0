//! The second pass over a file: from its tree to an exercise. What a mistake leaves out gets a stand-in value, so that
//! reading goes on; an exercise with any problem is never handed out.

mod blocks;
mod conditions;
mod drill;
mod fields;
mod kinds;
mod projections;
mod retelling;
mod returns;
mod sorting;
mod steps;
mod telling;

pub(super) use fields::was;
pub(super) use kinds::KINDS;

use toml::de::DeTable;

use crate::domain::complaint::PREFIX;
use crate::domain::deck::CasePart;
use crate::domain::exercise::{Exercise, Field, Heading, Minutes};
use crate::domain::hue::Hue;

use super::diagnostics::{Source, Spot, quoted};
use super::names::Names;
use super::reader::Reader;
use super::resolve::Scope;

const LONGEST_ID: usize = 64;

/// Makes an exercise of a file's tree.
pub(super) fn exercise<'a>(source: &'a Source<'a>, names: &'a Names<'a>, root: &'a DeTable<'a>) -> Exercise {
    let mut reader = Reader::new(source, root, 0, "exercise");
    let top = Scope::top(source, names);
    let exercise = Exercise {
        heading: heading_of(&mut reader),
        steps: reader
            .need_tables("step", "step", "step")
            .into_iter()
            .map(|step| steps::step(step, &top))
            .collect(),
        measures: all(&mut reader, "measure", "measure", &top, projections::measure),
        findings: all(&mut reader, "finding", "finding", &top, projections::finding),
        returns: all(&mut reader, "return", "return", &top, returns::returned),
        sortings: all(&mut reader, "complaint", "complaint", &top, sorting::sorting),
        telling: reader.table("recall", "recall").map(|table| telling::telling(table, &top)),
        drill: reader.table("drill", "drill").map(|table| drill::drill(table, &top)),
        retelling: reader.table("retelling", "retelling").map(|table| retelling::retelling(table, &top)),
        summary: all(&mut reader, "summary", "summary", &top, projections::summary),
        columns: all(&mut reader, "column", "column", &top, projections::column),
        report: all(&mut reader, "report", "report block", &top, blocks::block),
    };
    reader.finish();
    dealt_are_measured(source, names, &exercise);
    sorting::dimensions_are_named(source, names, &exercise);
    exercise
}

/// Reports what is picked for an entry, an option or a case, while nothing records which were answered.
fn dealt_are_measured(source: &Source<'_>, names: &Names<'_>, exercise: &Exercise) {
    let fields = exercise.fields_at(&[]);
    let unmeasured = |field: &Field| {
        names.field(&[], &field.id).filter(|_| exercise.measure_of(&field.id).is_none()).map(|known| known.at)
    };
    for field in fields.iter().filter(|field| field.kind.as_dealt().is_some()) {
        if let Some(at) = unmeasured(field) {
            let id = quoted(&field.id);
            let message = format!("`deal` needs a `[[measure]]` of {id}, which records the options answered");
            source.report(at, message);
        }
    }
    let is_id = |field: &&Field| field.case == Some(CasePart::Id);
    if let Some(field) = fields.iter().copied().find(is_id) {
        if let Some(at) = unmeasured(field) {
            let id = quoted(&field.id);
            let message = format!("`case` needs a `[[measure]]` of {id}, which records the cases had");
            source.report(at, message);
        }
    } else if let Some(part) = fields.iter().find(|field| field.case.is_some())
        && let Some(known) = names.field(&[], &part.id)
    {
        let message = "parts of a case, and no field with `case = \"id\"` that says of which";
        source.report(known.at, message);
    }
}

fn all<'a, T>(
    reader: &mut Reader<'a>,
    key: &'static str,
    noun: &str,
    top: &Scope<'a>,
    make: impl Fn(Reader<'a>, &Scope<'a>) -> T,
) -> Vec<T> {
    reader.tables(key, noun).into_iter().map(|table| make(table, top)).collect()
}

/// Makes of a file's tree what the exercise is called and how long it takes.
pub(super) fn heading(source: &Source<'_>, root: &DeTable<'_>) -> Heading {
    heading_of(&mut Reader::new(source, root, 0, "exercise"))
}

fn heading_of(reader: &mut Reader<'_>) -> Heading {
    reader.need_whole("format", 1..=super::FORMAT);
    let id = need_id(reader, Case::Kebab);
    Heading {
        prefix: prefix(reader, id),
        id: id.value.to_owned(),
        revision: reader
            .need_whole("revision", 1..=i64::from(u32::MAX))
            .and_then(|number| u32::try_from(number.value).ok())
            .unwrap_or(1),
        title: reader.need_string("title"),
        about: reader.need_string("about"),
        why: reader.need_string("why"),
        minutes: minutes(reader),
        tags: reader.strings("tags"),
        hue: hue(reader),
    }
}

/// Takes the dimension that something belongs to.
pub(super) fn hue(reader: &mut Reader<'_>) -> Option<Hue> {
    let name = reader.text("hue")?;
    reader.source.one_of(name, &Hue::ALL, "a hue")
}

fn minutes(reader: &mut Reader<'_>) -> Minutes {
    let given = reader.span_of("minutes", 1);
    if given.is_none() {
        reader.needs_unless_there("minutes");
    }
    let (least, most) = given.unwrap_or((1, 1));
    Minutes { least, most }
}

fn prefix(reader: &mut Reader<'_>, id: Spot<&str>) -> String {
    let fits =
        |prefix: &str| (2..=4).contains(&prefix.len()) && prefix.bytes().all(|b| b.is_ascii_lowercase());
    if let Some(prefix) = reader.text("prefix") {
        if !fits(prefix.value) {
            let message = format!("`prefix` is {}, expected two to four letters a–z", quoted(prefix.value));
            reader.source.report(prefix.at, message);
        } else if prefix.value == PREFIX {
            let message = format!("`prefix` is {}, which is how the ids of complaints begin", quoted(PREFIX));
            reader.source.report(prefix.at, message);
        }
        return prefix.value.to_owned();
    }
    let prefix: String = id.value.chars().filter(char::is_ascii_lowercase).take(3).collect();
    if Case::Kebab.fits(id.value) && !fits(&prefix) {
        let message = format!(
            "{} is too short for a prefix, expected `prefix` with two to four letters",
            quoted(id.value)
        );
        reader.source.report(id.at, message);
    }
    prefix
}

/// How the words of an id are joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    /// With hyphens: the ids of exercises.
    Kebab,
    /// With underscores: ids within an exercise.
    Snake,
}

impl Case {
    fn joint(self) -> char {
        if self == Self::Kebab { '-' } else { '_' }
    }

    fn fits(self, id: &str) -> bool {
        let parts_fit = id.split(self.joint()).all(|part| {
            !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        });
        parts_fit && id.starts_with(|c: char| c.is_ascii_lowercase()) && id.len() <= LONGEST_ID
    }

    /// Makes an id of this kind from any words, if there is enough in them.
    pub(super) fn id_of(self, words: &str) -> Option<String> {
        let plain = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { ' ' };
        let spaced: String = words.chars().take(LONGEST_ID).map(plain).collect();
        let joined = spaced.split_whitespace().collect::<Vec<_>>().join(&self.joint().to_string());
        self.fits(&joined).then_some(joined)
    }
}

pub(super) fn need_id<'a>(reader: &mut Reader<'a>, case: Case) -> Spot<&'a str> {
    let id = reader.need_text("id");
    check_id(reader.source, id, case);
    id
}

fn check_id(source: &Source<'_>, id: Spot<&str>, case: Case) {
    if id.value.is_empty() || case.fits(id.value) {
        return;
    }
    let expected = match case {
        Case::Kebab => "lower-case words joined by hyphens",
        Case::Snake => "lower-case words joined by underscores",
    };
    let message = format!("{} is not an id, expected {expected}", quoted(id.value));
    source.suggest(id.at, message, case.id_of(id.value));
}

/// Notes an id that an earlier table has too; `first` is where that one begins.
fn check_first(reader: &Reader<'_>, id: Spot<&str>, first: Option<usize>) {
    let Some(first) = first.filter(|first| *first != reader.at && !id.value.is_empty()) else { return };
    let line = reader.source.line_of(first);
    reader.source.report(id.at, format!("the id {} is taken in line {line}", quoted(id.value)));
}

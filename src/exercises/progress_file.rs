//! The file of progress: sections of figures over measures. Every measure it names must be one of an exercise.

use std::collections::BTreeSet;
use std::path::Path;

use crate::domain::kinds::SECONDS;
use crate::domain::metric::{Metrics, Reading};
use crate::domain::progress::{Board, FigureSpec, Query, Section, Shown};
use crate::error::Problem;
use crate::wording;

use super::diagnostics::quoted;
use super::lower::{Case, hue, need_id};
use super::reader::Reader;

use Wanted::{Anything, Categories, Labels, Numbers, Seconds};

/// A kind of figure as files name it: what it asks, and of which measures. A trailing `?` marks what may be left out.
type Kind = (&'static str, Query, &'static [(&'static str, Wanted)], Option<Wanted>);

/// Every kind of figure; `healing` is what `recovery` was called before.
const KINDS: [Kind; 23] = [
    ("subjects", Query::BySubject, &[("measure", Numbers)], None),
    ("weeks", Query::ByWeek, &[], Some(Numbers)),
    ("ratings", Query::OneSubject, &[("measure", Numbers)], None),
    ("recovery", Query::Recovery, &[("measure", Numbers)], None),
    ("categories", Query::ByCategory, &[("measure", Categories)], None),
    ("against", Query::ByCategory, &[("good", Categories), ("bad", Categories)], None),
    ("ranked", Query::Highest, &[("measure", Numbers), ("then?", Categories)], Some(Anything)),
    ("matrix", Query::Crosstab, &[("rows", Labels), ("columns", Labels), ("value?", Numbers)], None),
    (
        "policy",
        Query::Policy,
        &[
            ("severity", Numbers),
            ("threshold", Categories),
            ("fallback", Labels),
            ("check", Categories),
            ("who?", Labels),
            ("situation?", Labels),
            ("at_stake?", Categories),
        ],
        None,
    ),
    ("scatter", Query::Pairs, &[("x", Numbers), ("y", Numbers)], None),
    ("rows", Query::Newest, &[("measure", Anything)], Some(Anything)),
    ("strips", Query::Strips, &[("measure", Seconds)], Some(Anything)),
    ("days", Query::Days, &[], None),
    ("minutes", Query::Minutes, &[], None),
    ("topics", Query::Topics, &[], None),
    ("weekly", Query::WeekComparison, &[], None),
    ("checklist", Query::Checklist, &[], None),
    ("calibration", Query::Calibration, &[("sure?", Numbers), ("held?", Anything)], None),
    ("stories", Query::Stories, &[], None),
    ("complaint-dimensions", Query::ComplaintDimensions, &[], None),
    ("complaint-patterns", Query::ComplaintPatterns, &[], None),
    ("complaint-phrases", Query::ComplaintPhrases, &[], None),
    ("healing", Query::Recovery, &[("measure", Numbers)], None),
];

/// The words above measures that may have some.
const TITLES: [(&str, &str); 5] = [
    ("measure", "measure_title"),
    ("good", "good_title"),
    ("bad", "bad_title"),
    ("sure", "sure_title"),
    ("held", "held_title"),
];

/// What a figure needs a measure to be.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wanted {
    Anything,
    /// A scale, a number, a count.
    Numbers,
    /// What a clock says.
    Seconds,
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
            Self::Seconds => "a clock",
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
            Self::Seconds => {
                matches!(reading, Reading::Number { unit: Some(unit) } if unit == SECONDS)
            }
            Self::Categories => matches!(reading, Reading::Categories(_)),
            Self::Labels => matches!(reading, Reading::Categories(_) | Reading::Words { .. }),
        }
    }
}

/// Reads a file of progress over the measures and the tags that exercises have. Figures with mistakes are left out and told of.
pub(super) fn parse_board(
    name: &Path,
    text: &str,
    metrics: &Metrics,
    tags: &BTreeSet<&str>,
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
            let (hue, verdict) = (hue(&mut table), table.text("verdict"));
            let mut figures: Vec<FigureSpec> = Vec::new();
            for figure in table.need_tables("figure", "figure", "section.figure") {
                figures.extend(self::figure(figure, (metrics, tags), &figures));
            }
            if let Some(verdict) = verdict.filter(|name| !figures.iter().any(|one| one.id == name.value)) {
                let names = figures.iter().map(|figure| figure.id.as_str());
                let message = format!("{} is not a figure of this section", quoted(verdict.value));
                source.report_near(verdict.at, message, verdict.value, names);
            }
            table.finish();
            let verdict = verdict.map(|name| name.value.to_owned());
            sections.push(Section { id: id.value.to_owned(), title, about, hue, verdict, figures });
        }
        reader.finish();
        Board { sections }
    })
}

/// Makes a figure; nothing if there is a mistake in it.
fn figure(
    mut reader: Reader<'_>,
    (metrics, tags): (&Metrics, &BTreeSet<&str>),
    before: &[FigureSpec],
) -> Option<FigureSpec> {
    let sound = reader.source.count();
    let id = need_id(&mut reader, Case::Kebab);
    if before.iter().any(|other| other.id == id.value) {
        reader.source.report(id.at, format!("the figure {} is there already", quoted(id.value)));
    }
    let (title, about) = (reader.need_string("title"), reader.need_string("about"));
    let was = reader.string("was");
    let kind = reader.need_text("kind");
    let Some((name, query, roles, columns)) = KINDS.iter().find(|(name, ..)| *name == kind.value) else {
        if !kind.value.is_empty() {
            let names = KINDS.map(|(name, ..)| name);
            let list = names.map(|name| format!("`{name}`")).join(", ");
            let message = format!("{} is not a kind of figure (use one of {list})", quoted(kind.value));
            reader.source.report_near(kind.at, message, kind.value, names);
        }
        reader.finish();
        return None;
    };
    reader.noun = format!("`{name}` figure");
    let mut spec = FigureSpec { was, ..FigureSpec::new(*query, id.value, &title, &about) };
    for (role, wanted) in *roles {
        let key = role.trim_end_matches('?');
        if key == *role {
            reader.needs_unless_there(key);
        }
        let above = TITLES.iter().find(|(role, _)| *role == key);
        let above = above.filter(|(role, _)| *role != "measure" || *query == Query::Highest);
        let above = above.and_then(|(_, title)| reader.string(title));
        if let Some(measure) = measure(&mut reader, key, metrics, *wanted) {
            let title = above.unwrap_or_else(|| title_of(&measure, metrics));
            spec.measures.insert(key, Shown { measure, title });
        }
    }
    if spec.query == Query::Calibration && spec.measures.len() == 1 {
        reader.needs_unless_there("sure");
        reader.needs_unless_there("held");
    }
    if spec.query == Query::Calibration {
        spec.of = reader.whole("of", 1..=100).and_then(|of| u32::try_from(of.value).ok());
    }
    if let Some(wanted) = columns {
        spec.columns = self::columns(&mut reader, metrics, *wanted);
    }
    if *query == Query::Crosstab {
        let least = reader.whole("least", 1..=20).and_then(|least| usize::try_from(least.value).ok());
        spec.least = least.unwrap_or(1);
    }
    if spec.query == Query::Newest {
        spec.grouped = reader.flag("grouped");
        spec.sources = reader.flag("sources");
    }
    if spec.query == Query::Topics {
        reader.needs_unless_there("tags");
        let named = reader.texts("tags");
        for tag in named.iter().filter(|tag| !tags.contains(tag.value)) {
            let message = format!("no exercise has the tag {}", quoted(tag.value));
            reader.source.report_near(tag.at, message, tag.value, tags.iter().copied());
        }
        spec.tags = named.into_iter().map(|tag| tag.value.to_owned()).collect();
    }
    let source = reader.source;
    reader.finish();
    (source.count() == sound).then_some(spec)
}

fn title_of(measure: &str, metrics: &Metrics) -> String {
    metrics.get(measure).map(|metric| metric.title.clone()).unwrap_or_default()
}

/// Takes the columns of a table: a measure each, and maybe other words above it.
fn columns(reader: &mut Reader<'_>, metrics: &Metrics, wanted: Wanted) -> Vec<Shown> {
    let tables = reader.need_tables("column", "column", "section.figure.column");
    let column = |mut table: Reader<'_>| {
        table.needs_unless_there("measure");
        let measure = measure(&mut table, "measure", metrics, wanted).unwrap_or_default();
        let title = table.string("title").unwrap_or_else(|| title_of(&measure, metrics));
        table.finish();
        Shown { measure, title }
    };
    tables.into_iter().map(column).collect()
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

/// Takes the name of a measure that fits.
fn measure(reader: &mut Reader<'_>, key: &'static str, metrics: &Metrics, wanted: Wanted) -> Option<String> {
    let id = known_measure(reader, key, metrics)?;
    if let Some(metric) = metrics.get(id.value).filter(|metric| !wanted.fits(&metric.reading)) {
        let message = format!(
            "{} is {}, expected {}",
            quoted(id.value),
            wording::reading(&metric.reading),
            wanted.words()
        );
        reader.source.report(id.at, message);
    }
    Some(id.value.to_owned())
}

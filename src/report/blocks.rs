//! From the blocks an exercise declares to the blocks of a document.

use std::collections::BTreeMap;

use super::basis;
use super::days;
use super::document::{Block, Body, Card, CardLine, Evidence, Item, Table};
use super::drawings;
use super::format::{Row, STRIP};
use super::input::{CitedEntry, Run, WeekInput};
use super::measure::{cut, sentences};
use crate::domain::condition::all_hold;
use crate::domain::facts::subject_key;
use crate::domain::field_role::FieldRole;
use crate::domain::hue::Hue;
use crate::domain::locate::RowPath;
use crate::domain::projections::{self, BlockKind, Column, List, PagePart, Rating};
use crate::domain::provenance::Provenance;
use crate::domain::scope::{Scope, filled_rows_of};
use crate::domain::template::Template;
use crate::domain::value::{Cite, Cited, Value};
use crate::wording;

/// How many letters of a cited entry are printed.
const LONGEST_QUOTE: usize = 160;

/// What stands beside a value that nothing was before.
const NEW: &str = "new";

/// How much of a text stands in a cell, in bytes: as many whole sentences as end within it, and at least one.
pub(super) const BRIEF: usize = 120;

/// What stands under a table that compares.
const ABOUT_CHANGE: &str = "In brackets: the change since the last value before this week.";

/// Makes the blocks an exercise declares; those without a single answer are left out.
pub(super) fn declared(input: &WeekInput, run: &Run) -> Vec<Block> {
    let own = run.exercise.report.iter().filter(|block| !block.others && !block.kind.is_joined());
    own.filter_map(|block| made(input, run, block)).collect()
}

/// Makes a block an exercise declares, if anything was answered that it prints.
pub(super) fn made(input: &WeekInput, run: &Run, block: &projections::Block) -> Option<Block> {
    let rows = rows_of(run, block);
    let said = |text: &Template| rows.iter().filter_map(|row| row.fill(text)).collect::<Vec<_>>();
    let body = match &block.kind {
        BlockKind::Text(text) => some(said(text)).map(Body::Text),
        BlockKind::Quote { text, provenance, .. } => quote(&rows, text, *provenance),
        BlockKind::List { text, numbered, most, cites } => {
            let items = rows.iter().filter_map(|row| item(input, row, text, cites.as_deref()));
            let items = items.take(most.unwrap_or(usize::MAX));
            some(items.collect()).map(|items| Body::List { items, numbered: *numbered })
        }
        BlockKind::Table { columns, sort, cites, most, .. } => {
            let rows = sorted(rows, sort.as_deref(), *most);
            table(input, &rows, columns, cites.as_deref()).map(Body::Table)
        }
        BlockKind::Ratings { rows: ratings, cites } => {
            self::ratings(input, run, (ratings, &rows), cites.as_deref()).map(Body::Table)
        }
        BlockKind::Matrix { rows: down, columns, value } => {
            matrix(&rows, [down, columns, value]).map(Body::Table)
        }
        BlockKind::Strip(clock) => rows
            .iter()
            .find_map(|row| row.strip(clock))
            .map(|timeline| Body::Strip { row: timeline.row(STRIP), signs: timeline.signs().join(" · ") }),
        BlockKind::Chart(chart) => drawings::drawn(input, run, chart),
        BlockKind::Beside(lists) => beside(run, lists).map(Body::Table),
        BlockKind::Cards { heading, lines } => {
            let cards = rows.iter().map(|row| card(row, heading, lines));
            some(cards.filter(|card| !card.lines.is_empty()).collect()).map(Body::Cards)
        }
    };
    body.map(|body| Block { title: block.title.clone(), body })
}

/// The rows that a block goes through. On page one, only somebody's own words are quoted.
fn rows_of<'a>(run: &'a Run, block: &projections::Block) -> Vec<Row<'a>> {
    let said = |row: &Row<'_>| block.part != PagePart::Quotation || row.scope().provenance().is_observed();
    filled_rows_of(&run.answers, &block.each)
        .into_iter()
        .map(|path| Row { exercise: &run.exercise, answers: &run.answers, path })
        .filter(|row| all_hold(&block.when, &row.scope()) && said(row))
        .collect()
}

/// Marks what stands first in a row that is only imagined, where the rest of the entry is not.
fn marked(row: &Row<'_>, text: String) -> String {
    let known = row.scope().provenance();
    let apart = known == Provenance::Imagined && known != row.exercise.provenance(row.answers);
    if apart { wording::with_provenance(known, text) } else { text }
}

fn some<T>(all: Vec<T>) -> Option<Vec<T>> {
    (!all.is_empty()).then_some(all)
}

/// Quotes what was said or written; what is only imagined or an idea is plain text that says so.
fn quote(rows: &[Row<'_>], text: &Template, known: Option<Provenance>) -> Option<Body> {
    let said = |row: &Row<'_>| Some((known.unwrap_or_else(|| row.scope().provenance()), row.fill(text)?));
    let all = some(rows.iter().filter_map(said).collect())?;
    if all.iter().all(|(known, _)| known.is_observed()) {
        return Some(Body::Quote(all.into_iter().map(|(_, text)| text).collect()));
    }
    let plain = |(known, text): (Provenance, String)| {
        if known.is_observed() { format!("“{text}”") } else { wording::with_provenance(known, text) }
    };
    Some(Body::Text(all.into_iter().map(plain).collect()))
}

/// Describes who said what a block quotes first.
pub(super) fn said_by(run: &Run, block: &projections::Block, by: &Template) -> Option<String> {
    rows_of(run, block).iter().find_map(|row| row.fill(by))
}

/// Cuts evidence to what another reader needs of it: whole sentences, and no id that they can't open.
pub(super) fn outward(evidence: Evidence) -> Evidence {
    Evidence { quote: sentences(&evidence.quote, BRIEF).to_owned(), short: None, ..evidence }
}

/// Cuts what somebody said to the sentences that fit into so many bytes, at least one, without the quotation marks it was
/// written in.
pub(super) fn told(text: &str, most: usize) -> &str {
    let cut = unquoted(sentences(unquoted(text), most));
    // A mark that was closed behind what is left.
    let opened =
        |mark: &char| cut.starts_with(*mark) && cut.matches(['"', '”']).count() == usize::from(*mark == '"');
    ['"', '“'].iter().find(|mark| opened(mark)).map_or(cut, |mark| cut.trim_start_matches(*mark))
}

fn item(input: &WeekInput, row: &Row<'_>, text: &Template, cites: Option<&str>) -> Option<Item> {
    let evidence = cites
        .and_then(|field| row.answer(field))
        .map(|(_, value)| evidence(&input.cited, value, LONGEST_QUOTE))
        .unwrap_or_default();
    Some(Item { text: marked(row, row.fill(text)?), evidence })
}

/// Writes out the citations of an answer, each cut to so many letters.
pub(super) fn evidence(cited: &BTreeMap<Cited, CitedEntry>, value: &Value, most: usize) -> Vec<Evidence> {
    let written_out = |cite: &Cite| {
        let entry = cited.get(&cite.of);
        let source = entry.map(|entry| format!("{}, {}", entry.title, days::short(entry.day)));
        let short = entry.map(|entry| entry.short.to_string());
        let known = cite.known(entry.map_or(&[], |entry| entry.found.as_slice()));
        Evidence {
            quote: cut(unquoted(&cite.quote), most),
            short,
            source,
            known: known.and_then(wording::unobserved),
        }
    };
    value.as_cites().unwrap_or_default().iter().map(written_out).collect()
}

/// Takes the quotation marks off a text that is one quotation.
pub(super) fn unquoted(text: &str) -> &str {
    let text = text.trim();
    let pairs = [('"', '"'), ('“', '”')];
    let inside = pairs.iter().find_map(|(open, close)| text.strip_prefix(*open)?.strip_suffix(*close));
    inside.filter(|inside| !inside.contains(['"', '“', '”'])).unwrap_or(text)
}

/// Puts the rows with the highest numbers first, and keeps the first ones.
fn sorted<'a>(mut rows: Vec<Row<'a>>, sort: Option<&str>, most: Option<usize>) -> Vec<Row<'a>> {
    if let Some(scale) = sort {
        let number = |row: &Row<'_>| {
            row.answer(scale).and_then(|(_, value)| value.as_number()).unwrap_or(f64::NEG_INFINITY)
        };
        rows.sort_by(|one, other| number(other).total_cmp(&number(one)));
    }
    rows.truncate(most.unwrap_or(usize::MAX));
    rows
}

fn table(input: &WeekInput, rows: &[Row<'_>], columns: &[Column], cites: Option<&str>) -> Option<Table> {
    let mut compared = false;
    let mut line = |row: &Row<'_>| {
        let (mut line, has_change) = self::line(input, row, columns, cites);
        compared |= has_change;
        if let Some(first) = line.first_mut() {
            *first = marked(row, std::mem::take(first));
        }
        line
    };
    let cells = rows.iter().map(&mut line).collect();
    let table = Table::tidy(&titles(columns, cites), cells)?;
    Some(Table { note: compared.then(|| ABOUT_CHANGE.to_owned()), ..table })
}

fn titles(columns: &[Column], cites: Option<&str>) -> Vec<String> {
    let titles = columns.iter().map(|column| column.title.clone());
    titles.chain(cites.map(|_| "Evidence".to_owned())).collect()
}

/// Makes the line of a row, and says whether anything in it is compared with what was before.
fn line(input: &WeekInput, row: &Row<'_>, columns: &[Column], cites: Option<&str>) -> (Vec<String>, bool) {
    let mut compared = false;
    let mut cell = |column: &Column| {
        let text = row.fill(&column.text)?;
        let text = if column.brief { sentences(&text, BRIEF).to_owned() } else { text };
        let change = column.change.as_deref().and_then(|measure| change(input, row, measure));
        compared |= change.is_some();
        Some(with_change(text, change))
    };
    let mut line: Vec<_> = columns.iter().map(|column| cell(column).unwrap_or_default()).collect();
    line.extend(cites.map(|field| basis::of_row(input, row, field)));
    (line, compared)
}

/// The titles of the columns of a table of several entries, and the lines that one of them gives to it; beside each, how it
/// is known.
type Joined = (Vec<String>, Vec<(Vec<String>, Provenance)>);

/// Makes the lines that a block gives to a table of several entries.
pub(super) fn joined(input: &WeekInput, run: &Run, block: &projections::Block) -> Option<Joined> {
    let BlockKind::Table { columns, sort, cites, most, joined: true } = &block.kind else { return None };
    let rows = sorted(rows_of(run, block), sort.as_deref(), *most);
    let line = |row: &Row<'_>| (line(input, row, columns, cites.as_deref()).0, row.scope().provenance());
    let lines: Vec<_> = rows.iter().map(line).collect();
    (!lines.is_empty()).then(|| (titles(columns, cites.as_deref()), lines))
}

/// Makes a line a dimension: how it was rated, and what is cited first for it.
fn ratings(
    input: &WeekInput,
    run: &Run,
    (ratings, rows): (&[Rating], &[Row<'_>]),
    cites: Option<&str>,
) -> Option<Table> {
    let top = Row { exercise: &run.exercise, answers: &run.answers, path: RowPath::default() };
    let mut compared = false;
    let mut line = |rating: &Rating| {
        let text = top.fill(&rating.text)?;
        let change = rating.change.as_deref().and_then(|measure| change(input, &top, measure));
        let change = change.filter(|change| change != NEW);
        compared |= change.is_some();
        let text = with_change(text, change);
        let evidence = cites.and_then(|field| strongest(input, rows, rating.hue, field));
        Some(vec![rating.title.clone(), text, evidence.unwrap_or_default()])
    };
    let rated = ratings.iter().filter_map(|rating| Some((rating.hue, line(rating)?)));
    let (hues, lines): (Vec<Hue>, Vec<_>) = rated.unzip();
    let table = Table::tidy(&["Dimension", "Rating", "Strongest evidence"].map(str::to_owned), lines)?;
    Some(Table { note: compared.then(|| ABOUT_CHANGE.to_owned()), hues, ..table })
}

/// Returns the first observation that the rows of a dimension cite, in one sentence.
fn strongest(input: &WeekInput, rows: &[Row<'_>], hue: Hue, field: &str) -> Option<String> {
    let is_about = |row: &&Row<'_>| {
        let fields = row.exercise.fields_at(&row.path.groups());
        let dimension = fields.into_iter().find(|field| field.role == Some(FieldRole::Dimension))?;
        let (field, value) = row.answer(&dimension.id)?;
        let options = field.kind.options();
        let picked = &value.as_picks()?.picked;
        options.iter().any(|option| option.hue == Some(hue) && picked.contains(&option.id)).then_some(())
    };
    let cited = rows.iter().filter(|row| is_about(row).is_some()).filter_map(|row| row.answer(field));
    let mut all = cited.flat_map(|(_, value)| evidence(&input.cited, value, usize::MAX));
    let found = all.find(|one| one.known.is_none() && one.source.is_some())?;
    Some(sentences(&found.quote, BRIEF).to_owned())
}

/// Sets one answer of each row against another; a cell holds the third answer, or several in their order.
fn matrix(rows: &[Row<'_>], names: [&String; 3]) -> Option<Table> {
    let first = rows.first()?;
    let corner = first.scope().find(names[0])?.0.label.clone();
    let across = first.scope().find(names[1])?.0;
    let said = |row: &Row<'_>, name: &str| {
        row.answer(name).and_then(|(field, value)| field.kind.format(value)).unwrap_or_default()
    };
    let mut heads: Vec<String> = across.kind.options().iter().map(|option| option.label.clone()).collect();
    let mut lines: Vec<Vec<String>> = Vec::new();
    for row in rows {
        let [down, column, value] = names.map(|name| said(row, name));
        if down.is_empty() || column.is_empty() {
            continue;
        }
        let at = heads.iter().position(|head| *head == column).unwrap_or(heads.len());
        if at == heads.len() {
            heads.push(column);
        }
        let key = subject_key(&down);
        let known = lines.iter().position(|line| line.first().is_some_and(|name| subject_key(name) == key));
        let line = known.unwrap_or(lines.len());
        if known.is_none() {
            lines.push(vec![down]);
        }
        let line = &mut lines[line];
        line.resize(line.len().max(at + 2), String::new());
        let cell = &mut line[at + 1];
        *cell = if cell.is_empty() { value } else { format!("{cell}, {value}") };
    }
    let columns: Vec<String> = std::iter::once(corner).chain(heads).collect();
    Table::tidy(&columns, lines)
}

/// Sets lists side by side, each from its top.
fn beside(run: &Run, lists: &[List]) -> Option<Table> {
    let columns: Vec<Vec<String>> = lists
        .iter()
        .map(|list| {
            let rows = filled_rows_of(&run.answers, &list.each)
                .into_iter()
                .map(|path| Row { exercise: &run.exercise, answers: &run.answers, path })
                .filter(|row| all_hold(&list.when, &row.scope()));
            rows.filter_map(|row| row.fill(&list.text)).collect()
        })
        .collect();
    let longest = columns.iter().map(Vec::len).max()?;
    let cell = |column: &Vec<String>, at: usize| column.get(at).cloned().unwrap_or_default();
    let lines = (0..longest).map(|at| columns.iter().map(|column| cell(column, at)).collect());
    let titles: Vec<String> = lists.iter().map(|list| list.title.clone()).collect();
    Some(Table { lists: true, ..Table::tidy(&titles, lines.collect())? })
}

/// Writes how a value changed behind it, in brackets.
fn with_change(text: String, change: Option<String>) -> String {
    match change {
        Some(change) => format!("{text} ({change})"),
        None => text,
    }
}

/// How a measure changed for the subject of a row: `+1`, `=`, `−2`, `new`.
fn change(input: &WeekInput, row: &Row<'_>, measure: &str) -> Option<String> {
    let measure = row.exercise.measures.iter().find(|known| known.id == measure)?;
    let path = row.path.outer(measure.group.len());
    if path.groups() != measure.group {
        return None;
    }
    let now = row.answers.row(&path)?.get(measure.field()?)?.as_number()?;
    let scope = Scope::at(row.exercise, row.answers, &path);
    let subject = measure.subject.as_deref().and_then(|name| scope.text(name));
    let Some(before) = input.before.get(&measure.id, subject) else { return Some(NEW.to_owned()) };
    let moved = ((now - before) * 10.0).round() / 10.0;
    Some(match moved {
        _ if moved > 0.0 => format!("+{moved}"),
        _ if moved < 0.0 => format!("−{}", moved.abs()),
        _ => "=".to_owned(),
    })
}

fn card(row: &Row<'_>, heading: &Template, lines: &[(String, Template)]) -> Card {
    let line = |(label, text): &(String, Template)| {
        Some(CardLine { label: label.clone(), text: row.fill(text)?, field: None })
    };
    let heading = row.fill(heading).unwrap_or_else(|| row.exercise.row_title(row.answers, &row.path));
    let heading = Some(marked(row, heading)).filter(|heading| !heading.is_empty());
    Card { heading, lines: lines.iter().filter_map(line).collect() }
}

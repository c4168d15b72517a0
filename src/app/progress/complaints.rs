//! What complaints say together, as figures: by dimension, by product and source, and in words that recur.

use super::{Behind, Detail, Figure, Item, Sheet, Why};
use crate::app::complaint_patterns::{self, FIRST, LEAST, MANY, MORE, Pattern, Patterns, READ, patterns};
use crate::charts::{Bar, Bars, Cell, Column, Fit, Mark, Second, Table, Tone};
use crate::domain::complaint::{Decision, Dimension};
use crate::domain::number_format::{counted, percent};
use crate::domain::progress::FigureSpec;
use crate::domain::stats::proportion::interval;
use crate::error::Result;
use crate::wording;

/// How many patterns are listed.
const LISTED: usize = 30;
/// How many complaints are named for words that recur.
const NAMED: usize = 2;
/// How many sources are named for a pattern.
const SOURCES: usize = 3;

/// How many complaints are about which dimension.
pub(super) fn by_dimension(spec: &FigureSpec, on: &Sheet<'_>) -> Result<Figure> {
    let found = patterns(on.store, on.subject)?;
    let mut data =
        Table::of_keys(["dimension", "n", "of", "automatic", "by_chance", "of_by_chance", "from", "to"]);
    let mut bars = Vec::new();
    for one in &found.decisions {
        let rate = interval(one.by_chance, found.by_chance).filter(|_| found.has_rates());
        data.rows.push(vec![
            one.decision.typed().into(),
            one.n.into(),
            found.sorted.into(),
            one.automatic.into(),
            one.by_chance.into(),
            found.by_chance.into(),
            rate.map(|(from, _)| from).into(),
            rate.map(|(_, to)| to).into(),
        ]);
        let mut notes =
            vec![(format!("{} of {}{}", one.n, found.sorted, automatic(one.automatic)), Tone::Plain)];
        if let Some((from, to)) = rate {
            let share = one.by_chance as f64 / found.by_chance as f64;
            notes.push((percent(share), Tone::Strong));
            notes.push((format!("{} to {}", percent(from), percent(to)), Tone::Dim));
        }
        let label = wording::complaint::decision(one.decision).to_owned();
        let hue = one.decision.dimension().map(Dimension::hue);
        bars.push(Bar { label, value: one.n as f64, hue, second: None, notes });
    }
    let mut marks = Vec::new();
    if found.sorted >= FIRST {
        marks.push(Mark::Bars(Bars { all: bars, second: Second::Nothing, full: Some(found.sorted as f64) }));
    }
    marks.extend(sentences(&found).into_iter().map(Mark::sentence));
    let of_dimensions = || found.decisions.iter().filter(|one| one.decision.dimension().is_some());
    let most = of_dimensions().map(|one| one.n).max().filter(|n| found.sorted >= FIRST && *n > 0);
    let headline = most.and_then(|most| {
        let first = of_dimensions().filter(|one| one.n == most);
        let first: Vec<String> =
            first.map(|one| wording::complaint::decision(one.decision).to_owned()).collect();
        wording::most_often(&first, most, found.sorted)
    });
    let formula = "every labelled complaint counts once, by its current label; rates come from a random sample without automatic labels, with a 95% interval";
    let why = Why::new(formula, "all complaints that were labelled, here and in entries", found.sorted);
    Ok(Figure { data, headline, subjects: found.products, ..Figure::new(spec, marks, why) })
}

/// What is said of how many there are, and of how far that can be trusted.
fn sentences(found: &Patterns) -> Vec<String> {
    let many = |n: u64, noun: &str| counted(usize::try_from(n).unwrap_or(usize::MAX), noun);
    let mut said = Vec::new();
    let next = match found.sorted {
        ..FIRST => "what they are about",
        FIRST..MORE => "where they are from, and which words recur",
        _ => "which patterns have a decision and which don't",
    };
    let more = match found.missing() {
        None => String::new(),
        Some(1) => format!(" Label 1 more to see {next}."),
        Some(missing) => format!(" Label {missing} more to see {next}."),
    };
    said.push(format!("{} labelled.{more}", many(found.sorted, "complaint")));
    if (FIRST..MANY).contains(&found.sorted) {
        said.push(format!("These are weak numbers: fewer than {MANY} complaints are a first impression."));
    }
    if found.sorted >= FIRST {
        said.push(if found.has_rates() {
            format!("The percentages come from a random sample of {}.", many(found.by_chance, "complaint"))
        } else {
            format!(
                "These are counts, not rates. Only {} of {} complaints were drawn at random. Label more in “most useful first” order to get rates.",
                found.by_chance, found.sorted
            )
        });
    }
    if found.automatic > 0 {
        let are = if found.automatic == 1 { "is" } else { "are" };
        said.push(format!("{} {are} not counted.", many(found.automatic, "automatic label")));
    }
    if found.requests > 0 {
        let are = if found.requests == 1 { "is" } else { "are" };
        said.push(format!("{} {are} not counted.", many(found.requests, "feature request")));
    }
    said
}

/// What was complained about, product by product, from where, and what was decided.
pub(super) fn by_product(spec: &FigureSpec, on: &Sheet<'_>) -> Result<Figure> {
    let found = patterns(on.store, on.subject)?;
    let mut columns = vec![
        Column::new("product", "Product", Fit::Main),
        Column::new("dimension", "Dimension", Fit::Whole),
        Column::new("", "Complaints", Fit::Whole),
    ];
    if found.sorted >= MORE {
        columns.push(Column::new("sources", "From", Fit::Words));
    }
    if found.sorted >= MANY {
        columns.push(Column::new("", "Decision", Fit::Whole));
    }
    columns.extend(["n", "of", "automatic", "weak", "examples", "decisions"].map(Column::data));
    let mut data = Table::new(columns);
    let mut items = Vec::new();
    if found.sorted >= FIRST {
        for pattern in found.all.iter().take(LISTED) {
            data.rows.push(row(pattern, &found));
            items.push(item(pattern, &found));
        }
    }
    let mut marks = Vec::new();
    let mut headline = None;
    if found.sorted >= FIRST {
        marks.push(Mark::Table(data.clone()));
        marks.extend(open(&found).map(Mark::sentence));
        headline = found.all.first().filter(|first| !first.is_weak()).and_then(|first| {
            let leading: Vec<&Pattern> = found.all.iter().take_while(|one| one.n == first.n).collect();
            let named = |one: &&Pattern| {
                format!("{}, {}", one.product, wording::complaint::decision(Decision::About(one.dimension)))
            };
            let labels: Vec<String> = leading.iter().map(named).collect();
            // As often of more complaints is less of them.
            let alike = leading.iter().all(|one| one.of == first.of);
            wording::most_often(&labels, first.n, first.of).filter(|_| alike)
        });
    } else if let Some(missing) = found.missing() {
        let more = counted(usize::try_from(missing).unwrap_or_default(), "more complaint");
        marks.push(Mark::sentence(format!("Label {more} to see this.")));
    }
    let n = found.all.iter().map(|pattern| pattern.n).sum();
    let formula = "complaints about a dimension of a product, of all that were labelled about it; fewer than 5 are weak; a decision is an entry that cites them";
    let why = Why::new(formula, "all complaints that were labelled, here and in entries", n);
    Ok(Figure { data, items, headline, subjects: found.products, ..Figure::new(spec, marks, why) })
}

fn row(pattern: &Pattern, found: &Patterns) -> Vec<Cell> {
    let weak = pattern.is_weak();
    let tone = if weak { Tone::Dim } else { Tone::Plain };
    let decisions: Vec<String> = pattern.answered.iter().map(|(_, short)| short.clone()).collect();
    let mut row = vec![
        Cell::from(pattern.product.as_str()),
        wording::complaint::decision(Decision::About(pattern.dimension)).into(),
        Cell::from(share(pattern)).toned(tone),
    ];
    if found.sorted >= MORE {
        row.push(sources(pattern).into());
    }
    if found.sorted >= MANY {
        row.push(match decisions.is_empty() {
            false => decisions.iter().take(2).cloned().collect::<Vec<_>>().into(),
            true if pattern.is_open() => Cell::from("none yet").toned(Tone::Warn),
            true => Cell::default(),
        });
    }
    let examples: Vec<String> = pattern.examples.iter().map(|(id, _)| id.clone()).collect();
    row.extend([
        pattern.n.into(),
        pattern.of.into(),
        pattern.automatic.into(),
        Cell::from(if weak { "yes" } else { "no" }),
        examples.into(),
        decisions.into(),
    ]);
    row
}

/// How many of a pattern there are of how many, whether that is weak, and how many more nobody decided.
fn share(pattern: &Pattern) -> String {
    let weak = if pattern.is_weak() { ", weak" } else { "" };
    format!("{} of {}{weak}{}", pattern.n, pattern.of, automatic(pattern.automatic))
}

/// Describes how many more nobody decided.
fn automatic(n: u64) -> String {
    if n == 0 { String::new() } else { format!(" (+ {n} automatic)") }
}

fn sources(pattern: &Pattern) -> String {
    let named =
        |(source, n): &(String, u64)| format!("{} {n}", if source.is_empty() { "unknown" } else { source });
    let mut named: Vec<String> = pattern.sources.iter().take(SOURCES).map(named).collect();
    let more: u64 = pattern.sources.iter().skip(SOURCES).map(|(_, n)| n).sum();
    named.extend((more > 0).then(|| format!("others {more}")));
    named.join(", ")
}

/// A pattern to be opened: the entries that answer it, and a few of its complaints beside it.
fn item(pattern: &Pattern, found: &Patterns) -> Item {
    let dimension = wording::complaint::decision(Decision::About(pattern.dimension));
    let label = format!("{} · {dimension}", pattern.product);
    let mut said = Vec::new();
    let from = sources(pattern);
    if !from.is_empty() {
        said.push(format!("From {from}."));
    }
    said.extend(
        pattern
            .examples
            .iter()
            .map(|(id, words)| format!("{id}: “{}”", words.split_whitespace().collect::<Vec<_>>().join(" "))),
    );
    if pattern.is_open() && found.sorted >= MANY {
        said.push("No decision cites these complaints yet.".to_owned());
    }
    let state = share(pattern);
    let marks = said.into_iter().map(Mark::sentence).collect();
    let behind = Behind::Entries(pattern.answered.iter().map(|(id, _)| *id).collect());
    Item {
        n: pattern.n,
        detail: Some(Detail { title: label.clone(), state, marks }),
        ..Item::of(label, behind)
    }
}

/// Which patterns nobody answered yet.
fn open(found: &Patterns) -> Option<String> {
    if found.sorted < MANY {
        return None;
    }
    let open: Vec<&Pattern> = found.all.iter().filter(|pattern| pattern.is_open()).collect();
    if open.is_empty() {
        return Some(format!("Every pattern of {LEAST} complaints or more has a decision."));
    }
    let name = |pattern: &&Pattern| {
        format!("{}, {}", pattern.product, wording::complaint::decision(Decision::About(pattern.dimension)))
    };
    let named = open.iter().take(SOURCES).map(name).collect::<Vec<_>>().join("; ");
    let more = open.len().saturating_sub(SOURCES);
    let more = if more > 0 { format!("; and {more} more") } else { String::new() };
    Some(format!(
        "Without a decision: {named}{more}. Name the ids of complaints in the entry in which you decide."
    ))
}

/// The words that recur.
pub(super) fn phrases(spec: &FigureSpec, on: &Sheet<'_>) -> Result<Figure> {
    let (found, all) = complaint_patterns::phrases(on.store, on.subject)?;
    let mut data = Table::new(vec![
        Column::new("words", "Words", Fit::Main),
        Column::new("n", "Complaints", Fit::Number),
        Column::new("", "Mostly about", Fit::Whole),
        Column::new("", "In", Fit::Words),
        Column::data("dimension"),
        Column::data("n_of_dimension"),
        Column::data("in"),
    ]);
    for phrase in &all {
        let (dimension, n) = phrase.mostly;
        let name = wording::complaint::decision(Decision::About(dimension));
        let some: Vec<String> = phrase.ids.iter().take(NAMED).cloned().collect();
        data.rows.push(vec![
            format!("“{}”", phrase.words).into(),
            (phrase.n as u64).into(),
            format!("{name} ({n})").into(),
            some.into(),
            Decision::About(dimension).typed().into(),
            (n as u64).into(),
            phrase.ids.clone().into(),
        ]);
    }
    let marks = match (found.sorted < MORE, data.rows.is_empty()) {
        (true, _) => {
            let missing = usize::try_from(MORE - found.sorted).unwrap_or_default();
            vec![Mark::sentence(format!("Label {} to see this.", counted(missing, "more complaint")))]
        }
        (false, true) => vec![Mark::sentence(format!("No words recur in {LEAST} complaints or more."))],
        (false, false) => vec![Mark::Table(data.clone())],
    };
    let n = if found.sorted < MORE { 0 } else { found.sorted };
    let formula = "words in a row that at least 3 complaints about a dimension hold, without plain words and names of products";
    let why = Why::new(formula, format!("the {READ} that were labelled last"), n);
    Ok(Figure { data, subjects: found.products, ..Figure::new(spec, marks, why) })
}

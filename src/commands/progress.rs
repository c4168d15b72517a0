//! `progress` and `checklist`: the figures of progress in characters, as JSON or as CSV.

use serde_json::{Value as Json, json};

use super::entry::number_json;
use super::world::talk;
use super::{Out, World};
use crate::app::progress::{self, Figure, Item, Source};
use crate::charts::{self, Cell, Fit, Mark, Table, Value};
use crate::cli;
use crate::domain::facts::subject_key;
use crate::domain::progress::{FigureSpec, Query, Section};
use crate::error::{Error, Result};
use crate::report::csv;
use crate::report::document::{self, Block, Body, Document};
use crate::report::markdown;
use crate::sanitize;

/// How many of the entries that are evidence are named.
const NAMED: usize = 5;

pub fn run(world: &World, out: &mut Out, args: &cli::Progress) -> Result<()> {
    let store = world.store()?;
    let catalog = world.catalog();
    let board = progress::sections(&catalog);
    let (section, chart) =
        match args.section.as_deref().map(|name| name.split_once('/').unwrap_or((name, ""))) {
            Some((section, chart)) => (Some(section), Some(chart).filter(|chart| !chart.is_empty())),
            None => (None, None),
        };
    let chart = args.chart.as_deref().or(chart);
    let sections: Vec<&Section> = match section {
        Some(id) => vec![progress::find(&board, id)?],
        None => board.sections.iter().collect(),
    };
    let source = Source {
        store: &store,
        catalog: &catalog,
        today: world.today(),
        subject: args.product.as_deref(),
        evidence: args.evidence,
    };
    let mut all = Vec::new();
    for section in sections {
        let section = match chart {
            Some(id) => progress::only(section, id)?,
            None => section.clone(),
        };
        let figures = progress::figures(&section, &source)?;
        all.push((section, figures));
    }
    if let Some(subject) = &args.product {
        must_know(subject, all.iter().flat_map(|(_, figures)| figures))?;
    }
    if args.json || args.csv || args.markdown {
        // What programs read goes further: people stand in it under their alias.
        let veil = store.veil(&[])?;
        all.iter_mut().flat_map(|(_, figures)| figures).for_each(|figure| figure.veil(&veil));
    }
    if args.json {
        return out.json(&all.iter().map(|(section, figures)| section_json(section, figures)).collect());
    }
    if args.csv {
        return csv(out, &all);
    }
    if args.markdown {
        let sections = all.iter().map(|(section, figures)| section_document(section, figures)).collect();
        let document = Document { title: "Progress".to_owned(), sections, ..Document::default() };
        return out.line(markdown::markdown(&document).trim_end());
    }
    let width = world.width();
    for (section, figures) in &all {
        let (empty, full): (Vec<&Figure>, Vec<&Figure>) =
            figures.iter().partition(|figure| figure.is_empty() && chart.is_none());
        if let Some(verdict) = progress::verdict(section, figures) {
            wrapped(out, width, "", &format!("{} · {verdict}", section.title))?;
            wrapped(out, width, "", &section.about)?;
        } else {
            wrapped(out, width, "", &format!("{} · {}", section.title, section.about))?;
        }
        full.iter().try_for_each(|figure| print(out, width, figure, args.why))?;
        if full.is_empty()
            && let Some(first) = progress::first_step(section, &source)?
        {
            wrapped(
                out,
                width,
                "  ",
                &format!("{} Use `empathy practice {}`.", first.says(), first.exercise),
            )?;
        } else if !empty.is_empty() {
            let names: Vec<&str> = empty.iter().map(|figure| figure.title.as_str()).collect();
            out.line("")?;
            wrapped(out, width, "  ", &format!("Nothing yet for: {}.", names.join(" · ")))?;
        }
        out.line("")?;
    }
    if args.section.is_none() {
        let names: Vec<&str> = board.sections.iter().map(|section| section.id.as_str()).collect();
        talk(&format!(
            "Use `empathy progress NAME` to show one section: {}. Add `--why` to see how the numbers were calculated.",
            names.join(", ")
        ));
    }
    Ok(())
}

/// Prints what complaints say together: the section that shows their patterns.
pub fn complaints(
    world: &World,
    out: &mut Out,
    product: Option<&str>,
    why: bool,
    json: cli::Json,
) -> Result<()> {
    let shows =
        |section: &&Section| section.figures.iter().any(|figure| figure.query == Query::ComplaintPatterns);
    let board = progress::sections(&world.load().0);
    let section = board.sections.iter().find(shows).map(|section| section.id.clone());
    let product = product.map(str::to_owned);
    run(world, out, &cli::Progress { section, product, why, json: json.json, ..cli::Progress::default() })
}

/// Refuses a subject that no figure is about, and says which there are.
fn must_know<'a>(subject: &str, figures: impl Iterator<Item = &'a Figure>) -> Result<()> {
    let known: Vec<&str> = figures.flat_map(|figure| &figure.subjects).map(String::as_str).collect();
    if known.iter().any(|name| subject_key(name) == subject_key(subject)) {
        return Ok(());
    }
    let message = format!("no chart here is about `{subject}`");
    if known.is_empty() {
        return Err(Error::unknown(message, "`empathy progress trust` shows the products you have rated"));
    }
    Err(progress::unknown(message, subject, &known))
}

/// Prints the checklist.
pub fn checklist(world: &World, out: &mut Out, args: cli::Checklist) -> Result<()> {
    let store = world.store()?;
    let catalog = world.catalog();
    let source = Source {
        store: &store,
        catalog: &catalog,
        today: world.today(),
        subject: None,
        evidence: args.evidence,
    };
    let list = catalog.checklist();
    let stories = "For each skill, where it is used and the newest evidence in your own words.";
    let figures = vec![
        FigureSpec::new(Query::Checklist, "items", &list.title, &list.about),
        FigureSpec::new(Query::Stories, "stories", "What you would tell", stories),
    ];
    let (id, title, about) = ("checklist".to_owned(), list.title.clone(), list.about.clone());
    let section = Section { id, title, about, hue: None, verdict: None, figures };
    let figures = progress::figures(&section, &source)?;
    let Some(figure) = figures.first() else { return Ok(()) };
    if args.json.json {
        return out.json(&data_json(&figure.data));
    }
    figures.iter().try_for_each(|figure| print(out, world.width(), figure, false))?;
    if figure.hidden {
        talk(&format!("Rate yourself first with `empathy practice {}`.", list.id));
    }
    Ok(())
}

fn print(out: &mut Out, width: usize, figure: &Figure, why: bool) -> Result<()> {
    out.line(&format!("\n  {}", figure.title))?;
    wrapped(out, width, "  ", &figure.about)?;
    out.line("")?;
    for row in charts::draw(&figure.marks, width - 4).0 {
        out.line(format!("    {}", charts::text(&row)).trim_end())?;
    }
    if !figure.hidden {
        evidenced_and_open(out, width, &figure.items)?;
    }
    if why {
        let progress::Why { formula, inputs, n } = &figure.why;
        wrapped(out, width, "    ", &format!("Why: {formula}. From {inputs}; n = {n}."))?;
    }
    Ok(())
}

/// Prints the entries that are evidence, and the exercise that closes each gap.
fn evidenced_and_open(out: &mut Out, width: usize, items: &[Item]) -> Result<()> {
    let evidenced = items.iter().filter(|item| !item.evidence.is_empty());
    let evidenced = evidenced.map(|item| format!("{}: {}", item.label, a_few(&item.evidence)));
    let open = items
        .iter()
        .filter_map(|item| Some(format!("{}: `empathy practice {}`", item.label, item.begin.as_ref()?)));
    for (what, lines) in [("Evidence", evidenced.collect::<Vec<_>>()), ("Next steps", open.collect())] {
        if !lines.is_empty() {
            out.line(&format!("\n    {what}"))?;
        }
        lines.iter().try_for_each(|line| wrapped(out, width, "    - ", line))?;
    }
    Ok(())
}

/// Names a few of some entries, and counts the others.
fn a_few(entries: &[String]) -> String {
    match entries.len().saturating_sub(NAMED) {
        0 => entries.join(", "),
        more => format!("{} and {more} more", entries[..NAMED].join(", ")),
    }
}

/// Prints a sentence in rows, with something before the first.
fn wrapped(out: &mut Out, width: usize, before: &str, words: &str) -> Result<()> {
    let indent = before.len();
    for (n, row) in sanitize::wrap(words, width - indent).iter().enumerate() {
        out.line(&if n == 0 { format!("{before}{row}") } else { format!("{:indent$}{row}", "") })?;
    }
    Ok(())
}

fn section_json(section: &Section, figures: &[Figure]) -> Json {
    let said = |mark: &Mark| match mark {
        Mark::Sentence(sentence) => {
            Some(json!({ if sentence.warns { "warns" } else { "says" }: sentence.text }))
        }
        _ => None,
    };
    let figure = |figure: &Figure| {
        json!({
            "id": figure.id, "title": figure.title, "about": figure.about, "data": data_json(&figure.data),
            "said": figure.marks.iter().filter_map(said).collect::<Vec<_>>(),
            "why": { "formula": figure.why.formula, "inputs": figure.why.inputs, "n": figure.why.n },
        })
    };
    json!({
        "id": section.id, "title": section.title, "about": section.about,
        "verdict": progress::verdict(section, figures),
        "figures": figures.iter().map(figure).collect::<Vec<_>>(),
    })
}

/// Makes a section of a document: each table as it is shown, of other charts the numbers.
fn section_document(section: &Section, figures: &[Figure]) -> document::Section {
    let blocks = |figure: &Figure| {
        let shown = figure.marks.iter().filter_map(|mark| match mark {
            Mark::Table(table) => {
                let mut shown: Vec<_> = table.columns.iter().zip(0..).collect();
                // What a row is called is its heading, where rows are too wide for a table.
                shown.sort_by_key(|(column, _)| column.fit != Fit::Main);
                body(table, shown.into_iter().filter_map(|(column, at)| Some((column.title.as_deref()?, at))))
            }
            Mark::Sentence(sentence) => Some(Body::Text(vec![sentence.text.clone()])),
            _ => body(&figure.data, named(&figure.data)),
        });
        let mut blocks: Vec<Block> = shown.map(|body| Block { title: None, body }).collect();
        blocks.first_mut().into_iter().for_each(|first| first.title = Some(figure.title.clone()));
        blocks
    };
    let about = progress::verdict(section, figures).into_iter().chain([section.about.as_str()]);
    document::Section {
        title: section.title.clone(),
        about: Some(about.collect::<Vec<_>>().join(" ")),
        hue: section.hue,
        blocks: figures.iter().flat_map(blocks).collect(),
    }
}

/// Makes a table of some columns, each with what stands above it and its number.
fn body<'a>(table: &'a Table, columns: impl Iterator<Item = (&'a str, usize)>) -> Option<Body> {
    let (titles, places): (Vec<&str>, Vec<usize>) = columns.unzip();
    let titles: Vec<String> = titles.into_iter().map(str::to_owned).collect();
    let cell = |row: &Vec<Cell>, at: usize| {
        row.get(at).filter(|cell| cell.value != Value::None).map(Cell::text).unwrap_or_default()
    };
    let rows = table.rows.iter().map(|row| places.iter().map(|at| cell(row, *at)).collect());
    document::Table::tidy(&titles, rows.collect()).map(Body::Table)
}

/// The columns that are for programs, and the cells of a row that stand in them.
fn named(table: &Table) -> impl Iterator<Item = (&str, usize)> {
    let columns = table.columns.iter().zip(0..);
    columns.filter(|(column, _)| !column.key.is_empty()).map(|(column, at)| (column.key.as_str(), at))
}

/// Rows as objects with the names of the columns.
fn data_json(data: &Table) -> Json {
    let value = |cell: &Cell| match &cell.value {
        Value::None => Json::Null,
        Value::Text(text) => json!(text),
        Value::Number(number) => number_json(*number),
        Value::Day(day) => json!(day.to_string()),
        Value::Entries(entries) => json!(entries),
    };
    let row = |cells: &Vec<Cell>| -> Json {
        let pairs = named(data).filter_map(|(key, at)| Some((key.to_owned(), value(cells.get(at)?))));
        Json::Object(pairs.collect())
    };
    data.rows.iter().map(row).collect()
}

/// Writes the numbers as CSV: one figure, or each under its name.
fn csv(out: &mut Out, all: &[(Section, Vec<Figure>)]) -> Result<()> {
    let figures: Vec<(&str, &Figure)> = all
        .iter()
        .flat_map(|(section, figures)| figures.iter().map(|one| (section.id.as_str(), one)))
        .collect();
    for (place, (section, figure)) in figures.iter().enumerate() {
        if figures.len() > 1 {
            let gap = if place > 0 { "\n" } else { "" };
            out.line(&format!("{gap}# {section}/{}", figure.id))?;
        }
        out.line(&named(&figure.data).map(|(key, _)| csv::cell(key)).collect::<Vec<_>>().join(","))?;
        for row in &figure.data.rows {
            let cells = named(&figure.data).filter_map(|(_, at)| row.get(at).map(csv_cell));
            out.line(&cells.collect::<Vec<_>>().join(","))?;
        }
    }
    Ok(())
}

fn csv_cell(cell: &Cell) -> String {
    match &cell.value {
        Value::None => String::new(),
        Value::Text(text) => csv::cell(text),
        Value::Number(number) => number.to_string(),
        Value::Day(day) => day.to_string(),
        Value::Entries(entries) => csv::cell(&entries.join(" ")),
    }
}

#[cfg(test)]
mod tests {
    use super::a_few;

    #[test]
    fn of_many_entries_a_few_are_named() {
        let named = |count: u32| a_few(&(0..count).map(|n| format!("log-{n}")).collect::<Vec<_>>());
        assert_eq!(named(2), "log-0, log-1");
        assert_eq!(named(5), "log-0, log-1, log-2, log-3, log-4");
        assert_eq!(named(8), "log-0, log-1, log-2, log-3, log-4 and 3 more");
    }
}

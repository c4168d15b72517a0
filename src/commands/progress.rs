//! `progress` and `checklist`: the figures of progress in characters, as JSON or as CSV.

use serde_json::{Value as Json, json};

use super::world::talk;
use super::{Out, World};
use crate::app::progress::{self, Cell, Data, Drawing, Drawn, Item, Said};
use crate::charts;
use crate::cli;
use crate::domain::facts::subject_key;
use crate::domain::progress::{Figure, FigureKind, Section};
use crate::error::{Error, Result, did_you_mean};
use crate::sanitize;

/// How many of the entries that prove something are named.
const NAMED: usize = 5;

/// Prints a section of progress, or what sections there are with their first figure each.
pub fn run(world: &World, out: &mut Out, args: &cli::Progress) -> Result<()> {
    let store = world.store()?;
    let catalog = world.catalog();
    let board = progress::sections(&catalog);
    let sections: Vec<&Section> = match &args.section {
        Some(id) => vec![progress::find(&board, id)?],
        None => board.sections.iter().collect(),
    };
    let drawing = Drawing {
        store: &store,
        catalog: &catalog,
        today: world.today(),
        subject: args.subject.as_deref(),
        proof: args.proof,
    };
    let mut all = Vec::new();
    for section in sections {
        let section = match &args.figure {
            Some(id) => progress::only(section, id)?,
            None => section.clone(),
        };
        let drawn = progress::draw(&section, &drawing)?;
        all.push((section, drawn));
    }
    if let Some(subject) = &args.subject {
        must_know(subject, all.iter().flat_map(|(_, drawn)| drawn))?;
    }
    if args.json || args.csv {
        // What programs read goes further: people stand in it under their alias.
        let veil = store.veil(&[])?;
        all.iter_mut().flat_map(|(_, drawn)| drawn).for_each(|drawn| drawn.veil(&veil));
    }
    if args.json {
        return out.json(&all.iter().map(|(section, drawn)| section_json(section, drawn)).collect());
    }
    if args.csv {
        return csv(out, &all);
    }
    let width = world.width();
    for (section, drawn) in &all {
        wrapped(out, width, "", &format!("{} · {}", section.title, section.about))?;
        for figure in drawn {
            print(out, width, figure, args.why)?;
        }
        out.line("")?;
    }
    if args.section.is_none() {
        let names: Vec<&str> = board.sections.iter().map(|section| section.id.as_str()).collect();
        talk(&format!("one section: `empathy progress NAME`, of {}; `--why` says how", names.join(", ")));
    }
    Ok(())
}

/// Refuses a subject that no figure is about, and says which there are.
fn must_know<'a>(subject: &str, figures: impl Iterator<Item = &'a Drawn>) -> Result<()> {
    let known: Vec<&str> = figures.flat_map(|drawn| &drawn.subjects).map(String::as_str).collect();
    if known.iter().any(|name| subject_key(name) == subject_key(subject)) {
        return Ok(());
    }
    let keys: Vec<String> = known.iter().map(|name| subject_key(name)).collect();
    let near = did_you_mean(&subject_key(subject), keys.iter().map(String::as_str));
    let near = near.and_then(|near| known.iter().find(|name| subject_key(name) == near));
    let hint = match near {
        _ if known.is_empty() => "no figure here is about one subject alone".to_owned(),
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("there are {}", known.join(", ")),
    };
    Err(Error::unknown(format!("nothing here is about `{subject}`"), hint))
}

/// Prints the checklist.
pub fn checklist(world: &World, out: &mut Out, args: cli::Checklist) -> Result<()> {
    let store = world.store()?;
    let catalog = world.catalog();
    let drawing =
        Drawing { store: &store, catalog: &catalog, today: world.today(), subject: None, proof: args.proof };
    let section = Section {
        id: "checklist".to_owned(),
        title: catalog.checklist().title.clone(),
        about: catalog.checklist().about.clone(),
        figures: vec![Figure {
            id: "items".to_owned(),
            title: catalog.checklist().title.clone(),
            about: catalog.checklist().about.clone(),
            kind: FigureKind::Checklist,
        }],
    };
    let drawn = progress::draw(&section, &drawing)?;
    let Some(figure) = drawn.first() else { return Ok(()) };
    if args.json.json {
        return out.json(&data_json(&figure.data));
    }
    print(out, world.width(), figure, false)?;
    if figure.hidden {
        talk(&format!("what comes first: `empathy practice {}`", catalog.checklist().id));
    }
    Ok(())
}

fn print(out: &mut Out, width: usize, figure: &Drawn, why: bool) -> Result<()> {
    out.line(&format!("\n  {}", figure.title))?;
    wrapped(out, width, "  ", &figure.about)?;
    out.line("")?;
    for row in figure.chart.rows(width - 4) {
        out.line(format!("    {}", charts::text(&row)).trim_end())?;
    }
    if !figure.said.is_empty() {
        out.line("")?;
    }
    for said in &figure.said {
        match said {
            Said::Plain(words) => wrapped(out, width, "    ", words)?,
            Said::Warning(words) => wrapped(out, width, "  ! ", words)?,
        }
    }
    if !figure.hidden {
        proven_and_open(out, width, &figure.items)?;
    }
    if why {
        let progress::Why { formula, inputs, n } = &figure.why;
        wrapped(out, width, "    ", &format!("Why: {formula}. From {inputs}; n = {n}."))?;
    }
    Ok(())
}

/// Prints which entries prove what is proven, and which exercise closes each gap.
fn proven_and_open(out: &mut Out, width: usize, items: &[Item]) -> Result<()> {
    let proven = items.iter().filter(|item| !item.proof.is_empty());
    let proven = proven.map(|item| format!("{}: {}", item.label, a_few(&item.proof)));
    let open = items
        .iter()
        .filter_map(|item| Some(format!("{}: `empathy practice {}`", item.label, item.begin.as_ref()?)));
    for (what, lines) in [("Proven by", proven.collect::<Vec<_>>()), ("What closes a gap", open.collect())] {
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

fn section_json(section: &Section, figures: &[Drawn]) -> Json {
    let figure = |drawn: &Drawn| {
        let said = drawn.said.iter().map(|said| match said {
            Said::Plain(words) => json!({ "says": words }),
            Said::Warning(words) => json!({ "warns": words }),
        });
        json!({
            "id": drawn.id, "title": drawn.title, "about": drawn.about, "data": data_json(&drawn.data),
            "said": said.collect::<Vec<_>>(),
            "why": { "formula": drawn.why.formula, "inputs": drawn.why.inputs, "n": drawn.why.n },
        })
    };
    json!({
        "id": section.id, "title": section.title, "about": section.about,
        "figures": figures.iter().map(figure).collect::<Vec<_>>(),
    })
}

/// Gives rows as objects with the names of the columns.
fn data_json(data: &Data) -> Json {
    let value = |cell: &Cell| match cell {
        Cell::None => Json::Null,
        Cell::Text(text) => json!(text),
        Cell::Number(number) if number.fract() == 0.0 => json!(*number as i64),
        Cell::Number(number) => json!(number),
        Cell::Entries(entries) => json!(entries),
    };
    let row = |cells: &Vec<Cell>| {
        let pairs = data.columns.iter().cloned().zip(cells.iter().map(value));
        Json::Object(pairs.collect())
    };
    data.rows.iter().map(row).collect()
}

/// Writes the numbers as CSV: one figure, or each under its name.
fn csv(out: &mut Out, all: &[(Section, Vec<Drawn>)]) -> Result<()> {
    let figures: Vec<(&str, &Drawn)> =
        all.iter().flat_map(|(section, drawn)| drawn.iter().map(|one| (section.id.as_str(), one))).collect();
    for (place, (section, drawn)) in figures.iter().enumerate() {
        if figures.len() > 1 {
            let gap = if place > 0 { "\n" } else { "" };
            out.line(&format!("{gap}# {section}/{}", drawn.id))?;
        }
        out.line(&drawn.data.columns.iter().map(|name| csv_text(name)).collect::<Vec<_>>().join(","))?;
        for row in &drawn.data.rows {
            out.line(&row.iter().map(csv_cell).collect::<Vec<_>>().join(","))?;
        }
    }
    Ok(())
}

fn csv_cell(cell: &Cell) -> String {
    match cell {
        Cell::None => String::new(),
        Cell::Text(text) => csv_text(text),
        Cell::Number(number) => number.to_string(),
        Cell::Entries(entries) => csv_text(&entries.join(" ")),
    }
}

/// Quotes a text where it must be. One that a spreadsheet would take for a formula gets an apostrophe before it.
fn csv_text(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let text = if formula { format!("'{text}") } else { text.to_owned() };
    if text.contains([',', '"', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
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

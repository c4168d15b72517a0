//! A file of complaints for a partner to label, and its way back.

use std::path::Path;

use super::super::texts::decode;
use super::super::world::talk;
use super::super::{Out, World};
use super::again;
use crate::app::agreement;
use crate::cli;
use crate::db::Store;
use crate::domain::complaint::{Complaint, ComplaintId, Decision, Label};
use crate::domain::id::IdPrefix;
use crate::domain::number_format::counted;
use crate::error::{Error, Result};
use crate::report::csv::cell;
use crate::sanitize;
use crate::sys::csv::{Rows, separator};
use crate::sys::files::write_whole;
use crate::sys::paths::expanded;

/// The columns of the file, but for the one to fill in.
const ID: &str = "id";
const SECOND: &str = "second dimension";
/// How many problems are listed.
const LISTED: usize = 20;

/// The heading of the column to fill in: it says how.
fn heading() -> String {
    let words: Vec<String> =
        Decision::ALL.into_iter().filter(|one| *one != Decision::Later).map(Decision::typed).collect();
    format!("about: {}", words.join(" / "))
}

/// Writes complaints that were labelled, without the labels.
pub fn export(world: &mut World, out: &mut Out, args: &cli::ComplaintExport) -> Result<()> {
    let store = world.store()?;
    let all = agreement::for_partner(&store, args.limit, &mut world.chance)?;
    if all.is_empty() {
        return Err(Error::unknown(
            "you have labelled no complaints that a partner could label too",
            "`empathy complaints triage` begins",
        ));
    }
    let path = expanded(&args.file)?;
    write_whole(&path, table(&all).as_bytes(), args.force)?;
    out.line(&format!("wrote {} to {}", counted(all.len(), "complaint"), path.display()))?;
    talk(
        "Your labels are not in it. Once your partner has filled it in, read it with `empathy complaints compare FILE --reader ALIAS`.",
    );
    Ok(())
}

fn table(all: &[Complaint]) -> String {
    let mut text = [ID, "product", "text", &heading(), SECOND, "note"].map(cell).join(",") + "\r\n";
    for complaint in all {
        let said = &complaint.said;
        let cells =
            [complaint.short.as_str(), &said.product, &said.text].map(|text| cell(&sanitize::block(text)));
        text += &format!("{},,,\r\n", cells.join(","));
    }
    text
}

/// Reads the labels of a partner, and says how well they agree with one's own.
pub fn compare(world: &World, out: &mut Out, args: &cli::ComplaintCompare) -> Result<()> {
    let mut store = world.store()?;
    let reader = alias(&store, &args.reader)?;
    let path = expanded(&args.file)?;
    let bytes = std::fs::read(&path)
        .map_err(|error| Error::file("read", &path, &error, "name the file that your partner filled in"))?;
    let (labels, problems) = read(&store, &path, &bytes)?;
    for (row, what) in problems.iter().take(LISTED) {
        talk(&format!("row {row}: {what}"));
    }
    if problems.len() > LISTED {
        talk(&format!("and {} that can't be read", counted(problems.len() - LISTED, "more row")));
    }
    if labels.is_empty() {
        return Err(Error::unknown(
            "no row of this file has a label",
            format!(
                "your partner fills in the column that begins with `{}`",
                heading().split(':').next().unwrap_or_default()
            ),
        ));
    }
    store.take_labels(&reader, &labels, world.now().wall)?;
    out.line(&format!("read {} by {reader}", counted(labels.len(), "label")))?;
    again::with(&store, out, &reader)
}

/// The name under which labels of a partner are kept: the alias of somebody known, whatever was typed.
fn alias(store: &Store, typed: &str) -> Result<String> {
    let typed = sanitize::line(typed.trim()).into_owned();
    if typed.is_empty() {
        return Err(Error::usage(
            "the alias of your partner is empty",
            "name your partner, as in `--reader \"Reader 1\"`",
        ));
    }
    let wanted = typed.to_lowercase();
    let people = store.people()?;
    let known = people.iter().find(|one| one.names().any(|name| name.to_lowercase() == wanted));
    Ok(known.map_or(typed, |known| known.alias.clone()))
}

/// Labels, and what is wrong with rows.
type Read = (Vec<(ComplaintId, Label)>, Vec<(usize, String)>);

fn read(store: &Store, path: &Path, bytes: &[u8]) -> Result<Read> {
    let text = decode(path, bytes).map_err(|problem| Error::Problems(vec![problem]))?;
    let mut rows = Rows::new(text, separator(text));
    let headings = rows.next().and_then(std::result::Result::ok).unwrap_or_default();
    let begins = heading().split(':').next().unwrap_or_default().to_owned();
    let place =
        |wanted: &str| headings.iter().position(|name| name.trim().to_lowercase().starts_with(wanted));
    let (Some(id), Some(about)) = (place(ID), place(&begins)) else {
        return Err(Error::unknown(
            format!("this file has no columns `{ID}` and `{begins}`"),
            "`empathy complaints export FILE.csv` writes one that has",
        ));
    };
    let second = place(SECOND);
    let (mut labels, mut problems) = (Vec::new(), Vec::new());
    for (row, number) in rows.zip(2..) {
        let Ok(row) = row else {
            problems.push((number, "a quotation mark is never closed".to_owned()));
            break;
        };
        let text = |place: Option<usize>| place.and_then(|at| row.get(at)).map_or("", |text| text.trim());
        if text(Some(about)).is_empty() {
            continue;
        }
        match one(store, text(Some(id)), text(Some(about)), text(second)) {
            Ok(label) => labels.push(label),
            Err(what) => problems.push((number, what)),
        }
    }
    Ok((labels, problems))
}

fn one(
    store: &Store,
    id: &str,
    about: &str,
    second: &str,
) -> std::result::Result<(ComplaintId, Label), String> {
    let shown = |text: &str| sanitize::cut(&sanitize::line(text), 40);
    let decision = Decision::read(about)
        .ok_or_else(|| format!("`{}` is not one of the words in the heading", shown(about)))?;
    let found = id.parse::<IdPrefix>().ok().map(|id| store.look_up_complaints(&id).unwrap_or_default());
    let found = found.unwrap_or_default().into_iter().find(|one| one.short.as_str() == id.to_lowercase());
    let complaint = found.ok_or_else(|| format!("there is no complaint `{}` in this journal", shown(id)))?;
    // A second dimension that is none, or the first again, is left out: what is compared is the first.
    let second = Decision::read(second).and_then(Decision::dimension);
    let second = second.filter(|second| decision.dimension().is_some_and(|first| first != *second));
    Ok((complaint.id, Label { second, ..Label::new(decision) }))
}

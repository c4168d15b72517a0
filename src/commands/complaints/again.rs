//! Labelling complaints a second time, blind, and how well both times agree.

use serde_json::{Value as Json, json};

use super::super::world::talk;
use super::super::{Out, World};
use super::show;
use super::triage::{Typed, ask};
use crate::app::agreement::{self, Twice};
use crate::cli;
use crate::db::{Store, Write};
use crate::domain::complaint::{Decision, Label};
use crate::domain::number_format::counted;
use crate::error::Result;
use crate::wording;

/// What stands above how well one agrees with oneself.
const YOURSELF: &str = "You, both times";
/// How many that differ are named.
const NAMED: usize = 10;

/// Asks for earlier complaints again, without what was decided.
pub fn run(world: &mut World, out: &mut Out, many: usize) -> Result<()> {
    let mut store = world.store()?;
    let now = world.now().wall;
    let asked = agreement::to_ask(&store, many, now, &mut world.chance)?;
    if asked.complaints.is_empty() {
        talk("You have labelled no complaints yet. `empathy complaints triage` begins.");
        return Ok(());
    }
    if asked.recent > 0 {
        let of = asked.complaints.len();
        talk(&format!(
            "{} of these {of} were labelled less than a day ago, so you may remember them. Agreement will look better than it is.",
            asked.recent
        ));
    }
    let mut at = 0;
    while let Some(complaint) = asked.complaints.get(at) {
        out.line(&format!("\n{} of {}", at + 1, asked.complaints.len()))?;
        show::words(world, out, complaint)?;
        match ask(out)? {
            Typed::Leave => break,
            Typed::Accept => talk("Nothing is suggested here. Type a key from the list."),
            Typed::Undo if at == 0 => talk("There is no label to undo."),
            Typed::Undo => {
                store.apply(&Write::UndoLabels, world.now().wall)?;
                at -= 1;
            }
            Typed::Label(label) => {
                let label = Label { again: true, ..label };
                store.apply(&Write::Label(vec![(complaint.id, label)]), world.now().wall)?;
                at += 1;
            }
        }
    }
    let twice = agreement::twice(&store, "")?;
    let these: Vec<Twice> = twice.into_iter().filter(|one| one.at.ms >= now.ms).take(at).collect();
    if these.is_empty() {
        return Ok(());
    }
    out.line("")?;
    print(out, YOURSELF, &these)
}

/// Shows how well labels agree: with oneself, and with each partner.
pub fn all(world: &World, out: &mut Out, json: cli::Json) -> Result<()> {
    let store = world.store()?;
    let mut readers = vec![String::new()];
    readers.extend(store.readers()?);
    let mut all = Vec::new();
    for reader in readers {
        let twice = agreement::twice(&store, &reader)?;
        if !twice.is_empty() {
            all.push((reader, twice));
        }
    }
    if json.json {
        return out.json(&all.iter().map(|(reader, twice)| agreement_json(reader, twice)).collect());
    }
    if all.is_empty() {
        talk(
            "Nothing has been labelled twice yet. `empathy complaints again` asks for ten complaints again, without your labels.",
        );
    }
    for (place, (reader, twice)) in all.iter().enumerate() {
        if place > 0 {
            out.line("")?;
        }
        print(out, &title(reader), twice)?;
    }
    Ok(())
}

fn title(reader: &str) -> String {
    if reader.is_empty() { YOURSELF.to_owned() } else { format!("You and {reader}") }
}

/// Prints how well labels of a partner agree with one's own.
pub fn with(store: &Store, out: &mut Out, reader: &str) -> Result<()> {
    print(out, &title(reader), &agreement::twice(store, reader)?)
}

fn print(out: &mut Out, title: &str, twice: &[Twice]) -> Result<()> {
    let found = agreement::agreement(twice);
    out.line(title)?;
    for sentence in wording::complaint::agreement(&found) {
        out.line(&format!("  {sentence}"))?;
    }
    let differ: Vec<&Twice> = twice.iter().filter(|one| one.first != one.then).collect();
    for one in differ.iter().take(NAMED) {
        let [first, then] = [one.first, one.then].map(wording::complaint::decision);
        out.line(&format!("  {}: {first}, then {then}", one.short))?;
    }
    let more = differ.len().saturating_sub(NAMED);
    if more > 0 {
        out.line(&format!("  and {} more", counted(more, "complaint")))?;
    }
    Ok(())
}

fn agreement_json(reader: &str, twice: &[Twice]) -> Json {
    let found = agreement::agreement(twice);
    let differ = twice.iter().filter(|one| one.first != one.then);
    json!({
        "reader": (!reader.is_empty()).then_some(reader),
        "n": found.n,
        "same": found.same,
        "share": found.share(),
        "kappa": found.kappa(),
        "kappa_interval": found.kappa_interval().map(|(low, high)| [low, high]),
        "differ": differ.map(|one| json!({
            "id": one.short.as_str(),
            "first": Decision::typed(one.first),
            "then": Decision::typed(one.then),
        })).collect::<Vec<_>>(),
    })
}

//! Deciding what one complaint is about, and undoing that.

use super::super::world::talk;
use super::super::{Out, World};
use crate::cli;
use crate::db::{Store, Write};
use crate::domain::complaint::{Complaint, Decision, Label, SaidWhy, phrase_in};
use crate::error::{Error, Result};
use crate::wording;

pub fn label(world: &World, out: &mut Out, args: &cli::ComplaintLabel) -> Result<()> {
    let mut store = world.store()?;
    let complaint = world.complaint(&store, &args.id)?;
    let label = read(&complaint, args)?;
    let before = complaint.decision.filter(|before| *before != label.decision);
    store.apply(&Write::Label(vec![(complaint.id, label)]), world.now().wall)?;
    let before = before
        .map_or_else(String::new, |before| format!(", before: {}", wording::complaint::decision(before)));
    out.line(&format!("{}: {}{before}", complaint.short, wording::complaint::decision(args.decision)))
}

fn read(complaint: &Complaint, args: &cli::ComplaintLabel) -> Result<Label> {
    if let Some(second) = args.second {
        let name = wording::complaint::decision(Decision::About(second));
        match args.decision.dimension() {
            Some(first) if first != second => {}
            Some(_) => {
                return Err(Error::usage(
                    format!("{name} is the first dimension already"),
                    "name another second dimension, or leave `--second` out",
                ));
            }
            None => {
                let first = wording::complaint::decision(args.decision);
                return Err(Error::usage(
                    format!("{name} can't be second to {first}"),
                    "give the complaint a first dimension, or leave `--second` out",
                ));
            }
        }
    }
    let phrase = args.phrase.as_deref().map(|typed| {
        phrase_in(&complaint.said.text, typed).ok_or_else(|| {
            Error::usage(
                format!("these words are not in `{}`", complaint.short),
                "copy them from the complaint, word for word",
            )
        })
    });
    Ok(Label {
        second: args.second,
        phrase: phrase.transpose()?,
        why: args.why.map(|why| match why {
            cli::SaidWhy::Yes => SaidWhy::Yes,
            cli::SaidWhy::Partly => SaidWhy::Partly,
            cli::SaidWhy::No => SaidWhy::No,
        }),
        note: args.note.clone().unwrap_or_default().trim().to_owned(),
        ..Label::new(args.decision)
    })
}

/// Undoes the last labels, says what each complaint is now, and returns how many there were.
pub fn undo(world: &World, out: &mut Out, store: &mut Store) -> Result<usize> {
    let undone = store.apply(&Write::UndoLabels, world.now().wall)?.complaints;
    if undone.is_empty() {
        talk("There is no label to undo.");
    }
    for id in &undone {
        if let Some(complaint) = store.complaint(*id)? {
            let now = complaint.decision.map_or("waiting again", wording::complaint::decision);
            out.line(&format!("{}: {now}", complaint.short))?;
        }
    }
    Ok(undone.len())
}

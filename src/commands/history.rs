//! `history`: every version of an entry, and what changed from one to the next.

use serde_json::{Value as Json, json};

use super::entry::answers_json;
use super::{Out, World};
use crate::app::practice::stored_exercise;
use crate::app::review::entry_markdown;
use crate::cli;
use crate::db::{Store, Version};
use crate::domain::difference::Difference;
use crate::domain::entry::{Head, State};
use crate::domain::exercise::Exercise;
use crate::domain::time::Moment;
use crate::error::{Error, Result};
use crate::sanitize;

/// How many columns each side of a change may have.
const SIDE: usize = 40;

/// How much of what two texts share stands before where they part, in letters.
const SHARED: usize = 12;

/// What an entry was at some time, and whether it still is.
type Stage = (Version, bool);

pub fn run(world: &World, out: &mut Out, args: &cli::History) -> Result<()> {
    let store = world.store()?;
    let head = world.entry(&store, &args.id)?;
    let stages = stages(&store, &head)?;
    if let Some(version) = args.version {
        let is_it = |(old, _): &&Stage| old.version == version && old.state != State::Draft;
        let stage = stages.iter().find(is_it).ok_or_else(|| unknown(&head, version))?;
        return one(world, &store, out, &head, stage, args.json);
    }
    let mut all = Vec::new();
    let mut moves = moves(&store, &head)?.into_iter().peekable();
    for (n, stage) in stages.iter().enumerate() {
        let (now, exercise) = (&stage.0, exercise(&store, &head, &stage.0)?);
        // A draft changes nothing that comes after it.
        let before =
            stages[n + 1..].iter().map(|(before, _)| before).find(|before| before.state != State::Draft);
        let changes =
            before.map(|before| exercise.differences(&before.answers, &now.answers)).unwrap_or_default();
        if args.json.json {
            all.push(stage_json(stage, &exercise, &changes));
            continue;
        }
        while let Some((_, moved)) = moves.next_if(|(at, _)| at.ms / 1000 >= now.at.ms / 1000) {
            out.line(&moved)?;
        }
        out.line(&line(stage))?;
        for change in &changes {
            out.line(&format!("  {}", said(change)))?;
        }
        if before.is_some() && changes.is_empty() {
            out.line("  no answer changed")?;
        }
    }
    if args.json.json {
        out.json(&Json::Array(all))
    } else {
        moves.try_for_each(|(_, moved)| out.line(&moved))
    }
}

/// Says when the entry was moved from which day to which, the last first.
fn moves(store: &Store, head: &Head) -> Result<Vec<(Moment, String)>> {
    let mut to = head.day;
    let mut said = Vec::new();
    for (at, from) in store.moves(head.id)? {
        let when = at.local().format("%a %-d %b %Y, %H:%M");
        let (was, is) = (from.format("%a %-d %b %Y"), to.format("%a %-d %b %Y"));
        said.push((at, format!("moved · {when} · from {was} to {is}")));
        to = from;
    }
    Ok(said)
}

/// Says that an entry has no such version.
pub fn unknown(head: &Head, version: u32) -> Error {
    Error::unknown(
        format!("`{}` has no version {version}", head.short),
        format!("`empathy history {}` lists the versions there are", head.short),
    )
}

fn one(
    world: &World,
    store: &Store,
    out: &mut Out,
    head: &Head,
    stage: &Stage,
    json: cli::Json,
) -> Result<()> {
    let exercise = exercise(store, head, &stage.0)?;
    if json.json {
        return out.json(&stage_json(stage, &exercise, &[]));
    }
    out.line(&format!("{} · {}\n", head.short, line(stage)))?;
    out.text(&entry_markdown(store, &world.catalog_in_passing(), &exercise, &stage.0.answers)?)
}

/// Gathers what the entry is and was, newest first.
fn stages(store: &Store, head: &Head) -> Result<Vec<Stage>> {
    let now = |at, state, answers| {
        let (version, definition) = (head.version, head.definition);
        (Version { version, at, state, discarded: false, answers, definition }, true)
    };
    let mut stages = Vec::new();
    stages.extend(store.draft(head.id)?.map(|draft| now(draft.saved, State::Draft, draft.answers)));
    if let (Some(at), Some(entry)) = (head.finished, store.entry(head.id)?) {
        stages.push(now(at, head.state, entry.answers));
    }
    stages.extend(store.history(head.id)?.into_iter().map(|old| (old, false)));
    Ok(stages)
}

fn exercise(store: &Store, head: &Head, old: &Version) -> Result<Exercise> {
    let then = Head { definition: old.definition, ..head.clone() };
    let loaded = stored_exercise(store, &then)?.ok_or_else(|| unknown(head, old.version))?;
    Ok(loaded.exercise().clone())
}

fn line((old, current): &Stage) -> String {
    let when = old.at.local().format("%a %-d %b %Y, %H:%M");
    let version = old.version;
    match (old.state, current) {
        (State::Draft, true) => format!("draft · {when} · not finished yet"),
        (State::Draft, false) if old.discarded => format!("draft · {when} · discarded"),
        (State::Draft, false) => format!("draft · {when} · overwritten"),
        (State::Complete, _) => format!("version {version} · {when} · finished"),
        (State::Partial, _) => format!("version {version} · {when} · finished with answers open"),
    }
}

fn stage_json((old, current): &Stage, exercise: &Exercise, changes: &[Difference]) -> Json {
    let change = |one: &Difference| json!({ "field": one.place, "from": one.from, "to": one.to });
    json!({
        "version": old.version,
        "state": old.state.word(),
        "current": current,
        "at": old.at.rfc3339(),
        "changes": changes.iter().map(change).collect::<Vec<_>>(),
        "answers": answers_json(exercise, &old.answers),
    })
}

/// Says a change on one line; of two long texts, from a little before they part.
fn said(change: &Difference) -> String {
    let quoted = |text: &str| format!("“{}”", sanitize::cut(text, SIDE));
    let clean = |text: &String| sanitize::line(text).into_owned();
    match (change.from.as_ref().map(clean), change.to.as_ref().map(clean)) {
        (Some(from), Some(to)) => {
            let shared: usize =
                from.chars().zip(to.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
            let long = sanitize::width(&from).max(sanitize::width(&to)) > SIDE;
            let words: Vec<usize> =
                from.get(..shared).unwrap_or_default().match_indices(' ').map(|(at, _)| at + 1).collect();
            let start = words.into_iter().rev().find(|at| shared - at >= SHARED).filter(|_| long);
            let part = |text: &str| match start {
                Some(at) => quoted(&format!("…{}", text.get(at..).unwrap_or_default())),
                None => quoted(text),
            };
            format!("{}: from {} to {}", change.place, part(&from), part(&to))
        }
        (None, Some(to)) => format!("{}: {} added", change.place, quoted(&to)),
        (from, None) => format!("{}: {} removed", change.place, quoted(&from.unwrap_or_default())),
    }
}

//! `history`: every version of an entry, and what changed from one to the next.

use serde_json::{Value as Json, json};

use super::entry::answers_json;
use super::{Out, World};
use crate::app::history::{self, Event, Stage, unknown};
use crate::app::review::entry_markdown;
use crate::cli;
use crate::db::Store;
use crate::domain::difference::Difference;
use crate::domain::entry::{Head, State};
use crate::error::Result;
use crate::sanitize;

/// How many columns each side of a change may have.
const SIDE: usize = 40;

/// How much of what two texts share stands before where they part, in letters.
const SHARED: usize = 12;

pub fn run(world: &World, out: &mut Out, args: &cli::History) -> Result<()> {
    let store = world.store()?;
    let head = world.entry(&store, &args.id)?;
    if let Some(version) = args.version {
        let stages = history::stages(&store, &head)?;
        let is_it = |stage: &&Stage| stage.version.version == version && stage.version.state != State::Draft;
        let stage = stages.iter().find(is_it).ok_or_else(|| unknown(&head, version))?;
        return one(world, &store, out, &head, stage, args.json);
    }
    if args.json.json {
        let all = history::stages(&store, &head)?.iter().map(stage_json).collect();
        return out.json(&Json::Array(all));
    }
    let catalog = world.catalog_in_passing();
    for event in history::events(&store, &head)? {
        match event {
            Event::Moved(at, from, to) => out.line(&history::format_move(at, from, to))?,
            Event::Stage(stage) => {
                out.line(&stage.format())?;
                if stage.is_lost() {
                    // In full, to be copied from here.
                    let text = entry_markdown(&store, &catalog, &stage.exercise, &stage.version.answers)?;
                    text.trim().lines().try_for_each(|line| out.line(format!("  {line}").trim_end()))?;
                    continue;
                }
                match stage.changes.as_deref() {
                    None => {}
                    Some([]) => out.line("  no answer changed")?,
                    Some(changes) => {
                        changes.iter().try_for_each(|change| out.line(&format!("  {}", said(change))))?;
                    }
                }
            }
        }
    }
    Ok(())
}

fn one(
    world: &World,
    store: &Store,
    out: &mut Out,
    head: &Head,
    stage: &Stage,
    json: cli::Json,
) -> Result<()> {
    if json.json {
        return out.json(&stage_json(&Stage { changes: None, ..stage.clone() }));
    }
    out.line(&format!("{} · {}\n", head.short, stage.format()))?;
    out.text(&entry_markdown(store, &world.catalog_in_passing(), &stage.exercise, &stage.version.answers)?)
}

fn stage_json(stage: &Stage) -> Json {
    let old = &stage.version;
    let change = |one: &Difference| json!({ "field": one.place, "from": one.from, "to": one.to });
    json!({
        "version": old.version,
        "state": old.state.name(),
        "current": stage.current,
        "at": old.at.rfc3339(),
        "changes": stage.changes.iter().flatten().map(change).collect::<Vec<_>>(),
        "answers": answers_json(&stage.exercise, &old.answers),
    })
}

/// Describes a change on one line; of two long texts, from a little before they part.
pub(super) fn said(change: &Difference) -> String {
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

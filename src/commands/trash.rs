//! `delete`, `restore` and `trash`: putting entries away, and taking them out again. Nothing is erased here.

use super::entry::{head_json, named};
use super::world::talk;
use super::{Out, World, list};
use crate::cli;
use crate::error::Result;
use crate::model::entry::Head;

/// Moves entries to the trash, all of them or, if one is not there, none.
pub fn delete(world: &World, out: &mut Out, args: &cli::Delete) -> Result<()> {
    let mut store = world.store()?;
    let heads = world.entries(&store, &args.ids)?;
    let ids: Vec<_> = heads.iter().map(|head| head.id).collect();
    store.trash(&ids, world.now().wall)?;
    out.line(&format!("deleted {}", named(&heads)))?;
    talk(&format!("`empathy undo` or `empathy restore {}` takes it back", shorts(&heads)));
    Ok(())
}

/// Takes entries out of the trash, all of them or, if one is not there, none.
pub fn restore(world: &World, out: &mut Out, args: &cli::Restore) -> Result<()> {
    let mut store = world.store()?;
    let heads = world.trashed(&store, &args.ids)?;
    for head in &heads {
        store.restore(head.id, world.now().wall)?;
    }
    out.line(&format!("restored {}", named(&heads)))
}

/// Lists the trash, what was deleted last first.
pub fn list(world: &World, out: &mut Out, json: cli::Json) -> Result<()> {
    let heads = world.store()?.in_trash(usize::MAX)?;
    if json.json {
        return out.json(&heads.iter().map(head_json).collect());
    }
    for head in &heads {
        out.line(&list::line(head))?;
    }
    talk(if heads.is_empty() { "the trash is empty" } else { "`empathy restore ID` takes an entry out" });
    Ok(())
}

fn shorts(heads: &[Head]) -> String {
    heads.iter().map(|head| head.short.as_str()).collect::<Vec<_>>().join(" ")
}

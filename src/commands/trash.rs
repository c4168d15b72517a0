//! `delete`, `restore` and `trash`: putting entries away, and taking them out again. Nothing is erased here.

use super::entry::head_json;
use super::world::talk;
use super::{Out, World, history, list};
use crate::cli;
use crate::error::{Error, Result};
use crate::journal::practice;
use crate::journal::undo::named;
use crate::model::entry::{Head, State};
use crate::model::id::IdPrefix;
use crate::store::Version;

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
    if let Some(version) = args.version {
        return bring_back(world, out, &args.ids, version);
    }
    let mut store = world.store()?;
    let heads = world.trashed(&store, &args.ids)?;
    for head in &heads {
        store.restore(head.id, world.now().wall)?;
    }
    out.line(&format!("restored {}", named(&heads)))
}

/// Makes an old version of an entry the current one, as a new version.
fn bring_back(world: &World, out: &mut Out, ids: &[IdPrefix], version: u32) -> Result<()> {
    let [id] = ids else {
        return Err(Error::usage("a version is brought back of one entry at a time", "name one id"));
    };
    let mut store = world.store()?;
    let head = world.entry(&store, id)?;
    if head.version == version && version > 0 {
        talk(&format!("`{}` is at version {version} already", head.short));
        return Ok(());
    }
    let old = |old: &Version| old.version == version && old.state != State::Draft;
    if head.version == 0 || !store.history(head.id)?.iter().any(old) {
        return Err(history::unknown(&head, version));
    }
    let now = practice::bring_back(&mut store, &world.catalog(), head.id, version, world.now().wall)?;
    out.line(&format!("brought version {version} of {} back as version {}", now.short, now.version))?;
    if now.open_draft {
        talk("there are changes since it was finished; open it to go on");
    }
    talk("`empathy undo` takes it back");
    Ok(())
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

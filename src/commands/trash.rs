//! `delete`, `restore` and `trash`: putting entries away, taking them out again, and erasing what was put away.

use std::io::IsTerminal as _;

use super::entry::head_json;
use super::world::{agrees, talk};
use super::{Out, World, list};
use crate::app::history;
use crate::app::practice;
use crate::app::undo::named;
use crate::cli;
use crate::db::{Version, Write};
use crate::domain::entry::{Head, State};
use crate::domain::id::IdPrefix;
use crate::domain::number_format::counted;
use crate::domain::time::Moment;
use crate::error::{Error, Result};

/// Moves entries to the trash, all of them or, if one is not there, none.
pub fn delete(world: &World, out: &mut Out, args: &cli::Delete) -> Result<()> {
    let mut store = world.store()?;
    let heads = world.entries(&store, &args.ids)?;
    let ids: Vec<_> = heads.iter().map(|head| head.id).collect();
    store.apply(&Write::Trash(ids), world.now().wall)?;
    out.line(&format!("deleted {}", named(&heads)))?;
    talk(&format!("`empathy undo` or `empathy restore {}` reverses this.", shorts(&heads)));
    Ok(())
}

/// Takes entries out of the trash, all of them or, if one is not there, none.
pub fn restore(world: &World, out: &mut Out, args: &cli::Restore) -> Result<()> {
    if let Some(version) = args.version {
        return bring_back(world, out, &args.ids, version);
    }
    let mut store = world.store()?;
    let heads = world.trashed(&store, &args.ids)?;
    let ids: Vec<_> = heads.iter().map(|head| head.id).collect();
    store.apply(&Write::Restore(ids), world.now().wall)?;
    out.line(&format!("restored {}", named(&heads)))
}

/// Makes an old version of an entry the current one, as a new version.
fn bring_back(world: &World, out: &mut Out, ids: &[IdPrefix], version: u32) -> Result<()> {
    let [id] = ids else {
        return Err(Error::usage("only one entry at a time can get an old version back", "name one id"));
    };
    let mut store = world.store()?;
    let head = world.entry(&store, id)?;
    if head.version == version && version > 0 {
        talk(&format!("`{}` is at version {version} already", head.short));
        return Ok(());
    }
    let old = |old: &Version| old.version == version && old.state != State::Draft;
    if !store.history(head.id)?.iter().any(old) {
        return Err(history::unknown(&head, version));
    }
    let write = practice::bring_back(&store, &world.catalog_in_passing(), head.id, version)?;
    let now = store.apply(&write, world.now().wall)?.head.unwrap_or(head);
    out.line(&format!("restored version {version} of {} as version {}", now.short, now.version))?;
    if now.open_draft {
        talk("The entry also has changes that are not finished. Open it to continue.");
    }
    talk("`empathy undo` reverses this.");
    Ok(())
}

/// Lists the trash, what was deleted last first, or empties it.
pub fn run(world: &World, out: &mut Out, args: &cli::Trash) -> Result<()> {
    let mut store = world.store()?;
    let heads = store.in_trash(usize::MAX)?;
    if args.empty && !heads.is_empty() {
        let many = if heads.len() == 1 { "1 entry".to_owned() } else { format!("{} entries", heads.len()) };
        if !args.yes && !confirmed(&many)? {
            talk("Nothing was erased.");
            return Ok(());
        }
        let all = Write::EmptyTrash(Moment::new(i64::MAX, 0));
        let erased = store.apply(&all, world.now().wall)?.entries;
        return out.line(&format!(
            "erased {} for good",
            if erased == heads.len() { many } else { erased.to_string() }
        ));
    }
    if args.json.json {
        return out.json(&heads.iter().map(head_json).collect());
    }
    list::print(world, out, (&store, &world.catalog_in_passing()), &heads)?;
    match (heads.is_empty(), world.settings.trash_days) {
        (true, _) => talk("The trash is empty."),
        (false, 0) => talk("Use `empathy restore ID` to restore an entry."),
        (false, days) => talk(&format!(
            "Use `empathy restore ID` to restore an entry. Entries are erased {} after you delete them.",
            counted(days as usize, "day")
        )),
    }
    Ok(())
}

/// Asks whether entries may be erased for good; where nobody can be asked, says how to go on.
fn confirmed(many: &str) -> Result<bool> {
    if !std::io::stdin().is_terminal() {
        return Err(Error::usage(
            format!("{many} would be erased for good"),
            "`--yes` erases without asking; `empathy trash` lists what is there",
        ));
    }
    Ok(agrees(&format!("Erase {many} for good? You can't undo this. Type `yes` to continue:")))
}

fn shorts(heads: &[Head]) -> String {
    heads.iter().map(|head| head.short.as_str()).collect::<Vec<_>>().join(" ")
}

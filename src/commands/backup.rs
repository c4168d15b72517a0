//! `backup` and `restore-backup`: whole copies of the journal, and putting one in its place.

use std::io::IsTerminal as _;
use std::path::Path;

use serde_json::json;

use super::world::{agrees, talk};
use super::{Out, World};
use crate::cli;
use crate::db::backup::{self, Copy};
use crate::db::restore::{self, Contents};
use crate::domain::number_format::counted;
use crate::error::{DbError, Error, Result};
use crate::sys::paths::{shortened, whole};

/// Copies the journal, or lists its copies.
pub fn run(world: &World, out: &mut Out, args: &cli::Backup) -> Result<()> {
    let journal = &world.places.journal;
    if args.list {
        return list(journal, out, args.json.json);
    }
    if !journal.exists() {
        return Err(Error::unknown("there is no journal to back up yet", "`empathy` begins one"));
    }
    let to = args.to.as_deref().map(whole).transpose()?;
    if let Some(to) = to.as_deref().filter(|to| to.exists() && !args.force) {
        return Err(Error::usage(
            format!("`{}` exists already", shortened(to)),
            "name another file, or replace it with `--force`",
        ));
    }
    let copy = backup::back_up(journal, to.as_deref(), world.now().wall)?;
    if args.json.json {
        return out.json(&json!({ "path": copy }));
    }
    out.line(&shortened(&copy))?;
    talk(&match restore::glance(&copy) {
        Ok(contents) => format!("It holds {}, and was checked.", holds(&contents)),
        Err(Error::Journal { cause: DbError::Newer { .. }, .. }) => {
            "The backup was checked. A newer version of empathy wrote this journal. Use that version to restore the backup.".to_owned()
        }
        Err(error) => return Err(error),
    });
    Ok(())
}

/// Puts a copy in the place of the journal, after asking.
pub fn restore(world: &World, out: &mut Out, args: &cli::RestoreBackup) -> Result<()> {
    let (journal, now) = (&world.places.journal, world.now().wall);
    let from = whole(&args.from)?;
    let copy = restore::look(&from)?;
    let asked =
        format!("The backup holds {}. It replaces the journal at `{}`.", holds(&copy), shortened(journal));
    if !args.yes {
        if !std::io::stdin().is_terminal() {
            return Err(Error::usage(
                asked,
                "`--yes` restores it without asking, and the journal as it is now is kept",
            ));
        }
        if !agrees(&format!("{asked} The journal as it is now will be kept. Type `yes` to continue:")) {
            talk("Nothing was changed.");
            return Ok(());
        }
    }
    let kept = restore::restore(journal, &from, now)?;
    out.line(&format!("restored {}", holds(&copy)))?;
    if let Some(kept) = kept {
        let path = shortened(&kept);
        talk(&if backup::is_damaged(&kept) {
            format!("The damaged journal is kept as `{path}`.")
        } else {
            format!("The journal as it was is kept. `empathy restore-backup '{path}'` reverses this.")
        });
    }
    Ok(())
}

/// The newest copy of a journal in words, with how to restore it; nothing if there is none.
pub fn newest(journal: &Path) -> Option<String> {
    let newest = backup::copies(journal).into_iter().next()?;
    Some(format!("`empathy restore-backup '{}'`", shortened(&newest.path)))
}

/// How many copies of a journal there are, in a sentence.
pub fn kept(journal: &Path) -> String {
    let copies = backup::copies(journal);
    match copies.first() {
        Some(newest) => format!(
            "{} in `{}`, the newest from {}",
            counted(copies.len(), "backup"),
            shortened(&backup::folder(journal)),
            newest.taken.format("%a %-d %b %Y, %H:%M")
        ),
        None => "there is no backup yet; `empathy backup` makes one".to_owned(),
    }
}

fn list(journal: &Path, out: &mut Out, json: bool) -> Result<()> {
    let copies = backup::copies(journal);
    if json {
        let copy =
            |copy: &Copy| json!({ "path": copy.path, "taken": copy.taken.format("%FT%T").to_string() });
        return out.json(&copies.iter().map(copy).collect());
    }
    for copy in &copies {
        out.line(&format!("{}  {}", copy.taken.format("%a %F %H:%M"), shortened(&copy.path)))?;
    }
    if copies.is_empty() {
        talk("There are no backups yet. `empathy backup` makes one.");
    }
    Ok(())
}

fn holds(contents: &Contents) -> String {
    let entries = counted(usize::try_from(contents.entries).unwrap_or(usize::MAX), "entry");
    match contents.newest {
        Some(at) => format!("{entries}, the newest from {}", at.local().format("%a %-d %b %Y, %H:%M")),
        None => entries,
    }
}

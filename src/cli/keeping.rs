//! The words of the commands that put entries away, take them back and sort them.

use std::path::PathBuf;

use clap::{ArgGroup, Args, Subcommand};

use super::Json;
use crate::domain::id::IdPrefix;

/// Which entries to move, and to which day.
#[derive(Debug, Args)]
pub struct Move {
    /// The entries' ids, or the beginnings of them
    #[arg(required = true, value_name = "ID")]
    pub ids: Vec<IdPrefix>,
    /// The day they belong to, as in `yesterday`, `last friday` or `2026-11-20`
    #[arg(long, value_name = "DAY")]
    pub to: String,
}

/// Which entries to delete.
#[derive(Debug, Args)]
pub struct Delete {
    /// The entries' ids, or the beginnings of them
    #[arg(required = true, value_name = "ID")]
    pub ids: Vec<IdPrefix>,
}

/// Where to copy the journal.
#[derive(Debug, Args)]
pub struct Backup {
    /// The file to write. Without one, the backup goes to the folder `backups` beside the journal
    #[arg(value_name = "FILE")]
    pub to: Option<PathBuf>,
    /// Replace the file if it already exists
    #[arg(long, requires = "to")]
    pub force: bool,
    /// List the copies in the folder beside the journal, and copy nothing
    #[arg(long, conflicts_with_all = ["to", "force"])]
    pub list: bool,
    /// How to answer
    #[command(flatten)]
    pub json: Json,
}

/// Which copy becomes the journal.
#[derive(Debug, Args)]
pub struct RestoreBackup {
    /// The copy, as `empathy backup --list` shows it
    #[arg(value_name = "FILE")]
    pub from: PathBuf,
    /// Don't ask first
    #[arg(long)]
    pub yes: bool,
}

/// Which entries to restore.
#[derive(Debug, Args)]
pub struct Restore {
    /// The entries' ids, or the beginnings of them
    #[arg(required = true, value_name = "ID")]
    pub ids: Vec<IdPrefix>,
    /// Restore this version of an entry, as a new version
    #[arg(long, value_name = "N")]
    pub version: Option<u32>,
}

/// Whether to list the trash or to empty it.
#[derive(Debug, Args)]
pub struct Trash {
    /// Erase everything in it for good, with its history
    #[arg(long, conflicts_with = "json")]
    pub empty: bool,
    /// Don't ask first
    #[arg(long, requires = "empty")]
    pub yes: bool,
    /// How to answer
    #[command(flatten)]
    pub json: Json,
}

/// Which entry's versions to list.
#[derive(Debug, Args)]
pub struct History {
    /// The entry's id, or the beginning of it
    pub id: IdPrefix,
    /// Show this version in full
    #[arg(long, value_name = "N")]
    pub version: Option<u32>,
    /// How to answer
    #[command(flatten)]
    pub json: Json,
}

/// Which entry to open again, and how.
#[derive(Debug, Args)]
pub struct Edit {
    /// The entry's id, or the beginning of it
    pub id: IdPrefix,
    /// Ask line by line, without a full-screen terminal
    #[arg(long)]
    pub plain: bool,
}

/// Which tags of which entries to change.
#[derive(Debug, Args)]
#[command(group = ArgGroup::new("change").args(["add", "remove"]).required(true).multiple(true))]
pub struct Tag {
    /// The entries' ids, or the beginnings of them
    #[arg(required = true, value_name = "ID")]
    pub ids: Vec<IdPrefix>,
    /// A tag to add. You can repeat this option
    #[arg(long, short, value_name = "WORD")]
    pub add: Vec<String>,
    /// A tag to remove. You can repeat this option
    #[arg(long, short, value_name = "WORD")]
    pub remove: Vec<String>,
}

/// What to do with tags; listing them if left out.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Tags {
    /// What to do
    #[command(subcommand)]
    pub change: Option<TagsChange>,
    /// How to answer
    #[command(flatten)]
    pub json: Json,
}

/// What can be done with all entries of a tag.
#[derive(Debug, Subcommand)]
pub enum TagsChange {
    /// Rename a tag on every entry. If the new tag is in use, the two become one
    Rename {
        /// The tag, as `empathy tags` lists it
        old: String,
        /// Its new name
        new: String,
    },
}

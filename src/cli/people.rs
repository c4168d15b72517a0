//! The words of the commands about people.

use clap::{Args, Subcommand};

use super::Json;

/// What to do with people; listing them if left out.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct People {
    /// What to do
    #[command(subcommand)]
    pub what: Option<PeopleChange>,
    /// How to answer
    #[command(flatten)]
    pub json: Json,
}

/// What can be done with people. The beginning of a name is enough if no other name begins so.
#[derive(Debug, Subcommand)]
pub enum PeopleChange {
    /// Add a person before an entry names them
    Add {
        /// Their real name; it stays on this machine
        name: String,
        /// Their alias in files; `Person 1`, `Person 2` … if left out
        #[arg(long, short)]
        alias: Option<String>,
    },
    /// Change a person's alias
    Alias {
        /// Their name, or the beginning of it
        name: String,
        /// Their alias in files from now on
        alias: String,
    },
    /// Rename a person; the old name stays known
    Rename {
        /// Their name, or the beginning of it
        old: String,
        /// The name they go by now
        new: String,
    },
    /// Merge two people into one; both names stay known
    Merge {
        /// The person to merge, by name or the beginning of it
        name: String,
        /// The person to merge them into, who keeps their alias
        into: String,
    },
    /// Remove a person; files may then show their name where you wrote about them
    Forget {
        /// Their name, or the beginning of it
        name: String,
    },
}

//! The words of the commands that put entries away, take them back and sort them.

use clap::Args;

use crate::model::id::IdPrefix;

/// Which entries to delete.
#[derive(Debug, Args)]
pub struct Delete {
    /// The entries' ids, or the beginnings of them
    #[arg(required = true, value_name = "ID")]
    pub ids: Vec<IdPrefix>,
}

/// Which entries to restore.
#[derive(Debug, Args)]
pub struct Restore {
    /// The entries' ids, or the beginnings of them
    #[arg(required = true, value_name = "ID")]
    pub ids: Vec<IdPrefix>,
}

//! The words of the commands that find entries.

use clap::Args;

use super::Json;

/// What to look for.
#[derive(Debug, Args)]
pub struct Search {
    /// Words that an entry must contain (the last one can be just its beginning), `"phrases in quotes"`, and filters:
    /// `product:`, `exercise:`, `dimension:`, `feeling:`, `pain:`, `job:`, `journey:`, `tag:`, `since:`, `before:`, `is:draft`, `is:finished`, `is:felt_wrong`, as in `product:Otter since:2026-W46` or `since:"last friday"`. What has a `-` before it is left out, as in `'otter -notes'`
    #[arg(required = true)]
    pub query: Vec<String>,
    /// Show at most this many entries
    #[arg(long, default_value_t = 20, value_name = "N")]
    pub limit: usize,
    /// How to answer
    #[command(flatten)]
    pub json: Json,
}

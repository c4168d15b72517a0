//! The words of the commands that find entries.

use clap::Args;

use super::Json;

/// What to look for.
#[derive(Debug, Args)]
pub struct Search {
    /// Words that an entry must contain (the last one can be just its beginning), `"phrases in quotes"`, and filters:
    /// `product:`, `exercise:`, `dimension:`, `feeling:`, `pain:`, `job:`, `journey:`, `tag:`, `after:`, `before:`, `is:draft`, `is:finished`, `is:felt_wrong`, as in `product:Otter after:2026-W46` or `after:"last friday"`
    #[arg(required = true)]
    pub query: Vec<String>,
    /// Show at most this many entries
    #[arg(long, short = 'n', default_value_t = 20, value_name = "N")]
    pub limit: usize,
    /// How to answer
    #[command(flatten)]
    pub json: Json,
}

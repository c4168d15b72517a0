//! The words of the commands that show progress.

use clap::Args;

use super::Json;

/// Which charts to show, and how.
#[derive(Debug, Default, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub struct Progress {
    /// One section, as in `trust`, or one chart of it, as in `trust/products`; all if left out
    pub section: Option<String>,
    /// Only one chart of it, as in `products`
    #[arg(long, short, alias = "figure", short_alias = 'f', value_name = "NAME", requires = "section")]
    pub chart: Option<String>,
    /// The product that charts of one product are about
    #[arg(long, short, alias = "subject", short_alias = 's', value_name = "NAME")]
    pub product: Option<String>,
    /// Show below each chart how it was calculated, from what, and n
    #[arg(long)]
    pub why: bool,
    /// Show the evidence even if you have not rated yourself this month
    #[arg(long, alias = "proof")]
    pub evidence: bool,
    /// Answer in JSON
    #[arg(long, conflicts_with = "csv")]
    pub json: bool,
    /// Answer in CSV: the numbers of one chart, or of each under its name
    #[arg(long, conflicts_with = "markdown")]
    pub csv: bool,
    /// Answer in Markdown: each chart as a table
    #[arg(long, conflicts_with = "json")]
    pub markdown: bool,
}

/// How to show the checklist.
#[derive(Debug, Clone, Copy, Args)]
pub struct Checklist {
    /// Show the evidence even if you have not rated yourself this month
    #[arg(long, alias = "proof")]
    pub evidence: bool,
    /// How to answer
    #[command(flatten)]
    pub json: Json,
}

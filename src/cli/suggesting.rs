//! The words of the command that suggests what complaints are about.

use std::path::PathBuf;

use clap::Args;

use super::Json;

/// Which complaints to read.
#[derive(Debug, Args)]
pub struct Suggest {
    /// A file with complaints: CSV or TSV with a header, JSON Lines, or plain text with one complaint a line. Left out, or
    /// `-`, they are read from standard input
    pub file: Option<PathBuf>,
    /// The column or key that holds the text of a complaint (`text` by default)
    #[arg(long, value_name = "NAME")]
    pub column: Option<String>,
    /// How to answer
    #[command(flatten)]
    pub json: Json,
}

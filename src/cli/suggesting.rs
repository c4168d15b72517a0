//! The words of the commands that read texts: what complaints are about, and which words are worth a second look.

use std::path::PathBuf;

use clap::Args;

use super::Json;

/// Which text to read, and as what.
#[derive(Debug, Args)]
pub struct Hints {
    /// A file with a text, or the id of an entry. Left out, or `-`, the text is read from standard input
    #[arg(value_name = "FILE|ID")]
    pub from: Option<String>,
    /// Read the text as an answer to this field, as in `outcome` or `story.outcome`; of an entry, read only this field
    #[arg(long, short, value_name = "NAME")]
    pub field: Option<String>,
    /// How to answer
    #[command(flatten)]
    pub json: Json,
}

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

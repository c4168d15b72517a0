//! The words of the commands that carry a whole journal out and in.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::Json;

/// What to export, how and where to.
#[derive(Debug, Args)]
pub struct Export {
    /// Export everything: entries with every version, drafts, the trash, people with their names, your plan
    #[arg(long, required = true)]
    pub all: bool,
    /// How to write it
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    pub format: ExportFormat,
    /// The file or folder to write. Without one, or with `-`, JSON Lines go to standard output
    #[arg(long, short, value_name = "PATH")]
    pub output: Option<PathBuf>,
    /// Replace the file if it already exists, or write into the folder
    #[arg(long, requires = "output")]
    pub force: bool,
}

/// How an export is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    /// JSON Lines: everything, for `empathy import journal` and your own scripts
    #[default]
    Jsonl,
    /// A folder of Markdown files, one a week: the entries as they are now, to read and search
    Md,
}

/// What to import.
#[derive(Debug, Subcommand)]
pub enum Import {
    /// Import a journal: an export of this program, or a journal of jrnl, Day One or tui-journal
    Journal(ImportJournal),
    /// Import a reader's answers to a review that you shared
    Feedback(ImportFeedback),
    /// Import reviews that strangers wrote about a product: CSV, TSV, JSON or JSON Lines
    Complaints(ImportComplaints),
    /// Import the script of an exercise that a partner filled in, as a draft
    Script(ImportScript),
    /// List the files of reviews that were imported, the last one first
    List(Json),
    /// Undo an import of reviews: its complaints are deleted, except those that you labelled
    Undo(ImportUndo),
}

/// Which import to undo.
#[derive(Debug, Args)]
pub struct ImportUndo {
    /// Its number, as `empathy import list` shows it; the last one if left out
    #[arg(value_name = "NUMBER")]
    pub number: Option<i64>,
}

/// Which script to import.
#[derive(Debug, Args)]
pub struct ImportScript {
    /// The file: what `empathy exercises show ID --script` printed, with boxes ticked and lines filled in
    pub file: PathBuf,
}

/// Which journal to import.
#[derive(Debug, Args)]
#[command(after_help = "What can be imported:
  empathy      what `empathy export --all` wrote, into a new journal
  jrnl         a journal file or folder, or an export as text, Markdown, JSON or XML
  dayone       an export, as a ZIP archive or the JSON file in it, or `.doentry` files of Day One Classic
  tui-journal  an export, or the file of its JSON storage")]
pub struct ImportJournal {
    /// The file, or a folder of files
    #[arg(value_name = "FILE")]
    pub path: PathBuf,
    /// The program that wrote it; guessed if left out
    #[arg(long, value_enum, value_name = "PROGRAM")]
    pub from: Option<Source>,
    /// Say what would be imported, and change nothing
    #[arg(long)]
    pub dry_run: bool,
}

/// A program whose journals can be imported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Source {
    /// This program
    Empathy,
    /// jrnl
    Jrnl,
    /// Day One
    #[value(name = "dayone", alias = "day-one")]
    DayOne,
    /// tui-journal
    TuiJournal,
}

/// Which complaints to import.
#[derive(Debug, Args)]
pub struct ImportComplaints {
    /// The files; `-` reads standard input
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// The product, where no column names it
    #[arg(long, value_name = "NAME")]
    pub product: Option<String>,
    /// Where the reviews are from, such as `Google Play`; guessed if left out
    #[arg(long, value_name = "NAME")]
    pub source: Option<String>,
    /// Which column holds what, as in `text=content,stars=score`; guessed if left out, and remembered
    #[arg(long, value_name = "COLUMNS")]
    pub map: Option<String>,
    /// The encoding, as in `shift_jis`; guessed if left out
    #[arg(long, value_name = "NAME")]
    pub encoding: Option<String>,
    /// How the files are read
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    pub format: ReviewFormat,
    /// Which stars count
    #[arg(long, value_name = "STARS", default_value = "1-2")]
    pub stars: String,
    /// Keep the names of authors, and email addresses in the text
    #[arg(long)]
    pub keep_authors: bool,
    /// Say what would be imported, and change nothing
    #[arg(long)]
    pub dry_run: bool,
}

/// How a file of reviews is read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum ReviewFormat {
    /// CSV, TSV, JSON or JSON Lines, whichever it is
    #[default]
    Table,
    /// Plain text: each paragraph is a complaint, or each line where no line is empty
    Text,
}

/// Which answers to import.
#[derive(Debug, Args)]
pub struct ImportFeedback {
    /// The file that the page saved, or the Markdown with its places filled in
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
}

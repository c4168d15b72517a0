//! The words of the command line. What they do is in `commands`.

mod carrying;
mod complaints;
mod figures;
mod finding;
mod interviewing;
mod keeping;
mod people;
mod recalling;
mod reminding;
mod reviewing;
mod suggesting;

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand};

use crate::domain::id::IdPrefix;
use crate::domain::plan::WeekLabel;

pub use self::carrying::{
    Export, ExportFormat, Import, ImportComplaints, ImportFeedback, ImportJournal, ImportScript, ImportUndo,
    ReviewFormat, Source,
};
pub use self::complaints::{
    ComplaintCompare, ComplaintExport, ComplaintLabel, ComplaintList, ComplaintScope, Complaints,
    ComplaintsChange, SaidWhy, Standing,
};
pub use self::figures::{Checklist, Progress};
pub use self::finding::Search;
pub use self::interviewing::Interview;
pub use self::keeping::{
    Backup, Delete, Edit, History, Move, Restore, RestoreBackup, Tag, Tags, TagsChange, Trash,
};
pub use self::people::{People, PeopleChange};
pub use self::recalling::{Drill, Due, Match, Recall, Stories};
pub use self::reminding::{Days, Remind, Reminder, Status};
pub use self::reviewing::{Choice, Edge, Format, Outgoing, Portfolio, Reader, Review};
pub use self::suggesting::{Hints, Suggest};

/// A practice journal for product managers who build AI products.
///
/// Without a command it opens the journal in the terminal, with what is next marked.
#[derive(Debug, Parser)]
#[command(name = "empathy", version, max_term_width = 100)]
pub struct Cli {
    /// Use this journal instead of the usual one
    #[arg(long, global = true, value_name = "PATH", env = "EMPATHY_JOURNAL", hide_env_values = true)]
    pub journal: Option<PathBuf>,

    /// What to do
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// What can be asked for.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Show what is next
    Today(Json),
    /// Log a reaction in one line
    Log(Log),
    /// Show a week: its exercises, what is done, what is open
    Week(Week),
    /// Print the week in one line, for a shell prompt or a status bar
    Status(Status),
    /// Print a reminder to practise, for your calendar, systemd, launchd or cron
    Remind(Remind),
    /// List the plans there are, or change which one you practise
    Plan(Plan),
    /// List entries, newest first
    List(List),
    /// Find entries by their words, product, exercise, dimension, tag or day
    Search(Search),
    /// Show an entry or a complaint
    Show(Show),
    /// Practise an exercise
    Practice(Practice),
    /// Open an entry again, to continue or change it
    Edit(Edit),
    /// List every version of an entry, and what changed
    History(History),
    /// Add tags to entries, or remove them
    Tag(Tag),
    /// List the tags there are, or rename one on every entry
    Tags(Tags),
    /// Move entries to another day
    Move(Move),
    /// List the people named in the journal, and the alias that stands for each in files
    People(People),
    /// Move entries to the trash
    Delete(Delete),
    /// Restore entries from the trash, or an old version of one entry
    Restore(Restore),
    /// List the trash, or empty it
    Trash(Trash),
    /// Undo the last change
    Undo,
    /// Write the weekly review for a reader
    Review(Review),
    /// Write a portfolio: the best of your reviews over months, with their evidence
    Portfolio(Portfolio),
    /// Show progress: trust, errors, automation, mental models, the checklist, practice
    Progress(Progress),
    /// Show your skills: evidenced, self-rated, gap
    Checklist(Checklist),
    /// List complaints, label them by dimension, and see which patterns recur
    Complaints(Complaints),
    /// Suggest which dimension complaints are about, with the words that say so
    Suggest(Suggest),
    /// List the stories and concepts that are due to be told from memory
    Due(Due),
    /// Tell a story or explain a concept from memory, and grade it
    Recall(Recall),
    /// Set the day of an interview, and show the plan that counts back from it
    Interview(Interview),
    /// Find which of your stories answers an interview question, and why
    Match(Match),
    /// List your stories: which are ready, which are told too often, and where you have none yet
    Stories(Stories),
    /// Name the right story for ten questions, ten seconds each
    Drill(Drill),
    /// Point out words in a text or an entry that are worth a second look, with the reason and an example
    Hints(Hints),
    /// List, show, check or begin exercise files
    #[command(subcommand)]
    Exercises(Exercises),
    /// List the sources of the exercises and of the concept cards
    Sources(Json),
    /// Open a sample journal with eight weeks of practice
    Demo(Demo),
    /// Check the whole journal, and repair what is calculated from it
    Doctor(Doctor),
    /// Back up the journal to one file, or list the backups
    Backup(Backup),
    /// Replace the journal with a backup, and keep the journal as it was
    RestoreBackup(RestoreBackup),
    /// Export everything in the journal, to keep it or to read it elsewhere
    Export(Export),
    /// Import a journal, or a reader's answers to a review
    #[command(subcommand)]
    Import(Import),
    /// Print completions for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    Man,
}

/// How to answer.
#[derive(Debug, Clone, Copy, Args)]
pub struct Json {
    /// Answer in JSON
    #[arg(long)]
    pub json: bool,
}

/// What to log.
#[derive(Debug, Args)]
pub struct Log {
    /// What happened. Left out, or `-`, it is read from standard input
    #[arg(conflicts_with = "look", allow_hyphen_values = true)]
    pub text: Option<String>,
    /// The product you used
    #[arg(long, short, value_name = "NAME", conflicts_with = "look")]
    pub product: Option<String>,
    /// How it felt, in your own words
    #[arg(long, short, value_name = "WORDS", conflicts_with = "look")]
    pub felt: Option<String>,
    /// What would have helped
    #[arg(long, short, value_name = "WORDS", conflicts_with = "look")]
    pub better: Option<String>,
    /// How much you trust the product now, from 1 to 5
    #[arg(long, short, value_name = "N", conflicts_with = "look")]
    pub trust: Option<String>,
    /// The answer to any other field, as in `dimension=trust`. You can repeat this option
    #[arg(long, short, value_name = "FIELD=ANSWER", conflicts_with = "look")]
    pub set: Vec<String>,
    /// A tag to find the entry by. You can repeat this option
    #[arg(long, value_name = "WORD", conflicts_with = "look")]
    pub tag: Vec<String>,
    /// When it happened, if not just now, as in `yesterday 18:30`, `last friday`, `2 hours ago` or `2026-11-20 18:30`
    #[arg(long, value_name = "WHEN", conflicts_with = "look")]
    pub at: Option<String>,
    /// Write the text in your editor
    #[arg(long, short, conflicts_with_all = ["text", "look"])]
    pub edit: bool,
    /// Show what your log says so far, once it covers fourteen days, and log nothing
    #[arg(long, group = "look")]
    pub reading: bool,
    /// List mixed reactions to one part of a product, and log nothing
    #[arg(long, group = "look")]
    pub opposites: bool,
    /// How to answer
    #[command(flatten)]
    pub json: Json,
}

/// Which week to show.
#[derive(Debug, Args)]
pub struct Week {
    /// The week, as in 2026-W47 (this week by default)
    pub week: Option<WeekLabel>,
    /// How to answer
    #[command(flatten)]
    pub json: Json,
}

/// Which plan to practise.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Plan {
    /// What to do with it
    #[command(subcommand)]
    pub change: Option<PlanChange>,
    /// How to answer
    #[command(flatten)]
    pub json: Json,
}

/// What to do with a plan.
#[derive(Debug, Subcommand)]
pub enum PlanChange {
    /// Practise this plan from a given week on. Earlier weeks keep their plan
    Use {
        /// The plan, as in `no-access`
        plan: String,
        /// The week to start it in, as in 2026-W47 (this week by default)
        #[arg(long, short)]
        week: Option<WeekLabel>,
    },
    /// Show the days of a plan, and what each week is about
    Show {
        /// The plan, as in `no-access`
        plan: String,
    },
}

/// Which entries to list.
#[derive(Debug, Args)]
pub struct List {
    /// Show only entries of this exercise
    #[arg(long, short, value_name = "ID")]
    pub exercise: Option<String>,
    /// Show only entries of this week, as in 2026-W47
    #[arg(long, short)]
    pub week: Option<WeekLabel>,
    /// Show only entries with this tag
    #[arg(long, value_name = "WORD")]
    pub tag: Option<String>,
    /// Show only entries with a draft
    #[arg(long)]
    pub drafts: bool,
    /// Show at most this many entries
    #[arg(long, short = 'n', default_value_t = 50, value_name = "N")]
    pub limit: usize,
    /// How to answer
    #[command(flatten)]
    pub json: Json,
}

/// What to show.
#[derive(Debug, Args)]
pub struct Show {
    /// The id of an entry or a complaint, or the beginning of it
    pub id: IdPrefix,
    /// Show aliases in place of the names of people
    #[arg(long)]
    pub aliases: bool,
    /// How to answer
    #[command(flatten)]
    pub json: Json,
}

/// Which exercise to practise, and how.
#[derive(Debug, Args)]
pub struct Practice {
    /// The exercise, as in `trust-audit`, or the id of an entry to continue
    pub exercise: String,
    /// Ask line by line, without a full-screen terminal
    #[arg(long)]
    pub plain: bool,
    /// Start a new run even if one was started or finished this week
    #[arg(long)]
    pub again: bool,
    /// Practise for another week, as in 2026-W46
    #[arg(long, short)]
    pub week: Option<WeekLabel>,
}

/// What to do with exercise files.
#[derive(Debug, Subcommand)]
pub enum Exercises {
    /// List the exercises there are, and where your own go
    List(Json),
    /// Show an exercise: its pages and questions
    Show {
        /// The exercise, as in `trust-audit`
        id: String,
        /// Print the file itself, to start your own from it
        #[arg(long)]
        source: bool,
        /// Print it as a script in Markdown, for someone who asks you the questions and fills in the rubric
        #[arg(long)]
        script: bool,
    },
    /// Check exercise files and say what is wrong, with line and column
    Check {
        /// Files or folders; your own exercises if left out
        paths: Vec<PathBuf>,
    },
    /// Write a commented file to start an exercise of your own
    New {
        /// Its name, as in `morning-notes`
        id: String,
        /// Where to write it; the folder of your own exercises if left out
        #[arg(long, short, value_name = "FILE")]
        output: Option<PathBuf>,
        /// Replace the file if it already exists
        #[arg(long)]
        force: bool,
        /// Replace the built-in exercise of that name
        #[arg(long)]
        replace: bool,
    },
}

/// How far to check the journal.
#[derive(Debug, Clone, Copy, Args)]
pub struct Doctor {
    /// First rebuild what is calculated: facts, totals, the search index
    #[arg(long)]
    pub rebuild: bool,
    /// How to answer
    #[command(flatten)]
    pub json: Json,
}

/// How to make the demo journal.
#[derive(Debug, Args)]
pub struct Demo {
    /// Write it to this file and don't open it
    #[arg(long, value_name = "PATH")]
    pub into: Option<PathBuf>,
    /// The random seed; the same seed and day make the same journal
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// The last day of practice, as in 2026-11-20; today if left out
    #[arg(long, value_name = "DATE")]
    pub until: Option<NaiveDate>,
    /// Replace the file if it already exists
    #[arg(long, requires = "into")]
    pub force: bool,
}

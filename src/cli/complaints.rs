//! The words of the commands about complaints.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::Json;
use crate::domain::complaint::{Decision, Dimension};
use crate::domain::id::IdPrefix;

/// What to do with complaints; listing them if left out.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Complaints {
    /// What to do
    #[command(subcommand)]
    pub what: Option<ComplaintsChange>,
    /// Which ones to list
    #[command(flatten)]
    pub list: ComplaintList,
}

/// What can be done with complaints.
#[derive(Debug, Subcommand)]
pub enum ComplaintsChange {
    /// List complaints, newest first, all or those with some words
    List {
        /// Words that a complaint must contain
        words: Vec<String>,
        /// Which ones to list
        #[command(flatten)]
        list: ComplaintList,
    },
    /// Show a complaint, with everything that was decided about it
    Show {
        /// The complaint's id, or the beginning of it
        id: IdPrefix,
        /// How to answer
        #[command(flatten)]
        json: Json,
    },
    /// Decide what a complaint is about, or change that
    Label(ComplaintLabel),
    /// Label the complaints that wait, one by one, with a key and Enter for each
    Triage(ComplaintScope),
    /// Show what complaints say together: dimensions, products, sources, words that recur, and decisions
    Patterns {
        /// Only those about this product
        #[arg(long, short, value_name = "NAME")]
        product: Option<String>,
        /// Show below each chart how it was calculated, from what, and n
        #[arg(long)]
        why: bool,
        /// How to answer
        #[command(flatten)]
        json: Json,
    },
    /// Label earlier complaints again, without your labels, and see how well you agree with yourself
    Again {
        /// How many to label again
        #[arg(long, short = 'n', default_value_t = 10, value_name = "N")]
        limit: usize,
    },
    /// Show how well labels agree: with your own given again, and with those of each partner
    Agreement(Json),
    /// Write complaints you labelled to a CSV file without the labels, for a partner to label
    Export(ComplaintExport),
    /// Read the file that a partner labelled, and see how well you agree
    Compare(ComplaintCompare),
    /// Undo the last label, and name it
    Undo,
}

/// What to write for a partner, and where to.
#[derive(Debug, Args)]
pub struct ComplaintExport {
    /// The CSV file to write
    pub file: PathBuf,
    /// How many complaints, picked by chance
    #[arg(long, short = 'n', default_value_t = 50, value_name = "N")]
    pub limit: usize,
    /// Replace the file if it already exists
    #[arg(long)]
    pub force: bool,
}

/// Which labels to read, and whose they are.
#[derive(Debug, Args)]
pub struct ComplaintCompare {
    /// The file that your partner filled in
    pub file: PathBuf,
    /// The alias of your partner; the labels are kept under it, in place of earlier ones
    #[arg(long, value_name = "ALIAS")]
    pub reader: String,
}

/// Which complaints are meant.
#[derive(Debug, Clone, Args)]
pub struct ComplaintScope {
    /// Only those about this product
    #[arg(long, short, value_name = "NAME")]
    pub product: Option<String>,
    /// Only those from this source, such as `Google Play`
    #[arg(long, short, value_name = "NAME")]
    pub source: Option<String>,
}

/// Which complaints to list.
#[derive(Debug, Args)]
pub struct ComplaintList {
    /// About what, and from where
    #[command(flatten)]
    pub scope: ComplaintScope,
    /// Only those with this decision: a dimension, `none`, `feature-request`, `broken`, `later`, `waiting` or `decided`
    #[arg(long, short, value_name = "DECISION", value_parser = standing)]
    pub decision: Option<Standing>,
    /// Show at most this many
    #[arg(long, short = 'n', default_value_t = 50, value_name = "N")]
    pub limit: usize,
    /// How to answer
    #[command(flatten)]
    pub json: Json,
}

/// What was decided, as far as a list asks for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Nothing.
    Waiting,
    /// Anything.
    Decided,
    /// This.
    Is(Decision),
}

/// What to decide about a complaint.
#[derive(Debug, Args)]
pub struct ComplaintLabel {
    /// The complaint's id, or the beginning of it
    pub id: IdPrefix,
    /// What it is about: `trust`, `error-tolerance`, `mental-model` or `automation-anxiety`; or `none`, `feature-request`,
    /// `broken`, `later`
    #[arg(value_parser = decision)]
    pub decision: Decision,
    /// A second dimension that it shows just as clearly
    #[arg(long, value_name = "DIMENSION", value_parser = dimension)]
    pub second: Option<Dimension>,
    /// The words of the complaint that show it
    #[arg(long, value_name = "TEXT")]
    pub phrase: Option<String>,
    /// Whether they could say why
    #[arg(long, value_enum, value_name = "ANSWER")]
    pub why: Option<SaidWhy>,
    /// A note of your own
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
}

/// Whether someone could say why they complain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SaidWhy {
    /// With a reason you could look for in the product
    Yes,
    /// With part of a reason
    Partly,
    /// Only that it feels wrong
    No,
}

fn standing(text: &str) -> Result<Standing, String> {
    match text {
        "waiting" => Ok(Standing::Waiting),
        "decided" => Ok(Standing::Decided),
        _ => decision(text).map(Standing::Is),
    }
}

fn decision(text: &str) -> Result<Decision, String> {
    Decision::read(text).ok_or_else(|| {
        let words = Decision::ALL.map(|decision| format!("`{}`", decision.typed()));
        format!("use one of {}", words.join(", "))
    })
}

fn dimension(text: &str) -> Result<Dimension, String> {
    Decision::read(text).and_then(Decision::dimension).ok_or_else(|| {
        let words = Dimension::ALL.map(|one| format!("`{}`", Decision::About(one).typed()));
        format!("use one of {}", words.join(", "))
    })
}

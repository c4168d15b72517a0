//! The words of the commands about reviews.

use std::path::PathBuf;
use std::str::FromStr;

use chrono::NaiveDate;
use clap::{Args, ValueEnum};

use crate::domain::id::IdPrefix;
use crate::domain::plan::WeekLabel;

/// What to review, for whom, what goes in, and where the review goes.
#[derive(Debug, Args)]
pub struct Review {
    /// The week, as in 2026-W47 (this week by default)
    #[arg(long, short)]
    pub week: Option<WeekLabel>,
    /// The first week or day, as in 2026-W40 or 2026-10-01 (the first of the journal by default)
    #[arg(long, value_name = "WEEK|DATE", conflicts_with = "week")]
    pub from: Option<Edge>,
    /// The last week or day (this week by default)
    #[arg(long, value_name = "WEEK|DATE", conflicts_with = "week")]
    pub until: Option<Edge>,
    /// Who reads it; if left out, a file is for a peer, and what is printed for you
    #[arg(long = "for", value_enum, value_name = "READER")]
    pub reader: Option<Reader>,
    /// What goes in.
    #[command(flatten)]
    pub choice: Choice,
    /// Show what changed since you last shared this review with the same kind of reader
    #[arg(long, conflicts_with = "output")]
    pub changes: bool,
    /// How and where to.
    #[command(flatten)]
    pub goes: Outgoing,
}

/// What goes into a review.
#[derive(Debug, Args)]
pub struct Choice {
    /// Only what is about this product; repeat it for several
    #[arg(long, short, value_name = "NAME")]
    pub product: Vec<String>,
    /// The parts in their order, as in `summary,recommend,trust`; what follows `appendix` goes into the appendix
    #[arg(long, value_name = "PARTS", value_delimiter = ',')]
    pub parts: Vec<String>,
    /// A title of your own
    #[arg(long, value_name = "TEXT")]
    pub title: Option<String>,
    /// Leave out an entry, and every quotation from it; repeat it for several
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    pub without: Vec<IdPrefix>,
    /// Begin with a choice that you saved; what you say beside it counts more
    #[arg(long, value_name = "NAME")]
    pub profile: Option<String>,
    /// Save this choice of reader, parts, products and title under a name
    #[arg(long, value_name = "NAME")]
    pub save_profile: Option<String>,
    /// List the choices you saved
    #[arg(long, exclusive = true)]
    pub profiles: bool,
    /// Delete a choice that you saved
    #[arg(long, value_name = "NAME", exclusive = true)]
    pub delete_profile: Option<String>,
}

/// Where a stretch of days begins or ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edge {
    /// With a week.
    Week(WeekLabel),
    /// With a day.
    Day(NaiveDate),
}

impl FromStr for Edge {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let week = text.parse().map(Self::Week);
        week.or_else(|_| text.trim().parse().map(Self::Day)).map_err(|_| {
            format!("`{text}` is neither a week nor a date; they look like `2026-W47` and `2026-11-20`")
        })
    }
}

/// Which weeks a portfolio is of, and where it goes.
#[derive(Debug, Args)]
pub struct Portfolio {
    /// The first week, as in 2026-W40 (the first of the journal by default)
    #[arg(long, value_name = "WEEK")]
    pub from: Option<WeekLabel>,
    /// The last week (this week by default)
    #[arg(long, value_name = "WEEK")]
    pub until: Option<WeekLabel>,
    /// Only the reviews of this product
    #[arg(long, short)]
    pub product: Option<String>,
    /// How and where to.
    #[command(flatten)]
    pub goes: Outgoing,
}

/// How something is written, where to, and who gets it.
#[derive(Debug, Args)]
pub struct Outgoing {
    /// How to write it; as the name of the file says if left out, else Markdown
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub format: Option<Format>,
    /// Write it to this file. `-` is standard output
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Who you share it with; the name stays on this machine
    #[arg(long, value_name = "NAME", requires = "output")]
    pub to: Option<String>,
    /// Replace the file if it already exists
    #[arg(long, requires = "output")]
    pub force: bool,
    /// Open the file once it is written: a web page in the browser, a PDF in its reader
    #[arg(long, requires = "output")]
    pub open: bool,
    /// Write the file even if it may name people who have no alias
    #[arg(long, requires = "output")]
    pub anyway: bool,
}

/// How a review is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Markdown
    #[default]
    #[value(alias = "markdown")]
    Md,
    /// One web page that needs nothing else
    Html,
    /// Pages to print
    Pdf,
    /// JSON
    Json,
    /// Its tables as CSV, each under its name; `--output` takes a folder, with a file for each
    Csv,
}

/// Who reads a review.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Reader {
    /// You: everything, in the order of the week
    Me,
    /// A peer: page one and an appendix, without what is yours alone
    Peer,
    /// An interviewer: page one, and six cues to tell it by
    Interview,
}

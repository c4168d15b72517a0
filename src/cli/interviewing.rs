//! The words of `interview`.

use std::path::PathBuf;

use clap::Args;

use super::Json;

/// Which interview, and what to do with its plan.
#[derive(Debug, Args)]
pub struct Interview {
    /// The day of the interview, as in `2026-12-15`, `15 dec` or `in 3 weeks`; shows the plan if left out
    #[arg(value_name = "DATE")]
    pub day: Option<String>,
    /// The company. It stays in your journal
    #[arg(long, value_name = "NAME", conflicts_with = "clear")]
    pub company: Option<String>,
    /// How many minutes you have a day
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(5..=240), conflicts_with = "clear")]
    pub minutes: Option<u32>,
    /// Remove the next interview. Its practice stays, and `empathy undo` restores it
    #[arg(long, conflicts_with = "day")]
    pub clear: bool,
    /// Write the plan for your calendar to this file, with an alarm a day. `-` is standard output
    #[arg(long, value_name = "FILE", conflicts_with_all = ["clear", "json"])]
    pub ics: Option<PathBuf>,
    /// The time of day of the alarms
    #[arg(long, default_value = "18:00", value_name = "TIME", requires = "ics")]
    pub at: String,
    /// Name the company in the calendar, too
    #[arg(long, requires = "ics")]
    pub name_company: bool,
    /// Replace the file if it already exists
    #[arg(long, requires = "ics")]
    pub force: bool,
    /// How to answer
    #[command(flatten)]
    pub json: Json,
}

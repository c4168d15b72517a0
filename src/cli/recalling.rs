//! The words of the commands that recall from memory.

use clap::Args;

use super::Json;

/// What to list of what is due.
#[derive(Debug, Args)]
pub struct Due {
    /// List everything there is to recall, with the day it is due
    #[arg(long)]
    pub all: bool,
    /// How to answer
    #[command(flatten)]
    pub json: Json,
}

/// What to recall.
#[derive(Debug, Args)]
pub struct Recall {
    /// A story by its id, or a concept card by its name, as `empathy due --all` shows them; what is due if left out
    #[arg(value_name = "ID")]
    pub id: Option<String>,
    /// Practise even if nothing is due
    #[arg(long, conflicts_with = "id")]
    pub anyway: bool,
    /// Learn the next concept card
    #[arg(long, conflicts_with_all = ["id", "anyway"])]
    pub new: bool,
    /// Stop asking for this one
    #[arg(long, value_name = "ID", conflicts_with_all = ["id", "anyway", "new"])]
    pub retire: Option<String>,
    /// Ask for a retired one again
    #[arg(long, value_name = "ID", conflicts_with_all = ["id", "anyway", "new", "retire"])]
    pub resume: Option<String>,
    /// Schedule this one from the beginning, as after a rewrite
    #[arg(long, value_name = "ID", conflicts_with_all = ["id", "anyway", "new", "retire", "resume"])]
    pub restart: Option<String>,
    /// Undo the last grade or decision about this one
    #[arg(long, value_name = "ID", conflicts_with_all = ["id", "anyway", "new", "retire", "resume", "restart"])]
    pub undo: Option<String>,
    /// Ask line by line, without a full-screen terminal
    #[arg(long)]
    pub plain: bool,
}

/// Which question to find a story for.
#[derive(Debug, Args)]
pub struct Match {
    /// The question, as an interviewer puts it. Left out, or `-`, it is read from standard input
    #[arg(allow_hyphen_values = true)]
    pub question: Option<String>,
    /// How to answer
    #[command(flatten)]
    pub json: Json,
}

/// What to say of the stories.
#[derive(Debug, Args)]
pub struct Stories {
    /// Show what interviewers ask for against the dimensions, and where you have no story yet
    #[arg(long)]
    pub coverage: bool,
    /// How to answer
    #[command(flatten)]
    pub json: Json,
}

/// How to run the drill.
#[derive(Debug, Args)]
pub struct Drill {
    /// Ask line by line, without a full-screen terminal
    #[arg(long)]
    pub plain: bool,
}

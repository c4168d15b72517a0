//! `import feedback`: what a reader answered, beside the review they read.

use super::world::talk;
use super::{Out, World};
use crate::app::share;
use crate::cli;
use crate::domain::id::IdPrefix;
use crate::error::{Error, Result};
use crate::report::answers::{self, Refused};
use crate::sys::paths::{expanded, shortened};

/// The largest file that is taken, in bytes.
const LARGEST: u64 = 1024 * 1024;

pub fn run(world: &World, out: &mut Out, args: &cli::ImportFeedback) -> Result<()> {
    let path = expanded(&args.file)?;
    let shown = shortened(&path);
    let unread = |cause: &std::io::Error| {
        Error::file("read", &path, cause, "name the file that your reader sent back")
    };
    let size = std::fs::metadata(&path).map_err(|cause| unread(&cause))?.len();
    if size > LARGEST {
        return Err(refused(format!("`{shown}` has {size} bytes, more than answers to a review can have")));
    }
    let text = std::fs::read_to_string(&path).map_err(|cause| unread(&cause))?;
    let feedback = answers::read(&text).map_err(|why| {
        refused(match why {
            Refused::Unknown => format!("`{shown}` has no answers to a review"),
            Refused::Later(version) => format!(
                "`{shown}` is version {version} of the answers, and this program knows only version 1"
            ),
            Refused::Broken { line, what } => format!("`{shown}`, line {line}: {what}"),
            Refused::TooMuch => {
                format!("`{shown}` has more answers, or longer ones, than answers to a review can have")
            }
        })
    })?;
    if feedback.answers.is_empty() {
        return Err(refused(format!("`{shown}` has places for answers, and all are empty")));
    }
    let id: IdPrefix = feedback
        .review
        .parse()
        .map_err(|_| refused(format!("`{shown}` does not say which review it answers")))?;
    let (mut store, catalog) = (world.store()?, world.catalog());
    let head = world.entry(&store, &id).map_err(|_| {
        Error::unknown(
            format!(
                "`{shown}` answers the review `{}`, and this journal has no such review",
                feedback.review
            ),
            "open the journal that it was written from with `--journal`",
        )
    })?;
    let taken = share::take(&mut store, &catalog, &head, &feedback, world.now().wall)?;
    let count = |count: usize| if count == 1 { "1 answer".to_owned() } else { format!("{count} answers") };
    let known = if taken.known == 0 { String::new() } else { format!(", {} known already", taken.known) };
    out.line(&format!("{} to {}{known}", count(taken.added), head.summary))?;
    if taken.added > 0 {
        talk(&format!(
            "What do you change because of each? `empathy edit {}` asks, and what you say counts.",
            head.short
        ));
    }
    Ok(())
}

fn refused(message: String) -> Error {
    Error::usage(
        message,
        "ask your reader for the file that the page saved, or for the Markdown they filled in",
    )
}

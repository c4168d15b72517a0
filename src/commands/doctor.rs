//! `doctor`: checks the whole journal, and calculates again what follows from answers.

use serde_json::json;

use super::world::talk;
use super::{Out, World, backup, open};
use crate::cli;
use crate::error::{Error, Result};

/// Checks the journal; with `--rebuild`, first works out again everything that follows from answers.
pub fn run(world: &World, out: &mut Out, args: cli::Doctor) -> Result<()> {
    let mut store = world.store()?;
    let differed = if args.rebuild {
        let rebuilt = world.rebuild(&mut store, &world.catalog(), "Recalculating")?;
        store.count_weeks()?;
        store.rebuild_complaints()?;
        store.rebuild_search()?;
        Some(rebuilt.differed)
    } else {
        None
    };
    let wrong = store.verify()?;
    if args.json.json {
        out.json(&json!({ "rebuilt": differed, "wrong": wrong }))?;
    } else {
        if let Some(differed) = differed {
            let entries = if differed == 1 { "1 entry".to_owned() } else { format!("{differed} entries") };
            out.line(&format!("recalculated everything that follows from your answers; {entries} changed"))?;
        }
        for line in &wrong {
            out.line(line)?;
        }
        if wrong.is_empty() {
            out.line("all is well: every entry can be read, and every total and search word agrees with your answers")?;
            talk(&backup::kept(&world.places.journal));
            if let Some(line) = open::left_behind(world) {
                talk(&line);
            }
        }
    }
    if wrong.is_empty() {
        return Ok(());
    }
    let copy = backup::newest(&world.places.journal).map_or_else(
        || "restore a backup if you have one".to_owned(),
        |copy| format!("{copy} restores the newest backup"),
    );
    let hint = if args.rebuild {
        format!("results calculated earlier from answers that are now damaged were kept; {copy}")
    } else {
        format!(
            "`empathy doctor --rebuild` repairs what is calculated from answers; for the answers themselves, {copy}"
        )
    };
    Err(Error::File { attempt: "verify the journal".to_owned(), cause: wrong.join("; "), hint })
}

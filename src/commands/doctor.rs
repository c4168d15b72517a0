//! `doctor`: checks the whole journal, and makes anew what is worked out from it.

use serde_json::json;

use super::world::talk;
use super::{Out, World};
use crate::app::derived;
use crate::cli;
use crate::error::{DbError, Error, Result};

/// Checks the journal; with `--rebuild`, first works out everything anew that answers say.
pub fn run(world: &World, out: &mut Out, args: cli::Doctor) -> Result<()> {
    let mut store = world.store()?;
    let differed = if args.rebuild {
        let differed = derived::all(&mut store, &world.catalog())?;
        store.rebuild_tally()?;
        store.rebuild_search()?;
        Some(differed)
    } else {
        None
    };
    let wrong = store.verify()?;
    if args.json.json {
        out.json(&json!({ "rebuilt": differed, "wrong": wrong }))?;
    } else {
        if let Some(differed) = differed {
            let words = if differed == 1 { "entry says" } else { "entries say" };
            out.line(&format!("worked out anew; {differed} {words} something else than before"))?;
        }
        for line in &wrong {
            out.line(line)?;
        }
        if wrong.is_empty() {
            out.line("all is well: every page, text, sum and word of the index is what it should be")?;
        }
    }
    if wrong.is_empty() {
        return Ok(());
    }
    if !args.rebuild {
        talk("`empathy doctor --rebuild` mends what is worked out from answers; a copy lies in `backups`");
    }
    Err(Error::Journal {
        attempt: "find the journal whole".to_owned(),
        cause: DbError::Damaged(wrong.join("; ")),
    })
}

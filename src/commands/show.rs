//! `show`: one entry with its answers.

use serde_json::json;

use super::entry::{answers_json, head_json};
use super::{Out, World};
use crate::cli;
use crate::error::{Error, Result};
use crate::journal::practice::stored_exercise;
use crate::journal::review::entry_markdown;
use crate::model::entry::State;
use crate::model::time::spoken;

/// Shows an entry: what was finished, or the draft of what was not.
pub fn run(world: &World, out: &mut Out, args: &cli::Show) -> Result<()> {
    let store = world.store()?;
    let head = world.entry(&store, &args.id)?;
    let gone = || {
        Error::unknown(
            format!("`{}` is not there any more", head.short),
            "`empathy list` shows the entries there are",
        )
    };
    let loaded = stored_exercise(&store, &head)?.ok_or_else(gone)?;
    let draft = store.draft(head.id)?;
    let answers = match (head.state, &draft) {
        (State::Draft, Some(draft)) => draft.answers.clone(),
        _ => store.entry(head.id)?.ok_or_else(gone)?.answers,
    };
    if args.json.json {
        let mut object = head_json(&head);
        object["answers"] = answers_json(&loaded.exercise, &answers);
        object["draft"] = match &draft {
            Some(draft) if head.state != State::Draft => answers_json(&loaded.exercise, &draft.answers),
            _ => json!(null),
        };
        return out.json(&object);
    }
    let state = match head.state {
        State::Draft => "draft",
        State::Complete => "finished",
        State::Partial => "finished with answers open",
    };
    out.line(&format!(
        "{} · {} · week {} · {state} · {} · version {}",
        head.short,
        head.day.format("%a %-d %b %Y"),
        head.week,
        spoken(head.desk),
        head.version
    ))?;
    out.line("")?;
    out.text(&entry_markdown(&loaded.exercise, &answers))?;
    if head.state != State::Draft && draft.is_some() {
        out.line("\n(There are changes since it was finished; open it to go on.)")?;
    }
    Ok(())
}

//! `list`: entries, newest first.

use super::entry::head_json;
use super::world::talk;
use super::{Out, World, tags};
use crate::cli;
use crate::error::Result;
use crate::model::entry::{Head, State};
use crate::model::search;
use crate::store::{Filter, Store};

/// Lists entries.
pub fn run(world: &World, out: &mut Out, args: cli::List) -> Result<()> {
    let store = world.store()?;
    if let Some(id) = &args.exercise {
        let seen = Filter { exercise: Some(id.clone()), ..Filter::default() };
        // Entries outlive the file of their exercise.
        if store.list(&seen, None, 1)?.is_empty() {
            world.catalog_in_passing().find(id)?;
        }
    }
    let filter = Filter { exercise: args.exercise, week: args.week, drafts_only: args.drafts };
    let heads = match &args.tag {
        None => store.list(&filter, None, args.limit)?,
        Some(tag) => tagged(&store, &tags::read(std::slice::from_ref(tag))?, &filter, args.limit)?,
    };
    if args.json.json {
        return out.json(&heads.iter().map(head_json).collect());
    }
    for head in &heads {
        out.line(&line(head))?;
    }
    if heads.is_empty() {
        let any = !store.list(&Filter::default(), None, 1)?.is_empty();
        talk(if any { "no entries like that" } else { "no entries yet; `empathy today` says what is first" });
    }
    Ok(())
}

/// Lists the entries that carry some tags, newest day first.
fn tagged(store: &Store, tags: &[String], filter: &Filter, limit: usize) -> Result<Vec<Head>> {
    let filters = tags.iter().cloned().map(search::Filter::Tag).collect();
    let hits = store.search(&search::Query { filters, ..search::Query::default() }, usize::MAX)?;
    let fits = |head: &Head| {
        filter.exercise.as_ref().is_none_or(|id| *id == head.exercise)
            && filter.week.is_none_or(|week| week == head.week)
            && (!filter.drafts_only || head.open_draft)
    };
    Ok(hits.into_iter().map(|hit| hit.head).filter(fits).take(limit).collect())
}

/// Writes an entry on one line: id, day, exercise, how far it is, what it says.
pub fn line(head: &Head) -> String {
    let mark = match (head.state, head.open_draft) {
        (State::Draft, _) => "draft",
        (_, true) => "changed",
        (State::Partial, _) => "partial",
        (State::Complete, _) => "",
    };
    format!(
        "{:<9} {} {} {:<20} {mark:<8} {}",
        head.short.as_str(),
        head.day.format("%a"),
        head.day,
        head.exercise,
        head.outcome()
    )
    .trim_end()
    .to_owned()
}

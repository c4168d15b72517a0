//! `list`: entries, newest first.

use serde_json::json;

use super::entry::head_json;
use super::world::talk;
use super::{Out, World, tags};
use crate::app::{log, week};
use crate::cli;
use crate::db::{Filter, Store};
use crate::domain::entry::{Head, State};
use crate::domain::search;
use crate::error::Result;
use crate::exercises::Catalog;
use crate::sanitize;

/// What stands between what an entry is about and what happened.
const BETWEEN: &str = " – ";

pub fn run(world: &World, out: &mut Out, args: cli::List) -> Result<()> {
    let (store, catalog) = (world.store()?, world.catalog_in_passing());
    if let Some(id) = &args.exercise {
        let seen = Filter { exercise: Some(id.clone()), ..Filter::default() };
        // Entries outlive the file of their exercise.
        if store.list(&seen, None, 1)?.is_empty() {
            catalog.find(id)?;
        }
    }
    let filter = Filter { exercise: args.exercise, week: args.week, drafts_only: args.drafts };
    let one_more = args.limit.saturating_add(1);
    let mut heads = match &args.tag {
        None => store.list(&filter, None, one_more)?,
        Some(tag) => tagged(&store, &tags::read(std::slice::from_ref(tag))?, &filter, one_more)?,
    };
    let more = heads.len() > args.limit;
    heads.truncate(args.limit);
    if args.json.json {
        let titled = |head: &Head| {
            let mut object = head_json(head);
            object["title"] = json!(catalog.title(&head.exercise));
            object
        };
        return out.json(&heads.iter().map(titled).collect());
    }
    print(world, out, (&store, &catalog), &heads)?;
    if more {
        say_more(args.limit, "narrow the list with `--exercise`, `--week` or `--tag`");
    } else if heads.is_empty() {
        let any = !store.list(&Filter::default(), None, 1)?.is_empty();
        talk(if any {
            "No entries match."
        } else {
            "You have no entries yet. `empathy today` shows where to start."
        });
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

/// Tells the person that there are more entries than were shown.
pub fn say_more(shown: usize, narrower: &str) {
    talk(&format!(
        "There are more entries. Use `--limit {}` to see them, or {narrower}.",
        shown.max(1).saturating_mul(2)
    ));
}

/// Prints entries, one on a line: id, day, title of the exercise, how far it is, what it says.
pub fn print(world: &World, out: &mut Out, of: (&Store, &Catalog), heads: &[Head]) -> Result<()> {
    let width = world.longest_line();
    let (store, catalog) = of;
    let title = |head: &Head| sanitize::line(catalog.title(&head.exercise)).into_owned();
    let longest = heads.iter().map(|head| sanitize::width(&title(head))).max().unwrap_or_default();
    for head in heads {
        let (id, day, title) = (head.short.as_str(), head.day.format("%a %F"), title(head));
        let room = " ".repeat(longest.saturating_sub(sanitize::width(&title)));
        let begin = format!("{id:<9} {day} {title}{room}  ");
        let about = format_about(
            head,
            happened(world, store, catalog, head),
            width.saturating_sub(sanitize::width(&begin)),
        );
        out.row(&(begin + &about), width)?;
    }
    Ok(())
}

/// Reads what happened, of an entry of the exercise that is captured; a damaged one says nothing.
fn happened(world: &World, store: &Store, catalog: &Catalog, head: &Head) -> Option<String> {
    let exercise = week::captured(store, catalog, world.today()).ok()?.exercise();
    let field = log::main_field(exercise).filter(|_| exercise.id == head.exercise)?;
    let entry = store.entry(head.id).ok()??;
    Some(entry.answers.get(&field.id)?.as_text()?.to_owned())
}

/// Formats the state of an entry and what it is about in `columns`. The main text gets up to two thirds of them.
fn format_about(head: &Head, happened: Option<String>, columns: usize) -> String {
    let mark = match (head.state, head.open_draft) {
        (State::Draft, _) => "draft",
        (_, true) => "changed",
        (State::Partial, _) => "partial",
        (State::Complete, _) => "",
    };
    // What the line for lists says already is not said twice.
    let said = head.summary.trim_end_matches('…');
    let last = said.rsplit(" · ").next().unwrap_or_default();
    let happened = happened.filter(|text| last.is_empty() || !text.starts_with(last));
    let later = head.later().unwrap_or_default();
    let parts = [mark, &head.summary, &later].into_iter().filter(|part| !part.is_empty());
    let about = sanitize::line(&parts.collect::<Vec<_>>().join(" · ")).into_owned();
    let Some(happened) = happened else { return about };
    let happened = sanitize::line(&happened).into_owned();
    let room = columns.saturating_sub(sanitize::width(&happened) + sanitize::width(BETWEEN)).max(columns / 3);
    format!("{}{BETWEEN}{happened}", sanitize::cut(&about, room))
}

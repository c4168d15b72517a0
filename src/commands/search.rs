//! `search`: entries by what they say, and what they are about.

use std::collections::BTreeMap;

use serde_json::{Value as Json, json};

use super::complaints::{complaint_json, row as complaint_row};
use super::entry::head_json;
use super::world::talk;
use super::{Out, World, list};
use crate::app::search;
use crate::cli;
use crate::db::{Hit, Store};
use crate::domain::field_role::FieldRole;
use crate::domain::search::{Filter, Query, Searchable, Source};
use crate::error::{Error, Result, did_you_mean};
use crate::exercises::{Catalog, Loaded};
use crate::wording;

/// How many complaints are shown below the entries.
const COMPLAINTS: usize = 5;

pub fn run(world: &World, out: &mut Out, args: &cli::Search) -> Result<()> {
    let text = typed(&args.query);
    let mut query = Query::parse(&text, world.today());
    let catalog = world.catalog_in_passing();
    query.resolve(|| catalog.searchable());
    if let Some(misread) = query.problems.first() {
        let (message, hint) = wording::misread(misread);
        return Err(Error::usage(message, hint));
    }
    if query.is_empty() {
        return Err(Error::usage(
            "the search is empty",
            "type a word, or a filter as in `product:Otter`, or use `empathy list` to see every entry",
        ));
    }
    let store = world.store()?;
    let mut hits = store.search(&query, args.limit.saturating_add(1))?;
    if hits.is_empty()
        && let Some(unknown) = unknown(&query, &store, &catalog)?
    {
        return Err(unknown);
    }
    let more = hits.len() > args.limit;
    hits.truncate(args.limit);
    let complaints = search::complaints(&store, &query, args.limit)?;
    if args.json.json {
        let entries = hits.iter().map(|hit| hit_json(hit, &catalog));
        return out.json(&entries.chain(complaints.iter().map(complaint_json)).collect());
    }
    let width = world.longest_line();
    for hit in &hits {
        let head = &hit.head;
        let first = format!(
            "{:<9} {} {}  {}  {}",
            head.short.as_str(),
            head.day.format("%a"),
            head.day,
            catalog.title(&head.exercise),
            head.outcome()
        );
        out.row(&first, width)?;
        let marked = hit.snippet.iter().any(|(_, found)| *found);
        if marked || hit.passage.is_some() {
            let stands = wording::standing(search::applies(&catalog, hit));
            out.row(&format!("    {stands}{}", snippet(hit)), width)?;
        }
    }
    if !complaints.is_empty() {
        let line = if hits.is_empty() { "Complaints" } else { "\nComplaints" };
        out.line(line)?;
        complaints.iter().take(COMPLAINTS).try_for_each(|one| out.row(&complaint_row(one), width))?;
    }
    if complaints.len() > COMPLAINTS {
        talk("There are more complaints. `empathy complaints list` with these words shows them.");
    }
    if more {
        list::say_more(args.limit, "add another word");
    } else if hits.is_empty() && complaints.is_empty() {
        talk("No entries match.");
    }
    Ok(())
}

/// The mistake in a search that found nothing: an exercise that there is not, or an answer that no option is. Entries
/// outlive the file of their exercise, so the journal is asked first.
fn unknown(query: &Query, store: &Store, catalog: &Catalog) -> Result<Option<Error>> {
    for filter in &query.filters {
        let alone =
            Query { filters: vec![filter.clone()], sources: query.sources.clone(), ..Query::default() };
        let wrong = match filter {
            Filter::Exercise(id) => no_exercise(id, catalog),
            Filter::Role(role, words) => match no_option(*role, words, catalog) {
                Some(wrong) => Some(wrong),
                None => no_name(*role, words, &store.names(*role, query)?),
            },
            Filter::Tag(_) | Filter::Has(_) | Filter::Draft | Filter::Finished => None,
        };
        if wrong.is_some() && store.search(&alone, 1)?.is_empty() {
            return Ok(wrong);
        }
    }
    Ok(None)
}

fn no_exercise(id: &str, catalog: &Catalog) -> Option<Error> {
    let wanted = id.to_lowercase();
    let ids = || catalog.all().map(Loaded::id);
    if ids().any(|id| id == wanted || id.split('-').any(|word| word == wanted)) {
        return None;
    }
    let near = did_you_mean(&wanted, ids());
    let hint = near.map_or_else(
        || "`empathy exercises list` shows your exercises".to_owned(),
        |near| format!("did you mean `exercise:{near}`?"),
    );
    Some(Error::usage(format!("there is no exercise `{id}`"), hint))
}

/// Nothing for a role that takes any words.
fn no_option(role: FieldRole, words: &str, catalog: &Catalog) -> Option<Error> {
    let Searchable { sources, names, .. } = catalog.searchable();
    let free = sources.iter().any(|(of, source)| *of == role && matches!(source, Source::Vocabulary(_)));
    let of_role: Vec<(&str, &str)> = names
        .iter()
        .filter(|((of, _), _)| *of == role)
        .map(|((_, name), id)| (name.as_str(), id.as_str()))
        .collect();
    if free || of_role.is_empty() || of_role.iter().any(|(_, id)| *id == words) {
        return None;
    }
    // Of all names of an option, its label is the longest: the others are letters.
    let mut labels: BTreeMap<&str, &str> = BTreeMap::new();
    for (name, id) in &of_role {
        let label = labels.entry(id).or_insert(name);
        if name.len() > label.len() {
            *label = name;
        }
    }
    let near = did_you_mean(&words.to_lowercase(), of_role.iter().flat_map(|(name, id)| [*name, *id]));
    let hint = near.map_or_else(
        || {
            format!(
                "use one of {}",
                labels.values().map(|label| quoted(label)).collect::<Vec<_>>().join(", ")
            )
        },
        |near| format!("did you mean `{}:{}`?", role.name(), quoted(&near)),
    );
    Some(Error::usage(format!("`{words}` is not an answer that `{}:` can find", role.name()), hint))
}

/// Nothing where no name is near: then there is nothing to correct.
fn no_name(role: FieldRole, words: &str, names: &[String]) -> Option<Error> {
    let wanted = words.to_lowercase();
    let near = names.iter().find(|name| {
        let name = name.to_lowercase();
        did_you_mean(&wanted, [name.as_str()].into_iter().chain(name.split_whitespace())).is_some()
    })?;
    let hint = format!("did you mean `{}:{}`?", role.name(), quoted(near));
    Some(Error::usage(format!("there is no {} `{words}` in the journal", role.name()), hint))
}

/// A value as it is typed after a colon.
fn quoted(value: &str) -> String {
    if value.contains(' ') { format!("\"{value}\"") } else { value.to_owned() }
}

/// Puts what the shell has parted and unquoted together again: an argument with spaces is a phrase, or the value of the
/// filter it begins with; one with quotes or several colons is a search as it stands.
fn typed(args: &[String]) -> String {
    let piece = |arg: &String| {
        // What leaves something out is a search as it stands, too.
        if !arg.trim().contains(char::is_whitespace)
            || arg.contains(['"', '“', '”', '„'])
            || arg.contains(" -")
        {
            return arg.clone();
        }
        match arg.split_once(':') {
            None => format!("\"{}", arg.trim()),
            Some((key, value)) if !key.contains(char::is_whitespace) && !value.contains(':') => {
                format!("{key}:\"{}", value.trim())
            }
            Some(_) => arg.clone(),
        }
    };
    let (filters, words): (Vec<_>, Vec<_>) = args.iter().map(piece).partition(|piece| piece.contains(':'));
    // Filters come first, so that the last word may be a beginning wherever it stands.
    let pieces = [filters, words].concat();
    // The last quote stays open: its last word may be a beginning.
    pieces.iter().enumerate().fold(String::new(), |text, (n, piece)| {
        let open = piece.matches('"').count() == 1 && n + 1 < pieces.len();
        let space = if n > 0 { " " } else { "" };
        text + space + piece + if open { "\"" } else { "" }
    })
}

fn snippet(hit: &Hit) -> String {
    let piece = |(text, found): &(String, bool)| if *found { format!("«{text}»") } else { text.clone() };
    hit.snippet.iter().map(piece).collect::<String>().trim().to_owned()
}

fn hit_json(hit: &Hit, catalog: &Catalog) -> Json {
    let mut object = head_json(&hit.head);
    object["title"] = json!(catalog.title(&hit.head.exercise));
    object["field"] = json!(hit.passage.as_ref().map(|place| place.at.name()));
    object["row"] = json!(hit.passage.as_ref().map(|place| {
        let step = |(group, index): &(String, usize)| json!({ "group": group, "index": index });
        place.at.row.iter().map(step).collect::<Vec<_>>()
    }));
    object["applies"] = json!(search::applies(catalog, hit));
    object["snippet"] =
        hit.snippet.iter().map(|(text, found)| json!({ "text": text, "match": found })).collect();
    object
}

#[cfg(test)]
mod tests {
    use super::typed;

    #[test]
    fn what_the_shell_unquoted_is_quoted_again() {
        let typed = |args: &[&str]| typed(&args.iter().map(|arg| (*arg).to_owned()).collect::<Vec<_>>());
        assert_eq!(typed(&["it", "lis"]), "it lis");
        assert_eq!(typed(&["it lis"]), "\"it lis");
        assert_eq!(typed(&["it listens", "so"]), "\"it listens\" so");
        assert_eq!(typed(&["late", "product:Google Maps"]), "product:\"Google Maps\" late");
        assert_eq!(typed(&["late product:Otter"]), "late product:Otter");
        assert_eq!(typed(&["\"it listens\" so"]), "\"it listens\" so");
        assert_eq!(typed(&["lis", "tag:a"]), "tag:a lis");
        assert_eq!(typed(&["tag:a after:2026"]), "tag:a after:2026");
        assert_eq!(typed(&["otter -notes"]), "otter -notes");
    }
}

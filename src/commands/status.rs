//! `status`: the week in one line, for a shell prompt or the bar of a terminal multiplexer. It is asked for with every
//! prompt, so it reads no exercise beyond its title, and looks nothing up that the line doesn't hold.

use serde_json::json;

use super::{Out, World};
use crate::app::week::{Slot, WeekView, view};
use crate::app::{daily, returning};
use crate::cli;
use crate::db::Store;
use crate::domain::entry::State;
use crate::domain::time::spoken;
use crate::error::{Error, Result, did_you_mean};
use crate::exercises::Catalog;
use crate::wording;

/// The line of those who ask for no other.
const USUAL: &str = "{week} {pips} {next}";

/// Drafts beyond are not counted.
const DRAFTS: usize = 99;

/// What can stand in the line.
const PARTS: [&str; 12] =
    ["week", "number", "pips", "done", "planned", "next", "day", "time", "logged", "drafts", "daily", "back"];

/// Prints the line; nothing where there is no journal yet, so that a prompt makes none.
pub fn run(world: &World, out: &mut Out, args: &cli::Status) -> Result<()> {
    let parts = read(args.format.as_deref().unwrap_or(USUAL))?;
    if !world.places.journal.exists() {
        return if args.json.json { out.json(&json!(null)) } else { Ok(()) };
    }
    let (store, (catalog, _)) = (world.store()?, world.load());
    let view = view(&store, &catalog, world.week(&store, None)?)?;
    let week = Status { world, store: &store, catalog: &catalog, view: &view };
    if args.json.json {
        let said = PARTS.iter().map(|part| Ok(((*part).to_owned(), json!(week.says(part)?))));
        return out.json(&said.collect::<Result<serde_json::Map<_, _>>>()?.into());
    }
    let said = parts.iter().map(|part| match part {
        Part::Text(text) => Ok(text.clone()),
        Part::Named(name) => week.says(name),
    });
    out.row(&said.collect::<Result<Vec<_>>>()?.concat(), world.longest_line())
}

/// A part of the line.
enum Part {
    Text(String),
    Named(&'static str),
}

/// Reads a line with names in braces; `{{` and `}}` are braces.
fn read(format: &str) -> Result<Vec<Part>> {
    let mut parts = vec![];
    let mut text = String::new();
    let mut rest = format.chars().peekable();
    while let Some(char) = rest.next() {
        if matches!(char, '{' | '}') && rest.next_if_eq(&char).is_some() || !matches!(char, '{' | '}') {
            text.push(char);
            continue;
        }
        let name: String = rest.by_ref().take_while(|char| *char != '}').collect();
        let Some(known) = PARTS.into_iter().find(|part| *part == name) else {
            let near = did_you_mean(&name, PARTS)
                .map_or("the".to_owned(), |near| format!("did you mean `{{{near}}}`? The"));
            return Err(Error::usage(
                format!("`{{{name}}}` is not a part of the status line"),
                format!("{near} names are {{{}}}", PARTS.join("}, {")),
            ));
        };
        parts.extend([Part::Text(std::mem::take(&mut text)), Part::Named(known)]);
    }
    parts.push(Part::Text(text));
    Ok(parts)
}

/// This week, for what is asked of it.
struct Status<'a> {
    world: &'a World,
    store: &'a Store,
    catalog: &'a Catalog,
    view: &'a WeekView,
}

impl Status<'_> {
    fn says(&self, part: &str) -> Result<String> {
        let Self { world, store, catalog, view } = self;
        let today = world.today();
        let next = || view.next().and_then(|index| view.slots.get(index));
        let count = |number: usize| number.to_string();
        Ok(match part {
            "week" => format!("W{:02}", view.week.label().week),
            "number" => view.number(store)?.to_string(),
            "pips" => view.slots.iter().map(|slot| wording::slot_mark(slot.state)).collect(),
            "done" => count(view.slots.iter().filter(|slot| slot.is_done()).count()),
            "planned" => count(view.slots.len()),
            "next" => next().map(|slot| slot.title.clone()).unwrap_or_default(),
            "day" => next().map(|slot: &Slot| slot.day.format("%a").to_string()).unwrap_or_default(),
            "time" => spoken(view.desk),
            "logged" => {
                let captured = catalog.plan_of(Some(&view.plan)).capture.as_deref();
                let of_today = view.heads().filter(|head| head.day == today && head.state != State::Draft);
                count(of_today.filter(|head| Some(head.exercise.as_str()) == captured).count())
            }
            "drafts" => count(store.open_drafts(DRAFTS)?.len()),
            "daily" => {
                let open = daily::of(store, catalog, view, today)?.filter(|daily| !daily.is_done());
                open.map(|daily| daily.title).unwrap_or_default()
            }
            _ => returning::of(store, catalog, today)?.map(|one| one.returning.text).unwrap_or_default(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(format: &str) -> Result<String, String> {
        let parts = read(format).map_err(|error| error.to_string())?;
        Ok(parts
            .into_iter()
            .map(|part| match part {
                Part::Text(text) => text,
                Part::Named(name) => format!("<{name}>"),
            })
            .collect())
    }

    #[test]
    fn a_line_is_text_with_names_in_braces() {
        let wrong = |name: &str| Err(format!("`{{{name}}}` is not a part of the status line"));
        for (format, expected) in [
            ("", Ok(String::new())),
            ("week {number}: {done}/{planned}", Ok("week <number>: <done>/<planned>".to_owned())),
            ("{{{next}}} }} é", Ok("{<next>} } é".to_owned())),
            ("{nxt}", wrong("nxt")),
            ("{", wrong("")),
            ("}", wrong("")),
            ("{week", Ok("<week>".to_owned())),
        ] {
            assert_eq!(shown(format), expected, "{format}");
        }
    }
}

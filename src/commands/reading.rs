//! `log --reading` and `log --opposites`: what the log shows so far.

use serde_json::{Value as Json, json};

use super::world::talk;
use super::{Out, World};
use crate::app::reading::{self, Half, Pair};
use crate::app::week;
use crate::cli;
use crate::domain::stats::reading::Line;
use crate::error::Result;

/// Prints how many of the last days have entries and, once there are fourteen, what the log shows.
pub fn first(world: &World, out: &mut Out, json: cli::Json) -> Result<()> {
    let (catalog, store) = (world.catalog_in_passing(), world.store()?);
    let exercise = week::captured(&store, &catalog, world.today())?.exercise();
    let days = reading::log_days(&store, exercise, world.today())?;
    let lines = reading::first(&store, exercise, &days)?.map(|shows| shows.lines);
    if json.json {
        let lines = lines.map(|lines| -> Json { lines.iter().map(line_json).collect() });
        return out.json(&json!({ "of_the_last_14_days": days.of_the_last(), "reading": lines }));
    }
    out.line(&days.format_count())?;
    for line in lines.iter().flatten() {
        out.line(&reading::format_line(line))?;
    }
    if lines.is_none() {
        talk(&days.what_next());
    }
    Ok(())
}

fn line_json(line: &Line) -> Json {
    json!({ "about": reading::format_title(line), "says": reading::format_finding(line), "n": line.n })
}

/// Lists opposite reactions to one part, the newest first.
pub fn opposites(world: &World, out: &mut Out, json: cli::Json) -> Result<()> {
    let (catalog, store) = (world.catalog_in_passing(), world.store()?);
    let exercise = week::captured(&store, &catalog, world.today())?.exercise();
    let pairs = reading::opposites(&store, exercise)?;
    if json.json {
        return out.json(&pairs.iter().map(pair_json).collect());
    }
    for pair in &pairs {
        out.line(&pair.title())?;
        for Half { head, words, segment } in &pair.both {
            let who = if segment.is_empty() { String::new() } else { format!(" – {segment}") };
            out.line(&format!(
                "  {:<9} {} {}  {words}{who}",
                head.short.as_str(),
                head.day.format("%a"),
                head.day
            ))?;
        }
    }
    if pairs.is_empty() {
        talk(
            "No mixed reactions yet. Two entries about the same part of a product, with feelings that pull in different directions, are listed here.",
        );
    }
    Ok(())
}

fn pair_json(pair: &Pair) -> Json {
    let half = |half: &Half| {
        json!({
            "id": half.head.short.as_str(),
            "day": half.head.day.to_string(),
            "felt": half.words,
            "segment": (!half.segment.is_empty()).then_some(&half.segment),
        })
    };
    json!({ "subject": pair.subject, "part": pair.part, "newer": half(&pair.both[0]), "older": half(&pair.both[1]) })
}

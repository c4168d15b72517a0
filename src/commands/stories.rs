//! `match` and `stories`: which story answers a question, how each stands, and where none stands yet.

use std::io::{IsTerminal as _, Read as _};

use serde_json::json;

use super::{Out, World};
use crate::app::stories::{Coverage, Fit, Reason, Spot, Stories};
use crate::cli;
use crate::domain::hue::Hue;
use crate::error::{Error, Result};
use crate::sanitize;
use crate::wording;

/// How many bytes of a question are read.
const LONGEST: u64 = 64 * 1024;
/// How wide the names of the rows are, and of a column.
const ROW: usize = 40;
const COLUMN: usize = 7;

/// Finds the stories that answer a question.
pub fn find(world: &World, out: &mut Out, args: &cli::Match) -> Result<()> {
    let question = question(args.question.as_deref())?;
    let (store, catalog) = (world.store()?, world.catalog());
    let stories = Stories::read(&store, &catalog, world.today())?;
    let matched = stories.matching(&catalog, &question);
    if args.json.json {
        return out.json(&json!({
            "question": question.trim(),
            "kinds": matched.kinds.iter().map(|kind| kind.name()).collect::<Vec<_>>(),
            "fitting": matched.fitting,
            "none": matched.nothing.as_ref().map(ToString::to_string),
            "stories": matched.best.iter().map(|fit| fit_json(&stories, fit)).collect::<Vec<_>>(),
        }));
    }
    if let Some(none) = &matched.nothing {
        return out.line(&none.to_string());
    }
    for (number, fit) in (1..).zip(&matched.best) {
        let Some(one) = stories.all.get(fit.story) else { continue };
        out.row(&format!("{number}. {:<10} {}", one.short.as_str(), one.story.title), world.longest_line())?;
        let (interviews, practice) = stories.told(fit.story);
        let standing = wording::stories::standing(&one.story.lacks, one.story.observed);
        out.line(&format!("   {standing} · {}", wording::stories::told(interviews, practice)))?;
        for said in fit.reasons.iter().map(ToString::to_string).chain(stories.concerns_said(fit.story)) {
            out.line(&sanitize::line(&format!("   {said}")))?;
        }
    }
    if matched.fitting > matched.best.len() {
        out.line(&format!("and {} more", matched.fitting - matched.best.len()))?;
    }
    Ok(())
}

fn question(given: Option<&str>) -> Result<String> {
    let mut text = String::new();
    match given.filter(|given| *given != "-") {
        Some(given) => text.push_str(given),
        None if std::io::stdin().is_terminal() => {}
        None => {
            std::io::stdin().lock().take(LONGEST).read_to_string(&mut text).map_err(|error| Error::File {
                attempt: "read the question from standard input".to_owned(),
                cause: error.to_string(),
                hint: "pipe it as UTF-8 text".to_owned(),
            })?;
        }
    }
    if text.trim().is_empty() {
        return Err(Error::usage(
            "there is no question",
            "put it in quotes, as in `empathy match \"Tell me about a time you said no\"`",
        ));
    }
    Ok(text)
}

fn fit_json(stories: &Stories, fit: &Fit) -> serde_json::Value {
    let reasons = fit.reasons.iter().map(|reason| {
        let kind = match reason {
            Reason::Asks(..) => "asked",
            Reason::Shows(..) => "dimension",
            Reason::Shares(_) => "words",
        };
        json!({ "kind": kind, "text": reason.to_string() })
    });
    let mut story = story_json(stories, fit.story);
    story["reasons"] = reasons.collect();
    story
}

fn story_json(stories: &Stories, story: usize) -> serde_json::Value {
    let Some(one) = stories.all.get(story) else { return serde_json::Value::Null };
    let (interviews, practice) = stories.told(story);
    json!({
        "id": one.short.as_str(),
        "title": one.story.title,
        "ready": one.story.is_ready(),
        "standing": wording::stories::standing(&one.story.lacks, one.story.observed),
        "told": { "interviews": interviews, "practice": practice },
        "concerns": stories.concerns_said(story),
        "retired": one.retired,
    })
}

/// Lists the stories, or where they stand.
pub fn list(world: &World, out: &mut Out, args: &cli::Stories) -> Result<()> {
    let (store, catalog) = (world.store()?, world.catalog());
    let stories = Stories::read(&store, &catalog, world.today())?;
    if args.coverage {
        let coverage = stories.coverage(&store, &catalog)?;
        return if args.json.json {
            out.json(&coverage_json(&stories, &coverage))
        } else {
            print(out, &coverage)
        };
    }
    if args.json.json {
        return out.json(&(0..stories.all.len()).map(|story| story_json(&stories, story)).collect());
    }
    if stories.all.is_empty() {
        return out.line(wording::stories::NO_STORIES);
    }
    for retired in [false, true] {
        for (story, one) in stories.all.iter().enumerate().filter(|(_, one)| one.retired == retired) {
            let standing = wording::stories::standing(&one.story.lacks, one.story.observed);
            let standing = if retired { "retired".to_owned() } else { standing };
            let (interviews, practice) = stories.told(story);
            let said = [one.story.title.clone(), standing, wording::stories::told(interviews, practice)];
            out.row(&format!("{:<10} {}", one.short.as_str(), said.join(" · ")), world.longest_line())?;
            for concern in stories.concerns_said(story) {
                out.line(&sanitize::line(&format!("{:<10} {concern}", "")))?;
            }
        }
    }
    Ok(())
}

fn coverage_json(stories: &Stories, coverage: &Coverage) -> serde_json::Value {
    let ids = |all: &[usize]| -> Vec<&str> {
        all.iter().filter_map(|story| stories.all.get(*story)).map(|one| one.short.as_str()).collect()
    };
    let spot = |spot: &Spot| json!({ "ready": ids(&spot.ready), "not_ready": ids(&spot.unready) });
    let rows = coverage.rows.iter().map(|row| {
        let cells = coverage
            .columns
            .iter()
            .zip(&row.spots)
            .map(|(hue, here)| (hue.map_or("none", Hue::name).to_owned(), spot(here)));
        json!({
            "kind": row.kind.name(),
            "asks": row.title,
            "dimensions": cells.collect::<serde_json::Map<_, _>>(),
        })
    });
    let sides = coverage.sides.iter().map(|side| {
        let places = side.spots.iter().map(|one| json!({ "title": one.title, "stories": spot(one) }));
        json!({ "title": side.title, "places": places.collect::<Vec<_>>() })
    });
    json!({ "rows": rows.collect::<Vec<_>>(), "sides": sides.collect::<Vec<_>>() })
}

/// Prints what is asked for against the dimensions, and then the further sides.
fn print(out: &mut Out, coverage: &Coverage) -> Result<()> {
    let heads = coverage.columns.map(|hue| hue.map_or("none", |hue| wording::hue_mark(hue).1));
    let cells = |cells: &mut dyn Iterator<Item = String>| -> String {
        cells.fold(String::new(), |line, cell| line + &format!("{cell:>COLUMN$}"))
    };
    out.line(&format!(
        "{:<ROW$}{}",
        wording::stories::ASKED,
        cells(&mut heads.into_iter().map(str::to_owned))
    ))?;
    for row in &coverage.rows {
        out.line(&format!("{:<ROW$}{}", row.title, cells(&mut row.spots.iter().map(wording_of))))?;
    }
    for side in &coverage.sides {
        out.line(&format!("\n{:<ROW$}{:>COLUMN$}", side.title, "stories"))?;
        for spot in &side.spots {
            out.line(&sanitize::line(&format!("{:<ROW$}{:>COLUMN$}", spot.title, wording_of(spot))))?;
        }
    }
    out.line(&format!("\n{}\n{}", wording::stories::MARKS, wording::stories::HEADS))
}

fn wording_of(spot: &Spot) -> String {
    wording::stories::spot(spot.ready.len(), spot.unready.len())
}

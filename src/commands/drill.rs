//! `drill`: questions against the clock, each answered with the name of a story; in the terminal or line by line.

use super::world::{talk, typed_line};
use super::{Out, World, open};
use crate::app::drills::{self, Named};
use crate::app::stories::Stories;
use crate::app::{practice, week};
use crate::cli;
use crate::domain::locate::Place;
use crate::error::{Error, Result};
use crate::sanitize;
use crate::tui::route::Route;
use crate::wording;

/// What is said where nothing more can be read.
const LEFT: &str = "nothing of this drill was kept";

pub fn run(world: &mut World, out: &mut Out, args: &cli::Drill) -> Result<()> {
    let none = || {
        Error::unknown("no exercise declares a drill", "`empathy exercises check` says why one is left out")
    };
    let catalog = world.catalog();
    let (loaded, rules) = drills::exercise(&catalog).ok_or_else(none)?;
    if !args.plain {
        let id = loaded.heading().id.clone();
        return open::at(world, |_, _| Ok(Route::Begin(id.clone(), None)));
    }
    let mut store = open::recovered(world)?;
    let stories = Stories::read(&store, &catalog, world.today())?;
    if stories.all.iter().all(|one| one.retired) {
        return out.line(wording::stories::NO_STORIES);
    }
    out.line(&wording::stories::drill(rules.questions, rules.each.as_secs()))?;
    talk("How many will you get right? Type a number.");
    let Some(guess) =
        typed_line(LEFT)?.and_then(|text| text.trim().parse().ok()).filter(|guess| *guess <= rules.questions)
    else {
        return Err(Error::usage(
            "there is no guess",
            format!("type a number from 0 to {} first", rules.questions),
        ));
    };
    let asking = drills::questions(&stories, &catalog, rules, &mut world.chance);
    let mut named: Vec<Named> = Vec::new();
    for (number, asking) in (1..).zip(&asking) {
        out.line(&format!("\n{number}. {}", sanitize::line(&asking.text)))?;
        let from = world.now().mono;
        // Left in the middle, nothing is kept.
        let Some(typed) = typed_line(LEFT)? else { return Ok(()) };
        let took = world.now().mono.saturating_sub(from);
        named.push(drills::named(&stories, rules, asking, &typed, took));
    }
    let answers = drills::answers(loaded.exercise(), rules, &stories, guess, &named);
    let when = (week::holding(&store, world.today())?, world.today(), world.now().wall);
    let (head, draft) =
        practice::begin(&mut store, loaded, when, (&answers, &Place::default()), &mut world.chance)?;
    practice::finish(&mut store, &catalog, loaded, &draft, world.now().wall)?;
    out.line("")?;
    for (number, one) in (1..).zip(&named) {
        let mark = if one.right { "right" } else { "wrong" };
        let said = drills::said(&stories, one);
        out.line(&sanitize::line(&format!("{number:>2}. {mark} · {} s · {said}", one.took.as_secs())))?;
    }
    out.line(&format!(
        "{} of {} right. You expected {guess}. {}",
        drills::score(&named),
        named.len(),
        head.short
    ))
}

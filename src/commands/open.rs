//! Opening the journal in the terminal.

use std::collections::BTreeMap;
use std::rc::Rc;
use std::time::Duration;

use super::World;
use super::world::talk;
use crate::app::sample::Sample;
use crate::db::backup;
use crate::db::{Reader, Starting, Store};
use crate::domain::plan::Plan;
use crate::error::{Problem, Result};
use crate::sys::editor;
use crate::sys::journals;
use crate::sys::paths::shortened;
use crate::sys::rng::Rng;
use crate::sys::settings::AUTO;
use crate::tui::context::{Context, Which};
use crate::tui::personal::Personal;
use crate::tui::route::{Destination, Route};
use crate::tui::terminal::{self, Terminal};
use crate::tui::{Outside, run as run_tui};

/// What is said when drafts were found beside the journal.
const RECOVERED: &str = "What could not be saved last time is in your drafts now.";

pub fn run(world: &mut World) -> Result<()> {
    at(world, |_, _| Ok(Route::Today(None)))
}

/// Opens a sample journal, which leads back to none.
pub fn sample(world: &mut World, sample: &Sample) -> Result<()> {
    world.places.journal = sample.journal();
    // Nothing of the person's own shows in somebody else's journal.
    world.places.config = world.places.journal.with_file_name("config");
    let mut terminal = None;
    let next = show_today(world, Which::Sample(None), None, &mut terminal)?;
    follow(world, next, terminal)
}

/// Fails unless there is a terminal to open the journal in.
pub fn must_have_terminal(world: &World) -> Result<()> {
    if !terminal::is_there() {
        return Err(terminal::none());
    }
    if world.outer.looks.term.as_deref() == Some("dumb") { Err(terminal::dumb()) } else { Ok(()) }
}

/// Opens the journal at the place that `route` finds.
pub fn at(world: &mut World, route: impl FnOnce(&World, &Context) -> Result<Route>) -> Result<()> {
    must_have_terminal(world)?;
    let mut terminal = None;
    let next = show(world, which(world), route, None, &mut terminal)?;
    follow(world, next, terminal)
}

/// Shows today of a journal, as [`show`] does.
fn show_today(
    world: &mut World,
    which: Which,
    told: Option<String>,
    terminal: &mut Option<Terminal>,
) -> Result<Option<Destination>> {
    show(world, which, |_, _| Ok(Route::Today(None)), told, terminal)
}

/// Opens one journal after the other, until the person leaves. One that can't be opened leads back to the one before,
/// which says why.
fn follow(world: &mut World, mut next: Option<Destination>, mut terminal: Option<Terminal>) -> Result<()> {
    while let Some(destination) = next {
        world.reread_settings();
        let before = world.places.journal.clone();
        // The sample is there for as long as it is shown.
        let (which, _sample) = match destination {
            Destination::Journal(path) => {
                world.places.journal = path;
                (which(world), None)
            }
            Destination::Sample(sample) => {
                let from = std::mem::replace(&mut world.places.journal, sample.journal());
                (Which::Sample(Some(from)), Some(sample))
            }
        };
        next = match show_today(world, which, None, &mut terminal) {
            Err(problem) if terminal.is_some() && world.places.journal != before => {
                world.places.journal = before;
                show_today(world, self::which(world), Some(problem.with_hint()), &mut terminal)?
            }
            shown => shown?,
        };
    }
    Ok(())
}

fn which(world: &World) -> Which {
    let places = &world.places;
    if places.journal == places.usual { Which::Usual } else { Which::named(&places.journal) }
}

/// Shows one journal until it is left, and returns the one to open next. What is `told` is said at the beginning.
fn show(
    world: &mut World,
    which: Which,
    route: impl FnOnce(&World, &Context) -> Result<Route>,
    told: Option<String>,
    terminal: &mut Option<Terminal>,
) -> Result<Option<Destination>> {
    let (catalog, problems) = world.load();
    let Plan { capture, daily, .. } = catalog.plan();
    catalog.parse_ahead(daily);
    let store = world.store()?;
    let chance = world.chance.fork();
    let starting = saver(&store, world, chance)?;
    let looks = &world.outer.looks;
    let personal = Personal { places: world.places.clone(), light: looks.light(), colours: looks.colours() };
    let (keymap, wrong) = personal.keymap(world.settings.keys);
    world.warnings.extend(wrong);
    let (theme, wrong) = personal.theme(&world.settings);
    world.warnings.extend(wrong);
    let saver = starting.started()?;
    // What is captured stands beside the first frame, a moment later; until here it would have held up the saver.
    catalog.parse_ahead(capture);
    let recovered = saver.recovered();
    let cx = Context {
        store: Reader::of(store)?,
        catalog: Rc::new(catalog),
        saver,
        chance: world.chance.clone(),
        settings: world.settings.clone(),
        personal,
        keymap,
        now: world.now(),
        began: world.now().wall,
        which,
        left: BTreeMap::new(),
    };
    let route = route(world, &cx)?;
    if !matches!(cx.which, Which::Sample(_)) {
        copy_of_the_day(world);
        // That a journal is missing in the list of journals keeps nobody from writing in it.
        journals::remember(&world.places).unwrap_or_default();
    }
    let outside = outside(world, &problems, recovered);
    let notices = told.into_iter().chain(outside.notices).collect();
    run_tui(cx, theme, route, &Outside { notices, ..outside }, terminal)
}

/// Opens the journal for a command that goes on with drafts, with those that could not be saved last time.
pub fn recovered(world: &World) -> Result<Store> {
    let store = world.store()?;
    if !store.is_read_only() && saver(&store, world, world.chance.clone().fork())?.started()?.recovered() > 0
    {
        talk(RECOVERED);
    }
    Ok(store)
}

fn saver(store: &Store, world: &World, chance: Rng) -> Result<Starting> {
    Starting::new(store.path().unwrap_or(&world.places.journal), chance)
}

/// How long the journal is open before its copy of the day is made: nobody waits for it, and a glance makes none. After
/// that it is looked every hour whether it is another day.
const LATER: Duration = Duration::from_secs(5);
const HOURLY: Duration = Duration::from_secs(60 * 60);

/// Makes the copy of the day in the background. That it fails keeps nobody from writing; `doctor` tells which copies
/// there are.
fn copy_of_the_day(world: &World) {
    let (journal, clock) = (world.places.journal.clone(), world.clock);
    std::thread::spawn(move || {
        std::thread::sleep(LATER);
        loop {
            backup::daily(&journal, clock.now().wall).unwrap_or_default();
            std::thread::sleep(HOURLY);
        }
    });
}

/// Reports which texts from an editor are still where it wrote them.
pub fn left_behind(world: &World) -> Option<String> {
    let found = editor::left_behind(&world.places.editing());
    let newest = shortened(found.first()?);
    Some(match found.len() {
        1 => {
            format!("A text from your editor is still in `{newest}`. Delete the file once you don't need it.")
        }
        more => format!(
            "Texts from your editor are still in {more} files, the newest in `{newest}`. Delete those you don't need."
        ),
    })
}

fn outside(world: &World, problems: &[Problem], recovered: usize) -> Outside {
    let recovered = (recovered > 0).then(|| RECOVERED.to_owned());
    let notice = (!problems.is_empty())
        .then(|| "Some of your exercise files have mistakes and were left out. Use `empathy exercises check` to list them.".to_owned());
    let own = world.warnings.first().map(|first| match world.warnings.len() {
        1 => first.to_string(),
        more => format!("{first} (and {} more)", more - 1),
    });
    let notices = [recovered, own, notice, left_behind(world)].into_iter().flatten().collect();
    let asks = world.settings.theme == AUTO && world.outer.looks.answers();
    let editor = world.outer.editor.clone();
    Outside { clock: world.clock, editor, editing: world.places.editing(), notices, asks }
}

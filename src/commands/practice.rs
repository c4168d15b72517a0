//! `practice`: one exercise, in the terminal or line by line.

use super::plain::{self, Target};
use super::{Out, World, open};
use crate::app::week;
use crate::cli;
use crate::db::Store;
use crate::domain::id::IdPrefix;
use crate::error::Result;
use crate::exercises::Catalog;
use crate::tui::route::Route;

pub fn run(world: &mut World, out: &mut Out, args: &cli::Practice) -> Result<()> {
    if args.plain {
        let mut store = world.store()?;
        let catalog = world.catalog();
        let target = target(world, &store, &catalog, args)?;
        return plain::run(world, &mut store, &catalog, target, out);
    }
    if !crate::tui::terminal::is_there() {
        return Err(crate::tui::terminal::none());
    }
    let store = world.store()?;
    // The screen that opens next reports what is wrong with a person's own files.
    let target = target(world, &store, &world.load().0, args)?;
    drop(store);
    let route = match target {
        Target::Entry(head) => Route::Entry(head.id, None),
        Target::New(id, week) => Route::Begin(id, Some(week)),
    };
    open::at(world, |_| Ok(route))
}

/// Opens an entry again, as `practice` does with its id.
pub fn edit(world: &mut World, out: &mut Out, args: &cli::Edit) -> Result<()> {
    if !args.plain && !crate::tui::terminal::is_there() {
        return Err(crate::tui::terminal::none());
    }
    let mut store = world.store()?;
    let head = world.entry(&store, &args.id)?;
    if args.plain {
        let catalog = world.catalog();
        return plain::run(world, &mut store, &catalog, Target::Entry(Box::new(head)), out);
    }
    drop(store);
    open::at(world, |_| Ok(Route::Entry(head.id, None)))
}

/// Finds what to practise: an entry by its id; else the run of this week, if one is begun or finished; else a new run.
fn target(world: &World, store: &Store, catalog: &Catalog, args: &cli::Practice) -> Result<Target> {
    let as_entry = args.exercise.parse::<IdPrefix>().ok().filter(|_| catalog.get(&args.exercise).is_none());
    if let Some(id) = as_entry
        && !store.look_up(&id)?.is_empty()
    {
        return Ok(Target::Entry(Box::new(world.entry(store, &id)?)));
    }
    let exercise = catalog.find(&args.exercise)?.exercise();
    let week = world.week(store, args.week)?;
    if args.again {
        return Ok(Target::New(exercise.id.clone(), week));
    }
    Ok(match week::current(store, catalog, week, &exercise.id)? {
        Some(head) => Target::Entry(Box::new(head)),
        None => Target::New(exercise.id.clone(), week),
    })
}

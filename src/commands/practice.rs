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
        let mut store = open::recovered(world)?;
        let catalog = world.catalog();
        let target = target(world, &store, &catalog, args)?;
        return plain::run(world, &mut store, &catalog, target, out);
    }
    // Drafts that could not be saved last time are taken in before it is looked up.
    open::at(world, |world, cx| {
        Ok(match target(world, &cx.store, &cx.catalog, args)? {
            Target::Entry(head) => Route::Edit(head.id, None),
            Target::New(id, week) => Route::Begin(id, Some(week)),
        })
    })
}

/// Opens an entry again, as `practice` does with its id.
pub fn edit(world: &mut World, out: &mut Out, args: &cli::Edit) -> Result<()> {
    if args.plain {
        let mut store = open::recovered(world)?;
        let head = world.entry(&store, &args.id)?;
        let catalog = world.catalog();
        return plain::run(world, &mut store, &catalog, Target::Entry(Box::new(head)), out);
    }
    open::at(world, |world, cx| Ok(Route::Edit(world.entry(&cx.store, &args.id)?.id, None)))
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
    Ok(match week::current(store, catalog, (week, world.today()), &exercise.id)? {
        Some(head) => Target::Entry(Box::new(head)),
        None => Target::New(exercise.id.clone(), week),
    })
}

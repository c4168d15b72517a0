//! `practice`: one exercise, in the terminal or line by line.

use super::plain::{self, Target};
use super::{Out, World, open};
use crate::app::{returning, week};
use crate::cli;
use crate::db::Store;
use crate::domain::id::IdPrefix;
use crate::error::Result;
use crate::exercises::Catalog;
use crate::tui::route::Route;
use crate::tui::terminal;

pub fn run(world: &mut World, out: &mut Out, args: &cli::Practice) -> Result<()> {
    if args.plain {
        let mut store = open::recovered(world)?;
        let catalog = world.catalog();
        let target = target(world, &store, &catalog, args)?;
        return plain::run(world, &mut store, &catalog, target, out);
    }
    if !terminal::is_there() && world.load().0.get(&args.exercise).is_none() {
        // A name that nothing has is the first mistake, with a terminal or without.
        target(world, &journal(world)?, &world.catalog(), args)?;
    }
    // Drafts that could not be saved last time are taken in before it is looked up.
    open::at(world, |world, cx| {
        Ok(match target(world, &cx.store, &cx.catalog, args)? {
            Target::Entry(head) => Route::Edit(head.id, None),
            Target::New(id, week) => Route::Begin(id, Some(week)),
            Target::LookAgain(one) => Route::LookAgain(one),
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
    if !terminal::is_there() {
        world.entry(&journal(world)?, &args.id)?;
    }
    open::at(world, |world, cx| Ok(Route::Edit(world.entry(&cx.store, &args.id)?.id, None)))
}

/// The journal if there is one, else an empty one: where nothing can be opened, none is made.
fn journal(world: &World) -> Result<Store> {
    if world.places.journal.exists() { world.store() } else { Store::open_in_memory() }
}

/// Finds what to practise: an entry by its id; else the run of this week, if one is begun or finished; else a new run, of
/// what comes back today if the exercise looks at that.
fn target(world: &World, store: &Store, catalog: &Catalog, args: &cli::Practice) -> Result<Target> {
    let as_entry = args.exercise.parse::<IdPrefix>().ok().filter(|_| catalog.get(&args.exercise).is_none());
    if let Some(id) = as_entry
        && !store.look_up(&id)?.is_empty()
    {
        return Ok(Target::Entry(Box::new(world.entry(store, &id)?)));
    }
    let exercise = catalog.find(&args.exercise)?.exercise();
    let week = world.week(store, args.week)?;
    let begun = week::current(store, catalog, (week, world.today()), &exercise.id)?;
    if let Some(head) = begun.filter(|_| !args.again) {
        return Ok(Target::Entry(Box::new(head)));
    }
    let back =
        returning::of(store, catalog, world.today())?.filter(|one| one.returning.exercise == exercise.id);
    Ok(back.map_or_else(|| Target::New(exercise.id.clone(), week), |one| Target::LookAgain(Box::new(one))))
}

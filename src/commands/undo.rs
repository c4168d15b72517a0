//! `undo`: undoes the last change, however long ago, and names it.

use super::world::talk;
use super::{Out, World};
use crate::app::undo::{self, TakenBack};
use crate::db::Scope;
use crate::error::Result;

pub fn run(world: &World, out: &mut Out) -> Result<()> {
    let mut store = world.store()?;
    let write = undo::last(&store, &world.catalog_in_passing(), Scope::Everything)?;
    let undone = store.apply(&write, world.now().wall)?.undone;
    match undone.map(|undone| undo::describe(&store, &undone)).transpose()? {
        None => talk("There is nothing to undo."),
        Some(TakenBack::Gone(words)) => {
            talk(&words);
            talk("Use `empathy undo` again to undo the change before that.");
        }
        Some(TakenBack::Done { done, now, .. }) => {
            out.line(&format!("undone: {done}"))?;
            for now in now {
                talk(&now);
            }
        }
    }
    Ok(())
}

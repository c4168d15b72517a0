//! `undo`: takes back the last thing that was done, also tomorrow, and says what that was.

use super::world::talk;
use super::{Out, World};
use crate::app::undo::{self, TakenBack};
use crate::error::Result;

/// Takes back the last change.
pub fn run(world: &World, out: &mut Out) -> Result<()> {
    let mut store = world.store()?;
    match undo::last(&mut store, &world.catalog_in_passing(), world.now().wall)? {
        None => talk("there is nothing to take back"),
        Some(TakenBack::Gone(words)) => {
            talk(&words);
            talk("`empathy undo` again takes back what was done before that");
        }
        Some(TakenBack::Done { done, now, .. }) => {
            out.line(&format!("took back: {done}"))?;
            for now in now {
                talk(&now);
            }
        }
    }
    Ok(())
}

//! `undo`: takes back the last thing that was done, also tomorrow, and says what that was.

use super::world::talk;
use super::{Out, World};
use crate::error::Result;
use crate::journal::undo;

/// Takes back the last change.
pub fn run(world: &World, out: &mut Out) -> Result<()> {
    let mut store = world.store()?;
    let Some(back) = undo::last(&mut store, &world.catalog(), world.now().wall)? else {
        talk("there is nothing to take back");
        return Ok(());
    };
    out.line(&format!("took back: {}", back.done))?;
    back.now.into_iter().for_each(talk);
    Ok(())
}

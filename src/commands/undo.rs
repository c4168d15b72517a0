//! `undo`: takes back the last thing that was done, also tomorrow, and says what that was.

use super::entry::named;
use super::world::talk;
use super::{Out, World, people};
use crate::error::Result;
use crate::store::ChangeKind;

/// Takes back the last change.
pub fn run(world: &World, out: &mut Out) -> Result<()> {
    let mut store = world.store()?;
    let Some(undone) = store.undo(world.now().wall)? else {
        talk("there is nothing to take back");
        return Ok(());
    };
    let mut heads = Vec::new();
    for id in &undone.change.entries {
        heads.extend(store.head(*id)?);
    }
    let those = named(&heads);
    let (done, now) = match undone.change.kind {
        ChangeKind::Finish => (format!("finished {those}"), Some("its answers are a draft again")),
        ChangeKind::Discard => (format!("dropped the draft of {those}"), None),
        ChangeKind::Trash => (format!("deleted {those}"), None),
        ChangeKind::Restore => (format!("restored {those}"), Some("it is in the trash again")),
        ChangeKind::Tag => (format!("changed the tags of {those}"), None),
        ChangeKind::People => (people::told(&undone.change.people), None),
        ChangeKind::BringBack => (format!("brought an old version of {those} back"), None),
    };
    out.line(&format!("took back: {done}"))?;
    now.into_iter().for_each(talk);
    Ok(())
}

//! `undo`: takes back the last thing that was done, also tomorrow, and says what that was.

use super::entry::named;
use super::world::talk;
use super::{Out, World, people};
use crate::error::Result;
use crate::journal::practice;
use crate::store::ChangeKind;

/// Takes back the last change.
pub fn run(world: &World, out: &mut Out) -> Result<()> {
    let mut store = world.store()?;
    let Some(undone) = practice::undo(&mut store, &world.catalog(), world.now().wall)? else {
        talk("there is nothing to take back");
        return Ok(());
    };
    let gone = undone.change.gone;
    if undone.change.is_gone() {
        talk(&format!(
            "what was done on {} cannot be taken back: {} gone for good, erased from the trash",
            undone.change.at.local().format("%a %-d %b %Y, %H:%M"),
            are(gone.max(1))
        ));
        talk("`empathy undo` again takes back what was done before that");
        return Ok(());
    }
    let mut heads = Vec::new();
    for id in &undone.change.entries {
        heads.extend(store.head(*id)?);
    }
    let those = named(&heads);
    let (done, now) = match undone.change.kind {
        ChangeKind::Finish => (format!("finished {those}"), Some("its answers are a draft again")),
        ChangeKind::Discard => (format!("dropped the draft of {those}"), None),
        ChangeKind::Trash => (format!("deleted {those}"), None),
        ChangeKind::Restore => (
            format!("restored {those}"),
            Some(if heads.len() > 1 { "they are in the trash again" } else { "it is in the trash again" }),
        ),
        ChangeKind::Tag => (format!("changed the tags of {those}"), None),
        ChangeKind::Move => (format!("moved {those} to another day"), None),
        ChangeKind::People => (people::told(&undone.change.people), None),
        ChangeKind::BringBack => (format!("brought an old version of {those} back"), None),
    };
    out.line(&format!("took back: {done}"))?;
    now.into_iter().for_each(talk);
    if gone > 0 {
        talk(&format!("{} gone for good, erased from the trash", are(gone)));
    }
    Ok(())
}

fn are(entries: u32) -> String {
    if entries == 1 { "1 entry is".to_owned() } else { format!("{entries} entries are") }
}

//! Undoing and redoing what was done to what is on the screen, and to nothing else.

use super::context::Context;
use super::dialog::Dialog;
use super::outcome::Outcome;
use super::route::Answer;
use crate::app::undo;
use crate::db::Scope;
use crate::error::Result;

/// Undoes the last change within a scope. One from before this sitting is named first, and asked about.
pub fn ask(cx: &Context, scope: Scope) -> Result<Outcome> {
    let Some(change) = cx.store.last_change(&scope)? else {
        return Ok(Outcome::Say("there is nothing to undo here".to_owned()));
    };
    if change.at.ms >= cx.began.ms {
        return last(cx, scope);
    }
    let when = change.at.local().format("%a %-d %b %Y, %H:%M");
    let lines = vec![format!("{when}: {}.", undo::describe_change_in_full(&cx.store, &cx.catalog, &change)?)];
    let answers = vec![("Undo it", Answer::Undo), ("Keep it", Answer::Nothing)];
    Ok(Outcome::Ask(Box::new(Dialog::new("Undo this change?", lines, answers))))
}

/// Undoes the last change within a scope.
pub fn last(cx: &Context, scope: Scope) -> Result<Outcome> {
    Ok(Outcome::write(undo::last(&cx.store, &cx.catalog, scope)?, Outcome::Moved))
}

/// Redoes what was undone last within a scope.
pub fn redo(cx: &Context, scope: Scope) -> Result<Outcome> {
    Ok(Outcome::write(undo::redo(&cx.store, &cx.catalog, scope)?, Outcome::Moved))
}

//! Files that are fine, files that are broken, and any text at all.

mod any_text;
mod applying;
mod broken;
mod built_in;
mod countdowns;
mod craft;
mod decks;
mod folders;
mod late;

/// Lists every kind of field, as messages name them.
fn kinds() -> String {
    super::lower::KINDS.map(|name| format!("`{name}`")).join(", ")
}

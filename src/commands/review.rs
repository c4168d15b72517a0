//! `review`: the week as a document.

use super::world::talk;
use super::{Out, World};
use crate::app::review::gather;
use crate::cli;
use crate::error::Result;
use crate::report::{compose, markdown};
use crate::sanitize;
use crate::sys::files;

/// Writes the weekly review as Markdown, people by their aliases.
pub fn run(world: &World, out: &mut Out, args: &cli::Review) -> Result<()> {
    let (store, catalog) = (world.store()?, world.catalog());
    let week = world.week(&store, args.week)?;
    let given = gather(&store, &catalog, week, world.now().wall)?;
    let given = given.veiled(&store.veil(&given.people())?);
    let text = markdown::markdown(&compose::compose(&given));
    match &args.output {
        None => out.text(&text),
        Some(path) if path.as_os_str() == "-" => out.text(&text),
        Some(path) => {
            files::write_whole(path, sanitize::block(&text).as_bytes(), args.force)?;
            talk(&format!("written to `{}`", path.display()));
            Ok(())
        }
    }
}

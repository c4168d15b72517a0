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
    let input = gather(&store, &catalog, week, world.now().wall)?;
    let input = input.veiled(&store.veil(&input.people())?);
    let text = markdown::markdown(&compose::compose(&input));
    match &args.output {
        None => out.text(&text),
        Some(path) if path.as_os_str() == "-" => out.text(&text),
        Some(path) => {
            files::write_whole(path, sanitize::block(&text).as_bytes(), args.force)?;
            talk(&format!("Wrote the review to `{}`.", path.display()));
            Ok(())
        }
    }
}

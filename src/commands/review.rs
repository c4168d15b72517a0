//! `review`: the week as a document.

use super::world::{talk, talk_all};
use super::{Out, World};
use crate::app::people;
use crate::app::review::gather;
use crate::cli;
use crate::error::{Error, Result};
use crate::report::{compose, markdown};
use crate::sanitize;
use crate::sys::files;
use crate::sys::paths::expanded;

/// Writes the weekly review as Markdown, people by their aliases.
pub fn run(world: &World, out: &mut Out, args: &cli::Review) -> Result<()> {
    let (store, catalog) = (world.store()?, world.catalog());
    let week = world.week(&store, args.week)?;
    let input = gather(&store, &catalog, week, world.now().wall)?;
    let veil = store.veil(&input.people())?;
    let inside = markdown::markdown(&compose::compose(&input));
    let text = markdown::markdown(&compose::compose(&input.veiled(&veil)));
    let replaced = people::replaced(&store, &veil, &inside, &text)?;
    let unknown = people::warnings(&replaced);
    match args.output.as_deref().filter(|path| path.as_os_str() != "-").map(expanded).transpose()? {
        None => {
            talk_all(&unknown);
            out.text(&text)
        }
        Some(path) => {
            talk_all(&people::describe(&replaced));
            if !unknown.is_empty() && !args.anyway {
                return Err(Error::usage(
                    format!(
                        "the review was not written, because it may name people:\n  {}",
                        unknown.join("\n  ")
                    ),
                    "`empathy people add NAME` gives someone an alias; `--anyway` writes the file as it is",
                ));
            }
            files::write_whole(&path, sanitize::block(&text).as_bytes(), args.force)?;
            talk(&format!("Wrote the review to `{}`.", path.display()));
            Ok(())
        }
    }
}

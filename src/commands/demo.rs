//! `demo`: a journal with eight weeks of practice, to look around in.

use std::ops::RangeInclusive;

use chrono::Datelike;

use super::world::talk;
use super::{Out, World, open};
use crate::app::demo;
use crate::app::sample::Sample;
use crate::cli;
use crate::db::Store;
use crate::error::{Error, Result};
use crate::sys::files;
use crate::sys::paths::expanded;

/// Years whose weeks have a number that can be typed, with some room.
const YEARS: RangeInclusive<i32> = 1971..=9998;

/// Makes the demo journal and opens it, or only writes it.
pub fn run(world: &mut World, _: &mut Out, args: &cli::Demo) -> Result<()> {
    let until = args.until.unwrap_or_else(|| world.today());
    if !YEARS.contains(&until.year()) {
        return Err(Error::usage(
            format!("could not make eight weeks of practice up to {until}"),
            format!("choose a day in the years {} to {}", YEARS.start(), YEARS.end()),
        ));
    }
    if let Some(path) = &args.into.as_deref().map(expanded).transpose()? {
        files::must_be_free(path, args.force)?;
        if args.force {
            for end in ["", "-wal", "-shm"] {
                let mut name = path.clone().into_os_string();
                name.push(end);
                match std::fs::remove_file(&name) {
                    Err(e) if e.kind() != std::io::ErrorKind::NotFound => {
                        return Err(Error::file("replace", path, &e, "check that it can be written"));
                    }
                    _ => {}
                }
            }
        }
        let mut store = Store::open(path, world.now().wall)?;
        let count = demo::fill(&mut store, until, args.seed)?;
        talk(&format!("Wrote {count} entries. `empathy --journal {}` opens them.", path.display()));
        return Ok(());
    }
    open::must_have_terminal(world)?;
    let sample = Sample::make(until, args.seed, world.now().wall)?;
    open::sample(world, &sample)
}

//! `import complaints`: reviews of strangers, from files as people get them.

use std::io::Read as _;
use std::path::Path;

use super::progress_line::ProgressLine;
use super::world::talk;
use super::{Out, World};
use crate::app::complaints::{Stars, Taken, Taking, take};
use crate::cli;
use crate::db::Store;
use crate::domain::number_format::counted;
use crate::error::{Error, Result};
use crate::sanitize;
use crate::sys::paths::expanded;

/// How many problems are listed.
const LISTED: usize = 20;

pub fn run(world: &World, out: &mut Out, args: &cli::ImportComplaints) -> Result<()> {
    let stars = stars(&args.stars)?;
    let is_new = !world.places.journal.exists();
    let mut store = if args.dry_run && is_new { Store::open_in_memory()? } else { world.store()? };
    for path in &args.files {
        let bytes = read(path)?;
        let name = path.file_name().map_or_else(|| "pasted".into(), |name| name.to_string_lossy());
        let asked = Taking {
            file: if *path == Path::new("-") { "pasted" } else { &name },
            bytes: &bytes,
            product: args.product.as_deref(),
            source: args.source.as_deref(),
            map: args.map.as_deref(),
            stars,
            keep_authors: args.keep_authors,
            dry: args.dry_run,
        };
        let mut line = ProgressLine::on_terminal("Importing", world.now().mono);
        let mut tell = |done, of| {
            line.at(world.now().mono, done, of);
            Ok(())
        };
        let taken = take(&mut store, &asked, world.now().wall, &mut tell)?;
        drop(line);
        talk(&format!(
            "{}: columns read as {}{}",
            asked.file,
            taken.columns,
            if taken.remembered { ", as you said for a file like it" } else { "" }
        ));
        out.line(&told(asked.file, &taken, args.dry_run))?;
        for (line, what) in taken.problems.iter().take(LISTED) {
            talk(&format!("{}, line {line}: {what}", asked.file));
        }
        if let Some(more) = taken.problems.len().checked_sub(LISTED).filter(|more| *more > 0) {
            talk(&format!("and {more} more rows that can't be read"));
        }
    }
    Ok(())
}

fn told(file: &str, taken: &Taken, dry: bool) -> String {
    let verb = if dry { "would import" } else { "imported" };
    let mut said = format!("{verb} {} from {}", counted(taken.new, "complaint"), sanitize::line(file));
    for (count, what) in [
        (taken.known, "imported before"),
        (taken.other_stars, "with other stars"),
        (taken.empty, "without a text"),
        (taken.problems.len(), "that can't be read"),
    ] {
        if count > 0 {
            said += &format!(", {count} {what}");
        }
    }
    if taken.no_stars {
        said += "; no column has stars, so every row counts";
    }
    said
}

/// Reads which stars count: `1`, `1-3`.
fn stars(text: &str) -> Result<Stars> {
    let (from, to) = text.split_once('-').unwrap_or((text, text));
    let one = |text: &str| text.trim().parse::<u8>().ok().filter(|star| (1..=5).contains(star));
    match (one(from), one(to)) {
        (Some(from), Some(to)) if from <= to => Ok(Stars(from, to)),
        _ => Err(Error::usage(
            format!("`{text}` is not a range of stars"),
            "write one from 1 to 5, or a range as in `--stars 1-3`",
        )),
    }
}

fn read(path: &Path) -> Result<Vec<u8>> {
    if path == Path::new("-") {
        let mut bytes = Vec::new();
        let read = std::io::stdin().lock().read_to_end(&mut bytes);
        read.map_err(|error| Error::file("read", path, &error, "check what is piped in"))?;
        return Ok(bytes);
    }
    let path = expanded(path)?;
    std::fs::read(&path).map_err(|error| {
        Error::file("read", &path, &error, "check the name of the file, and that you may read it")
    })
}

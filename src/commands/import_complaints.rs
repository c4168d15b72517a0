//! `import complaints`: reviews of strangers, from files as people get them.

use std::path::Path;

use super::progress_line::ProgressLine;
use super::world::talk;
use super::{Out, World};
use crate::app::complaints::{Format, Progress, Stars, Taken, Taking, encoding_named, take};
use crate::cli::{self, ReviewFormat};
use crate::db::Store;
use crate::domain::number_format::counted;
use crate::error::{Error, Result};
use crate::sanitize;
use crate::sys::incoming::{Incoming, Stoppable};
use crate::sys::interrupt::Interrupt;

pub fn run(world: &World, out: &mut Out, args: &cli::ImportComplaints) -> Result<()> {
    let stars = Stars::read(&args.stars)?;
    let encoding = args.encoding.as_deref().map(encoding_named).transpose()?;
    let is_new = !world.places.journal.exists();
    let mut store = if args.dry_run && is_new { Store::open_in_memory()? } else { world.store()? };
    for path in &args.files {
        let from = Incoming::open(path)?;
        let name = path.file_name().map_or_else(|| "pasted".into(), |name| name.to_string_lossy());
        let file = if *path == Path::new("-") { "pasted" } else { &name };
        let asked = Taking {
            file,
            product: args.product.as_deref(),
            source: args.source.as_deref(),
            map: args.map.as_deref(),
            encoding,
            format: match args.format {
                ReviewFormat::Table => Format::Table,
                ReviewFormat::Text => Format::Text,
            },
            stars,
            keep_authors: args.keep_authors,
            dry: args.dry_run,
        };
        let taken = unless_stopped(world, &mut store, from, &asked)?;
        tell_columns(file, &taken);
        out.line(&told(file, &taken, args.dry_run))?;
        tell_problems(file, &taken);
    }
    Ok(())
}

/// Takes a file, and says how far it is; Ctrl-C stops it with nothing changed.
fn unless_stopped(world: &World, store: &mut Store, from: Incoming, asked: &Taking<'_>) -> Result<Taken> {
    let watched = |error: std::io::Error| Error::file("read", Path::new(asked.file), &error, "try again");
    let interrupt = Interrupt::watch().map_err(watched)?;
    let mut line = ProgressLine::on_terminal("Importing", world.now().mono);
    let size = from.size().max(1);
    let mut tell = |Progress { rows, read }| {
        line.say(world.now().mono, format_args!("{}%, {}", read * 100 / size, counted(rows, "row")));
        if interrupt.is_asked() { Err(stopped()) } else { Ok(()) }
    };
    let is_asked = || interrupt.is_asked();
    let taken = take(store, &mut Stoppable::new(from, &is_asked), asked, world.now().wall, &mut tell);
    drop(line);
    if taken.is_err() && interrupt.is_asked() {
        talk(&format!("{}: {}", asked.file, stopped()));
        Interrupt::end().map_err(watched)?;
    }
    taken
}

fn stopped() -> Error {
    Error::usage("stopped; nothing was imported from this file", "")
}

fn tell_columns(file: &str, taken: &Taken) {
    let remembered = if taken.remembered { ", as you chose for a file like this" } else { "" };
    talk(&format!("{file}: columns read as {}{remembered}", taken.columns));
    let replaced = if taken.replaced { ", in which some bytes are not valid" } else { "" };
    if taken.encoding != "UTF-8" || taken.replaced {
        talk(&format!(
            "{file}: encoding read as {}{replaced}; `--encoding` names another",
            taken.encoding.to_lowercase()
        ));
    }
}

fn tell_problems(file: &str, taken: &Taken) {
    for (line, what) in &taken.problems {
        talk(&format!("{file}, line {line}: {what}"));
    }
    let more = taken.unread - taken.problems.len();
    if more > 0 {
        talk(&format!("and {} that can't be read", counted(more, "more row")));
    }
}

fn told(file: &str, taken: &Taken, dry: bool) -> String {
    let verb = if dry { "would import" } else { "imported" };
    let mut said = format!("{verb} {} from {}", counted(taken.new, "complaint"), sanitize::line(file));
    for left_out in taken.left_out() {
        said += &format!(", {left_out}");
    }
    for note in taken.notes() {
        said += &format!("; {note}");
    }
    said
}

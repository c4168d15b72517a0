//! `import journal`: an export of this program into a new journal, or entries of another program into any.

use std::fs::File;
use std::io::{BufReader, Read as _, Seek as _};
use std::path::{Path, PathBuf};

use super::progress_line::ProgressLine;
use super::world::talk;
use super::{Out, World};
use crate::app::import::{self, Calendar, Found, Logged, Program};
use crate::cli::{self, Source};
use crate::db::Store;
use crate::domain::number_format::counted;
use crate::error::{Error, Problem, Result};
use crate::sys::archive;
use crate::sys::paths::{expanded, shortened};
use crate::sys::zones::Zones;

/// How many problems, zones or damaged records are listed.
const LISTED: usize = 20;
/// How many files of a folder are read at most.
const MOST_FILES: usize = 100_000;
/// The ends of the names of files that are read of a folder.
const ENDS: [&str; 6] = ["txt", "journal", "md", "json", "xml", "doentry"];
/// How much of a file is looked at to tell what it is.
const GLANCE: u64 = 1024;
/// What a file in UTF-8 may begin with.
const MARK: &[u8] = b"\xEF\xBB\xBF";

/// Imports a journal.
pub fn journal(world: &World, out: &mut Out, args: &cli::ImportJournal) -> Result<()> {
    let path = expanded(&args.path)?;
    let from = args.from.map(|source| match source {
        Source::Empathy => Program::Empathy,
        Source::Jrnl => Program::Jrnl,
        Source::DayOne => Program::DayOne,
        Source::TuiJournal => Program::TuiJournal,
    });
    if !path.is_dir() {
        let mut file = File::open(&path).map_err(|error| cannot_read(&path, &error))?;
        let is_own = begins_like_own(&path, &mut file)?;
        if from.map_or(is_own, |from| from == Program::Empathy) {
            return own(world, out, (&path, file), args.dry_run);
        }
    }
    others(world, out, (&path, from), args.dry_run)
}

/// Fills a new journal with what an export holds.
fn own(world: &World, out: &mut Out, (path, file): (&Path, File), dry: bool) -> Result<()> {
    let catalog = world.catalog_in_passing();
    let mut line = ProgressLine::on_terminal("Importing", world.now().mono);
    let mut tell = |done, of| line.at(world.now().mono, done, of);
    let journal = &world.places.journal;
    if !dry || journal.exists() {
        world.store()?.must_be_empty()?;
    }
    let mut store = if dry { Store::open_in_memory()? } else { world.store()? };
    let (carried, damaged) = import::own(&mut store, &catalog, (path, &mut BufReader::new(file)), &mut tell)?;
    let (entries, to) = (counted(carried, "entry"), shortened(journal));
    out.line(&if dry {
        format!("would import {entries} into `{to}`; nothing was changed")
    } else {
        format!("imported {entries} into `{to}`, with every version, your people and your plan")
    })?;
    if !damaged.is_empty() {
        let (was, is, it) = if damaged.len() == 1 { ("was", "is", "it") } else { ("were", "are", "they") };
        talk(&format!(
            "warning: {} {was} damaged in the journal this file comes from, and {is} imported as far as {it} could be read",
            first_of(&damaged, (", ", " "))
        ));
    }
    Ok(())
}

/// Logs the entries of another program.
fn others(world: &World, out: &mut Out, (path, from): (&Path, Option<Program>), dry: bool) -> Result<()> {
    let mut found = Found::default();
    let mut program = from;
    read_each(path, |path, bytes| {
        let text = text(path, bytes, &mut found.problems)?;
        let by = from.or_else(|| import::guess(&text)).ok_or_else(|| unknown(path))?;
        program.get_or_insert(by);
        match import::read(path, &text, by) {
            Ok(read) => {
                found.entries.extend(read.entries);
                found.problems.extend(read.problems);
            }
            // One file of many keeps none of the others out.
            Err(Error::Problems(problems)) => found.problems.extend(problems),
            Err(error) => return Err(error),
        }
        Ok(())
    })?;
    let name = program.map_or("", Program::name);
    if from.is_none() {
        talk(&format!("This looks like a journal of {name}. If it isn't, say which with `--from`."));
    }
    if found.entries.is_empty() && !found.problems.is_empty() {
        return Err(Error::Problems(found.problems));
    }
    let catalog = world.catalog_in_passing();
    let is_new = !world.places.journal.exists();
    let mut store = if dry && is_new { Store::open_in_memory()? } else { world.store()? };
    let offset_at = |time| world.clock.offset_at(time);
    let (now, day_starts) = (world.now().wall, world.settings.day_starts);
    let zones = Zones::default();
    let offset_in = |zone: &str, ms| zones.offset(zone, ms);
    let calendar = Calendar { now, day_starts, offset_at: &offset_at, offset_in: &offset_in };
    let logged = import::log(&mut store, &catalog, &found.entries, calendar, dry)?;
    out.line(&told(&logged, name, dry))?;
    tell_more(&logged, &found.problems, dry);
    Ok(())
}

fn told(logged: &Logged, name: &str, dry: bool) -> String {
    let verb = if dry { "would import" } else { "imported" };
    let days = match logged.days {
        Some((first, last)) if first != last => format!(" ({first} to {last})"),
        Some((day, _)) => format!(" ({day})"),
        None => String::new(),
    };
    format!("{verb} {} from {name}{days}", counted(logged.new, "entry"))
}

fn tell_more(logged: &Logged, problems: &[Problem], dry: bool) {
    if logged.known > 0 {
        let trashed = match logged.trashed {
            0 => String::new(),
            trashed => format!(" ({trashed} of them in the trash)"),
        };
        talk(&format!("{} in the journal already{trashed}, so nothing is stored twice.", were(logged.known)));
    }
    if logged.beyond > 0 {
        talk(&format!("{} left out, because the journal can't hold their days.", were(logged.beyond)));
    }
    if !logged.unknown_zones.is_empty() {
        let zones: Vec<&str> = logged.unknown_zones.iter().map(String::as_str).collect();
        let zone = if zones.len() == 1 { "zone" } else { "zones" };
        talk(&format!(
            "warning: this machine doesn't know the time {zone} {}, so entries from there use the time zone of this machine",
            first_of(&zones, (", ", " "))
        ));
    }
    if !problems.is_empty() {
        let listed = first_of(problems, ("\n", "\n"));
        talk(&format!("warning: not everything could be read\n{listed}"));
    }
    if dry {
        talk("Nothing was changed.");
    } else if logged.new > 0 {
        talk("`empathy undo` moves what was imported to the trash.");
    }
}

/// Lists the first of them, with one text between them and another before how many more there are.
fn first_of(all: &[impl ToString], (between, before_more): (&str, &str)) -> String {
    let shown: Vec<String> = all.iter().take(LISTED).map(ToString::to_string).collect();
    let more = match all.len() - shown.len() {
        0 => String::new(),
        more => format!("{before_more}and {more} more"),
    };
    shown.join(between) + &more
}

fn were(count: usize) -> String {
    format!("{} {}", counted(count, "entry"), if count == 1 { "was" } else { "were" })
}

/// Returns whether a file begins as an export of this program does; fails for one that is no journal in any case.
fn begins_like_own(path: &Path, file: &mut File) -> Result<bool> {
    let mut start = Vec::new();
    let read = file.take(GLANCE).read_to_end(&mut start).and_then(|_| file.rewind());
    read.map_err(|error| cannot_read(path, &error))?;
    let refused = |hint: &str| {
        Err(Error::File {
            attempt: format!("import `{}`", path.display()),
            cause: "it holds no text".to_owned(),
            hint: hint.to_owned(),
        })
    };
    if start.starts_with(b"SQLite format 3") {
        return refused("open a journal with `--journal`, or restore a backup with `empathy restore-backup`");
    }
    let text = start.strip_prefix(MARK).unwrap_or(&start).trim_ascii_start();
    Ok(text.starts_with(b"{\"kind\""))
}

/// The files to read: the one that is named, or those of a folder that may be part of a journal.
fn files(path: &Path) -> Result<Vec<PathBuf>> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let (mut found, mut folders) = (Vec::new(), vec![path.to_owned()]);
    while let Some(folder) = folders.pop() {
        let failed = |error: std::io::Error| cannot_read(&folder, &error);
        for file in std::fs::read_dir(&folder).map_err(failed)? {
            let file = file.map_err(failed)?;
            let (path, kind) = (file.path(), file.file_type().map_err(failed)?);
            let end = path.extension().unwrap_or_default();
            if kind.is_dir() {
                folders.push(path);
            } else if kind.is_file() && ENDS.iter().any(|known| end.eq_ignore_ascii_case(known)) {
                found.push(path);
            }
            if found.len() + folders.len() > MOST_FILES {
                let hint = "name the folder of one journal";
                return Err(Error::usage(format!("there are more than {MOST_FILES} files in it"), hint));
            }
        }
    }
    found.sort();
    if found.is_empty() { Err(unknown(path)) } else { Ok(found) }
}

/// Reads the files of a journal, one after the other; of an archive, the journals in it.
fn read_each(path: &Path, mut take: impl FnMut(&Path, &[u8]) -> Result<()>) -> Result<()> {
    for path in files(path)? {
        let members = archive::members(&path, ".json", import::LARGEST);
        match members.map_err(|error| cannot_read(&path, &error))? {
            Some(members) if members.is_empty() => return Err(unknown(&path)),
            Some(members) => members.iter().try_for_each(|(path, bytes)| take(path, bytes))?,
            None => {
                let mut bytes = Vec::new();
                let file = File::open(&path).map_err(|error| cannot_read(&path, &error))?;
                let mut file = file.take(import::LARGEST + 1);
                file.read_to_end(&mut bytes).map_err(|error| cannot_read(&path, &error))?;
                take(&path, &bytes)?;
            }
        }
    }
    Ok(())
}

/// Makes the bytes of a file text. Those that are none are shown as such, and it is said where.
fn text(path: &Path, bytes: &[u8], problems: &mut Vec<Problem>) -> Result<String> {
    if bytes.len() as u64 > import::LARGEST {
        return Err(Error::File {
            attempt: format!("import `{}`", path.display()),
            cause: "it is larger than 200 MB".to_owned(),
            hint: "import it in parts".to_owned(),
        });
    }
    let bytes = bytes.strip_prefix(MARK).unwrap_or(bytes);
    let text = String::from_utf8_lossy(bytes).into_owned();
    if let Err(error) = std::str::from_utf8(bytes) {
        let message = "some bytes from here on are not valid UTF-8, and were replaced with `�`";
        problems.push(Problem::at(path, &text, error.valid_up_to(), message));
    }
    Ok(text)
}

fn unknown(path: &Path) -> Error {
    Error::File {
        attempt: format!("import `{}`", path.display()),
        cause: "it doesn't look like a journal that empathy can read".to_owned(),
        hint: "`empathy import journal --help` lists what can be; `--from` names the program".to_owned(),
    }
}

fn cannot_read(path: &Path, error: &std::io::Error) -> Error {
    Error::file("read", path, error, "check its name and its permissions")
}

//! Finding and reading files, and checking whole folders of them.

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use toml::de::DeTable;

use crate::error::{Error, Problem};

use super::position::Lines;
use super::room::with_room;
use super::source::quoted;
use super::{embedded, parse, plan};

/// How many bytes a file may have: a hundred times the longest built-in one.
pub(super) const LARGEST: usize = 1 << 20;

/// The file that is read as a plan.
pub(super) const PLAN_FILE: &str = "plan.toml";

/// Makes a problem of a file as a whole.
pub(super) fn of_file(path: &Path, message: impl Into<String>) -> Problem {
    Problem { file: path.to_owned(), line: 1, column: 1, message: message.into(), suggestion: None }
}

/// Makes the problem of a file that is too large.
pub(super) fn too_large(path: &Path) -> Problem {
    of_file(path, "longer than 1 MiB, which is more than an exercise needs")
}

fn unreadable(path: &Path, error: &std::io::Error) -> Problem {
    of_file(path, Error::file("read", path, error, "").to_string())
}

/// Reads a file of text, unless it is too large, no file, or not UTF-8.
pub(super) fn read(path: &Path) -> Result<String, Problem> {
    let about = fs::metadata(path).map_err(|error| unreadable(path, &error))?;
    if !about.is_file() {
        return Err(of_file(path, "not a file, expected a text in TOML"));
    }
    let mut bytes = Vec::new();
    let file = fs::File::open(path).map_err(|error| unreadable(path, &error))?;
    file.take(LARGEST as u64 + 1).read_to_end(&mut bytes).map_err(|error| unreadable(path, &error))?;
    if bytes.len() > LARGEST {
        return Err(too_large(path));
    }
    String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let before = String::from_utf8_lossy(error.as_bytes().get(..valid).unwrap_or_default());
        let (line, column) = Lines::new(&before).position(valid);
        Problem { line, column, ..of_file(path, "not UTF-8 text; save the file as UTF-8") }
    })
}

/// Lists the TOML files of a folder, sorted by name, and what could not be listed. A hidden file is somebody's editor at work.
pub(super) fn toml_files(folder: &Path, deep: Depth) -> (Vec<PathBuf>, Vec<Problem>) {
    let mut files = Vec::new();
    let mut problems = Vec::new();
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => return (files, vec![unreadable(folder, &error)]),
    };
    let (entries, faults): (Vec<_>, Vec<_>) = entries.partition(Result::is_ok);
    problems.extend(faults.into_iter().filter_map(Result::err).map(|error| unreadable(folder, &error)));
    let mut entries: Vec<_> = entries.into_iter().filter_map(Result::ok).collect();
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let path = entry.path();
        let hidden = entry.file_name().to_string_lossy().starts_with('.');
        // The type of the entry itself: a link to a folder is not followed, so that no circle is walked.
        let folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        if folder && !hidden && deep == Depth::All {
            let (inner, faults) = toml_files(&path, deep);
            files.extend(inner);
            problems.extend(faults);
        } else if !hidden && !path.is_dir() && path.extension().is_some_and(|kind| kind == "toml") {
            files.push(path);
        }
    }
    (files, problems)
}

/// How far into a folder to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Depth {
    /// The folder itself.
    One,
    /// The folders in it, too.
    All,
}

/// Finds the id a file declares and its place, even if the file has mistakes.
pub(super) fn declared_id(text: &str) -> Option<(String, usize)> {
    if text.len() > LARGEST {
        return None;
    }
    with_room(text, || {
        let (root, _) = DeTable::parse_recoverable(text);
        let node = root.get_ref().get("id")?;
        Some((node.get_ref().as_str()?.trim().to_owned(), node.span().start))
    })?
}

/// Makes the problem of a file whose id an earlier file has.
pub(super) fn same_id(path: &Path, text: &str, id: &str, at: usize, first: &Path) -> Problem {
    let (line, column) = Lines::new(text).position(at);
    let message = format!("the id {} is taken by `{}`", quoted(id), first.display());
    Problem { line, column, ..of_file(path, message) }
}

/// Tells whether a file is read as a plan.
pub(super) fn is_plan(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name == PLAN_FILE)
}

/// Checks exercise files, and folders with all in them; `plan.toml` is checked as a plan.
pub fn check_files(paths: &[PathBuf]) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut seen = BTreeSet::new();
    let mut texts = Vec::new();
    for path in paths {
        let (files, faults) =
            if path.is_dir() { toml_files(path, Depth::All) } else { (vec![path.clone()], Vec::new()) };
        problems.extend(faults);
        for file in files {
            if !seen.insert(fs::canonicalize(&file).unwrap_or_else(|_| file.clone())) {
                continue;
            }
            match read(&file) {
                Ok(text) => texts.push((file, text)),
                Err(problem) => problems.push(problem),
            }
        }
    }
    let (plans, exercises): (Vec<_>, Vec<_>) = texts.into_iter().partition(|(file, _)| is_plan(file));
    let mut ids: HashMap<String, PathBuf> = HashMap::new();
    for (file, text) in exercises {
        problems.extend(parse(&file, &text).err().unwrap_or_default());
        let Some((id, at)) = declared_id(&text) else { continue };
        match ids.get(&id) {
            Some(first) => problems.push(same_id(&file, &text, &id, at, first)),
            None => {
                ids.insert(id, file);
            }
        }
    }
    let built_in = embedded::EXERCISES.iter().filter_map(|(_, text)| declared_id(text)).map(|(id, _)| id);
    let known: BTreeSet<String> = ids.into_keys().chain(built_in).collect();
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    for (file, text) in plans {
        problems.extend(plan::parse_plan(&file, &text, &known).err().unwrap_or_default());
    }
    problems
}

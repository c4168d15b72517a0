//! Finding and reading files, and checking whole folders of them.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::error::{Error, Problem};

use super::depth::too_deep;
use super::diagnostics::quoted;
use super::line_index::Lines;

/// How many bytes a file may have: a hundred times the longest built-in one.
pub(super) const LARGEST: usize = 1 << 20;

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
        return Err(of_file(path, "not a file, expected TOML text"));
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
    if text.len() > LARGEST || too_deep(text).is_some() {
        return None;
    }
    let (root, _) = DeTable::parse_recoverable(text);
    let node = root.get_ref().get("id")?;
    Some((node.get_ref().as_str()?.trim().to_owned(), node.span().start))
}

/// The problem of a file whose id an earlier file has.
pub(super) fn same_id(path: &Path, text: &str, id: &str, first: &Path) -> Problem {
    let at = declared_id(text).map_or(0, |(_, at)| at);
    Problem::at(path, text, at, format!("the id {} is taken by `{}`", quoted(id), first.display()))
}

/// Lists the exercises that a file has things come back to, each with its place.
pub(super) fn returned_to(text: &str) -> Vec<(usize, String)> {
    let (root, _) = DeTable::parse_recoverable(text);
    let all = root.get_ref().get("return").and_then(|all| all.get_ref().as_array());
    let place = |one: &Spanned<DeValue<'_>>| {
        let node = one.get_ref().as_table()?.get("exercise")?;
        Some((node.span().start, node.get_ref().as_str()?.trim().to_owned()))
    };
    all.into_iter().flatten().filter_map(place).collect()
}

/// Finds the place where a file declares a measure.
pub(super) fn measure_at(text: &str, id: &str) -> Option<usize> {
    let (root, _) = DeTable::parse_recoverable(text);
    let measures = root.get_ref().get("measure")?.get_ref().as_array()?;
    measures.iter().find_map(|measure| {
        let node = measure.get_ref().as_table()?.get("id")?;
        (node.get_ref().as_str()?.trim() == id).then_some(node.span().start)
    })
}

//! ZIP archives that come in. What is in them is read, and never written anywhere: no name in an archive is a path here.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, Read as _, Seek as _};
use std::path::{Path, PathBuf};

use zip::ZipArchive;
use zip::result::ZipError;

/// What an archive begins with.
const BEGINS: &[u8] = b"PK\x03\x04";

/// A file of an archive: its name after that of the archive, and its bytes.
pub type Member = (PathBuf, Vec<u8>);

/// Reads the files of an archive whose names end like this, in the order of their names, each up to so many bytes and one
/// more. `None` if it is no archive.
///
/// # Errors
///
/// As reading it; a damaged or encrypted archive is invalid data.
pub fn members(path: &Path, end: &str, most: u64) -> io::Result<Option<Vec<Member>>> {
    let mut file = File::open(path)?;
    let mut start = Vec::new();
    file.by_ref().take(BEGINS.len() as u64).read_to_end(&mut start)?;
    if start != BEGINS {
        return Ok(None);
    }
    file.rewind()?;
    let mut archive = ZipArchive::new(file).map_err(damaged)?;
    let names: Result<Vec<String>, ZipError> =
        archive.file_names().map(|name| name.map(Cow::into_owned)).collect();
    let mut names = names.map_err(damaged)?;
    names.retain(|name| name.ends_with(end));
    names.sort();
    let mut members = Vec::new();
    for name in names {
        let mut bytes = Vec::new();
        archive.by_name(&name).map_err(damaged)?.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
        members.push((path.join(name), bytes));
    }
    Ok(Some(members))
}

fn damaged(error: ZipError) -> io::Error {
    match error {
        ZipError::Io(error) => error,
        error => io::Error::new(io::ErrorKind::InvalidData, error.to_string()),
    }
}

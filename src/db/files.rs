//! The journal's file and folder: made private, and refused when they are not ours to use.
//!
//! An existing journal is never opened here, only looked at: closing a second handle on it would drop the locks that
//! `SQLite` holds in this process.

use std::fs::{DirBuilder, File, Metadata, OpenOptions, Permissions};
use std::io::{self, ErrorKind};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use super::error::failed;
use crate::error::{DbError, Error, Result};

/// What `SQLite` puts beside a journal.
const BESIDE: [&str; 2] = ["-wal", "-shm"];

const CHOOSE: &str = "open another with `--journal`";

/// Which file this is: it stays the same while it is renamed, and no other has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Identity {
    device: u64,
    number: u64,
}

impl Identity {
    /// Looks which file lies at a path now.
    pub fn at(path: &Path) -> Option<Self> {
        let found = std::fs::metadata(path).ok()?;
        Some(Self { device: found.dev(), number: found.ino() })
    }
}

/// Makes the folder and an empty file if they are not there, and checks them if they are.
pub(super) fn make_ready(path: &Path) -> Result<()> {
    let folder = path.parent().unwrap_or(path);
    match std::fs::metadata(folder) {
        Ok(found) if !found.is_dir() => return Err(refused(folder, "it is not a folder", CHOOSE)),
        Ok(found) => must_be_ours(folder, &found, rustix::process::geteuid().as_raw())?,
        Err(error) if error.kind() == ErrorKind::NotFound => make_folder(folder)
            .map_err(|error| Error::file("create the folder", folder, &error, "check its permissions"))?,
        Err(error) => return Err(Error::file("open the folder", folder, &error, CHOOSE)),
    }
    match std::fs::metadata(path) {
        Ok(found) => check_file(path, &found),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            must_have_no_log(path, "the journal is gone, but a log of its newest entries is still there")?;
            make_file(path).map_err(|error| Error::file("create the journal", path, &error, CHOOSE))
        }
        Err(error) => Err(Error::file("open the journal", path, &error, CHOOSE)),
    }
}

/// Whether what was written last is still in the log beside the journal.
pub(super) fn has_log(path: &Path) -> bool {
    std::fs::metadata(beside(path, "-wal")).is_ok_and(|log| log.len() > 0)
}

/// Makes a folder only its owner may enter, and those it lies in, whatever the umask; there is no harm if it is there.
pub(super) fn make_folder(folder: &Path) -> io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    if let Some(parent) = folder.parent() {
        make_folder(parent)?;
    }
    match DirBuilder::new().mode(0o700).create(folder) {
        Ok(()) => std::fs::set_permissions(folder, Permissions::from_mode(0o700))?,
        Err(error) if error.kind() == ErrorKind::AlreadyExists => return Ok(()),
        Err(error) => return Err(error),
    }
    folder.parent().map_or(Ok(()), sync_folder)
}

/// Makes an empty file only its owner may read, whatever the umask; one that is there is left as it is.
pub(super) fn make_file(path: &Path) -> io::Result<()> {
    match OpenOptions::new().write(true).create_new(true).mode(0o600).open(path) {
        Ok(file) => file.set_permissions(Permissions::from_mode(0o600))?,
        Err(error) if error.kind() == ErrorKind::AlreadyExists => return Ok(()),
        Err(error) => return Err(error),
    }
    path.parent().map_or(Ok(()), sync_folder)
}

/// Brings the names in a folder to disk.
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Makes the error for a file that is refused as it is.
pub(super) fn refused(path: &Path, why: &str, hint: &str) -> Error {
    Error::File {
        attempt: format!("open the journal `{}`", path.display()),
        cause: why.to_owned(),
        hint: hint.to_owned(),
    }
}

/// Says what is attempted when a journal is opened.
pub(super) fn opening(path: &Path) -> String {
    format!("open the journal `{}`", path.display())
}

fn check_file(path: &Path, found: &Metadata) -> Result<()> {
    if found.is_dir() {
        return Err(refused(path, "it is a folder", "name a file in it"));
    }
    if !found.is_file() {
        return Err(refused(path, "it is not a file", CHOOSE));
    }
    must_be_ours(path, found, rustix::process::geteuid().as_raw())?;
    if found.len() == 0 {
        must_have_no_log(path, "the journal is empty, but a log of its newest entries is still there")?;
    }
    Ok(())
}

/// A journal and the files `SQLite` keeps beside it.
pub(super) fn with_log(path: &Path) -> [PathBuf; 3] {
    [path.to_owned(), beside(path, BESIDE[0]), beside(path, BESIDE[1])]
}

/// Gives what lies beside a journal the rights its owner has on the journal: files left there from when it could only
/// be read would keep it so.
pub(super) fn mend_beside(path: &Path) {
    let ours = mode(path).unwrap_or_default() & 0o700;
    for file in BESIDE.map(|end| beside(path, end)) {
        change_mode(&file, |mode| mode | ours);
    }
}

/// Takes the rights of others away. Where that is not allowed, the journal is read-only and says so itself.
pub(super) fn make_private(path: &Path) {
    for file in std::iter::once(path.to_owned()).chain(BESIDE.map(|end| beside(path, end))) {
        change_mode(&file, |mode| mode & 0o700);
    }
}

fn mode(path: &Path) -> Option<u32> {
    Some(std::fs::metadata(path).ok()?.permissions().mode() & 0o777)
}

fn change_mode(path: &Path, change: impl Fn(u32) -> u32) {
    let Some(before) = mode(path) else { return };
    let after = change(before);
    if after != before {
        std::fs::set_permissions(path, Permissions::from_mode(after)).unwrap_or_default();
    }
}

fn must_be_ours(path: &Path, found: &Metadata, us: u32) -> Result<()> {
    if found.uid() == us {
        return Ok(());
    }
    let what = if found.is_dir() { "the folder" } else { "the file" };
    Err(Error::File {
        attempt: format!("use {what} `{}`", path.display()),
        cause: "it belongs to another user".to_owned(),
        hint: format!("{CHOOSE} in a folder of your own"),
    })
}

/// `SQLite` throws a log away when its journal is missing or empty: that must not happen silently.
fn must_have_no_log(path: &Path, why: &str) -> Result<()> {
    if has_log(path) { Err(failed(&opening(path), DbError::Damaged(why.to_owned()))) } else { Ok(()) }
}

/// The path of what lies beside a journal.
pub(super) fn beside(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    PathBuf::from(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folder_of_another_user_is_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let found = std::fs::metadata(folder.path()).expect("there");
        assert_eq!(must_be_ours(folder.path(), &found, found.uid()), Ok(()));
        let error = must_be_ours(folder.path(), &found, found.uid() + 1).expect_err("refused");
        let path = folder.path().display();
        assert_eq!(
            error.to_string(),
            format!("could not use the folder `{path}`: it belongs to another user")
        );
        assert_eq!(error.hint(), Some("open another with `--journal` in a folder of your own"));
    }
}

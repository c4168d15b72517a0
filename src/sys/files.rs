//! Files a person gets: written whole or not at all, private, never over another without being told to.

use std::fs::{self, DirBuilder, OpenOptions};
use std::io::{BufWriter, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::error::{Error, Result};

/// How much of a long file is written at once.
const BUFFER: usize = 256 * 1024;

/// Makes what the program creates private, whatever the shell's umask is; the first thing it does.
pub fn keep_private() {
    rustix::process::umask(rustix::fs::Mode::from_raw_mode(0o077));
    let none = rustix::process::Rlimit { current: Some(0), maximum: Some(0) };
    // A core dump would hold what people wrote. Where this cannot be set, there is nothing better to do.
    let _ = rustix::process::setrlimit(rustix::process::Resource::Core, none);
}

/// Makes writing beyond the largest size a file may have an error like a full disk, rather than the end of the program.
pub fn outlive_size_limits() {
    let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, Arc::default());
}

/// Checks that a file may be written: nothing of its name is there, or what is there is a file and may be replaced.
pub fn must_be_free(path: &Path, over: bool) -> Result<()> {
    let refused = |cause: &str, hint: &str| {
        let attempt = format!("write `{}`", path.display());
        Err(Error::File { attempt, cause: cause.to_owned(), hint: hint.to_owned() })
    };
    if path.is_dir() {
        return refused("it is a folder", "name a file in it");
    }
    if !over && path.symlink_metadata().is_ok() {
        return refused("a file of that name is there", "name another, or replace it with `--force`");
    }
    Ok(())
}

/// Writes a file whole or not at all, with mode 0600. A file that is there stays unless `over`.
pub fn write_whole(path: &Path, bytes: &[u8], over: bool) -> Result<()> {
    write_parts(path, over, |part| part(bytes))
}

/// What takes the next bytes of a file.
pub type Part<'a> = dyn FnMut(&[u8]) -> Result<()> + 'a;

/// Writes a file whole or not at all, as [`write_whole`] does, part by part.
pub fn write_parts<T>(path: &Path, over: bool, write: impl FnOnce(&mut Part<'_>) -> Result<T>) -> Result<T> {
    if path.as_os_str().is_empty() {
        return Err(Error::usage("a file needs a name", "name one, as in `review.md`"));
    }
    must_be_free(path, over)?;
    let failed = |cause: &std::io::Error| cannot_write(path, cause);
    let folder = folder_of(path);
    let temporary =
        tempfile::Builder::new().prefix(".empathy-").tempfile_in(folder).map_err(|e| failed(&e))?;
    let mut buffered = BufWriter::with_capacity(BUFFER, temporary);
    let written = write(&mut |bytes| buffered.write_all(bytes).map_err(|e| failed(&e)))?;
    let temporary = buffered.into_inner().map_err(|e| failed(e.error()))?;
    temporary.as_file().sync_all().map_err(|e| failed(&e))?;
    let placed = if over { temporary.persist(path) } else { temporary.persist_noclobber(path) };
    placed.map_err(|e| failed(&e.error))?;
    sync_folder(folder);
    Ok(written)
}

/// What takes a file of a folder: its name, and what is in it.
pub type File<'a> = dyn FnMut(&str, &[u8]) -> Result<()> + 'a;

/// Writes files into a folder with mode 0700. A new folder is there whole or not at all; into one that is there, files are
/// written if `over`, and others in it stay.
pub fn write_folder<T>(path: &Path, over: bool, write: impl FnOnce(&mut File<'_>) -> Result<T>) -> Result<T> {
    if path.symlink_metadata().is_ok() {
        let (cause, hint) = match (path.is_dir(), over) {
            (true, true) => {
                return write(&mut |name, text| write_whole(&path.join(name), text, true));
            }
            (true, false) => (
                "a folder of that name is there",
                "name another, or write into it with `--force`; other files in it stay",
            ),
            (false, _) => ("a file of that name is there", "name a folder"),
        };
        let attempt = format!("write the folder `{}`", path.display());
        return Err(Error::File { attempt, cause: cause.to_owned(), hint: hint.to_owned() });
    }
    let failed = |cause: &std::io::Error| cannot_write(path, cause);
    let beside = folder_of(path);
    let temporary =
        tempfile::Builder::new().prefix(".empathy-").tempdir_in(beside).map_err(|e| failed(&e))?;
    let written = write(&mut |name, text| write_whole(&temporary.path().join(name), text, false))?;
    fs::rename(temporary.path(), path).map_err(|e| failed(&e))?;
    // It has another name now, and nothing is to be removed.
    let _ = temporary.keep();
    sync_folder(beside);
    Ok(written)
}

fn cannot_write(path: &Path, cause: &std::io::Error) -> Error {
    let hint = match cause.kind() {
        std::io::ErrorKind::StorageFull => "free some space, or name a folder on another disk",
        _ => "check that the folder is there and can be written",
    };
    Error::file("write", path, cause, hint)
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

/// The name of a file is on disk once its folder is; a file system that cannot sync folders has done what it can.
fn sync_folder(folder: &Path) {
    let _ = fs::File::open(folder).and_then(|folder| folder.sync_all());
}

/// Writes one file to a path, or several into a folder of that name: a new folder whole or not at all, else each file. Returns
/// where they are.
pub fn write_files(path: &Path, files: &[(Option<String>, Vec<u8>)], over: bool) -> Result<PathBuf> {
    if let [(None, bytes)] = files {
        write_whole(path, bytes, over)?;
        return Ok(path.to_owned());
    }
    let named = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("csv"));
    let folder = if named { path.with_extension("") } else { path.to_owned() };
    let all = || files.iter().map(|(name, bytes)| (name.as_deref().unwrap_or("review"), bytes));
    if folder.is_dir() {
        all().try_for_each(|(name, bytes)| write_whole(&folder.join(name), bytes, over))?;
    } else {
        write_folder(&folder, over, |file| all().try_for_each(|(name, bytes)| file(name, bytes)))?;
    }
    Ok(folder)
}

/// Reads a file of the person's own, if it is there.
pub fn read_own(path: &Path, hint: &str) -> Result<Option<(PathBuf, String)>> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some((path.to_owned(), text))),
        Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(cause) => Err(Error::file("read", path, &cause, hint)),
    }
}

/// Makes a private file with a text in a private folder, under a name that is free.
pub fn private_file(folder: &Path, name: &str, text: &str) -> Result<PathBuf> {
    let failed = |cause: &std::io::Error| {
        Error::file("make a private file in", folder, cause, "check that the folder can be written")
    };
    DirBuilder::new().recursive(true).mode(0o700).create(folder).map_err(|e| failed(&e))?;
    let mut number = 0;
    loop {
        let path =
            folder.join(if number == 0 { format!("{name}.md") } else { format!("{name}-{number}.md") });
        match OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path) {
            Ok(mut file) => {
                file.write_all(text.as_bytes()).map_err(|e| failed(&e))?;
                return Ok(path);
            }
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists && number < 1000 => number += 1,
            Err(error) => return Err(failed(&error)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn a_file_that_is_there_stays_unless_it_may_be_replaced() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("review.md");
        write_whole(&path, b"one", false).expect("written");
        let refused = write_whole(&path, b"two", false).expect_err("refused");
        assert!(refused.to_string().contains("is there"), "{refused}");
        assert_eq!(fs::read(&path).expect("read"), b"one");
        write_whole(&path, b"two", true).expect("replaced");
        assert_eq!(fs::read(&path).expect("read"), b"two");
        assert_eq!(fs::metadata(&path).expect("there").permissions().mode() & 0o777, 0o600);
        assert_eq!(fs::read_dir(folder.path()).expect("read").count(), 1, "no temporary file is left");
    }

    #[test]
    fn a_new_folder_of_files_is_there_whole_or_not_at_all() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = |name: &str| (Some(name.to_owned()), b"one".to_vec());
        write_files(&folder.path().join("a.csv"), &[file("x"), file("x")], false).expect_err("refused");
        assert_eq!(fs::read_dir(folder.path()).expect("read").count(), 0, "nothing is left");
        write_files(&folder.path().join("a.csv"), &[file("x"), file("y")], false).expect("written");
        write_files(&folder.path().join("a"), &[file("z")], false).expect("written beside the others");
        assert_eq!(fs::read_dir(folder.path().join("a")).expect("read").count(), 3);
    }

    #[test]
    fn a_private_file_takes_a_free_name() {
        let folder = tempfile::tempdir().expect("a folder");
        let inner = folder.path().join("editing");
        let first = private_file(&inner, "tru", "a").expect("made");
        let second = private_file(&inner, "tru", "b").expect("made");
        assert_ne!(first, second);
        assert_eq!(fs::metadata(&first).expect("there").permissions().mode() & 0o777, 0o600);
        assert_eq!(fs::metadata(&inner).expect("there").permissions().mode() & 0o777, 0o700);
    }
}

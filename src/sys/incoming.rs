//! What comes in to be read more than once without being held: a file, standard input, or a text that was pasted.

use std::fs::File;
use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::path::Path;

use super::paths::expanded;
use crate::error::{Error, Result};

/// How many files of a folder are looked at for those that fit what is typed.
const MOST_LISTED: usize = 2000;

/// Bytes to read, from the first on and again.
#[derive(Debug)]
pub struct Incoming {
    from: From,
    size: u64,
}

#[derive(Debug)]
enum From {
    File(File),
    Held(Cursor<Vec<u8>>),
}

impl Incoming {
    /// Opens a file; `~` is the home folder, `-` standard input.
    pub fn open(path: &Path) -> Result<Self> {
        if path == Path::new("-") {
            return Self::piped()
                .map_err(|error| Error::file("read", path, &error, "check what is piped in"));
        }
        let path = expanded(path)?;
        let opened = File::open(&path).and_then(|file| {
            let about = file.metadata()?;
            if about.is_dir() { Err(io::ErrorKind::IsADirectory.into()) } else { Ok((file, about.len())) }
        });
        let (file, size) = opened.map_err(|error| {
            Error::file("read", &path, &error, "check the name of the file, and that you may read it")
        })?;
        // A pipe with a name can be read once, as standard input can.
        let read = if size == 0 { Self::kept(file) } else { Ok(Self { from: From::File(file), size }) };
        read.map_err(|error| Error::file("read", &path, &error, "check the file"))
    }

    /// Takes a text.
    pub fn pasted(text: &str) -> Self {
        let size = text.len() as u64;
        Self { from: From::Held(Cursor::new(text.as_bytes().to_vec())), size }
    }

    /// How many bytes there are.
    pub fn size(&self) -> u64 {
        self.size
    }

    fn piped() -> io::Result<Self> {
        Self::kept(io::stdin().lock())
    }

    /// Keeps what can be read once in a file without a name, which is gone with the program.
    fn kept(mut from: impl Read) -> io::Result<Self> {
        let mut file = tempfile::tempfile()?;
        let size = io::copy(&mut from, &mut file)?;
        file.rewind()?;
        Ok(Self { from: From::File(file), size })
    }
}

/// The files and folders whose paths begin as one that is typed does: at most so many, in order of their names. Hidden ones
/// only where a dot is typed.
pub fn beginning_with(typed: &str, ends: &[&str], most: usize) -> Vec<String> {
    let (folder, begun) = typed.rsplit_once('/').map_or(("", typed), |(folder, begun)| (folder, begun));
    let shown = if folder.len() < typed.len() - begun.len() { format!("{folder}/") } else { String::new() };
    let looked_in = if shown.is_empty() { "." } else { shown.as_str() };
    let Ok(listed) = expanded(Path::new(looked_in))
        .and_then(|path| std::fs::read_dir(&path).map_err(|error| Error::file("read", &path, &error, "")))
    else {
        return Vec::new();
    };
    let fits = |file: std::fs::DirEntry| {
        let name = file.file_name().to_string_lossy().into_owned();
        let is_hidden = name.starts_with('.') && !begun.starts_with('.');
        if !name.starts_with(begun) || is_hidden {
            return None;
        }
        let lower = name.to_lowercase();
        if file.path().is_dir() {
            return Some(format!("{shown}{name}/"));
        }
        ends.iter().any(|end| lower.ends_with(end)).then(|| format!("{shown}{name}"))
    };
    let mut found: Vec<String> = listed.take(MOST_LISTED).flatten().filter_map(fits).collect();
    found.sort();
    found.truncate(most);
    found
}

impl Read for Incoming {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        match &mut self.from {
            From::File(file) => file.read(into),
            From::Held(bytes) => bytes.read(into),
        }
    }
}

impl Seek for Incoming {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        match &mut self.from {
            From::File(file) => file.seek(to),
            From::Held(bytes) => bytes.seek(to),
        }
    }
}

/// Bytes that are read until somebody says stop: what is read after that is an error, whatever it is read for.
pub struct Stoppable<'a> {
    from: Incoming,
    is_stopped: &'a dyn Fn() -> bool,
}

impl<'a> Stoppable<'a> {
    /// Reads them as long as this says no.
    pub fn new(from: Incoming, is_stopped: &'a dyn Fn() -> bool) -> Self {
        Self { from, is_stopped }
    }
}

impl Read for Stoppable<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if (self.is_stopped)() { Err(io::Error::other("stopped")) } else { self.from.read(into) }
    }
}

impl Seek for Stoppable<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.from.seek(to)
    }
}

//! What comes in to be read more than once without being held: a file, standard input, or a text that was pasted.

use std::fs::File;
use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::path::Path;

use super::paths::expanded;
use crate::error::{Error, Result};

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

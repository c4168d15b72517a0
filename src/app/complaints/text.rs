//! A file as text, some of it at a time: decoded as it is read, so that a large one needs no more memory than a small one.

use std::io::{self, Read};

use encoding_rs::{CoderResult, Decoder, Encoding};

/// How many bytes are read at once.
const CHUNK: usize = 64 * 1024;

/// The longest row or object that is read, in bytes; what is longer is no review.
pub const LONGEST: usize = 1024 * 1024;

/// The text of a file: what is held of it begins where it was read to.
#[derive(Debug)]
pub struct Text<R> {
    from: R,
    decoder: Decoder,
    raw: Vec<u8>,
    held: String,
    at: usize,
    line: usize,
    read: u64,
    ended: bool,
    replaced: bool,
}

impl<R: Read> Text<R> {
    /// Begins at the first byte.
    pub fn new(from: R, encoding: &'static Encoding) -> Self {
        Self {
            from,
            decoder: encoding.new_decoder_with_bom_removal(),
            raw: vec![0; CHUNK],
            held: String::new(),
            at: 0,
            line: 1,
            read: 0,
            ended: false,
            replaced: false,
        }
    }

    /// What is held and was not taken yet.
    pub fn rest(&self) -> &str {
        self.held.get(self.at..).unwrap_or_default()
    }

    /// The line at which that begins, from 1.
    pub fn line(&self) -> usize {
        self.line
    }

    /// How many bytes of the file were read.
    pub fn read(&self) -> u64 {
        self.read
    }

    /// Whether nothing comes after what is held.
    pub fn ended(&self) -> bool {
        self.ended
    }

    /// Whether some bytes so far made no character.
    pub fn replaced(&self) -> bool {
        self.replaced
    }

    /// Reads on; returns whether there was anything left to read.
    pub fn more(&mut self) -> io::Result<bool> {
        if self.ended {
            return Ok(false);
        }
        self.held.drain(..self.at);
        self.at = 0;
        let count = loop {
            match self.from.read(&mut self.raw) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                read => break read?,
            }
        };
        self.read += count as u64;
        self.ended = count == 0;
        let mut bytes = self.raw.get(..count).unwrap_or_default();
        loop {
            let room = self.decoder.max_utf8_buffer_length(bytes.len()).unwrap_or(CHUNK);
            self.held.reserve(room);
            let (done, used, replaced) = self.decoder.decode_to_string(bytes, &mut self.held, self.ended);
            self.replaced |= replaced;
            bytes = bytes.get(used..).unwrap_or_default();
            if matches!(done, CoderResult::InputEmpty) {
                return Ok(true);
            }
        }
    }

    /// Goes on by so many bytes of what is held.
    pub fn take(&mut self, bytes: usize) {
        let taken = self.rest().get(..bytes).unwrap_or_default();
        self.line += taken.bytes().filter(|byte| *byte == b'\n').count();
        self.at += bytes;
    }

    /// Goes on to the first byte that is none of these; `None` at the end.
    pub fn skip(&mut self, these: &[u8]) -> io::Result<Option<u8>> {
        loop {
            let found = self.rest().bytes().position(|byte| !these.contains(&byte));
            self.take(found.unwrap_or(self.rest().len()));
            if found.is_some() {
                return Ok(self.rest().bytes().next());
            }
            if !self.more()? {
                return Ok(None);
            }
        }
    }

    /// Goes on to the next line, however long this one is.
    pub fn skip_line(&mut self) -> io::Result<()> {
        loop {
            let end = self.rest().find('\n');
            self.take(end.map_or(self.rest().len(), |end| end + 1));
            if end.is_some() || !self.more()? {
                return Ok(());
            }
        }
    }

    /// Holds at least so much, if there is.
    pub fn hold(&mut self, bytes: usize) -> io::Result<()> {
        while self.rest().len() < bytes && self.more()? {}
        Ok(())
    }

    /// Holds a whole line, and returns where it ends; `None` if it is longer than the longest.
    pub fn hold_line(&mut self) -> io::Result<Option<usize>> {
        let mut from = 0;
        loop {
            let rest = self.rest();
            if let Some(end) = rest.get(from..).and_then(|rest| rest.find('\n')) {
                return Ok(Some(from + end));
            }
            from = rest.len();
            if from > LONGEST {
                return Ok(None);
            }
            if !self.more()? {
                return Ok(Some(from));
            }
        }
    }
}

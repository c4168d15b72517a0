//! Standard output: every text on the way to it is made safe to show.

use std::io::{self, ErrorKind, Write};

use crate::error::{Error, Result, plain_io};
use crate::sanitize;

/// Where answers go.
pub struct Out {
    to: Box<dyn Write>,
    closed: bool,
}

impl std::fmt::Debug for Out {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Out").field("closed", &self.closed).finish_non_exhaustive()
    }
}

impl Out {
    /// Writes to standard output.
    pub fn standard() -> Self {
        Self { to: Box::new(io::stdout()), closed: false }
    }

    /// Writes a line.
    pub fn line(&mut self, text: &str) -> Result<()> {
        self.text(&format!("{text}\n"))
    }

    /// Writes a text on one line, whatever is in it, cut to so many columns.
    pub fn row(&mut self, text: &str, columns: usize) -> Result<()> {
        self.line(&sanitize::cut(sanitize::line(text).trim_end(), columns))
    }

    /// Writes a text, made safe to show.
    pub fn text(&mut self, text: &str) -> Result<()> {
        let clean = sanitize::block(text);
        self.bytes(clean.as_bytes())
    }

    /// Writes a value as JSON: nothing is replaced, what is not safe to show is escaped.
    pub fn json(&mut self, value: &serde_json::Value) -> Result<()> {
        let text = format!("{value:#}\n");
        if sanitize::block(&text) == text { self.text(&text) } else { self.text(&in_ascii(&text)) }
    }

    /// Writes a value as JSON on one line.
    pub fn json_line(&mut self, value: &impl serde::Serialize) -> Result<()> {
        let line = serde_json::to_string(value).map_err(|error| broken(&error.into()))?;
        self.text(&(in_ascii(&line) + "\n"))
    }

    /// Writes bytes that are known to be safe. A reader that went away is no error.
    pub fn bytes(&mut self, bytes: &[u8]) -> Result<()> {
        if self.closed {
            return Ok(());
        }
        match self.to.write_all(bytes).and_then(|()| self.to.flush()) {
            Ok(()) => Ok(()),
            Err(error) if error.kind() == ErrorKind::BrokenPipe => {
                self.closed = true;
                Ok(())
            }
            Err(error) => Err(broken(&error)),
        }
    }
}

/// Writes JSON in ASCII: whatever is beyond it stands in a string, where it may be escaped.
fn in_ascii(json: &str) -> String {
    use std::fmt::Write as _;
    let mut ascii = String::with_capacity(json.len());
    for letter in json.chars() {
        if letter.is_ascii() && letter != '\u{7f}' {
            ascii.push(letter);
        } else {
            for unit in letter.encode_utf16(&mut [0; 2]) {
                let _ = write!(ascii, "\\u{unit:04x}");
            }
        }
    }
    ascii
}

/// The error of an answer that could not be written.
pub fn broken(error: &io::Error) -> Error {
    Error::File {
        attempt: "write the answer".to_owned(),
        cause: plain_io(error),
        hint: "check where standard output goes".to_owned(),
    }
}

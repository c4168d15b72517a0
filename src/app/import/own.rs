//! Everything that another journal of ours held, read from the lines it was exported as.

use std::io::{BufRead, Read as _};
use std::path::Path;

use crate::app::derived;
use crate::db::{Refused, Store};
use crate::error::{Error, Problem, Result};
use crate::exercises::Catalog;

/// The longest line that is read, in bytes.
const LONGEST: u64 = 256 * 1024 * 1024;

/// Fills an empty journal with all that a file holds, or leaves it as it was. Tells now and then how many finished entries are
/// done, and returns how many entries there are, and what was damaged before they were exported.
pub fn own(
    store: &mut Store,
    catalog: &Catalog,
    (file, lines): (&Path, &mut dyn BufRead),
    tell: &mut dyn FnMut(u64, u64),
) -> Result<(usize, Vec<String>)> {
    store.fill(|filling| {
        let (mut bytes, mut number) = (Vec::new(), 0);
        loop {
            number += 1;
            let at = |column: usize, message: String| {
                let line = Problem { file: file.to_owned(), line: number, column, message, suggestion: None };
                Error::Problems(vec![line])
            };
            bytes.clear();
            let read = lines.take(LONGEST).read_until(b'\n', &mut bytes).map_err(|error| {
                Error::file("read", file, &error, "nothing was imported; check the file and try again")
            })?;
            if read == 0 {
                break;
            }
            if bytes.len() as u64 == LONGEST {
                return Err(at(1, "this line is longer than any record".to_owned()));
            }
            let line = std::str::from_utf8(&bytes)
                .map_err(|error| at(error.valid_up_to() + 1, "this is not valid UTF-8".to_owned()))?;
            let line = line.trim_start_matches('\u{feff}').trim();
            if line.is_empty() {
                continue;
            }
            filling.put(line).map_err(|refused| match refused {
                Refused::Line { column, message } => at(column.max(1), message),
                Refused::Journal(cause) => Error::Journal { attempt: "import the journal".to_owned(), cause },
            })?;
        }
        if !filling.has_ended() {
            let message = "the file ends before its record `end`: it was cut short".to_owned();
            let line = Problem { file: file.to_owned(), line: number, column: 1, message, suggestion: None };
            return Err(Error::Problems(vec![line]));
        }
        derived::fill(filling, catalog, tell)?;
        Ok((filling.entries(), filling.damaged().to_vec()))
    })
}

//! One line on the terminal that says how far something slow is.

use std::fmt::Arguments;
use std::io::{IsTerminal as _, Write};
use std::time::Duration;

use crate::db::Updating;

/// How long nobody minds to wait without a word.
const PATIENCE: Duration = Duration::from_secs(1);

/// Goes back to the beginning of the line, and empties it.
const ERASE: &str = "\r\x1b[K";

/// A line that says how far something is once it takes longer than a second, and is gone when it is done.
#[derive(Debug)]
pub struct ProgressLine<W: Write> {
    /// Where it is said; nothing where nobody watches.
    to: Option<W>,
    what: &'static str,
    began: Duration,
    shown: bool,
}

impl ProgressLine<std::io::Stderr> {
    /// On standard error if that is a terminal; a pipe or a file gets no such line.
    pub fn on_terminal(what: &'static str, now: Duration) -> Self {
        let err = std::io::stderr();
        Self::new(err.is_terminal().then_some(err), what, now)
    }
}

impl<W: Write> ProgressLine<W> {
    fn new(to: Option<W>, what: &'static str, began: Duration) -> Self {
        Self { to, what, began, shown: false }
    }

    /// Describes how many of all are done.
    pub fn at(&mut self, now: Duration, done: u64, of: u64) {
        self.say(now, format_args!("{done} of {of} entries"));
    }

    /// Describes how far bringing a journal up to date is.
    pub fn updating(&mut self, now: Duration, far: Updating) {
        match far {
            Updating::Copying(percent) => self.say(now, format_args!("{percent}% backed up")),
            Updating::Changing(step, of) => self.say(now, format_args!("step {step} of {of}")),
            Updating::Packing => self.say(now, format_args!("freeing unused space")),
        }
    }

    /// Describes how far it is.
    pub fn say(&mut self, now: Duration, far: Arguments<'_>) {
        let Some(to) = &mut self.to else { return };
        if now.saturating_sub(self.began) > PATIENCE {
            self.shown = true;
            let _ = write!(to, "{ERASE}{}: {far}", self.what);
            let _ = to.flush();
        }
    }
}

impl<W: Write> Drop for ProgressLine<W> {
    fn drop(&mut self) {
        if let Some(to) = self.to.as_mut().filter(|_| self.shown) {
            let _ = write!(to, "{ERASE}");
            let _ = to.flush();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bringing_a_journal_up_to_date_says_what_it_does_just_now() {
        let mut out = Vec::new();
        let mut line = ProgressLine::new(Some(&mut out), "Updating", Duration::ZERO);
        line.updating(Duration::from_secs(1), Updating::Copying(3));
        line.updating(Duration::from_millis(1001), Updating::Copying(40));
        line.updating(Duration::from_secs(2), Updating::Changing(1, 2));
        line.updating(Duration::from_secs(3), Updating::Packing);
        drop(line);
        assert_eq!(
            String::from_utf8(out).expect("text"),
            "\r\x1b[KUpdating: 40% backed up\r\x1b[KUpdating: step 1 of 2\r\x1b[KUpdating: freeing unused space\r\x1b[K"
        );
    }

    fn said(times: &[u64]) -> String {
        let mut out = Vec::new();
        let mut line = ProgressLine::new(Some(&mut out), "Updating", Duration::from_secs(5));
        for (ms, done) in times.iter().zip(1..) {
            line.at(Duration::from_secs(5) + Duration::from_millis(*ms), done * 500, 2000);
        }
        drop(line);
        String::from_utf8(out).expect("text")
    }

    #[test]
    fn what_takes_no_longer_than_a_second_says_nothing() {
        assert_eq!(said(&[]), "");
        assert_eq!(said(&[300, 600, 1000]), "");
    }

    #[test]
    fn what_takes_longer_updates_one_line_and_leaves_none() {
        assert_eq!(
            said(&[900, 1001, 1500, 1900]),
            "\r\x1b[KUpdating: 1000 of 2000 entries\r\x1b[KUpdating: 1500 of 2000 entries\
             \r\x1b[KUpdating: 2000 of 2000 entries\r\x1b[K"
        );
    }
}

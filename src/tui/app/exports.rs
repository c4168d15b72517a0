//! Files on their way out: made on a thread of their own, and followed until they are there.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use super::App;
use crate::db::Write;
use crate::error::{Error, Result};
use crate::tui::dialog::Dialog;
use crate::tui::effects::{self, Kept};
use crate::tui::outcome::Outcome;
use crate::tui::route::{Answer, Effect, Paper};
use crate::tui::theme::Role;

/// Where it is, and what could not be written as it is.
type Done = Result<(PathBuf, Option<String>)>;

/// A file that is being written.
#[derive(Debug)]
pub(super) struct Exporting {
    done: Receiver<Done>,
    path: PathBuf,
    paper: Paper,
    over: bool,
    /// The entry that is to keep it.
    kept: Option<Kept>,
}

impl App {
    /// Returns whether a file is being written.
    pub fn is_exporting(&self) -> bool {
        self.exporting.is_some()
    }

    /// Begins to write a file, over one that is there if that was said.
    pub(super) fn export(&mut self, path: PathBuf, paper: &Paper, over: bool) {
        if self.exporting.is_some() {
            self.message = Some(("the last file is still being written".to_owned(), Role::Warn));
            return;
        }
        match effects::export(&mut self.cx, &path, paper, over) {
            Ok((export, kept)) => {
                let (to, done) = channel();
                // Nobody may be waiting any more: the file is there all the same.
                std::thread::spawn(move || drop(to.send(export.write())));
                self.message = Some((format!("writing {} …", path.display()), Role::Plain));
                self.exporting = Some(Exporting { done, path, paper: paper.clone(), over, kept });
            }
            Err(error) => self.ask_again(&path, paper, &error),
        }
    }

    /// Reports that a file is there, keeps what was shared, and opens it if that was asked for.
    pub(super) fn follow_export(&mut self, within: Duration) -> Result<()> {
        let Some(exporting) = &self.exporting else { return Ok(()) };
        let done = match exporting.done.recv_timeout(within) {
            Err(RecvTimeoutError::Timeout) => return Ok(()),
            done => done,
        };
        let Some(Exporting { path, paper, over, kept, .. }) = self.exporting.take() else { return Ok(()) };
        // A thread that died has told why.
        let Ok(done) = done else { return Ok(()) };
        match done {
            Ok((path, remark)) => {
                let said = format!("written to {}", path.display());
                if matches!(&paper, Paper::Review(sending) if sending.shows) {
                    self.effects.push(Effect::Show(path));
                }
                self.notices.extend(remark);
                let Some((new, head, draft, done)) = kept else {
                    self.message = Some((said, Role::Good));
                    return Ok(());
                };
                self.cx.saver.begin(new, Arc::clone(&draft));
                let said = Outcome::Confirm(format!("{said} · kept as {}", head.short));
                return self.write(Write::Finish(draft, done), said);
            }
            Err(_) if !over && path.is_file() => {
                let shown = path.display().to_string();
                let answers = vec![
                    ("Keep the file", Answer::Nothing),
                    ("Replace the file", Answer::ExportOver(path, paper)),
                ];
                let lines = vec![format!("{shown} exists already.")];
                self.dialog = Some(Dialog::new("Replace the file?", lines, answers));
            }
            Err(error) => self.ask_again(&path, &paper, &error),
        }
        self.message = None;
        Ok(())
    }

    /// Asks for another name; what was typed stays to be corrected.
    fn ask_again(&mut self, path: &Path, paper: &Paper, error: &Error) {
        let lines = vec![format!("{error}\nTry another name or another folder.")];
        let shown = path.display().to_string();
        let title = "The file could not be written";
        self.dialog = Some(Dialog::export(title, lines, &shown, paper.clone(), None));
    }
}

//! The person's own editor: their text in a private file, watched while it is open, so that nothing written there is lost.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use crate::error::{Error, Result};
use crate::sys::files;
use crate::sys::paths;

/// How often the file is looked at while an editor is open.
const WATCH: Duration = Duration::from_millis(150);
/// A larger file is left where it is instead of being read.
const LARGEST: u64 = 16 * 1024 * 1024;

/// What came back from the editor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edited {
    /// The new text; `None` leaves it as it was.
    pub text: Option<String>,
    /// Something to tell the person.
    pub say: Option<String>,
    /// The file, which stays until the text is kept.
    file: PathBuf,
    /// Whether the file can go once the text is kept.
    spent: bool,
}

impl Edited {
    /// Removes the file, once its text is kept. A file that went wrong stays.
    pub fn put_away(&self) {
        if self.spent {
            let _ = fs::remove_file(&self.file);
        }
    }
}

/// Lets the person write a text in their editor, in a private file, and watches the file: `keep` gets every text it
/// holds meanwhile, so that nothing is lost if the editor or the program dies.
pub fn edit(
    command: &str,
    folder: &Path,
    name: &str,
    text: &str,
    mut keep: impl FnMut(&str),
) -> Result<Edited> {
    let file = files::private_file(folder, name, text)?;
    let failed = |cause: &std::io::Error| {
        let hint = format!("set `$VISUAL` or `$EDITOR`; your text is in `{}`, and here", file.display());
        Error::file("start the editor for", &file, cause, hint)
    };
    let mut seen = stamp(&file);
    let mut last = text.to_owned();
    let mut words = command.split_whitespace();
    let program = words.next().unwrap_or("vi");
    let mut child =
        std::process::Command::new(program).args(words).arg(&file).spawn().map_err(|e| failed(&e))?;
    let status = loop {
        match child.try_wait() {
            Ok(Some(status)) => break Ok(status),
            Ok(None) => std::thread::sleep(WATCH),
            Err(error) => break Err(error),
        }
        let now = stamp(&file);
        if now != seen {
            seen = now;
            if let Some(text) = small_text(&file).filter(|text| !text.trim().is_empty()) {
                keep(&text);
                last = text;
            }
        }
    };
    let fine = status.as_ref().is_ok_and(std::process::ExitStatus::success);
    Ok(outcome(&file, text, &last, fine))
}

fn outcome(file: &Path, before: &str, watched: &str, fine: bool) -> Edited {
    let kept = |text: Option<&str>, say: String| Edited {
        text: text.map(str::to_owned),
        say: Some(say),
        file: file.to_owned(),
        spent: false,
    };
    // The name comes first: on a narrow screen the end of a sentence is cut off.
    let named = paths::shortened(file);
    let Ok(size) = fs::metadata(file).map(|meta| meta.len()) else {
        return kept(Some(watched), "the editor removed its file; the last text it held is kept".to_owned());
    };
    if size > LARGEST {
        return kept(
            Some(before),
            format!("`{named}` is larger than 16 MB and was left in place; your text is unchanged"),
        );
    }
    let Ok(bytes) = fs::read(file) else {
        return kept(Some(watched), format!("`{named}` could not be read; the last text it held is kept"));
    };
    let text = String::from_utf8_lossy(&bytes);
    let damaged = matches!(text, std::borrow::Cow::Owned(_));
    let text = text.strip_suffix('\n').unwrap_or(&text).to_owned();
    if text.trim().is_empty() && !before.trim().is_empty() {
        let say = "the editor saved no text; yours is unchanged".to_owned();
        return Edited { spent: true, ..kept(Some(before), say) };
    }
    if !fine {
        return kept(Some(&text), format!("`{named}` is kept: the editor failed"));
    }
    if damaged {
        return kept(Some(&text), format!("`{named}` contains bytes that aren't text; here they show as �"));
    }
    Edited { text: Some(text), say: None, file: file.to_owned(), spent: true }
}

/// One state of a file, to compare with another: clocks of files are coarse, so its length counts too.
fn stamp(file: &Path) -> Option<(SystemTime, u64)> {
    let meta = fs::metadata(file).ok()?;
    Some((meta.modified().ok()?, meta.len()))
}

fn small_text(file: &Path) -> Option<String> {
    let small = fs::metadata(file).is_ok_and(|meta| meta.len() <= LARGEST);
    let bytes = small.then(|| fs::read(file).ok()).flatten()?;
    let text = String::from_utf8_lossy(&bytes);
    Some(text.strip_suffix('\n').unwrap_or(&text).to_owned())
}

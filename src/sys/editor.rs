//! The person's own editor: their text in a private file, watched while it is open, so that nothing written there is lost.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, SystemTime};

use crate::error::{Error, Result};
use crate::sys::files;
use crate::sys::paths;

/// How often the file is looked at while an editor is open.
const WATCH: Duration = Duration::from_millis(150);
/// How often the file of an editor is looked at that came back too early.
const LATE: Duration = Duration::from_millis(500);
/// An editor that is back so soon, with nothing saved, has opened a window of its own and did not wait for it.
const AT_ONCE: Duration = Duration::from_millis(700);
/// How editors with windows of their own are told to wait.
const WAITING: [(&str, &str); 12] = [
    ("code", "--wait"),
    ("codium", "--wait"),
    ("cursor", "--wait"),
    ("subl", "--wait"),
    ("zed", "--wait"),
    ("atom", "--wait"),
    ("gedit", "--wait"),
    ("gvim", "--nofork"),
    ("mvim", "--nofork"),
    ("kate", "--block"),
    ("mate", "-w"),
    ("bbedit", "-w"),
];
/// A larger file is left where it is instead of being read.
const LARGEST: u64 = 16 * 1024 * 1024;

/// How the editor ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// As it should.
    Well,
    /// It said that it failed, as Vim does after `:cq`.
    Failed,
    /// At once: it may still be open, and save later.
    AtOnce,
}

/// What came back from the editor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edited {
    /// The new text; `None` leaves it as it was.
    pub text: Option<String>,
    /// Something to tell the person.
    pub say: Option<String>,
    /// How the editor ended.
    pub ended: Ended,
    /// The file, which stays until the text is kept.
    file: PathBuf,
    /// Whether the file can go once the text is kept.
    spent: bool,
}

impl Edited {
    /// The file in a sentence.
    pub fn named(&self) -> String {
        format!("`{}`", paths::shortened(&self.file))
    }

    /// Prints what there is to tell where the program goes on, and sees what is saved later.
    pub fn told(&self) -> Option<String> {
        let later = if self.ended == Ended::AtOnce { " You are told here once it saves." } else { "" };
        self.say.as_ref().map(|say| format!("{say}{later}"))
    }

    /// Waits on a thread of its own for what an editor saves that came back too early, and tells where it is.
    pub fn late(&self) -> Option<Receiver<String>> {
        if self.ended != Ended::AtOnce {
            return None;
        }
        let (file, first, named) = (self.file.clone(), stamp(&self.file), self.named());
        let (tell, told) = channel();
        std::thread::spawn(move || {
            while let Some(now) = stamp(&file) {
                if Some(now) != first && now.1 > 0 {
                    // Nobody may be there any more: then the next start tells it.
                    let _ = tell.send(format!("Your editor saved a text late. It is in {named}."));
                    return;
                }
                std::thread::sleep(LATE);
            }
        });
        Some(told)
    }

    /// Removes the file, once its text is kept. A file that went wrong stays.
    pub fn put_away(&self) {
        if self.spent {
            self.remove();
        }
    }

    /// Removes the file, which holds nothing to keep.
    pub fn remove(&self) {
        let _ = fs::remove_file(&self.file);
    }
}

/// Lets the person write a text in their editor, in a private file, and watches the file: `keep` gets every text it
/// holds meanwhile, so that nothing is lost if the editor or the program dies.
pub fn edit(
    command: &str,
    folder: &Path,
    name: &str,
    text: &str,
    elapsed: impl Fn() -> Duration,
    mut keep: impl FnMut(&str),
) -> Result<Edited> {
    let words = words(command)?;
    let (program, options) =
        words.split_first().map_or(("vi", &[][..]), |(first, rest)| (first.as_str(), rest));
    let file = files::private_file(folder, name, text)?;
    let failed = |cause: &std::io::Error| {
        let hint = format!("set `$VISUAL` or `$EDITOR`; your text is in `{}`, and here", file.display());
        Error::file("start the editor for", &file, cause, hint)
    };
    let first = stamp(&file);
    let mut seen = first;
    let mut last = text.to_owned();
    let started = elapsed();
    let mut child =
        std::process::Command::new(program).args(options).arg(&file).spawn().map_err(|e| failed(&e))?;
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
    let at_once = elapsed().saturating_sub(started) < AT_ONCE;
    if fine && at_once && first.is_some() && stamp(&file) == first {
        let wait = waiting(command, program);
        let wait = wait.map_or(String::new(), |waiting| format!(" Set your editor to `{waiting}`."));
        let program = Path::new(program).file_name().unwrap_or_default().display();
        let say = format!("`{program}` closed before you saved.{wait}");
        return Ok(Edited { text: None, say: Some(say), ended: Ended::AtOnce, file, spent: false });
    }
    Ok(outcome(&file, text, &last, fine))
}

/// Splits the command of an editor as a shell splits words.
fn words(command: &str) -> Result<Vec<String>> {
    shell_words::split(command).map_err(|_| {
        Error::usage(
            format!("your editor command has an unclosed quote: {command}"),
            "correct `$VISUAL`, `$EDITOR` or `editor` in `config.toml`",
        )
    })
}

/// The command of an editor with what makes it wait, if that is known.
fn waiting(command: &str, program: &str) -> Option<String> {
    let name = Path::new(program).file_name()?;
    let (_, option) = WAITING.iter().find(|(editor, _)| name == *editor)?;
    Some(format!("{command} {option}"))
}

/// Lists the texts that were left where editors write them: of an editor that came back too early, one that failed, or one
/// that was open when the program ended. The newest comes first.
pub fn left_behind(folder: &Path) -> Vec<PathBuf> {
    let files = fs::read_dir(folder).into_iter().flatten().flatten().map(|file| file.path());
    let mut found: Vec<(SystemTime, PathBuf)> = files
        .filter(|path| path.extension().is_some_and(|ending| ending == "md"))
        .filter_map(|path| Some((stamp(&path).filter(|(_, length)| *length > 0)?.0, path)))
        .collect();
    found.sort();
    found.into_iter().rev().map(|(_, path)| path).collect()
}

fn outcome(file: &Path, before: &str, watched: &str, fine: bool) -> Edited {
    let kept = |text: Option<&str>, say: String| Edited {
        text: text.map(str::to_owned),
        say: Some(say),
        ended: if fine { Ended::Well } else { Ended::Failed },
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
    Edited { text: Some(text), say: None, ended: Ended::Well, file: file.to_owned(), spent: true }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_split_as_a_shell_splits_it() {
        let read = |command: &str| words(command).map(|words| words.join("|")).map_err(|e| e.to_string());
        for (command, wanted) in [
            ("code --wait", "code|--wait"),
            ("'/opt/My Editor/bin/ed' -w", "/opt/My Editor/bin/ed|-w"),
            (r#"emacsclient -a "" -t"#, "emacsclient|-a||-t"),
            (r"/opt/My\ Editor/ed", "/opt/My Editor/ed"),
            ("", ""),
        ] {
            assert_eq!(read(command).as_deref(), Ok(wanted));
        }
        assert!(read("vim '").expect_err("refused").contains("an unclosed quote"));
    }

    #[test]
    fn each_editor_is_told_to_wait_in_its_own_way() {
        assert_eq!(waiting("code", "code").as_deref(), Some("code --wait"));
        assert_eq!(
            waiting("/usr/bin/gvim -p", "/usr/bin/gvim").as_deref(),
            Some("/usr/bin/gvim -p --nofork")
        );
        assert_eq!(waiting("vim", "vim"), None, "it would not know the option");
    }
}

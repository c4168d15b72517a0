//! Opening a file with whatever the platform opens it with: a web page in the browser, a PDF in its reader.

use std::path::Path;
use std::process::{Command, Stdio};

/// The command of the platform.
pub const COMMAND: &str = if cfg!(target_os = "macos") {
    "open"
} else if cfg!(windows) {
    "explorer"
} else {
    "xdg-open"
};

/// Opens a file, and waits for nothing. Says whether there is something to open it with.
pub fn open(path: &Path) -> bool {
    // A name that begins with a dash is no option of the command.
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut command = Command::new(COMMAND);
    command.arg(path).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().is_ok()
}

//! A journal that may be read and not written: everything can be looked at, and the screen says so.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::process::Command;

use super::{Setup, compare};

const NAME: &str = "tui::read_only::a_journal_that_may_only_be_read_is_shown_as_that";
const CHILD: &str = "EMPATHY_TEST_READ_ONLY";
const MARK: &str = "────── the screens ──────";

#[test]
fn a_journal_that_may_only_be_read_is_shown_as_that() {
    if std::env::var_os(CHILD).is_some() {
        println!("{MARK}\n{}\n{MARK}", screens());
        return;
    }
    // Nothing is read-only for root, so a process of its own looks at it.
    let mut command = Command::new(std::env::current_exe().expect("this test"));
    command.args(["--exact", NAME, "--nocapture"]).env(CHILD, "1").current_dir("/");
    if rustix::process::geteuid().is_root() {
        command.uid(65_534).gid(65_534);
    }
    let output = command.output().expect("runs");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let screens = text.split(MARK).nth(1).unwrap_or_else(|| panic!("{output:?}"));
    compare("read_only", screens.trim_matches('\n'));
}

fn screens() -> String {
    let writable = Setup::new().demo().today();
    fs::set_permissions(writable.journal(), Permissions::from_mode(0o400)).expect("set");
    let mut tui = writable.restart();
    let today = tui.screen();
    let skipped = tui.keys("s").screen();
    let typed = tui.keys("g<enter>e!").screen();
    tui.keys("<esc>").keys("<esc>").keys("<esc>");
    format!("{today}\n\n{skipped}\n\n{typed}")
}

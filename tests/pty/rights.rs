//! Whatever the shell lets others see: every file is 0600 and every folder 0700.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use super::editors::script;
use super::journal::{EXERCISE, below};
use crate::support::World;
use crate::support::pty::{DEADLINE, until};

/// Asserts that everything below the home folder is private, but for the editor that the test put there.
#[track_caller]
fn assert_private(world: &World, wanted: &[&str]) {
    let paths = below(world.home());
    for name in wanted {
        let there = paths.iter().any(|path| path.ends_with(name));
        assert!(there, "{name} is not among {paths:#?}");
    }
    let others = |path: &Path| {
        let mode = std::fs::metadata(path).map(|meta| meta.permissions().mode() & 0o777);
        let right = if path.is_dir() { 0o700 } else { 0o600 };
        // What is gone by now is nobody's to read.
        mode.is_ok_and(|mode| mode != right)
    };
    let open: Vec<_> =
        paths.iter().filter(|path| !path.ends_with("editor")).filter(|path| others(path)).collect();
    assert_eq!(open, Vec::<&std::path::PathBuf>::new(), "these are not private");
}

fn everything_is_private_under(umask: &str) {
    let world = World::new();
    let edit = "#!/bin/sh\ntouch open\nwhile [ ! -e go ] && [ -e \"$1\" ]; do sleep 0.02; done\nexit 1\n";
    let editor = script(&world, edit);
    let begin = format!("umask {umask}; exec \"$EMPATHY\" practice {EXERCISE}");
    let mut pty = world.shell(&begin, &[("EDITOR", &editor)]);
    pty.wait("Product");
    pty.assert_taken();
    pty.keys("Maps");
    pty.wait("saved");
    assert_private(&world, &["journal.db", "journal.db-wal", "journal.db-shm"]);
    pty.keys("\x05");
    assert!(until(DEADLINE, || world.path("open").exists()), "the editor did not start");
    std::fs::remove_file(world.path("open")).expect("removed");
    assert_private(&world, &["editing"]);
    world.write("go", "");
    pty.wait("the editor failed");
    std::fs::remove_file(world.path("go")).expect("removed");
    pty.keys("\x0f");
    pty.wait("Write what is on the screen");
    pty.keys("\r");
    pty.wait("written to");
    pty.keys("\x11");
    assert_eq!(pty.exit().code, 0);
    assert_private(&world, &["editing", "2026-11-20-trust-audit.md"]);

    let demo = "\"$EMPATHY\" demo --into demo.db --until 2026-11-20";
    let review = "\"$EMPATHY\" review --output review.md";
    let mut pty = world.shell(&format!("umask {umask}; {demo} && {review}"), &[]);
    assert_eq!(pty.exit().code, 0, "{}", pty.screen());
    assert_private(&world, &["demo.db", "review.md"]);
}

#[test]
fn everything_is_private_under_a_shell_that_shares_all() {
    everything_is_private_under("000");
}

#[test]
fn everything_is_private_under_a_shell_that_shares_nothing() {
    everything_is_private_under("077");
}

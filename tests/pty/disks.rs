//! Disks that take nothing more: what was written stays on the screen, and is saved once there is room.

use std::os::unix::fs::{PermissionsExt, chown};

use rustix::process::{Resource, Rlimit, Signal, geteuid, prlimit};

use super::journal::{EXERCISE, begin_draft, below, data, ready, wait_written, written};
use crate::support::World;

/// Lets a process write no file beyond some bytes, or as far as it wants.
fn limit_files(pid: rustix::process::Pid, bytes: Option<u64>) {
    prlimit(Some(pid), Resource::Fsize, Rlimit { current: bytes, maximum: None }).expect("limited");
}

/// Gives the home folder and everything in it to a user.
fn give_all(world: &World, user: u32) {
    for path in std::iter::once(world.home().to_owned()).chain(below(world.home())) {
        chown(&path, Some(user), Some(user)).expect("given");
    }
}

#[test]
fn a_full_disk_is_told_and_everything_is_saved_once_there_is_room() {
    let world = World::new();
    begin_draft(&world, "");
    // Without the trap, the system would kill the program instead of refusing the write.
    let mut pty = world.shell(&format!("exec \"$EMPATHY\" practice {EXERCISE}"), &[]);
    ready(&pty);
    pty.keys("saved ");
    wait_written(&world, "saved ");
    limit_files(pty.pid(), Some(1024));
    pty.keys("and not saved");
    pty.wait("not saved – trying again");
    pty.wait("saved and not saved");
    assert_eq!(written(&world), "saved ");
    pty.keys("\x11");
    pty.wait("Not everything is saved");
    pty.keys("\x1b");
    limit_files(pty.pid(), None);
    wait_written(&world, "saved and not saved");
    pty.wait_until("no complaint", |screen| !screen.contents().contains("trying again"));
    pty.signal(Signal::TERM);
    assert_eq!(pty.exit().code, 143);
    assert_eq!(written(&world), "saved and not saved");
}

#[test]
fn a_journal_that_can_only_be_read_says_so_and_keeps_what_is_on_the_screen() {
    /// Nobody in particular.
    const NOBODY: u32 = 65_534;
    let world = World::new();
    begin_draft(&world, "old words");
    let change = |mode: u32| {
        let folder = data(&world);
        for path in std::iter::once(folder.clone()).chain(below(&folder)) {
            let run = if path.is_dir() { 0o100 } else { 0 };
            std::fs::set_permissions(&path, PermissionsExt::from_mode(mode | run)).expect("allowed");
        }
    };
    change(0o400);
    // Nothing is read-only to root: then the program runs as somebody else.
    let mut as_who = String::new();
    if geteuid().is_root() {
        give_all(&world, NOBODY);
        as_who = format!("setpriv --reuid={NOBODY} --regid={NOBODY} --clear-groups ");
        let mut tried = world.shell(&format!("{as_who}\"$EMPATHY\" --version"), &[]);
        assert_eq!(
            tried.exit().code,
            0,
            "as root, this needs `setpriv` of util-linux and a program all may run"
        );
    }
    let mut pty = world.shell(&format!("exec {as_who}\"$EMPATHY\" practice {EXERCISE}"), &[]);
    ready(&pty);
    pty.keys(" new words");
    pty.wait("the journal is read-only");
    pty.wait("old words new words");
    pty.keys("\x11");
    pty.wait("Not everything is saved");
    pty.keys("\t\r");
    assert_eq!(pty.exit().code, 0);
    pty.assert_given_back();
    change(0o600);
    if geteuid().is_root() {
        give_all(&world, 0);
    }
    assert_eq!(written(&world), "old words");
}

//! The person's own editor, and all that editors do: the text is kept whatever comes back, or does not.

use std::fs::Permissions;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

use rustix::process::Signal;

use super::journal::{below, data, open_draft, ready, wait_written, written};
use crate::support::World;
use crate::support::pty::{DEADLINE, Modes, Pty, until};

/// Writes a script that can be `$EDITOR`.
pub fn script(world: &World, text: &str) -> String {
    let path = world.write("editor", text);
    std::fs::set_permissions(&path, Permissions::from_mode(0o700)).expect("allowed");
    path.display().to_string()
}

/// Goes on once a file is there; ends when the text to edit is gone, so that nothing stays behind.
const WAIT: &str =
    "wait_for() { while [ -e \"$file\" ] && [ ! -e \"$1\" ]; do sleep 0.02; done; }\nfile=$1\n";

/// Opens a draft that says `before` and starts an editor that does what a script says.
fn edit(world: &World, does: &str) -> Pty {
    let editor = script(world, &format!("#!/bin/sh\n{WAIT}{does}\n"));
    let mut pty = open_draft(world, &[("EDITOR", &editor)]);
    pty.keys("before");
    pty.wait("before");
    pty.assert_taken();
    pty.keys("\x05");
    pty
}

fn editing(world: &World) -> Vec<PathBuf> {
    below(&data(world).join("editing"))
}

/// Asserts that the page is back, that it can be typed on, and that leaving gives the terminal back.
#[track_caller]
fn assert_usable(world: &World, pty: &mut Pty, text: &str) {
    ready(pty);
    pty.assert_taken();
    pty.keys("\x1b[F on");
    wait_written(world, &format!("{text} on"));
    pty.keys("\x11");
    assert_eq!(pty.exit().code, 0);
    pty.assert_given_back();
}

/// Asserts that the file is still there and that its name is on the screen.
#[track_caller]
fn assert_file_named(world: &World, pty: &Pty) -> PathBuf {
    let files = editing(world);
    assert_eq!(files.len(), 1, "one file is kept: {files:?}");
    let name = files[0].file_name().expect("a name").to_string_lossy().into_owned();
    pty.wait(&name);
    files[0].clone()
}

fn mode(path: &std::path::Path) -> u32 {
    std::fs::metadata(path).expect("there").permissions().mode() & 0o777
}

#[test]
fn a_good_edit_is_taken_over_and_its_private_file_goes() {
    let world = World::new();
    let mut pty = edit(&world, "touch open\nwait_for go\nprintf 'from the editor\\n' > \"$1\"");
    assert!(until(DEADLINE, || world.path("open").exists()), "the editor did not start");
    assert_eq!(pty.modes(), Modes::BACK, "the editor gets the terminal as it was");
    let files = editing(&world);
    assert_eq!(files.len(), 1, "{files:?}");
    assert_eq!(std::fs::read_to_string(&files[0]).expect("read"), "before");
    assert_eq!(mode(&files[0]), 0o600);
    assert_eq!(mode(files[0].parent().expect("a folder")), 0o700);
    world.write("go", "");
    pty.wait("from the editor");
    wait_written(&world, "from the editor");
    assert!(until(DEADLINE, || editing(&world).is_empty()), "{:?}", editing(&world));
    assert_usable(&world, &mut pty, "from the editor");
}

#[test]
fn bytes_that_are_no_text_cost_nothing_around_them() {
    let world = World::new();
    let mut pty = edit(&world, "printf 'three thousand \\377 words' > \"$1\"");
    pty.wait("bytes that aren't text");
    pty.wait("three thousand");
    let file = assert_file_named(&world, &pty);
    assert_eq!(std::fs::read(file).expect("read"), b"three thousand \xff words");
    assert_usable(&world, &mut pty, "three thousand \u{fffd} words");
}

#[test]
fn an_editor_that_leaves_nothing_changes_nothing() {
    let world = World::new();
    let mut pty = edit(&world, ": > \"$1\"");
    pty.wait("the editor saved no text; yours is unchanged");
    assert_usable(&world, &mut pty, "before");
    assert_eq!(editing(&world), Vec::<PathBuf>::new(), "an empty file is no use to anybody");
}

#[test]
fn an_editor_that_removes_its_file_changes_nothing() {
    let world = World::new();
    let mut pty = edit(&world, "rm \"$1\"");
    pty.wait("the editor removed its file");
    assert_usable(&world, &mut pty, "before");
}

#[test]
fn a_text_saved_before_the_file_was_removed_is_kept() {
    let world = World::new();
    let mut pty = edit(&world, "printf 'saved once' > \"$1\"\nwait_for go\nrm \"$1\"");
    wait_written(&world, "saved once");
    world.write("go", "");
    pty.wait("the editor removed its file");
    assert_usable(&world, &mut pty, "saved once");
}

#[test]
fn fifty_megabytes_stay_in_their_file() {
    let world = World::new();
    let some = "head -c 100000 /dev/zero | tr '\\0' x > \"$1\"";
    let all = "head -c 52000000 /dev/zero | tr '\\0' x > all\nmv all \"$1\"";
    // The part that is there in between is small enough to be taken for the text.
    let mut pty = edit(&world, &format!("{some}\nwait_for go\n{all}"));
    assert!(until(DEADLINE, || written(&world).len() == 100_000), "the first part was not watched");
    world.write("go", "");
    pty.wait("larger than 16 MB");
    let file = assert_file_named(&world, &pty);
    assert_eq!(std::fs::metadata(file).expect("there").len(), 52_000_000);
    assert_usable(&world, &mut pty, "before");
}

#[test]
fn an_editor_that_fails_after_writing_has_written() {
    let world = World::new();
    let mut pty = edit(&world, "printf 'all the same' > \"$1\"\nexit 3");
    pty.wait("the editor failed");
    let file = assert_file_named(&world, &pty);
    assert_eq!(mode(&file), 0o600);
    assert_usable(&world, &mut pty, "all the same");
}

#[test]
fn an_editor_that_is_killed_has_written() {
    let world = World::new();
    let mut pty = edit(&world, "printf 'all the same' > \"$1\"\nkill -9 $$");
    pty.wait("the editor failed");
    assert_file_named(&world, &pty);
    assert_usable(&world, &mut pty, "all the same");
}

#[test]
fn an_editor_that_is_not_there_is_named_with_what_to_do() {
    let world = World::new();
    let mut pty = open_draft(&world, &[("EDITOR", "no-such-editor")]);
    pty.keys("before\x05");
    pty.wait("could not start the editor");
    assert_usable(&world, &mut pty, "before");
}

#[test]
fn what_the_editor_saved_outlives_the_editor_and_the_program() {
    let world = World::new();
    let saves = "printf 'saved once' > \"$1\"\nwait_for go\nprintf 'saved twice' > \"$1\"\nwait_for never";
    let mut pty = edit(&world, saves);
    wait_written(&world, "saved once");
    world.write("go", "");
    wait_written(&world, "saved twice");
    pty.signal(Signal::KILL);
    assert_eq!(pty.exit().code, 137);
    assert_eq!(written(&world), "saved twice");
}

#[test]
fn what_the_editor_saved_outlives_a_request_to_end() {
    let world = World::new();
    let mut pty = edit(&world, "printf 'saved once' > \"$1\"\nwait_for never");
    wait_written(&world, "saved once");
    pty.signal(Signal::TERM);
    assert_eq!(pty.exit().code, 143);
    assert_eq!(written(&world), "saved once");
    assert_eq!(editing(&world).len(), 1, "the editor may still be writing into its file");
}

#[test]
fn ctrl_c_in_the_editor_is_the_editors() {
    let world = World::new();
    let traps = "trap 'touch interrupted' INT\ntouch open\nwait_for go\nprintf 'went on' > \"$1\"";
    let mut pty = edit(&world, traps);
    assert!(until(DEADLINE, || world.path("open").exists()), "the editor did not start");
    pty.keys("\x03");
    assert!(until(DEADLINE, || world.path("interrupted").exists()), "the editor was not interrupted");
    world.write("go", "");
    pty.wait("went on");
    assert_usable(&world, &mut pty, "went on");
}

#[test]
fn an_editor_that_comes_back_at_once_is_told_of_and_its_late_text_is_offered() {
    let world = World::new();
    let mut pty = edit(&world, ":");
    pty.wait("closed before you saved");
    // Its window is still open, and saves only now.
    let files = editing(&world);
    assert_eq!(files.len(), 1, "{files:?}");
    std::fs::write(&files[0], "saved late").expect("saved");
    pty.keys(" ");
    pty.wait("Your editor saved a text late. It is in `~/.local/share/empathy/editing/");
    pty.keys("\x7f");
    assert_usable(&world, &mut pty, "before");
    let named =
        |said: &str| said.contains("A text from your editor is still in `~/.local/share/empathy/editing/");
    assert!(named(&world.run(&["doctor"]).stderr));
    // It is told after what else there is to tell.
    world.write(".config/empathy/config.toml", "mouse = 3\n");
    let mut pty = world.open(&[], &[]);
    pty.wait("config.toml:1:9");
    pty.keys("j");
    pty.wait("A text from your editor is still in");
}

#[test]
fn a_command_in_quotes_is_one_word() {
    let world = World::new();
    let editor = script(&world, "#!/bin/sh\nprintf \"$1\" > \"$2\"\n");
    let there = world.path("an editor");
    std::fs::rename(&editor, &there).expect("moved");
    let command = format!("'{}' 'two words'", there.display());
    let mut pty = open_draft(&world, &[("VISUAL", &command)]);
    pty.keys("before\x05");
    wait_written(&world, "two words");
}

#[test]
fn late_answers_to_what_the_editor_asked_become_no_text() {
    let world = World::new();
    let mut pty = edit(&world, "touch open\nwait_for go\nprintf 'written' > \"$1\"");
    assert!(until(DEADLINE, || world.path("open").exists()), "the editor did not start");
    pty.keys("\x1b]10;rgb:ffff/ffff/ffff\x1b\\\x1b]11;rgb:0000/0000/0000\x07\x1b[>41;354;0c\x1b[2;2R\x1bP1+r436f=323536\x1b\\");
    world.write("go", "");
    let asked = || pty.raw().windows(3).any(|window| window == b"\x1b[c");
    assert!(until(DEADLINE, asked), "the terminal is asked");
    pty.keys("\x1b]12;rgb:ffff/ffff/ffff\x1b\\\x1b[?62;22c");
    pty.wait("written");
    assert_usable(&world, &mut pty, "written");
}

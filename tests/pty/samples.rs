//! The sample journal in a real terminal: its folder goes with it, and one that was left over goes with the next.

use rustix::process::Signal;

use crate::support::World;
use crate::support::pty::{DEADLINE, Pty, until};

fn folders(world: &World) -> Vec<String> {
    let all =
        std::fs::read_dir(world.path("tmp")).expect("a folder").map(|one| one.expect("read").file_name());
    let mut names: Vec<String> = all.map(|name| name.to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

fn sample(world: &World) -> Pty {
    let pty = world.open(&["demo"], &[("TMPDIR", &world.path("tmp").display().to_string())]);
    pty.wait("Sample journal");
    pty
}

#[test]
fn a_sample_whose_program_was_killed_is_removed_and_one_that_is_open_is_not() {
    let world = World::new();
    // Neither is a sample of ours: a link could lead anywhere.
    world.write("elsewhere/kept", "");
    world.write("tmp/empathy-demo-notes", "");
    std::os::unix::fs::symlink(world.path("elsewhere"), world.path("tmp/empathy-demo-link")).expect("linked");
    let others = folders(&world);
    let mut killed = sample(&world);
    let left = folders(&world);
    killed.signal(Signal::KILL);
    killed.exit();
    assert_eq!(folders(&world), left, "nobody could remove it");
    let mut open = sample(&world);
    assert_eq!(folders(&world).len(), others.len() + 1, "it went with the next one: {:?}", folders(&world));
    let mut second = sample(&world);
    assert_eq!(folders(&world).len(), others.len() + 2, "the other is still open");
    for pty in [&mut second, &mut open] {
        pty.keys("q");
        assert_eq!(pty.exit().code, 0);
    }
    assert!(until(DEADLINE, || folders(&world) == others), "{:?}", folders(&world));
    assert!(world.path("elsewhere/kept").exists());
}

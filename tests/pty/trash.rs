//! The trash, in a real terminal: it empties itself when the journal is left, and asks before it is emptied.

use empathy::domain::time::Moment;

use super::journal::{begin_draft, store};
use crate::support::{NOW, World};

/// A world with an entry that went to the trash some days ago.
fn thrown(days: i64) -> World {
    let world = World::new();
    begin_draft(&world, "");
    let mut store = store(&world);
    let now = Moment::parse(NOW).expect("a time");
    let head = store.open_drafts(1).expect("lists").remove(0);
    let then = Moment { ms: now.ms - days * 24 * 60 * 60 * 1000, ..now };
    assert_eq!(store.trash(&[head.id], then), Ok(1));
    world
}

fn in_trash(world: &World) -> usize {
    store(world).in_trash(9).expect("lists").len()
}

fn visit(world: &World) {
    let mut pty = world.open(&[], &[]);
    pty.wait("Week");
    pty.keys("q");
    assert_eq!(pty.exit().code, 0);
    pty.assert_given_back();
}

#[test]
fn what_was_deleted_long_ago_is_gone_when_the_journal_was_left() {
    for (days, settings, left) in
        [(31, "", 0), (29, "", 1), (31, "trash_days = 0\n", 1), (3, "trash_days = 2\n", 0)]
    {
        let world = thrown(days);
        world.write(".config/empathy/config.toml", settings);
        visit(&world);
        assert_eq!(in_trash(&world), left, "{days} days, {settings:?}");
    }
}

#[test]
fn emptying_the_trash_asks_before() {
    let world = thrown(1);
    for (typed, left) in [("no", 1), ("yes", 0)] {
        let mut pty = world.open(&["trash", "--empty"], &[]);
        pty.wait("Erase 1 entry for good?");
        pty.keys(&format!("{typed}\r"));
        assert_eq!(pty.exit().code, 0);
        assert_eq!(in_trash(&world), left, "{typed}");
    }
}

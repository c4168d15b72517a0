//! The same draft in two windows: both write, neither loses a word.

use super::journal::{drafts, go_on, open_draft, wait_written};
use crate::support::World;
use crate::support::pty::{DEADLINE, until};

#[test]
fn two_windows_on_one_draft_lose_no_word() {
    let world = World::new();
    let mut one = open_draft(&world, &[]);
    let mut two = go_on(&world, &[]);
    one.keys("written in one");
    wait_written(&world, "written in one");
    two.keys("written in two");
    two.wait("open in another window");
    for word in 0..20 {
        one.keys(&format!(" o{word}"));
        two.keys(&format!(" t{word}"));
    }
    one.wait("o19");
    two.wait("t19");
    let words = |prefix: char| (0..20).fold(String::new(), |text, n| format!("{text} {prefix}{n}"));
    let wanted = [format!("written in one{}", words('o')), format!("written in two{}", words('t'))];
    let mut found = Vec::new();
    let came = until(DEADLINE, || {
        found = drafts(&world).into_iter().map(|(_, text)| text).collect();
        found.sort();
        found == wanted
    });
    assert!(came, "{found:#?}");
    for window in [&mut one, &mut two] {
        window.keys("\x11");
        assert_eq!(window.exit().code, 0);
        window.assert_given_back();
    }
    let mut kept: Vec<_> = drafts(&world).into_iter().map(|(_, text)| text).collect();
    kept.sort();
    assert_eq!(kept, wanted, "leaving changed something");
}

//! The terminal is asked for its background, and the theme follows the answer, whenever it comes.

use vt100::Color;

use super::journal::{open_draft, wait_written};
use crate::support::World;
use crate::support::pty::Pty;

const QUESTION: &[u8] = b"\x1b]11;?";
const ANSWER: &str = "\x1b]11;rgb:fdfd/f6f6/e3e3\x1b\\";
const ENV: [(&str, &str); 1] = [("COLORTERM", "truecolor")];

/// Waits for the background of the first cell below the bar.
#[track_caller]
fn wait_for(pty: &Pty, wanted: Color) {
    let right = |screen: &vt100::Screen| screen.cell(1, 0).is_some_and(|cell| cell.bgcolor() == wanted);
    pty.wait_until(&format!("{wanted:?}"), right);
}

const DARK: Color = Color::Rgb(0x15, 0x18, 0x1e);
const LIGHT: Color = Color::Rgb(0xfb, 0xfb, 0xfc);

fn asked(pty: &Pty) -> bool {
    pty.raw().windows(QUESTION.len()).any(|window| window == QUESTION)
}

#[test]
fn an_answer_changes_the_theme_and_types_nothing() {
    let world = World::new();
    let mut pty = world.open(&[], &ENV);
    pty.wait("Trust Audit");
    wait_for(&pty, DARK);
    assert!(asked(&pty));
    // `d`, `q` and the digits would do something.
    pty.keys(ANSWER);
    wait_for(&pty, LIGHT);
    assert!(pty.screen().contains("Trust Audit"), "{}", pty.screen());
    pty.keys("q");
    assert_eq!(pty.exit().code, 0);
    pty.assert_given_back();
}

#[test]
fn an_answer_amid_typing_leaves_the_words_whole() {
    let world = World::new();
    let mut pty = open_draft(&world, &ENV);
    pty.keys(&format!("before] {ANSWER}after ]11;rg"));
    wait_for(&pty, LIGHT);
    wait_written(&world, "before] after ]11;rg");
}

#[test]
fn a_theme_by_its_name_asks_nothing_and_mistakes_in_ones_own_are_located() {
    let world = World::new();
    world.write(".config/empathy/config.toml", "theme = \"mine\"\n");
    world.write(
        ".config/empathy/themes/mine.toml",
        "from = \"paper\"\n[surface]\nbase = \"#102030\"\n[txt]\n",
    );
    let pty = world.open(&[], &ENV);
    pty.wait("Trust Audit");
    wait_for(&pty, Color::Rgb(0x10, 0x20, 0x30));
    assert!(!asked(&pty));
    pty.wait("themes/mine.toml:4:2: `txt` is not part of a theme");

    world.write(".config/empathy/config.toml", "theme = \"papr\"\n");
    let pty = world.open(&[], &ENV);
    pty.wait("Trust Audit");
    wait_for(&pty, DARK);
    pty.wait("there is no theme `papr`");
}

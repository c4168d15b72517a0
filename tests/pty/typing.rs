//! Keys, pastes and sizes as real terminals send them.

use empathy::sys::rng::Rng;

use super::journal::{open_draft, wait_written, written};
use crate::support::World;
use crate::support::pty::{DEADLINE, until};

#[test]
fn a_storm_of_sizes_while_typing_loses_no_word() {
    let world = World::new();
    let mut pty = open_draft(&world, &[]);
    let mut chance = Rng::seeded(3);
    let mut typed = String::new();
    for word in 0..80 {
        let text = format!("s{word} ");
        pty.keys(&text);
        typed += &text;
        pty.resize(1 + chance.below(200) as u16, 1 + chance.below(60) as u16);
    }
    pty.resize(59, 15);
    pty.wait("What you wrote is kept");
    pty.wait("this one is 59");
    pty.resize(60, 16);
    pty.wait("s79");
    pty.resize(100, 30);
    pty.wait("Trust Audit");
    pty.wait("s79");
    wait_written(&world, &typed);
    // What is there is what drawing everything anew gives; the first row has a stopwatch.
    let page = |screen: String| screen.lines().skip(1).map(str::to_owned).collect::<Vec<_>>();
    let mut anew = Vec::new();
    let same = until(DEADLINE, || {
        let before = page(pty.screen());
        pty.resize(101, 30);
        pty.wait_until("another width", |screen| screen.contents().lines().next().is_some_and(wide(101)));
        pty.resize(100, 30);
        pty.wait_until("the old width", |screen| screen.contents().lines().next().is_some_and(wide(100)));
        pty.wait("s79");
        anew = page(pty.screen());
        before == anew
    });
    assert!(same, "the screen was not right. It is now:\n{}", anew.join("\n"));
}

/// Tells whether a frame is as wide as the terminal.
fn wide(columns: usize) -> impl Fn(&str) -> bool {
    move |line| line.starts_with('╭') && line.ends_with('╮') && line.chars().count() == columns
}

#[test]
fn a_paragraph_that_was_replaced_by_a_letter_is_read_in_the_history() {
    let world = World::new();
    let mut pty = open_draft(&world, &[]);
    let text =
        "A paragraph that somebody wrote with care about a product that guessed their name, and why it hurt.";
    pty.keys(text);
    wait_written(&world, text);
    pty.keys("\x01x");
    wait_written(&world, "x");
    pty.keys("\x11");
    assert_eq!(pty.exit().code, 0);
    let drafts = world.run(&["list", "--drafts"]).stdout;
    let id = drafts.split_whitespace().next().expect("a draft");
    let history = world.run(&["history", id]).stdout;
    assert!(history.contains("· overwritten\n") && history.contains(text), "{history}");
}

#[test]
fn a_burst_of_keys_arrives_whole() {
    let world = World::new();
    let mut pty = open_draft(&world, &[]);
    let text = (0..500).fold(String::new(), |text, word| format!("{text}b{word} "));
    pty.keys(&text);
    wait_written(&world, &text);
}

#[test]
fn a_paste_keeps_its_lines_and_tells_the_terminal_nothing() {
    let world = World::new();
    let mut pty = open_draft(&world, &[]);
    pty.assert_taken();
    pty.paste("one\r\ntwo\rthree\nfour \x1b[31mred \x1b]52;c;aGVsbG8=\x07 five");
    pty.wait("five");
    for line in ["one", "two", "three", "four"] {
        pty.wait(line);
    }
    let raw = String::from_utf8_lossy(&pty.raw()).into_owned();
    assert!(!raw.contains("\x1b]52"), "the clipboard was set by a paste");
    assert!(!raw.contains("aGVsbG8"), "the rest of a sequence is on the screen:\n{}", pty.screen());
    wait_written(&world, "one\ntwo\nthree\nfour \x1b[31mred \x1b]52;c;aGVsbG8=\x07 five");
}

#[test]
fn two_megabytes_pasted_are_seen_and_saved() {
    let world = World::new();
    let mut pty = open_draft(&world, &[]);
    pty.assert_taken();
    let line = "All work and no play makes a long paste, which somebody may well need one day. ";
    let text = format!("{}the end of it", line.repeat(2_000_000 / line.len()));
    pty.paste(&text);
    pty.wait("the end of it");
    assert!(until(DEADLINE, || written(&world) == text), "it was not saved");
    pty.keys("!");
    pty.wait("the end of it!");
    pty.keys("\x11");
    assert_eq!(pty.exit().code, 0);
    assert_eq!(written(&world), format!("{text}!"));
}

#[test]
fn enter_with_another_key_is_a_new_line_too() {
    let world = World::new();
    let mut pty = open_draft(&world, &[]);
    pty.assert_taken();
    for (n, enter) in ["\n", "\x1b\r", "\x1b[13;2u", "\x1b[13;5u", "\r"].into_iter().enumerate() {
        pty.keys(&format!("row{n}{enter}"));
        pty.wait(&format!("row{n}"));
    }
    pty.keys("end");
    wait_written(&world, "row0\nrow1\nrow2\nrow3\nrow4\nend");
    pty.keys("\x11");
    assert_eq!(pty.exit().code, 0);
    pty.assert_given_back();
}

#[test]
fn keys_as_xterm_writes_them_on_request_never_become_text() {
    let world = World::new();
    let mut pty = open_draft(&world, &[]);
    pty.assert_taken();
    for (n, key) in ["27;2;13", "27;5;13", "27;3;13", "27;5;9", "27;6;122"].into_iter().enumerate() {
        pty.keys(&format!("at{n}\x1b[{key}~"));
        pty.wait(&format!("at{n}"));
    }
    pty.keys("end");
    wait_written(&world, "at0at1at2at3at4end");
    pty.keys("\x11");
    assert_eq!(pty.exit().code, 0);
    pty.assert_given_back();
}

#[test]
fn the_protocol_for_keys_is_left_as_it_was_found() {
    let world = World::new();
    let mut pty = open_draft(&world, &[]);
    pty.assert_taken();
    let times = |pty: &crate::support::pty::Pty, what: &[u8]| {
        pty.raw().windows(what.len()).filter(|window| *window == what).count()
    };
    assert_eq!((times(&pty, b"\x1b[>1u"), times(&pty, b"\x1b[<1u")), (1, 0));
    // As terminals with the protocol send Esc and Ctrl-Q.
    pty.keys("words\x1b[113;5u");
    assert_eq!(pty.exit().code, 0);
    assert_eq!((times(&pty, b"\x1b[>1u"), times(&pty, b"\x1b[<1u")), (1, 1));
}

#[test]
fn xterm_is_asked_to_write_enter_with_another_key_as_it_is_understood() {
    let world = World::new();
    let mut pty = open_draft(&world, &[]);
    pty.assert_taken();
    let asked =
        |pty: &crate::support::pty::Pty, what: &[u8]| pty.raw().windows(what.len()).any(|one| one == what);
    assert!(asked(&pty, b"\x1b[>4;1f") && !asked(&pty, b"\x1b[>4f"));
    pty.keys("words\x11");
    assert_eq!(pty.exit().code, 0);
    assert!(asked(&pty, b"\x1b[>4f"), "it is left as it was found");
}

#[test]
fn a_terminal_that_only_prints_lines_gets_a_pointer() {
    let world = World::new();
    for args in [&[][..], &["demo"], &["practice", "trust-audit"]] {
        let mut pty = world.open(args, &[("TERM", "dumb")]);
        assert_eq!(pty.exit().code, 2);
        assert!(pty.screen().contains("`TERM=dumb`") && pty.screen().contains("--plain"), "{}", pty.screen());
        assert!(!String::from_utf8_lossy(&pty.raw()).contains("\x1b[?1049h"), "the screen is left alone");
    }
}

#[test]
fn without_a_terminal_it_says_so() {
    let world = World::new();
    let said = "error: the journal needs a terminal\n";
    let ran = world.run(&[]);
    assert_eq!((ran.code, ran.stdout.as_str()), (Some(2), ""));
    assert!(ran.stderr.starts_with(said), "{}", ran.stderr);
    for end in ["< /dev/null", "> /dev/null", "> out", "<&-", ">&-"] {
        let script = format!("{{ \"$EMPATHY\" {end}; }} 2> said; echo \"CODE $?\"");
        let mut pty = world.shell(&script, &[]);
        assert_eq!(pty.exit().code, 0);
        assert!(pty.screen().contains("CODE 2"), "{end}:\n{}", pty.screen());
        assert!(std::fs::read_to_string(world.path("said")).expect("told").starts_with(said), "{end}");
        pty.assert_given_back();
    }
}

//! The settings: a choice counts at once and stands in the file, whose comments stay.

use std::fs;
use std::process::Command;
use std::time::Duration;

use empathy::tui::input::Event;

use super::{Setup, look};

fn file(tui: &super::Tui) -> String {
    fs::read_to_string(tui.home().join("config.toml")).unwrap_or_default()
}

#[test]
fn a_choice_counts_at_once_and_stands_in_the_file() {
    let mut tui = Setup::new().demo().today();
    fs::write(tui.home().join("config.toml"), "# mine\nmouse = true # always\n").expect("written");
    tui.keys(",").shows("Settings").shows("Theme").shows("‹ auto ›");
    look("settings", &mut tui);
    tui.resize(80, 24)
        .keys("<right>")
        .shows("‹ dark ›")
        .keys("<left><left>")
        .hides("‹ dark ›")
        .keys("<right>");
    tui.keys("<down><enter>").shows("‹ emacs ›").keys("<down><space>").shows("‹ off ›");
    assert_eq!(file(&tui), "# mine\nmouse = false # always\ntheme = \"auto\"\nkeys = \"emacs\"\n");
    tui.keys("<esc>").shows("Week 8");
}

#[test]
fn the_keys_of_emacs_insert_what_they_deleted() {
    let mut tui = Setup::new().today();
    tui.keys(",<down><enter>").shows("‹ emacs ›").keys("<esc>n");
    tui.keys("It guessed my name.<ctrl-w><ctrl-w><ctrl-a><ctrl-y>").shows("my name.It guessed");
    tui.keys("<ctrl-/>").hides("my name.");
}

#[test]
fn keys_and_themes_change_while_the_journal_is_open() {
    let mut tui = Setup::new().open("trust-audit");
    tui.keys("ab<ctrl-a>c").shows("c").hides("cab");
    tui.keys("<esc>,<down><right><esc><enter>").shows("page 1 of").keys("<ctrl-a>x").shows("xc");
}

#[test]
fn letters_are_commands_after_esc_for_those_who_want_that() {
    let mut tui = Setup::new().today();
    tui.keys(",<down><left>").shows("‹ vim ›").keys("<esc>:practise sixty<enter><tab><tab>");
    tui.keys("one two")
        .shows("insert")
        .keys("<esc>")
        .shows("normal")
        .keys("bcwthree<esc>0x")
        .shows("ne three")
        .shows("normal");
    tui.keys("u").shows("one three").keys("<ctrl-r>").hides("one three");
    tui.keys("A!").shows("ne three!").shows("insert").keys("<esc><esc>").shows("Week 1");
}

#[test]
fn a_chip_is_chosen_by_a_click() {
    let mut tui = Setup::new().today();
    tui.keys(",");
    let (column, row) = tui.find("( paper )");
    tui.click(column + 2, row).shows("‹ paper ›").shows("[ paper ]");
    assert_eq!(file(&tui), "theme = \"paper\"\n");
}

#[test]
fn what_belongs_to_the_journal_is_written_there() {
    let mut tui = Setup::new().today();
    tui.keys(",<down><down><down><down><down><right>").shows("from week 2026-W47 on");
    tui.keys("<down><left>").shows("weeks start on a Sunday from 22 November on").shows("‹ Sunday ›");
    assert_eq!(file(&tui), "", "neither is a setting of the machine");
    tui.keys("<esc>");
    assert_eq!(
        tui.store().plan_of_week("2026-W47".parse().expect("a week")),
        Ok(Some("no-access".to_owned()))
    );
}

#[test]
fn an_editor_is_typed_and_nothing_typed_is_none() {
    let mut tui = Setup::new().today();
    tui.keys(",<down><down><down><down><enter>")
        .shows("Your editor")
        .keys("code --wait<enter>")
        .shows("code --wait");
    assert_eq!(file(&tui), "editor = \"code --wait\"\n");
    tui.keys("<enter><ctrl-a><delete><enter>").shows("$VISUAL or $EDITOR");
    assert_eq!(file(&tui), "");
}

#[test]
fn a_file_with_a_mistake_is_told_and_left_alone() {
    let mut tui = Setup::new().today();
    fs::write(tui.home().join("config.toml"), "mouse = \n").expect("written");
    tui.keys(",<right>").shows("the settings were not written").shows("‹ auto ›");
    assert_eq!(file(&tui), "mouse = \n");
}

#[test]
fn a_choice_waits_for_no_disk_and_leaving_does() {
    let mut tui = Setup::new().today();
    tui.keys(",").shows("‹ auto ›");
    let path = tui.home().join("config.toml");
    // Whoever opens it waits until somebody opens the other end.
    assert!(Command::new("mkfifo").arg(&path).status().expect("runs").success());
    let press = |tui: &mut super::Tui, key: &str| {
        tui.app.handle(Event::Key(key.parse().expect("a key")), tui.now);
    };
    press(&mut tui, "right");
    tui.shows("‹ dark ›");
    for key in ["down", "right", "down", "right"] {
        press(&mut tui, key);
    }
    tui.shows("emacs").shows("‹ off ›");
    assert!(tui.app.waits());
    press(&mut tui, "q");
    tui.shows("Not done yet: change the file of settings.");
    press(&mut tui, "esc");
    assert!(!tui.app.is_over());
    fs::write(&path, "# mine\n").expect("written");
    tui.wait(Duration::ZERO);
    assert_eq!(file(&tui), "# mine\ntheme = \"dark\"\nkeys = \"emacs\"\nmouse = false\n", "in their order");
    assert!(!tui.app.waits());
    tui.keys("q");
    assert!(tui.app.is_over());
}

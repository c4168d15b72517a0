//! Screens: keys in through the production loop, pictures out. `snapshots/` holds the pictures; `INSTA_UPDATE=always`
//! writes them anew, and then they want to be read.

mod any;
mod behaviours;
mod capture;
mod clock;
mod colours;
mod complaints;
mod days;
mod dialogs;
mod exercises;
mod finished;
mod form;
mod held;
mod idle;
mod import;
mod interview;
mod journal;
mod library;
mod log;
mod pages;
mod palette;
mod parts;
mod people;
mod progress;
mod read;
mod read_only;
mod readable;
mod recall;
mod review;
mod screens;
mod search;
mod settings;
mod stories;
mod today;
mod welcome;

use crate::support::tui::{Setup, Tui};

/// The sizes every screen is looked at.
const SIZES: [(u16, u16); 3] = [(60, 16), (80, 24), (120, 40)];

/// Compares the screen at every size with what it was; each is drawn dark, light and without colour.
fn look(name: &str, tui: &mut Tui) {
    look_at(name, &SIZES, tui);
}

/// Compares the screen at some sizes with what it was.
fn look_at(name: &str, sizes: &[(u16, u16)], tui: &mut Tui) {
    let pictures: Vec<String> = sizes.iter().map(|size| picture(name, *size, tui)).collect();
    compare(name, &pictures.join("\n"));
}

/// Shows the screen at a size, under a line that tells it, and checks that it can be read in every look.
fn picture(name: &str, (columns, rows): (u16, u16), tui: &mut Tui) -> String {
    tui.resize(columns, rows);
    readable::check(&format!("{name} at {columns} × {rows}"), tui);
    format!("═══ {columns} × {rows} ═══\n{}\n", tui.screen())
}

fn compare(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

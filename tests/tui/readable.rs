//! Every picture that a test compares is also drawn dark, light and without colour: the words are the same, all of them can
//! be read, and what is marked is told without colour.

use std::collections::HashSet;

use empathy::tui::theme::{Colours, Theme};
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

use crate::support::tui::{Tui, dump};

/// Contrast of small text, by the Web Content Accessibility Guidelines.
const READABLE: f64 = 4.5;

/// Checks the screen in three looks, and leaves it in the one it had.
pub fn check(name: &str, tui: &mut Tui) {
    let [dark, light, none] = [(false, Colours::True), (true, Colours::True), (false, Colours::None)]
        .map(|(light, colours)| tui.painted_in(Theme::new(light, colours)));
    let text = dump::text(&dark);
    assert_eq!(text, dump::text(&light), "{name} reads otherwise when it is light");
    assert_eq!(text, dump::text(&none), "{name} reads otherwise without colour");
    for (look, buf) in [("dark", &dark), ("light", &light)] {
        let behind = of_cell(look == "light", Theme::send_behind).fg;
        let mut seen = HashSet::new();
        let read = cells(buf).filter(|(_, cell)| cell.fg != behind);
        let read = read.filter(|(_, cell)| {
            cell.symbol().starts_with(char::is_alphanumeric) && seen.insert((cell.fg, cell.bg, cell.modifier))
        });
        let hard: Vec<_> =
            read.filter_map(|(at, cell)| Some(format!("{at:?} {}", hard_to_read(cell)?))).collect();
        assert!(hard.is_empty(), "{name}, {look}: {}\n{text}", hard.join(", "));
    }
    for (at, cell) in cells(&none) {
        let plain = cell.fg == Color::Reset && cell.bg == Color::Reset;
        assert!(plain, "{name}: {at:?} has a colour without colour: {cell:?}");
    }
    let marked = |buf: &Buffer| cells(buf).any(|(_, cell)| cell.modifier.contains(Modifier::REVERSED));
    let selection = of_cell(false, Theme::select).bg;
    let selected = cells(&dark).any(|(_, cell)| cell.bg == selection);
    assert!(
        !selected || marked(&none) || text.contains('▌'),
        "{name}: what is marked is told by colour alone"
    );
}

/// What a theme makes of a cell.
fn of_cell(light: bool, change: impl Fn(&Theme, &mut Cell)) -> Cell {
    let mut cell = Cell::default();
    change(&Theme::new(light, Colours::True), &mut cell);
    cell
}

fn cells(buf: &Buffer) -> impl Iterator<Item = ((u16, u16), &Cell)> {
    let area = buf.area;
    buf.content.iter().zip(0u16..).map(move |(cell, at)| ((at % area.width, at / area.width), cell))
}

/// Says how hard a cell is to read that has a letter, if it is.
fn hard_to_read(cell: &Cell) -> Option<String> {
    let letter = cell.symbol();
    let (Color::Rgb(r, g, b), Color::Rgb(br, bg, bb)) = (cell.fg, cell.bg) else {
        return Some(format!("“{letter}” has no colour of its own: {:?} on {:?}", cell.fg, cell.bg));
    };
    let (ink, ground) = if cell.modifier.contains(Modifier::REVERSED) {
        ((br, bg, bb), (r, g, b))
    } else {
        ((r, g, b), (br, bg, bb))
    };
    let found = contrast(ink, ground);
    (found < READABLE).then(|| format!("“{letter}” {found:.1}"))
}

fn contrast(one: (u8, u8, u8), other: (u8, u8, u8)) -> f64 {
    let part = |c: u8| {
        let c = f64::from(c) / 255.0;
        if c <= 0.03928 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
    };
    let luminance = |(r, g, b)| 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

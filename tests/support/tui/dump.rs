//! The picture as text.

use std::collections::BTreeMap;

use empathy::sanitize;
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

/// Writes the rows without spaces at their ends.
pub fn text(buf: &Buffer) -> String {
    let rows = (0..buf.area.height).map(|y| row(buf, y).trim_end().to_owned());
    rows.collect::<Vec<_>>().join("\n")
}

fn row(buf: &Buffer, y: u16) -> String {
    cells(buf, y).map(|(_, cell)| cell.symbol()).collect::<String>().replace('\u{a0}', " ")
}

/// Goes over the cells of a row, leaving out those that a wide character covers.
fn cells(buf: &Buffer, y: u16) -> impl Iterator<Item = (u16, &Cell)> {
    let mut free = 0;
    (0..buf.area.width).filter_map(move |x| {
        let cell = buf.cell((x, y)).filter(|_| x >= free)?;
        free = x + (sanitize::width(cell.symbol()) as u16).max(1);
        Some((x, cell))
    })
}

/// Finds the first place where some words stand: column, row.
pub fn find(buf: &Buffer, words: &str) -> Option<(u16, u16)> {
    (0..buf.area.height).find_map(|y| {
        let at = row(buf, y).find(words)?;
        let mut before = 0;
        let found = cells(buf, y).find(|(_, cell)| {
            let here = before >= at;
            before += if cell.symbol() == "\u{a0}" { 1 } else { cell.symbol().len() };
            here
        });
        found.map(|(x, _)| (x, y))
    })
}

/// Lists the runs that do not look as most cells do: row, words, how they look.
pub fn styled(buf: &Buffer) -> String {
    let mut counts = BTreeMap::<String, usize>::new();
    for cell in &buf.content {
        *counts.entry(look(cell)).or_default() += 1;
    }
    let plain = counts.into_iter().max_by_key(|(_, count)| *count).map(|(look, _)| look).unwrap_or_default();
    let mut lines = Vec::new();
    for y in 0..buf.area.height {
        let mut runs: Vec<(String, String)> = Vec::new();
        for (_, cell) in cells(buf, y) {
            let look = look(cell);
            match runs.last_mut() {
                Some((before, words)) if *before == look => words.push_str(cell.symbol()),
                _ => runs.push((look, cell.symbol().to_owned())),
            }
        }
        for (look, words) in runs.iter().filter(|(look, words)| *look != plain && seen(look, words, &plain)) {
            lines.push(format!("{y:>2} {look}: {}", short(words)));
        }
    }
    lines.join("\n")
}

fn seen(look: &str, words: &str, plain: &str) -> bool {
    let ground = |look: &str| look.split_once("on ").map(|(_, ground)| ground.to_owned());
    let bar = look.contains("reversed") || look.contains("underlined") || ground(look) != ground(plain);
    bar || !words.trim().is_empty()
}

fn short(words: &str) -> String {
    if words.chars().all(|c| c == '─') { "─…".to_owned() } else { format!("{words:?}") }
}

fn look(cell: &Cell) -> String {
    let mut words = Vec::new();
    for (modifier, word) in [
        (Modifier::BOLD, "bold"),
        (Modifier::ITALIC, "italic"),
        (Modifier::DIM, "dim"),
        (Modifier::UNDERLINED, "underlined"),
        (Modifier::REVERSED, "reversed"),
    ] {
        if cell.modifier.contains(modifier) {
            words.push(word.to_owned());
        }
    }
    for (colour, on) in [(cell.fg, ""), (cell.bg, "on ")] {
        match colour {
            Color::Reset => {}
            Color::Indexed(number) => words.push(format!("{on}{number}")),
            colour => words.push(format!("{on}{colour}").to_lowercase()),
        }
    }
    words.join(" ")
}

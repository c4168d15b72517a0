//! Draws the pictures of the README from the program itself: `cargo run --example pictures`.

use std::fmt::Write as _;
use std::path::Path;
use std::rc::Rc;
use std::time::Duration;

use empathy::app::demo;
use empathy::db::{Filter, Reader, Saver, Store};
use empathy::domain::time::{Moment, Now};
use empathy::error::Result;
use empathy::exercises::Catalog;
use empathy::sys::rng::Rng;
use empathy::sys::settings::Settings;
use empathy::tui::app::App;
use empathy::tui::context::Context;
use empathy::tui::input::Event;
use empathy::tui::keymap::Keymap;
use empathy::tui::route::Route;
use empathy::tui::theme::{Colours, Theme};
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect};
use ratatui::style::{Color, Modifier};

/// Width and height of a cell, in pixels.
const CELL: (usize, usize) = (9, 19);
const GROUND: &str = "#1e1e2e";
const TEXT: &str = "#cdd6f4";

fn main() -> Result<()> {
    picture("today", (100, 30), None, &[])?;
    picture("log", (120, 30), None, &["2"])?;
    picture("progress", (100, 30), None, &["3"])?;
    picture("exercise", (100, 30), Some("trust-audit"), &["pgdn", "pgdn", "f2"])
}

/// Opens the demo journal, types some keys, and writes what is on the screen.
fn picture(name: &str, size: (u16, u16), exercise: Option<&str>, keys: &[&str]) -> Result<()> {
    let now = Now { wall: Moment::parse("2026-11-20T14:02:31+00:00").expect("a time"), mono: Duration::ZERO };
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("journal.db");
    let mut store = Store::open(&path, now.wall)?;
    let until = now.wall.day(0);
    demo::fill(&mut store, until, 1)?;
    let route = match exercise {
        Some(exercise) => {
            let filter = Filter { exercise: Some(exercise.to_owned()), ..Filter::default() };
            let newest = store.list(&filter, None, 1)?.remove(0);
            Route::Entry(newest.id, None)
        }
        None => Route::Today(None),
    };
    let cx = Context {
        saver: Saver::start(&path, Rng::seeded(1))?,
        store: Reader::of(store)?,
        catalog: Rc::new(Catalog::built_in()),
        chance: Rng::seeded(1),
        settings: Settings::default(),
        keymap: Keymap::built_in(),
        now,
    };
    let mut app = App::new(cx, Theme::new(false, Colours::Many), size, route)?;
    for key in keys {
        app.handle(Event::Key(key.parse().expect("a key")), now);
    }
    let mut buffer = Buffer::empty(Rect::new(0, 0, size.0, size.1));
    let cursor = app.paint(&mut buffer, now);
    let target = Path::new("assets/pictures").join(format!("{name}.svg"));
    empathy::sys::files::write_whole(&target, svg(&buffer, cursor).as_bytes(), true)
}

/// Writes a buffer as SVG, one text element a run of one style.
fn svg(buffer: &Buffer, cursor: Option<Position>) -> String {
    let area = buffer.area;
    let (width, height) = (usize::from(area.width) * CELL.0 + 16, usize::from(area.height) * CELL.1 + 16);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" role=\"img\" \
         font-family=\"'DejaVu Sans Mono', Menlo, Consolas, monospace\" font-size=\"15\" xml:space=\"preserve\">\n\
         <rect width=\"{width}\" height=\"{height}\" rx=\"8\" fill=\"{GROUND}\"/>\n"
    );
    for y in 0..area.height {
        let mut x = 0;
        while x < area.width {
            let start = x;
            let first = buffer[(x, y)].clone();
            let mut text = String::new();
            while x < area.width && same(&buffer[(x, y)], &first) {
                text.push_str(buffer[(x, y)].symbol());
                x += 1;
            }
            run(&mut out, (start, y), x - start, &first, &text);
        }
    }
    if let Some(at) = cursor {
        let (x, y) = (usize::from(at.x) * CELL.0 + 8, usize::from(at.y) * CELL.1 + 8);
        let _ =
            writeln!(out, "<rect x=\"{x}\" y=\"{y}\" width=\"2\" height=\"{}\" fill=\"{TEXT}\"/>", CELL.1);
    }
    out.push_str("</svg>\n");
    out
}

fn same(a: &Cell, b: &Cell) -> bool {
    a.fg == b.fg && a.modifier == b.modifier
}

fn run(out: &mut String, at: (u16, u16), columns: u16, cell: &Cell, text: &str) {
    let reversed = cell.modifier.contains(Modifier::REVERSED);
    if text.trim().is_empty() && !reversed {
        return;
    }
    let (x, y) = (usize::from(at.0) * CELL.0 + 8, usize::from(at.1) * CELL.1 + 8);
    let wide = usize::from(columns) * CELL.0;
    let colour = colour(cell.fg);
    let fill = if reversed { GROUND } else { &colour };
    if reversed {
        let _ = writeln!(
            out,
            "<rect x=\"{x}\" y=\"{y}\" width=\"{wide}\" height=\"{}\" fill=\"{colour}\"/>",
            CELL.1
        );
    }
    let bold = if cell.modifier.contains(Modifier::BOLD) { " font-weight=\"bold\"" } else { "" };
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    let _ = writeln!(
        out,
        "<text x=\"{x}\" y=\"{}\" fill=\"{fill}\"{bold} textLength=\"{wide}\">{text}</text>",
        y + CELL.1 - 5
    );
}

/// Gives a colour of the 256 as terminals show it.
fn colour(colour: Color) -> String {
    let Color::Indexed(index) = colour else { return TEXT.to_owned() };
    match index {
        232.. => {
            let grey = 8 + (u32::from(index) - 232) * 10;
            format!("#{grey:02x}{grey:02x}{grey:02x}")
        }
        16..232 => {
            let step = |n: u8| if n == 0 { 0 } else { 55 + u32::from(n) * 40 };
            let cube = index - 16;
            format!("#{:02x}{:02x}{:02x}", step(cube / 36), step(cube / 6 % 6), step(cube % 6))
        }
        _ => TEXT.to_owned(),
    }
}

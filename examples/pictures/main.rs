//! Draws the pictures of the README from the program itself: `cargo run --example pictures`. With `-- parts`, draws a page
//! of all parts that screens are composed of in every theme, to `target/pictures`.

mod parts;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::rc::Rc;
use std::time::Duration;

use empathy::app::demo;
use empathy::db::{Filter, Reader, Saver, Store};
use empathy::domain::time::{Moment, Now};
use empathy::error::Result;
use empathy::exercises::Catalog;
use empathy::sys::paths::Places;
use empathy::sys::rng::Rng;
use empathy::sys::settings::Settings;
use empathy::tui::app::App;
use empathy::tui::context::{Context, Which};
use empathy::tui::input::Event;
use empathy::tui::keymap::Keymap;
use empathy::tui::personal::Personal;
use empathy::tui::route::Route;
use empathy::tui::theme::{Colours, Surface, Theme};
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect};
use ratatui::style::{Color, Modifier};

/// Width and height of a cell, in pixels.
const CELL: (usize, usize) = (9, 19);

fn main() -> Result<()> {
    if std::env::args().nth(1).as_deref() == Some("parts") {
        return Theme::names().try_for_each(page);
    }
    picture("today", (100, 30), None, &[])?;
    picture("log", (120, 30), None, &["2"])?;
    picture("progress", (100, 30), None, &["5"])?;
    picture("watch", (100, 30), Some("watch"), &["pgdn"])?;
    picture("exercise", (100, 30), Some("trust-audit"), &["pgdn", "pgdn", "f2"])
}

/// Draws all parts in a theme.
fn page(name: &str) -> Result<()> {
    let theme = Theme::built_in(name, Colours::True).expect("built in");
    let mut buffer = Buffer::empty(Rect::new(0, 0, parts::SIZE.0, parts::SIZE.1));
    parts::draw(&mut buffer, &theme, name);
    let folder = Path::new("target/pictures");
    std::fs::create_dir_all(folder).expect("a folder");
    let target = folder.join(format!("{name}.svg"));
    empathy::sys::files::write_whole(&target, svg(&buffer, None, &theme).as_bytes(), true)
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
            Route::Edit(newest.id, None)
        }
        None => Route::Today(None),
    };
    let cx = Context {
        saver: Saver::start(&path, Rng::seeded(1))?,
        store: Reader::of(store)?,
        catalog: Rc::new(Catalog::built_in()),
        chance: Rng::seeded(1),
        settings: Settings::default(),
        personal: Personal {
            places: Places {
                journal: path.clone(),
                usual: path.clone(),
                config: folder.path().to_owned(),
                state: folder.path().join("state"),
                instead_of: None,
            },
            light: false,
            colours: Colours::True,
        },
        keymap: Keymap::built_in(),
        now,
        began: now.wall,
        which: Which::Usual,
        left: BTreeMap::new(),
    };
    let theme = Theme::new(false, Colours::True);
    let mut app = App::new(cx, theme.clone(), size, route)?;
    for key in keys {
        app.handle(Event::Key(key.parse().expect("a key")), now);
    }
    let mut buffer = Buffer::empty(Rect::new(0, 0, size.0, size.1));
    let cursor = app.paint(&mut buffer, now);
    let target = Path::new("assets/pictures").join(format!("{name}.svg"));
    empathy::sys::files::write_whole(&target, svg(&buffer, cursor, &theme).as_bytes(), true)
}

/// What the terminal's own colours are in a picture: text, background.
const OWN: (&str, &str) = ("#d0d3d8", "#101216");

/// Writes a buffer as SVG, one text element a run of one style.
fn svg(buffer: &Buffer, cursor: Option<Position>, theme: &Theme) -> String {
    let area = buffer.area;
    let (width, height) = (usize::from(area.width) * CELL.0 + 16, usize::from(area.height) * CELL.1 + 16);
    let base = theme.surface(Surface::Base);
    let (text, ground) = (hex(base.fg, OWN.0), hex(base.bg, OWN.1));
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" role=\"img\" \
         font-family=\"'DejaVu Sans Mono', Menlo, Consolas, monospace\" font-size=\"15\">\n\
         <rect width=\"{width}\" height=\"{height}\" rx=\"8\" fill=\"{ground}\"/>\n"
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
            run(&mut out, (start, y), x - start, &first, &text, &ground);
        }
    }
    if let Some(at) = cursor {
        let (x, y) = (usize::from(at.x) * CELL.0 + 8, usize::from(at.y) * CELL.1 + 8);
        let _ =
            writeln!(out, "<rect x=\"{x}\" y=\"{y}\" width=\"2\" height=\"{}\" fill=\"{text}\"/>", CELL.1);
    }
    out.push_str("</svg>\n");
    out
}

fn same(a: &Cell, b: &Cell) -> bool {
    a.fg == b.fg && a.bg == b.bg && a.modifier == b.modifier
}

fn run(out: &mut String, at: (u16, u16), columns: u16, cell: &Cell, text: &str, ground: &str) {
    let (x, y) = (usize::from(at.0) * CELL.0 + 8, usize::from(at.1) * CELL.1 + 8);
    let wide = usize::from(columns) * CELL.0;
    let (mut fill, mut behind) = (hex(Some(cell.fg), OWN.0), hex(Some(cell.bg), OWN.1));
    if cell.modifier.contains(Modifier::REVERSED) {
        std::mem::swap(&mut fill, &mut behind);
    }
    if behind != ground {
        let _ = writeln!(
            out,
            "<rect x=\"{x}\" y=\"{y}\" width=\"{wide}\" height=\"{}\" fill=\"{behind}\"/>",
            CELL.1
        );
    }
    if text.trim().is_empty() {
        return;
    }
    let mut looks = String::new();
    for (modifier, look) in [
        (Modifier::BOLD, " font-weight=\"bold\""),
        (Modifier::ITALIC, " font-style=\"italic\""),
        (Modifier::UNDERLINED, " text-decoration=\"underline\""),
        (Modifier::DIM, " opacity=\"0.6\""),
    ] {
        if cell.modifier.contains(modifier) {
            looks.push_str(look);
        }
    }
    // Browsers drop spaces at the ends, and stretch what is left.
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace(' ', "\u{a0}");
    let _ = writeln!(
        out,
        "<text x=\"{x}\" y=\"{}\" fill=\"{fill}\"{looks} textLength=\"{wide}\">{text}</text>",
        y + CELL.1 - 5
    );
}

/// Returns a colour as pictures name it; `own` where it is the terminal's.
fn hex(colour: Option<Color>, own: &str) -> String {
    match colour {
        Some(Color::Rgb(r, g, b)) => format!("#{r:02x}{g:02x}{b:02x}"),
        Some(Color::Red) => "#e06c75".to_owned(),
        Some(Color::Green) => "#98c379".to_owned(),
        Some(Color::Yellow) => "#e5c07b".to_owned(),
        Some(Color::Blue) => "#61afef".to_owned(),
        Some(Color::Magenta) => "#c678dd".to_owned(),
        Some(Color::Cyan) => "#56b6c2".to_owned(),
        _ => own.to_owned(),
    }
}

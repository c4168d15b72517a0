//! Every screen at every size and in every number of colours, led to by one table. The pictures stand in `screens/`.

use empathy::tui::theme::{Colours, Role, Theme};
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

use super::{Setup, Tui, picture};
use crate::support::tui::text;

#[path = "../../examples/pictures/screens.rs"]
mod table;

use table::{SCREENS, Screen};

const SIZES: [(u16, u16); 4] = [(60, 16), (80, 24), (120, 40), (200, 60)];

/// Contrast of small text, by the Web Content Accessibility Guidelines.
const READABLE: f64 = 4.5;

/// What tells the mark, or what has the focus, without a colour.
const MARKS: [char; 5] = ['▸', '▌', '━', '‹', '●'];

/// Where there is nothing to mark.
const PAGES: [&str; 2] = ["read", "read_history"];

fn open(screen: &Screen, light: bool, colours: Colours) -> Tui {
    let setup = Setup::new().look(light, colours);
    let setup = if screen.filled { setup.demo() } else { setup };
    let mut tui = match screen.at {
        Some((exercise, step, rows)) => setup.open_at(exercise, step, rows),
        None => setup.today(),
    };
    for key in screen.keys {
        tui.keys(&format!("<{key}>"));
    }
    tui
}

/// Gives the screen at every size.
fn drawn(tui: &mut Tui) -> Vec<Buffer> {
    SIZES.iter().map(|(columns, rows)| tui.resize(*columns, *rows).paint().0).collect()
}

#[test]
fn every_screen_has_its_picture_at_every_size_and_names_a_key_however_small_it_is() {
    let mut settings = insta::Settings::clone_current();
    settings.set_omit_expression(true);
    settings.set_snapshot_path("screens");
    settings.set_prepend_module_to_snapshot(false);
    for screen in &SCREENS {
        let mut tui = open(screen, false, Colours::None);
        let pictures: Vec<String> = SIZES.iter().map(|size| picture(&mut tui, *size)).collect();
        let named = ["Esc", "Enter", "?", "F1"].iter().any(|key| pictures[0].contains(key));
        assert!(named, "{}\n{}", screen.name, pictures[0]);
        settings.bind(|| insta::assert_snapshot!(screen.name, pictures.join("\n")));
    }
}

#[test]
fn every_screen_says_the_same_in_dark_in_light_and_without_colours() {
    let mut faults = Vec::new();
    for screen in &SCREENS {
        let plain = drawn(&mut open(screen, false, Colours::None));
        for buf in &plain {
            let area = buf.area;
            if buf.content.iter().any(|cell| (cell.fg, cell.bg) != (Color::Reset, Color::Reset)) {
                faults.push(format!("{} {area}: a colour under NO_COLOR", screen.name));
            }
            let is_marked =
                |cell: &Cell| cell.modifier.contains(Modifier::REVERSED) || cell.symbol().contains(MARKS);
            if !PAGES.contains(&screen.name) && !buf.content.iter().any(is_marked) {
                faults.push(format!("{} {area}: nothing tells the mark", screen.name));
            }
        }
        for light in [false, true] {
            let theme = Theme::new(light, Colours::True);
            for (buf, plain) in drawn(&mut open(screen, light, Colours::True)).iter().zip(&plain) {
                if text(buf) != text(plain) {
                    faults.push(format!("{} {}: other words, light {light}", screen.name, buf.area));
                }
                faults.extend(
                    hard_to_read(buf, &theme).map(|cell| format!("{} light {light}: {cell}", screen.name)),
                );
            }
        }
    }
    faults.dedup();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Lists what cannot be read well, but for borders and what lies behind something.
fn hard_to_read(buf: &Buffer, theme: &Theme) -> impl Iterator<Item = String> {
    let mut behind = Cell::default();
    theme.send_behind(&mut behind);
    let border = theme.style(Role::Border).fg;
    buf.content.iter().filter_map(move |cell| {
        let aside = cell.symbol().trim().is_empty() || Some(cell.fg) == border || cell.fg == behind.fg;
        let (fg, bg) =
            if cell.modifier.contains(Modifier::REVERSED) { (cell.bg, cell.fg) } else { (cell.fg, cell.bg) };
        let hard = !aside && contrast(fg, bg) < READABLE;
        hard.then(|| format!("`{}` {fg} on {bg}: {:.2}", cell.symbol(), contrast(fg, bg)))
    })
}

/// Returns the contrast of two colours, from 1 to 21; 0 if one of them is the terminal's.
fn contrast(text: Color, ground: Color) -> f64 {
    let luminance = |colour| {
        let Color::Rgb(r, g, b) = colour else { return None };
        let part = |c: u8| {
            let c = f64::from(c) / 255.0;
            if c <= 0.03928 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        Some(0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b))
    };
    let (Some(text), Some(ground)) = (luminance(text), luminance(ground)) else { return 0.0 };
    (f64::max(text, ground) + 0.05) / (f64::min(text, ground) + 0.05)
}

/// How many of a hundred cells may be blank at the largest size. Half is the aim: these numbers only ever go down.
const BLANK: [(&str, usize); 5] =
    [("today", 57), ("log", 61), ("progress_trust", 70), ("review", 79), ("form_prose", 83)];

#[test]
fn a_wide_terminal_is_used() {
    for (name, most) in BLANK {
        let screen = SCREENS.iter().find(|screen| screen.name == name).expect("in the table");
        let (buf, _) = open(screen, false, Colours::None).resize(200, 60).paint();
        let blank = buf.content.iter().filter(|cell| cell.symbol().trim().is_empty()).count();
        let share = blank * 100 / buf.content.len();
        assert!(share <= most, "{name}: {share}");
    }
}

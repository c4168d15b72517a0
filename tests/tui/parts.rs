//! The parts that screens are composed of, on one page, in every theme and number of colours.

use empathy::tui::theme::{Colours, Theme};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::compare;
use crate::support::tui::{styled, text};

#[path = "../../examples/pictures/parts.rs"]
mod page;

fn draw(name: &str, colours: Colours) -> Buffer {
    let theme = Theme::built_in(name, colours).expect("built in");
    let mut buf = Buffer::empty(Rect::new(0, 0, page::SIZE.0, page::SIZE.1));
    page::draw(&mut buf, &theme, name);
    buf
}

#[test]
fn every_part_has_its_letters_in_every_theme() {
    let wanted = text(&draw("dark", Colours::True));
    compare("parts", &wanted);
    for name in Theme::names() {
        for colours in [Colours::True, Colours::Many, Colours::Sixteen, Colours::None] {
            let shown = text(&draw(name, colours)).replacen(name, "dark", 1);
            let (first, wanted) = (shown.split_once('\n'), wanted.split_once('\n'));
            assert_eq!(first.map(|(_, below)| below), wanted.map(|(_, below)| below), "{name} {colours:?}");
        }
    }
}

#[test]
fn every_part_has_its_looks() {
    for name in Theme::names() {
        compare(&format!("parts_{name}"), &styled(&draw(name, Colours::True)));
    }
    compare("parts_dark_256", &styled(&draw("dark", Colours::Many)));
    compare("parts_dark_16", &styled(&draw("dark", Colours::Sixteen)));
    compare("parts_none", &styled(&draw("dark", Colours::None)));
}

//! Every built-in theme can be read, in every number of colours.

use ratatui::style::{Color, Modifier};

use super::colour::{contrast, rgb};
use super::file::{Ink, Palette};
use super::{Colours, Hue, Role, Surface, Theme};

/// Contrast of small text, by the Web Content Accessibility Guidelines.
const READABLE: f64 = 4.5;

#[test]
fn every_text_can_be_read_on_every_surface_of_every_built_in_theme() {
    let mut hard = Vec::new();
    for name in Theme::names().filter(|name| *name != "ansi") {
        for colours in [Colours::True, Colours::Many] {
            let palette = Theme::built_in(name, colours).expect("built in").palette;
            let inks = || Ink::ALL.into_iter().map(|(.., ink)| ink);
            for ground in inks().filter(|ink| ink.is_ground()) {
                for ink in inks().filter(|ink| !ink.is_ground() && *ink != Ink::Border) {
                    let colour = |ink| rgb(palette.get(ink)).expect("a colour of its own");
                    let contrast = contrast(colour(ink), colour(ground));
                    if contrast < READABLE {
                        hard.push(format!("{name}, {colours:?}: {ink:?} on {ground:?}: {contrast:.2}"));
                    }
                }
            }
        }
    }
    assert!(hard.is_empty(), "{}", hard.join("\n"));
}

#[test]
fn surfaces_and_selection_differ_in_every_theme_that_has_its_own() {
    for name in Theme::names().filter(|name| *name != "ansi") {
        let theme = Theme::built_in(name, Colours::True).expect("built in");
        let grounds = [Ink::Base, Ink::Panel, Ink::Raised, Ink::Selection].map(|ink| theme.palette.get(ink));
        for (place, ground) in grounds.iter().enumerate() {
            assert!(!grounds[..place].contains(ground), "{name} has a surface twice");
        }
    }
}

#[test]
fn the_terminals_own_colours_are_left_to_it() {
    let ansi = Palette::built_in("ansi").expect("built in");
    for (.., ink) in Ink::ALL {
        assert_eq!(rgb(ansi.get(ink)), None, "{ink:?}");
    }
    let theme = Theme::built_in("ansi", Colours::True).expect("built in");
    assert_eq!(theme.surface(Surface::Raised).bg, Some(Color::Reset));
    assert_eq!(theme.style(Role::Hue(Hue::Errors)).fg, Some(Color::Red));
}

#[test]
fn without_colours_bold_faint_and_reversed_remain() {
    for light in [true, false] {
        let plain = Theme::new(light, Colours::None);
        let has = |role, modifier| plain.style(role).add_modifier.contains(modifier);
        for role in [Role::Plain, Role::Accent, Role::Hue(Hue::Trust), Role::Value(1), Role::Marked] {
            assert_eq!((plain.style(role).fg, plain.style(role).bg), (None, None), "{role:?}");
        }
        assert!(has(Role::Accent, Modifier::BOLD) && has(Role::Title, Modifier::BOLD));
        assert!(has(Role::Dim, Modifier::DIM) && has(Role::Border, Modifier::DIM));
        assert!(has(Role::Marked, Modifier::REVERSED));
        let sixteen = Theme::new(light, Colours::Sixteen);
        assert!(sixteen.style(Role::Dim).add_modifier.contains(Modifier::DIM));
        assert_eq!(sixteen.style(Role::Dim).fg, None, "faint is an attribute, not bright black");
    }
}

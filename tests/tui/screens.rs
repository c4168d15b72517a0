//! Every screen at every size, dark, light and without colour, led to by one table. The pictures stand in `screens/`.

use super::{Setup, Tui, picture};

#[path = "../../examples/pictures/screens.rs"]
mod table;

use table::{SCREENS, Screen};

const SIZES: [(u16, u16); 4] = [(60, 16), (80, 24), (120, 40), (200, 60)];

fn open(screen: &Screen) -> Tui {
    let setup = Setup::new();
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

#[test]
fn every_screen_has_its_picture_at_every_size_and_names_a_key_however_small_it_is() {
    let mut settings = insta::Settings::clone_current();
    settings.set_omit_expression(true);
    settings.set_snapshot_path("screens");
    settings.set_prepend_module_to_snapshot(false);
    for screen in &SCREENS {
        let mut tui = open(screen);
        let pictures: Vec<String> = SIZES.iter().map(|size| picture(screen.name, *size, &mut tui)).collect();
        let named = ["Esc", "Enter", "?", "F1"].iter().any(|key| pictures[0].contains(key));
        assert!(named, "{}\n{}", screen.name, pictures[0]);
        settings.bind(|| insta::assert_snapshot!(screen.name, pictures.join("\n")));
    }
}

/// How many of a hundred cells may be blank at the largest size. Half is the aim: these numbers only ever go down.
const BLANK: [(&str, usize); 5] =
    [("today", 57), ("log", 61), ("progress_trust", 70), ("review", 79), ("form_prose", 83)];

#[test]
fn a_wide_terminal_is_used() {
    for (name, most) in BLANK {
        let screen = SCREENS.iter().find(|screen| screen.name == name).expect("in the table");
        let (buf, _) = open(screen).resize(200, 60).paint();
        let blank = buf.content.iter().filter(|cell| cell.symbol().trim().is_empty()).count();
        let share = blank * 100 / buf.content.len();
        assert!(share <= most, "{name}: {share}");
    }
}

//! Styles by role and surfaces, of a theme and for as many colours as the terminal has. No widget names a colour.
//!
//! ```text
//!   file.rs    theme files ─► a colour for each name, mistakes located
//!   colour.rs  brought down to 256, to sixteen, to none
//!   looks.rs   what the environment and the terminal say of themselves
//! ```
//!
//! Where a colour is the terminal's own, an attribute stands in for it: faint is dim, a selection is reversed.

mod colour;
mod file;
mod looks;

use std::path::Path;

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier, Style};

use self::colour::{Use, mix, shown};
use self::file::{Ink, Palette};
use crate::error::Problem;

pub use self::colour::Colours;
pub use self::looks::{Looks, is_light};
pub use crate::domain::hue::Hue;
pub use crate::wording::hue_mark;

/// What a piece of text is, for its style.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Labels, ordinary text.
    Plain,
    /// Help: text that may be overlooked.
    Dim,
    /// A heading, or what the person wrote.
    Title,
    /// What is to be seen first.
    Accent,
    /// The edge of what has the focus.
    Focus,
    /// The edge of anything else.
    Border,
    /// Done, fine.
    Good,
    /// Worth a look.
    Warn,
    /// Wrong, not saved.
    Bad,
    /// A part of a line that is selected.
    Marked,
    /// An example answer.
    Example,
    /// Somebody's words.
    Quote,
    /// Words that a hint is about.
    Hint,
    /// Words that somebody said, in a sentence of one's own.
    Theirs,
    /// Belongs to a dimension.
    Hue(Hue),
    /// A value, 1 the lowest to 5 the highest.
    Value(u8),
}

/// What text stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Surface {
    /// The screen.
    Base,
    /// Within a frame.
    Panel,
    /// What lies over the screen.
    Raised,
}

impl Surface {
    fn ink(self) -> Ink {
        match self {
            Self::Base => Ink::Base,
            Self::Panel => Ink::Panel,
            Self::Raised => Ink::Raised,
        }
    }
}

/// The styles of every role and surface.
#[derive(Debug, Clone)]
pub struct Theme {
    palette: Palette,
    /// Text behind what lies over the screen.
    behind: Color,
}

impl Theme {
    /// Picks the theme for a background.
    pub fn new(light: bool, colours: Colours) -> Self {
        let name = if light { "light" } else { "dark" };
        Self::built_in(name, colours).expect("the built-in themes are tested")
    }

    /// Returns a theme that comes with the program.
    pub fn built_in(name: &str, colours: Colours) -> Option<Self> {
        Palette::built_in(name).map(|palette| Self::of(palette, colours))
    }

    /// Lists the themes that come with the program.
    pub fn names() -> impl Iterator<Item = &'static str> {
        file::names()
    }

    /// Reads a person's own theme. A colour that has a mistake is as in the theme it is made from.
    pub fn read(name: &Path, text: &str, colours: Colours) -> (Self, Vec<Problem>) {
        let (palette, problems) = Palette::own(name, text);
        (Self::of(palette, colours), problems)
    }

    fn of(whole: Palette, colours: Colours) -> Self {
        let text = Use::Text { light: whole.light };
        let palette =
            whole.map(|ink, colour| shown(colour, colours, if ink.is_ground() { Use::Ground } else { text }));
        let behind = mix(whole.get(Ink::Mid), whole.get(Ink::Base), 42);
        Self { palette, behind: shown(behind, colours, Use::Ground) }
    }

    /// Returns the style of a role.
    pub fn style(&self, role: Role) -> Style {
        let (ink, modifier) = match role {
            Role::Plain => (Ink::Mid, Modifier::empty()),
            Role::Dim => (Ink::Faint, Modifier::empty()),
            Role::Title => (Ink::Bold, Modifier::BOLD),
            Role::Accent => (Ink::Accent, Modifier::BOLD),
            Role::Focus => (Ink::Accent, Modifier::empty()),
            Role::Border => (Ink::Border, Modifier::empty()),
            Role::Good | Role::Example => (Ink::Good, Modifier::empty()),
            Role::Warn => (Ink::Warn, Modifier::empty()),
            Role::Bad => (Ink::Bad, Modifier::BOLD),
            Role::Marked => (Ink::Bold, Modifier::BOLD),
            Role::Quote => (Ink::Mid, Modifier::ITALIC),
            Role::Hint => (Ink::Warn, Modifier::UNDERLINED),
            Role::Theirs => (Ink::Good, Modifier::UNDERLINED),
            Role::Hue(hue) => (Ink::of_hue(hue), Modifier::empty()),
            Role::Value(value) => (Ink::of_value(value), Modifier::empty()),
        };
        let colour = self.palette.get(ink);
        let mut style = Style::new().add_modifier(modifier);
        if colour != Color::Reset {
            style = style.fg(colour);
        } else if matches!(ink, Ink::Faint | Ink::Border) {
            style = style.add_modifier(Modifier::DIM);
        }
        if role == Role::Marked { style.patch(self.selection()) } else { style }
    }

    /// Returns the style of an empty place on a surface.
    pub fn surface(&self, surface: Surface) -> Style {
        Style::new().fg(self.palette.get(Ink::Mid)).bg(self.palette.get(surface.ink()))
    }

    /// Returns what a selection adds to a style.
    fn selection(&self) -> Style {
        match self.palette.get(Ink::Selection) {
            Color::Reset => Style::new().add_modifier(Modifier::REVERSED),
            colour => Style::new().bg(colour),
        }
    }

    /// Selects what stands in a cell. Where a selection is reversed, colours and dim letters would be hard to read.
    pub fn select(&self, cell: &mut Cell) {
        cell.set_style(self.selection());
        if self.palette.get(Ink::Selection) == Color::Reset {
            cell.fg = Color::Reset;
            cell.modifier.remove(Modifier::DIM);
        }
    }

    /// Sends a cell behind what lies over it.
    pub fn send_behind(&self, cell: &mut Cell) {
        cell.modifier = Modifier::empty();
        (cell.fg, cell.bg) = (self.behind, self.palette.get(Ink::Base));
        if self.behind == Color::Reset {
            cell.modifier = Modifier::DIM;
        }
    }
}

impl Ink {
    fn of_hue(hue: Hue) -> Self {
        match hue {
            Hue::Trust => Self::Trust,
            Hue::Errors => Self::Errors,
            Hue::Models => Self::Models,
            Hue::Automation => Self::Automation,
            Hue::Review => Self::Review,
        }
    }

    fn of_value(value: u8) -> Self {
        match value {
            0 | 1 => Self::Lowest,
            2 => Self::Low,
            3 => Self::Middle,
            4 => Self::High,
            _ => Self::Highest,
        }
    }
}

#[cfg(test)]
mod tests;

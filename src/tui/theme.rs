//! Styles by role, from `assets/themes/`, for as many colours as the terminal has. No widget names a colour.

use std::collections::BTreeMap;

use ratatui::style::{Color, Modifier, Style};
use serde::Deserialize;

/// What a piece of text is, for its style.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Ordinary text.
    Plain,
    /// Text that may be overlooked.
    Dim,
    /// A heading.
    Title,
    /// What is to be seen first.
    Accent,
    /// The edge of what has the focus.
    Focus,
    /// Done, fine.
    Good,
    /// Worth a look.
    Warn,
    /// Wrong, not saved.
    Bad,
    /// Selected.
    Marked,
    /// An example answer.
    Example,
    /// Somebody's words.
    Quote,
    /// Words that a hint is about.
    Hint,
}

/// How many colours a terminal has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colours {
    /// None, or the person asked for none.
    None,
    /// The sixteen.
    Sixteen,
    /// 256.
    Many,
}

/// What is known about the terminal's looks, from its environment.
#[derive(Debug, Clone, Default)]
pub struct Looks {
    /// `NO_COLOR`.
    pub no_color: Option<String>,
    /// `TERM`.
    pub term: Option<String>,
    /// `COLORTERM`.
    pub colorterm: Option<String>,
    /// `COLORFGBG`, as some terminals set it: `15;0` is light on dark.
    pub colorfgbg: Option<String>,
}

impl Looks {
    /// Counts the colours to use.
    pub fn colours(&self) -> Colours {
        let term = self.term.as_deref().unwrap_or_default();
        if self.no_color.as_deref().is_some_and(|v| !v.is_empty()) || term == "dumb" {
            Colours::None
        } else if term.contains("256color") || self.colorterm.as_deref().is_some_and(|v| !v.is_empty()) {
            Colours::Many
        } else {
            Colours::Sixteen
        }
    }

    /// Returns whether the background is known to be light.
    pub fn light(&self) -> bool {
        let background = self.colorfgbg.as_deref().and_then(|v| v.rsplit(';').next());
        matches!(background, Some("7" | "15"))
    }
}

#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
#[expect(clippy::struct_excessive_bools, reason = "each is a key of the theme file")]
struct Look {
    fg: Option<u8>,
    basic: Option<Basic>,
    bold: bool,
    italic: bool,
    underlined: bool,
    reversed: bool,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Basic {
    Red,
    Green,
    Yellow,
    Blue,
    Magenta,
    Cyan,
    DarkGray,
}

const DARK: &str = include_str!("../../assets/themes/dark.toml");
const LIGHT: &str = include_str!("../../assets/themes/light.toml");

/// The styles of every role.
#[derive(Debug, Clone)]
pub struct Theme {
    sheet: BTreeMap<Role, Look>,
    colours: Colours,
}

impl Theme {
    /// Picks the theme for a terminal.
    pub fn new(light: bool, colours: Colours) -> Self {
        let sheet = toml::from_str(if light { LIGHT } else { DARK }).expect("the built-in themes are tested");
        Self { sheet, colours }
    }

    /// Returns the style of a role.
    pub fn style(&self, role: Role) -> Style {
        let look = self.sheet.get(&role).copied().unwrap_or_default();
        let mut style = Style::new();
        let colour = match self.colours {
            Colours::None => None,
            Colours::Sixteen => look.basic.map(Basic::colour),
            Colours::Many => look.fg.map(Color::Indexed),
        };
        if let Some(colour) = colour {
            style = style.fg(colour);
        }
        let modifiers = [
            (look.bold, Modifier::BOLD),
            (look.italic, Modifier::ITALIC),
            (look.underlined, Modifier::UNDERLINED),
            (look.reversed, Modifier::REVERSED),
        ];
        modifiers.iter().filter(|(on, _)| *on).fold(style, |style, (_, m)| style.add_modifier(*m))
    }
}

impl Basic {
    fn colour(self) -> Color {
        match self {
            Self::Red => Color::Red,
            Self::Green => Color::Green,
            Self::Yellow => Color::Yellow,
            Self::Blue => Color::Blue,
            Self::Magenta => Color::Magenta,
            Self::Cyan => Color::Cyan,
            Self::DarkGray => Color::DarkGray,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_themes_are_sound_and_no_colour_means_none() {
        for light in [true, false] {
            let plain = Theme::new(light, Colours::None);
            assert_eq!(plain.sheet.len(), 12, "one look a role");
            assert_eq!(plain.style(Role::Accent).fg, None);
            assert!(plain.style(Role::Accent).add_modifier.contains(Modifier::BOLD));
            assert!(Theme::new(light, Colours::Many).style(Role::Accent).fg.is_some());
        }
    }

    #[test]
    fn the_environment_says_how_many_colours() {
        let looks = |no: &str, term: &str, colorterm: &str| Looks {
            no_color: (!no.is_empty()).then(|| no.to_owned()),
            term: Some(term.to_owned()),
            colorterm: (!colorterm.is_empty()).then(|| colorterm.to_owned()),
            colorfgbg: None,
        };
        assert_eq!(looks("1", "xterm-256color", "truecolor").colours(), Colours::None);
        assert_eq!(looks("", "xterm-256color", "").colours(), Colours::Many);
        assert_eq!(looks("", "xterm", "truecolor").colours(), Colours::Many);
        assert_eq!(looks("", "xterm", "").colours(), Colours::Sixteen);
        assert_eq!(looks("", "dumb", "").colours(), Colours::None);
    }
}

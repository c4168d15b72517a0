//! What is known about the terminal's looks: how many colours it has, and whether its background is light.

use super::colour::{self, Colours};

/// What the environment says of the terminal.
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

/// Terminals with all colours that are known by `TERM` alone, as it is all that reaches another machine.
const TRUE: [&str; 6] = ["direct", "kitty", "alacritty", "foot", "ghostty", "wezterm"];

impl Looks {
    /// Counts the colours to use.
    pub fn colours(&self) -> Colours {
        let term = self.term.as_deref().unwrap_or_default();
        let given = |value: &Option<String>| value.as_deref().is_some_and(|value| !value.is_empty());
        match self.colorterm.as_deref() {
            _ if given(&self.no_color) || term == "dumb" => Colours::None,
            Some("truecolor" | "24bit") => Colours::True,
            _ if TRUE.iter().any(|name| term.contains(name)) => Colours::True,
            _ if term.contains("256color") || given(&self.colorterm) => Colours::Many,
            _ => Colours::Sixteen,
        }
    }

    /// Returns whether the background is known to be light.
    pub fn light(&self) -> bool {
        let background = self.colorfgbg.as_deref().and_then(|v| v.rsplit(';').next());
        matches!(background, Some("7" | "15"))
    }

    /// Returns whether the terminal can be asked for its background; old consoles would print the question.
    pub fn answers(&self) -> bool {
        self.colours() != Colours::None && self.term.as_deref().is_some_and(|term| term != "linux")
    }
}

/// Returns whether the background is light that a terminal answers with; `None` if that is no answer.
pub fn is_light(answer: &str) -> Option<bool> {
    colour::answered(answer).map(colour::is_light)
}

#[cfg(test)]
mod tests {
    use super::*;

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
        assert_eq!(looks("", "xterm", "truecolor").colours(), Colours::True);
        assert_eq!(looks("", "xterm", "yes").colours(), Colours::Many);
        assert_eq!(looks("", "xterm-kitty", "").colours(), Colours::True);
        assert_eq!(looks("", "xterm", "").colours(), Colours::Sixteen);
        assert_eq!(looks("", "dumb", "").colours(), Colours::None);
        assert!(looks("", "xterm", "").answers());
        assert!(!looks("", "linux", "").answers() && !looks("1", "xterm", "").answers());
    }
}

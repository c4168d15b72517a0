//! What comes in from the terminal, in our own words, so that nothing else needs to know the terminal library.

use std::fmt;
use std::str::FromStr;

/// Something that happened at the terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// A key was pressed.
    Key(Key),
    /// A block of text was pasted.
    Paste(String),
    /// The mouse did something.
    Mouse(Mouse),
    /// The terminal has a new size: columns, rows.
    Resize(u16, u16),
    /// The terminal was asked for its background, and this is what it is.
    Background {
        /// Whether letters on it have to be dark.
        light: bool,
    },
    /// Nothing happened for as long as was waited.
    Tick,
}

/// A key with its modifiers. Shift is part of a character, so it stands only with other keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Key {
    /// Which key.
    pub code: Code,
    /// Control was held.
    pub ctrl: bool,
    /// Alt was held.
    pub alt: bool,
    /// Shift was held.
    pub shift: bool,
}

/// Keys we know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Code {
    /// A character.
    Char(char),
    /// A function key.
    F(u8),
    /// A key with a name.
    Named(Named),
}

/// Keys with names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Named {
    Enter,
    Esc,
    Tab,
    Up,
    Down,
    Left,
    Right,
    Home,
    End,
    PageUp,
    PageDown,
    Backspace,
    Delete,
    Insert,
}

/// Name in files, name on screen, key.
const NAMES: [(&str, &str, Named); 14] = [
    ("enter", "Enter", Named::Enter),
    ("esc", "Esc", Named::Esc),
    ("tab", "Tab", Named::Tab),
    ("up", "↑", Named::Up),
    ("down", "↓", Named::Down),
    ("left", "←", Named::Left),
    ("right", "→", Named::Right),
    ("home", "Home", Named::Home),
    ("end", "End", Named::End),
    ("pgup", "PgUp", Named::PageUp),
    ("pgdn", "PgDn", Named::PageDown),
    ("backspace", "Backspace", Named::Backspace),
    ("delete", "Del", Named::Delete),
    ("insert", "Ins", Named::Insert),
];

impl Key {
    /// Makes a key without modifiers.
    pub const fn plain(code: Code) -> Self {
        Self { code, ctrl: false, alt: false, shift: false }
    }

    /// Returns the character to type, if it is one.
    pub fn typed(self) -> Option<char> {
        match self.code {
            Code::Char(c) if !self.ctrl && !self.alt => Some(c),
            _ => None,
        }
    }
}

impl FromStr for Key {
    type Err = String;

    /// Reads `ctrl-s`, `alt-up`, `shift-tab`, `f2`, `?`, `space`, `é`.
    fn from_str(text: &str) -> Result<Self, String> {
        let mut key = Self::plain(Code::Char(' '));
        let mut rest = text;
        loop {
            let (held, after) = match rest {
                _ if rest.starts_with("ctrl-") => (&mut key.ctrl, &rest[5..]),
                _ if rest.starts_with("alt-") => (&mut key.alt, &rest[4..]),
                _ if rest.starts_with("shift-") => (&mut key.shift, &rest[6..]),
                _ => break,
            };
            if after.is_empty() {
                return Err(format!("`{text}` names no key"));
            }
            *held = true;
            rest = after;
        }
        let mut letters = rest.chars();
        key.code = match (letters.next(), letters.next()) {
            (Some(one), None) => Code::Char(one),
            _ if rest == "space" => Code::Char(' '),
            (Some('f'), _) if rest[1..].parse::<u8>().is_ok_and(|n| (1..=12).contains(&n)) => {
                Code::F(rest[1..].parse().unwrap_or(1))
            }
            _ => match NAMES.iter().find(|(name, ..)| *name == rest) {
                Some((.., named)) => Code::Named(*named),
                None => {
                    return Err(format!(
                        "`{text}` names no key; one looks like `ctrl-s`, `alt-up`, `f2` or `?`"
                    ));
                }
            },
        };
        Ok(key)
    }
}

impl fmt::Display for Key {
    /// Writes it as a person reads it: `Ctrl-S`, `Alt-↑`, `F2`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (held, word) in [(self.ctrl, "Ctrl-"), (self.alt, "Alt-"), (self.shift, "Shift-")] {
            if held {
                f.write_str(word)?;
            }
        }
        match self.code {
            Code::Char(' ') => f.write_str("Space"),
            Code::Char(c) if self.ctrl || self.alt => write!(f, "{}", c.to_uppercase()),
            Code::Char(c) => write!(f, "{c}"),
            Code::F(n) => write!(f, "F{n}"),
            Code::Named(named) => {
                let label =
                    NAMES.iter().find(|(.., other)| *other == named).map_or("?", |(_, label, _)| label);
                f.write_str(label)
            }
        }
    }
}

/// Something the mouse did, at a column and row from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mouse {
    /// What it did.
    pub kind: MouseKind,
    /// The column.
    pub column: u16,
    /// The row.
    pub row: u16,
}

/// What the mouse can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MouseKind {
    /// The left button went down.
    Press,
    /// It moved with the left button down.
    Drag,
    /// The left button went up.
    Release,
    /// The wheel turned towards the start.
    WheelUp,
    /// The wheel turned towards the end.
    WheelDown,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_read_and_written() {
        let cases = [
            ("ctrl-s", "Ctrl-S"),
            ("alt-up", "Alt-↑"),
            ("shift-tab", "Shift-Tab"),
            ("f12", "F12"),
            ("?", "?"),
            ("-", "-"),
            ("ctrl--", "Ctrl--"),
            ("space", "Space"),
            ("é", "é"),
            ("G", "G"),
            ("f", "f"),
        ];
        for (text, shown) in cases {
            assert_eq!(text.parse::<Key>().map(|k| k.to_string()), Ok(shown.to_owned()), "{text}");
        }
        for wrong in ["", "ctrl-", "f13", "upp", "ab"] {
            assert!(wrong.parse::<Key>().is_err(), "{wrong}");
        }
    }
}

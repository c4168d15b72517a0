//! Settings a person may have written into `config.toml`. Everything works without.

mod edit;
mod writer;

use std::path::Path;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer};

use crate::domain::exercise::Rule;
use crate::domain::named::named;
use crate::domain::natural_date::DateOrder;
use crate::error::{Problem, did_you_mean};

use edit::set;
pub use edit::{Change, Value};
pub use writer::Writer;

/// What can be set.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// The name of the theme: `auto` for the one that fits the terminal's background.
    pub theme: String,
    /// The keys to begin with; the person's own go over them.
    pub keys: Preset,
    /// The hour at which a day starts, 0–23; before it, it is still yesterday.
    pub day_starts: u32,
    /// Whether `3/4` is in April or in March; left out, such a date is refused.
    pub date_order: Option<DateOrder>,
    /// Whether the mouse is listened to.
    pub mouse: bool,
    /// Whether a clock rings at its end.
    pub bell: bool,
    /// The days after which what lies in the trash is erased, 0 for never.
    pub trash_days: u32,
    /// The editor for Ctrl-E; `$VISUAL` and `$EDITOR` come after it.
    pub editor: Option<String>,
    /// How far suggestions about complaints go.
    pub suggestions: Level,
    /// How much is said of why something is suggested.
    pub explanations: Explained,
    /// The coach's rules that a person ignores everywhere.
    #[serde(deserialize_with = "rules")]
    pub hints_off: Vec<Rule>,
}

/// Reads the names of rules.
fn rules<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Rule>, D::Error> {
    let names: Vec<String> = Vec::deserialize(deserializer)?;
    let named = |name: &String| {
        let near = did_you_mean(name, Rule::ALL.map(|(name, _)| name));
        let near = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
        Rule::named(name).ok_or_else(|| D::Error::custom(format!("`{name}` is not a rule for hints{near}")))
    };
    names.iter().map(named).collect()
}

named! {
    /// Which keys to begin with.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
    #[serde(rename_all = "lowercase")]
    pub enum Preset {
        /// Those of a desktop: Ctrl-Z undoes, Ctrl-A selects all.
        #[default]
        Plain = "plain",
        /// Those of Emacs and of a shell: Ctrl-A and Ctrl-E go to the ends of a line, Ctrl-K and Ctrl-Y cut and put back.
        Emacs = "emacs",
        /// Those of a desktop, and after Esc those of Vi in longer answers.
        Vim = "vim",
    }
}

named! {
    /// How far suggestions about complaints go.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
    #[serde(rename_all = "lowercase")]
    pub enum Level {
        /// Nothing is suggested.
        Off = "off",
        /// A key accepts what is suggested.
        #[default]
        Suggest = "suggest",
        /// Those that are likely are listed too, and one key approves the list.
        Approve = "approve",
        /// Those that are likely are labelled without asking, but one in ten; once that is earned.
        Automatic = "automatic",
    }
}

named! {
    /// How much is said of why something is suggested.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
    #[serde(rename_all = "lowercase")]
    pub enum Explained {
        /// Nothing.
        Off = "off",
        /// The words that led to it.
        #[default]
        Short = "short",
        /// What else it may be, and what the numbers mean, too.
        Full = "full",
    }
}

/// The theme that fits the terminal's background.
pub const AUTO: &str = "auto";

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: AUTO.to_owned(),
            keys: Preset::default(),
            day_starts: 0,
            date_order: None,
            mouse: true,
            bell: true,
            trash_days: 30,
            editor: None,
            suggestions: Level::default(),
            explanations: Explained::default(),
            hints_off: Vec::new(),
        }
    }
}

impl Settings {
    const KEYS: [&'static str; 11] = [
        "theme",
        "keys",
        "day_starts",
        "date_order",
        "mouse",
        "bell",
        "trash_days",
        "editor",
        "suggestions",
        "explanations",
        "hints_off",
    ];

    /// Reads settings from a file's text. A line with a mistake is told and left out; the others count.
    pub fn parse(name: &Path, text: &str) -> (Self, Vec<Problem>) {
        let (mut kept, mut problems) = (text.to_owned(), Vec::new());
        loop {
            let (at, problem) = match Self::whole(name, text, &kept) {
                Ok(settings) => return (settings, problems),
                Err(wrong) => wrong,
            };
            problems.push(problem);
            let begin = kept[..at].rfind('\n').map_or(0, |newline| newline + 1);
            let end = kept[begin..].find('\n').map_or(kept.len(), |length| begin + length);
            if kept[begin..end].trim().is_empty() {
                return (Self::default(), problems);
            }
            // As long as it was, so that what is wrong below is where it was.
            kept.replace_range(begin..end, &" ".repeat(end - begin));
        }
    }

    /// Reads what is kept of a text; a mistake comes with its byte.
    fn whole(name: &Path, text: &str, kept: &str) -> Result<Self, (usize, Problem)> {
        let problem = |at: usize, message: &str| {
            let at = kept.floor_char_boundary(at);
            (at, Problem::at(name, text, at, message))
        };
        let settings: Self = toml::from_str(kept).map_err(|error| {
            let word = error.span().map_or("", |span| kept.get(span).unwrap_or_default());
            let near = did_you_mean(word, Self::KEYS).filter(|near| near != word);
            let (at, problem) = problem(error.span().map_or(0, |span| span.start), error.message());
            (at, problem.suggesting(near))
        })?;
        if settings.day_starts > 23 {
            let at = kept.find("day_starts").unwrap_or(0);
            return Err(problem(at, "`day_starts` must be an hour from 0 to 23"));
        }
        Ok(settings)
    }

    /// Returns those of some rules that the person didn't switch off.
    pub fn hints_on(&self, rules: &[Rule]) -> Vec<Rule> {
        rules.iter().copied().filter(|rule| !self.hints_off.contains(rule)).collect()
    }

    /// Returns the command that starts the person's editor, over the one that the environment names.
    pub fn editor_over(&self, named: Option<&str>) -> String {
        self.editor.as_deref().or(named).unwrap_or("vi").to_owned()
    }

    /// Reads settings from a file; a missing file means none.
    pub fn load(path: &Path) -> (Self, Vec<Problem>) {
        match std::fs::read_to_string(path) {
            Ok(text) => Self::parse(path, &text),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Default::default(),
            Err(error) => {
                (Self::default(), vec![Problem::at(path, "", 0, format!("could not be read: {error}"))])
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_are_read_and_mistakes_located() {
        let read = |text: &str| {
            let (settings, problems) = Settings::parse(Path::new("config.toml"), text);
            (settings, Problem::list(&problems))
        };
        let default = Settings::default;
        assert_eq!(read(""), (default(), String::new()));
        let set = "day_starts = 4\ntrash_days = 0\ndate_order = \"day-month\"";
        let order = Some(DateOrder::DayMonth);
        let expected = Settings { day_starts: 4, trash_days: 0, date_order: order, ..default() };
        assert_eq!(read(set), (expected, String::new()));
        for (text, wanted) in [
            (
                "them = \"dark\"",
                "config.toml:2:1: unknown field `them`, expected one of `theme`, `keys`, `day_starts`, `date_order`, `mouse`, `bell`, `trash_days`, `editor`, `suggestions`, `explanations`, `hints_off`; did you mean `theme`?",
            ),
            ("day_starts = 24", "config.toml:2:1: `day_starts` must be an hour from 0 to 23"),
            (
                "hints_off = [\"vague-momnt\"]",
                "config.toml:2:13: `vague-momnt` is not a rule for hints; did you mean `vague-moment`?",
            ),
            ("mouse = 3", "config.toml:2:9: invalid type: integer `3`, expected a boolean"),
        ] {
            let kept = Settings { trash_days: 9, editor: Some("hx".into()), ..default() };
            let text = format!("trash_days = 9\n{text}\neditor = \"hx\"\n");
            assert_eq!(read(&text), (kept, wanted.to_owned()), "the lines around it count");
        }
        let (settings, problems) = read("theme = \nmouse = false\nday_starts = \"x");
        assert_eq!((settings.mouse, problems.lines().count()), (false, 2), "{problems}");
        for odd in
            ["\"", "[[[", "a = [1,\n\n", "\u{feff}mouse = false", "=\n=\n=", "mouse = false\nmouse = true"]
        {
            assert!(read(odd).1.lines().count() < 9, "{odd}");
        }
    }
}

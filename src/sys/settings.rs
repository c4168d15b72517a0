//! Settings a person may have written into `config.toml`. Everything works without.

use std::path::Path;

use serde::Deserialize;

use crate::domain::natural_date::DateOrder;
use crate::error::{Problem, did_you_mean};

/// What can be set.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// The name of the theme: `auto` for the one that fits the terminal's background.
    pub theme: String,
    /// The hour at which a day starts, 0–23; before it, it is still yesterday.
    pub day_starts: u32,
    /// Whether `3/4` is in April or in March; left out, such a date is refused.
    pub date_order: Option<DateOrder>,
    /// Whether the mouse is listened to.
    pub mouse: bool,
    /// The days after which what lies in the trash is erased, 0 for never.
    pub trash_days: u32,
    /// The editor for Ctrl-E; `$VISUAL` and `$EDITOR` come after it.
    pub editor: Option<String>,
}

/// The theme that fits the terminal's background.
pub const AUTO: &str = "auto";

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: AUTO.to_owned(),
            day_starts: 0,
            date_order: None,
            mouse: true,
            trash_days: 30,
            editor: None,
        }
    }
}

impl Settings {
    const KEYS: [&'static str; 6] = ["theme", "day_starts", "date_order", "mouse", "trash_days", "editor"];

    /// Reads settings from a file's text.
    pub fn parse(name: &Path, text: &str) -> Result<Self, Vec<Problem>> {
        let problem = |at: usize, message: String| Problem::at(name, text, at, message);
        let settings: Self = toml::from_str(text).map_err(|error| {
            let at = error.span().map_or("", |span| text.get(span).unwrap_or_default());
            let near = did_you_mean(at, Self::KEYS).filter(|near| near != at);
            let at = error.span().map_or(0, |span| span.start);
            vec![problem(at, error.message().to_owned()).suggesting(near)]
        })?;
        if settings.day_starts > 23 {
            let at = text.find("day_starts").unwrap_or(0);
            return Err(vec![problem(at, "`day_starts` must be an hour from 0 to 23".to_owned())]);
        }
        Ok(settings)
    }

    /// Reads settings from a file; a missing file means none.
    pub fn load(path: &Path) -> Result<Self, Vec<Problem>> {
        match std::fs::read_to_string(path) {
            Ok(text) => Self::parse(path, &text),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Self::default()),
            Err(error) => Err(vec![Problem::at(path, "", 0, format!("could not be read: {error}"))]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_are_read_and_mistakes_located() {
        let read = |text| Settings::parse(Path::new("config.toml"), text);
        assert_eq!(read(""), Ok(Settings::default()));
        assert_eq!(read("day_starts = 4").map(|s| s.day_starts), Ok(4));
        assert_eq!(
            (read("").map(|s| s.trash_days), read("trash_days = 0").map(|s| s.trash_days)),
            (Ok(30), Ok(0))
        );
        assert_eq!(read("date_order = \"day-month\"").map(|s| s.date_order), Ok(Some(DateOrder::DayMonth)));
        for (text, wanted) in [
            (
                "mouse = true\nthem = \"dark\"",
                "config.toml:2:1: unknown field `them`, expected one of `theme`, `day_starts`, `date_order`, `mouse`, `trash_days`, `editor`; did you mean `theme`?",
            ),
            ("day_starts = 24", "config.toml:1:1: `day_starts` must be an hour from 0 to 23"),
            ("mouse = 3", "config.toml:1:9: invalid type: integer `3`, expected a boolean"),
        ] {
            let problems = read(text).expect_err(text);
            assert_eq!(Problem::list(&problems), wanted);
        }
    }
}

//! Theme files: a colour for each name, the built-in ones in `assets/themes/`, a person's own over one of them. Mistakes
//! are returned all at once, each with line and column.

use std::path::Path;

use ratatui::style::Color;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::error::{Problem, did_you_mean};

/// The themes that come with the program; the first one is under a person's own unless it says `from`.
pub(super) const BUILT_IN: [(&str, &str); 5] = [
    ("dark", include_str!("../../../assets/themes/dark.toml")),
    ("light", include_str!("../../../assets/themes/light.toml")),
    ("dusk", include_str!("../../../assets/themes/dusk.toml")),
    ("paper", include_str!("../../../assets/themes/paper.toml")),
    ("ansi", include_str!("../../../assets/themes/ansi.toml")),
];

/// A colour of a theme, by what it is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ink {
    Base,
    Panel,
    Raised,
    Selection,
    Border,
    Bold,
    Mid,
    Faint,
    Accent,
    Trust,
    Errors,
    Models,
    Automation,
    Review,
    Lowest,
    Low,
    Middle,
    High,
    Highest,
    Good,
    Warn,
    Bad,
}

impl Ink {
    /// Every colour with the table and the name it has in a file.
    pub const ALL: [(&'static str, &'static str, Self); 22] = [
        ("surface", "base", Self::Base),
        ("surface", "panel", Self::Panel),
        ("surface", "raised", Self::Raised),
        ("surface", "selection", Self::Selection),
        ("surface", "border", Self::Border),
        ("text", "bold", Self::Bold),
        ("text", "mid", Self::Mid),
        ("text", "faint", Self::Faint),
        ("text", "accent", Self::Accent),
        ("hue", "trust", Self::Trust),
        ("hue", "errors", Self::Errors),
        ("hue", "models", Self::Models),
        ("hue", "automation", Self::Automation),
        ("hue", "review", Self::Review),
        ("value", "1", Self::Lowest),
        ("value", "2", Self::Low),
        ("value", "3", Self::Middle),
        ("value", "4", Self::High),
        ("value", "5", Self::Highest),
        ("state", "good", Self::Good),
        ("state", "warn", Self::Warn),
        ("state", "bad", Self::Bad),
    ];

    /// Returns whether letters stand on it.
    pub fn is_ground(self) -> bool {
        matches!(self, Self::Base | Self::Panel | Self::Raised | Self::Selection)
    }
}

/// The colours of a theme, and whether it is for light surroundings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Palette {
    pub light: bool,
    colours: [Color; Ink::ALL.len()],
}

impl Palette {
    /// Returns a theme that comes with the program.
    pub fn built_in(name: &str) -> Option<Self> {
        let (name, text) = BUILT_IN.into_iter().find(|(known, _)| *known == name)?;
        let mut palette = Self { light: false, colours: [Color::Reset; Ink::ALL.len()] };
        let problems = palette.read(Path::new(name), text);
        debug_assert!(problems.is_empty(), "{}", Problem::list(&problems));
        Some(palette)
    }

    /// Reads a person's own theme over the one it is made from. What has a mistake stays as it is there.
    pub fn own(name: &Path, text: &str) -> (Self, Vec<Problem>) {
        let mut palette = Self::built_in(BUILT_IN[0].0)
            .unwrap_or(Self { light: false, colours: [Color::Reset; Ink::ALL.len()] });
        let problems = palette.read(name, text);
        (palette, problems)
    }

    pub fn get(&self, ink: Ink) -> Color {
        self.colours[ink as usize]
    }

    /// Changes every colour.
    pub fn map(self, change: impl Fn(Ink, Color) -> Color) -> Self {
        Self { colours: Ink::ALL.map(|(.., ink)| change(ink, self.get(ink))), ..self }
    }

    fn read(&mut self, name: &Path, text: &str) -> Vec<Problem> {
        let table = match DeTable::parse(text) {
            Ok(table) => table,
            Err(error) => {
                let at = error.span().map_or(0, |span| span.start);
                return vec![Problem::at(name, text, at, error.message())];
            }
        };
        let mut notes = Notes { name, text, problems: Vec::new() };
        // What it is made from comes first, wherever it stands in the file.
        if let Some((_, from)) = table.get_ref().iter().find(|(key, _)| key.get_ref() == "from") {
            let base = from.get_ref().as_str();
            match base.and_then(Self::built_in) {
                Some(base) => *self = base,
                None => notes.unknown(from, base.unwrap_or_default(), "a built-in theme", names()),
            }
        }
        for (key, value) in table.get_ref() {
            match (key.get_ref().as_ref(), value.get_ref()) {
                ("from", _) => {}
                ("light", DeValue::Boolean(light)) => self.light = *light,
                ("light", _) => notes.add(value, "`light` must be `true` or `false`".to_owned()),
                (section, DeValue::Table(entries)) if sections().any(|known| known == section) => {
                    self.read_section(section, entries, &mut notes);
                }
                (section, _) if sections().any(|known| known == section) => {
                    notes.add(value, format!("`{section}` must be a table of colours"));
                }
                (other, _) => {
                    notes.unknown(
                        key,
                        other,
                        "part of a theme",
                        ["light", "from"].into_iter().chain(sections()),
                    );
                }
            }
        }
        notes.problems.sort_by_key(|problem| (problem.line, problem.column));
        notes.problems
    }

    fn read_section(&mut self, section: &str, entries: &DeTable<'_>, notes: &mut Notes<'_>) {
        let known = || Ink::ALL.into_iter().filter(|(table, ..)| *table == section);
        for (key, value) in entries {
            let Some((.., ink)) = known().find(|(_, name, _)| key.get_ref() == name) else {
                let names = known().map(|(_, name, _)| name);
                notes.unknown(key, key.get_ref(), &format!("a colour of `{section}`"), names);
                continue;
            };
            match value.get_ref().as_str().map(colour) {
                Some(Some(colour)) => self.colours[ink as usize] = colour,
                _ => notes.add(value, COLOURS.to_owned()),
            }
        }
    }
}

const COLOURS: &str =
    "expected a colour in quotes: as `#5ec4b6`, one of the terminal's sixteen as `bright red`, or `terminal`";

fn colour(text: &str) -> Option<Color> {
    if text == "terminal" { Some(Color::Reset) } else { text.parse().ok() }
}

/// Lists the names of the built-in themes.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    BUILT_IN.into_iter().map(|(name, _)| name)
}

/// Lists the tables of a theme file.
fn sections() -> impl Iterator<Item = &'static str> {
    ["surface", "text", "hue", "value", "state"].into_iter()
}

/// The mistakes of a file.
struct Notes<'a> {
    name: &'a Path,
    text: &'a str,
    problems: Vec<Problem>,
}

impl Notes<'_> {
    fn add<T>(&mut self, at: &Spanned<T>, message: String) {
        self.problems.push(Problem::at(self.name, self.text, at.span().start, message));
    }

    /// Notes a name that is not one of those known.
    fn unknown<'a, T>(
        &mut self,
        at: &Spanned<T>,
        word: &str,
        what: &str,
        known: impl Iterator<Item = &'a str>,
    ) {
        let known: Vec<&str> = known.collect();
        let list = known.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
        let near = did_you_mean(word, known);
        self.add(at, format!("`{word}` is not {what} (use one of {list})"));
        if let Some(last) = self.problems.last_mut() {
            last.suggestion = near;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_stand_in_the_order_of_their_names() {
        for (place, (.., ink)) in Ink::ALL.into_iter().enumerate() {
            assert_eq!(ink as usize, place);
        }
    }

    #[test]
    fn built_in_themes_name_every_colour() {
        for (name, text) in BUILT_IN {
            let palette = Palette::built_in(name).expect("built in");
            let mut other = Palette { light: false, colours: [Color::Indexed(1); Ink::ALL.len()] };
            assert_eq!(other.read(Path::new(name), text), []);
            assert_eq!(other, palette, "{name} leaves a colour out");
        }
    }

    #[test]
    fn a_persons_theme_lies_over_another_and_mistakes_are_all_located() {
        let file = "ligth = true\nfrom = \"papper\"\nlight = 1\n[surface]\nbase = \"#000000\"\npanel = \"blak\"\n\
                    [hue]\ntrusst = \"#ffffff\"\nreview = 4\n[text]\nmid = \"bright red\"\nfaint = \"terminal\"\n";
        let (palette, problems) = Palette::own(Path::new("mine.toml"), file);
        insta::assert_snapshot!(Problem::list(&problems), @r#"
        mine.toml:1:1: `ligth` is not part of a theme (use one of `light`, `from`, `surface`, `text`, `hue`, `value`, `state`); did you mean `light`?
        mine.toml:2:8: `papper` is not a built-in theme (use one of `dark`, `light`, `dusk`, `paper`, `ansi`); did you mean `paper`?
        mine.toml:3:9: `light` must be `true` or `false`
        mine.toml:6:9: expected a colour in quotes: as `#5ec4b6`, one of the terminal's sixteen as `bright red`, or `terminal`
        mine.toml:8:1: `trusst` is not a colour of `hue` (use one of `trust`, `errors`, `models`, `automation`, `review`); did you mean `trust`?
        mine.toml:9:10: expected a colour in quotes: as `#5ec4b6`, one of the terminal's sixteen as `bright red`, or `terminal`
        "#);
        let dark = Palette::built_in("dark").expect("built in");
        assert_eq!(palette.get(Ink::Base), Color::Rgb(0, 0, 0));
        assert_eq!(palette.get(Ink::Panel), dark.get(Ink::Panel));
        assert_eq!((palette.get(Ink::Mid), palette.get(Ink::Faint)), (Color::LightRed, Color::Reset));
        let (paper, problems) = Palette::own(Path::new("mine.toml"), "value = 3\nfrom = \"paper\"\n");
        assert_eq!(Problem::list(&problems), "mine.toml:1:9: `value` must be a table of colours");
        assert_eq!(Some(paper), Palette::built_in("paper"));
        let (_, problems) = Palette::own(Path::new("mine.toml"), "from = ");
        assert_eq!(problems.len(), 1);
    }
}

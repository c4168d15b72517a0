//! The commented file that `exercises new` begins with.

use super::lower::Case;

const TEXT: &str = include_str!("../../assets/exercise.toml");

/// Makes an exercise id of any words; `None` if there are no letters in them.
pub fn id_from(words: &str) -> Option<String> {
    Case::Kebab.id_of(words)
}

/// Writes a commented exercise file to begin with; an id that is none is made into one.
pub fn scaffold(id: &str) -> String {
    let id = id_from(id).unwrap_or_else(|| "my-exercise".to_owned());
    let spaced = id.replace('-', " ");
    let mut letters = spaced.chars();
    let title: String =
        letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect();
    let letters: String = id.chars().filter(char::is_ascii_lowercase).collect();
    let prefix: String = letters.chars().cycle().take(letters.len().clamp(2, 3)).collect();
    let name: String = id.replace('-', "_").chars().take(40).collect();
    TEXT.replace("@id", &id)
        .replace("@title", &title)
        .replace("@prefix", &prefix)
        .replace("@name", name.trim_end_matches('_'))
}

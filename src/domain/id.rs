//! Ids: a `UUID of version 7` for the program, a short id for people. Chance comes in from outside.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Crockford's base 32, lower case: no i, l, o, u, so that ids can be read aloud.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// How many letters a short id has at least after its prefix.
const SHORTEST: usize = 4;

/// Identifies an entry for ever: a `UUID of version 7`, ordered by the time it was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EntryId(Uuid);

impl EntryId {
    /// Makes an id from the time in milliseconds since 1970 and ten random bytes.
    pub fn new(ms: i64, chance: [u8; 10]) -> Self {
        let ms = u64::try_from(ms).unwrap_or_default();
        Self(uuid::Builder::from_unix_timestamp_millis(ms, &chance).into_uuid())
    }

    /// Takes an id from its sixteen stored bytes.
    pub fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(Uuid::from_bytes(bytes))
    }

    /// Returns the sixteen bytes to store.
    pub fn bytes(self) -> [u8; 16] {
        *self.0.as_bytes()
    }

    /// Returns the letters a short id may use, twelve of them, made of the random part alone.
    pub fn letters(self) -> String {
        letters_of(self.bytes())
    }

    /// Lists the short ids this entry may have, shortest first.
    pub fn short_ids(self, prefix: &str) -> impl Iterator<Item = ShortId> {
        short_ids_of(self.letters(), prefix)
    }
}

/// Makes twelve letters of the random part of an id.
pub(super) fn letters_of(id: [u8; 16]) -> String {
    let random = u64::from_be_bytes(std::array::from_fn(|i| id[i + 8])) << 2;
    (0..12)
        .map(|i| {
            let index = usize::try_from(random >> (59 - i * 5) & 31).unwrap_or_default();
            char::from(ALPHABET[index])
        })
        .collect()
}

/// Lists the short ids that letters allow, shortest first.
pub(super) fn short_ids_of(letters: String, prefix: &str) -> impl Iterator<Item = ShortId> {
    let prefix = prefix.to_owned();
    (SHORTEST..=letters.len()).map(move |n| ShortId(format!("{prefix}-{}", &letters[..n])))
}

impl fmt::Display for EntryId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// What people see and type for an entry: `tru-7f3k`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ShortId(String);

impl ShortId {
    /// Wraps a short id read from the journal.
    pub fn stored(text: String) -> Self {
        Self(text)
    }

    /// Returns the text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ShortId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The beginning of a short id as somebody typed it, in lower case, letters and digits and a dash only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdPrefix(String);

impl IdPrefix {
    /// Returns the text to look for.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for IdPrefix {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let typed = text.trim().to_lowercase();
        let fits = !typed.is_empty() && typed.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
        if fits { Ok(Self(typed)) } else { Err("an id looks like `tru-7f3k`".to_owned()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_ids_grow_letter_by_letter() {
        let id = EntryId::new(1_763_000_000_000, [7; 10]);
        let shorts: Vec<_> = id.short_ids("tru").map(|s| s.to_string()).collect();
        assert_eq!(shorts[0].len(), "tru-".len() + 4);
        assert!(shorts[1].starts_with(&shorts[0]));
        assert_eq!(shorts.len(), 9);
    }

    #[test]
    fn the_letters_depend_on_chance_not_on_time() {
        let same = EntryId::new(1, [9; 10]).letters() == EntryId::new(2, [9; 10]).letters();
        assert!(same);
        assert_ne!(EntryId::new(1, [9; 10]).letters(), EntryId::new(1, [77; 10]).letters());
    }

    #[test]
    fn ids_sort_by_time() {
        assert!(EntryId::new(1, [255; 10]) < EntryId::new(2, [0; 10]));
    }

    #[test]
    fn a_typed_prefix_is_forgiving_about_case_and_space_only() {
        assert_eq!(" TRU-7f ".parse::<IdPrefix>().map(|p| p.0), Ok("tru-7f".to_owned()));
        assert!("".parse::<IdPrefix>().is_err());
        assert!("a%".parse::<IdPrefix>().is_err());
    }
}

//! Names that were typed and never declared, as far as where they stand gives them away. It asks; it changes nothing.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::pseudonyms::Pseudonyms;
use super::spellings::is_common;
use super::words::{Word, between, words};

/// Words before a person.
static BEFORE: LazyLock<HashSet<&str>> =
    LazyLock::new(|| include_str!("before.txt").split_whitespace().collect());

/// Words behind a person.
static AFTER: LazyLock<HashSet<&str>> =
    LazyLock::new(|| include_str!("after.txt").split_whitespace().collect());

/// Words in capitals that are never people: days, languages, products many use, "users".
static NEVER: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    [include_str!("never.txt"), include_str!("nobody.txt")]
        .into_iter()
        .flat_map(str::split_whitespace)
        .collect()
});

/// A name that may be that of a person nobody declared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stranger {
    pub name: String,
    /// It with a few words around it.
    pub line: String,
}

impl Pseudonyms {
    /// Lists names in a text that nobody declared, each once, with the first place of each: a word with a capital, which
    /// stands where people stand ("told Tom", "Tom said", "Tom's"), and is nowhere in small letters. `products` are names
    /// of something else.
    pub fn strangers<'a>(&self, text: &str, products: impl IntoIterator<Item = &'a str>) -> Vec<Stranger> {
        let folded = |text: &str| words(text).into_iter().map(|word| word.folded).collect::<Vec<_>>();
        let mut others: HashSet<String> = products.into_iter().flat_map(folded).collect();
        others.extend(words(text).into_iter().filter(|word| word.lower).map(|word| word.folded));
        let (mut found, mut seen) = (Vec::new(), HashSet::new());
        for line in text.lines() {
            let mut known = Vec::new();
            self.each(line, |at, _, _| known.push(at));
            let words = words(line);
            let is_name = |word: &Word| {
                capital(line, word)
                    && !others.contains(&word.folded)
                    && !NEVER.contains(word.folded.as_str())
                    && !is_common(&word.folded)
                    && !known.iter().any(|at| at.start < word.at.end && word.at.start < at.end)
            };
            let mut at = 0;
            while let Some(word) = words.get(at) {
                let name =
                    words.get(at..).unwrap_or_default().iter().take_while(|word| is_name(word)).count();
                let spaced = |pair: &[Word]| matches!(pair, [one, next] if between(line, one, next) == " ");
                let length = (1..name)
                    .take_while(|next| words.get(at + next - 1..=at + next).is_some_and(spaced))
                    .count()
                    + usize::from(name > 0);
                let last = words.get(at + length.saturating_sub(1)).unwrap_or(word);
                let before = at.checked_sub(1).and_then(|before| words.get(before));
                if length > 0 && in_place(line, before, (word, last), words.get(at + length)) {
                    let name = line.get(word.at.start..last.at.end).unwrap_or_default().to_owned();
                    if seen.insert(word.folded.clone()) {
                        let from =
                            words.get(at.saturating_sub(5)).map_or(word.at.start, |word| word.at.start);
                        let around = words.get(at..words.len().min(at + length + 4)).unwrap_or_default();
                        let to = around.last().map_or(last.at.end, |word| word.at.end);
                        let line = line.get(from..to).unwrap_or_default().to_owned();
                        found.push(Stranger { name, line });
                    }
                }
                at += length.max(1);
            }
        }
        found
    }
}

/// Returns whether a word is a capital and small letters after it.
fn capital(line: &str, word: &Word) -> bool {
    let mut letters = line.get(word.at.clone()).unwrap_or_default().chars();
    letters.next().is_some_and(char::is_uppercase)
        && letters.clone().next().is_some()
        && letters.all(|c| c.is_lowercase() || !c.is_alphanumeric())
}

/// Returns whether a name stands where people stand.
fn in_place(line: &str, before: Option<&Word>, name: (&Word, &Word), after: Option<&Word>) -> bool {
    let told = before.is_some_and(|before| {
        let gap = between(line, before, name.0);
        BEFORE.contains(before.folded.as_str()) && (gap == " " || gap == ".")
    });
    let says = after.is_some_and(|after| {
        let gap = between(line, name.1, after);
        gap == " " && after.lower && AFTER.contains(after.folded.as_str())
            || gap == "'" && after.folded == "s"
    });
    told || says
}

//! How a name is written by those who do not write it in full: parts, initials, run together in an address.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::words::words;

/// Words that many names hold and that point at nobody.
const PARTICLES: [&str; 60] = [
    "a", "af", "al", "and", "aunt", "av", "ben", "bin", "bint", "da", "dal", "das", "de", "del", "della",
    "dem", "den", "der", "di", "do", "dos", "dr", "du", "e", "el", "frau", "herr", "ibn", "jr", "la", "las",
    "le", "los", "madame", "miss", "mme", "mr", "mrs", "ms", "of", "onkel", "op", "prof", "san", "sir", "sr",
    "st", "tante", "ten", "ter", "the", "uncle", "und", "van", "vom", "von", "y", "zu", "zum", "zur",
];

/// Words that are names and ordinary words as well: in small letters they are ordinary.
static COMMON: LazyLock<HashSet<&str>> =
    LazyLock::new(|| include_str!("common.txt").split_whitespace().collect());

/// Returns whether a folded word in small letters is more likely to be an ordinary word than a name.
pub(super) fn is_common(folded: &str) -> bool {
    COMMON.contains(folded) || folded.chars().nth(1).is_none()
}

/// A word of a name that stands for the person on its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Part<'a> {
    pub text: &'a str,
    /// Whether it says what somebody does: "Engineer" of "Lu, Sound Engineer".
    pub remark: bool,
}

/// Lists the words of a name that stand for the person on their own: "Anna" and "Berg" of "Anna von Berg".
///
/// Not those in small letters, not single letters, and not what many names hold.
pub(super) fn parts(name: &str) -> Vec<Part<'_>> {
    if words(name).len() == 1 {
        return Vec::new();
    }
    let (called, remark) = name.split_at(name.find([',', '(']).unwrap_or(name.len()));
    // "Berg, Anna" is a name and no remark.
    let turned = words(called).len() == 1 && words(remark).len() == 1;
    let called = standing(called).into_iter().map(|text| Part { text, remark: false });
    let remark = standing(remark).into_iter().map(|text| Part { text, remark: !turned });
    let mut seen = HashSet::new();
    called.chain(remark).filter(|part| seen.insert(part.text)).collect()
}

fn standing(name: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for piece in name.split_whitespace() {
        let inside = words(piece);
        let whole = inside.first().zip(inside.last());
        let whole = whole.and_then(|(first, last)| piece.get(first.at.start..last.at.end));
        let parts = inside.iter().filter(|word| !word.dense).filter_map(|word| piece.get(word.at.clone()));
        found.extend(whole.into_iter().chain(parts).filter(|part| stands_alone(part)));
    }
    found
}

fn stands_alone(part: &str) -> bool {
    let own = words(part);
    let small = own.iter().all(|word| word.lower);
    let letters = part.chars().filter(|c| c.is_alphabetic()).count();
    let particle = matches!(own.as_slice(), [only] if PARTICLES.contains(&only.folded.as_str()));
    letters > 1 && !small && !particle
}

/// The first and the last word of a name of several, without what stands behind a comma.
fn ends(name: &str) -> Option<(&str, &str)> {
    let called = name.split([',', '(']).next().unwrap_or_default();
    let mut pieces = called.split_whitespace().filter(|piece| stands_alone(piece));
    Some((pieces.next()?, pieces.next_back()?))
}

/// Lists a name as it is written shortened: "A. Berg", "A Berg", "Anna B"; without the dots it has, and without a remark.
pub(super) fn shortened(name: &str) -> Vec<String> {
    let called = name.split([',', '(']).next().unwrap_or_default().trim();
    let mut found: Vec<String> = (words(called).len() > 1).then(|| called.to_owned()).into_iter().collect();
    if name.contains('.') {
        found.push(name.replace('.', " "));
    }
    if let Some((first, last)) = ends(name)
        && let (Some(f), Some(l)) = (first.chars().next(), last.chars().next())
        && words(name).iter().all(|word| !word.dense)
    {
        found.extend([format!("{f}. {last}"), format!("{f} {last}"), format!("{first} {l}")]);
    }
    found
}

/// Lists a name run together: as it is anywhere ("annaberg"), and as it is after an `@` or in an address ("aberg").
pub(super) fn run_together(name: &str) -> (Vec<String>, Vec<String>) {
    let Some((first, last)) = ends(name) else { return (Vec::new(), Vec::new()) };
    let only_letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let (first, last) = (only_letters(first), only_letters(last));
    let initial = |text: &str| text.chars().take(1).collect::<String>();
    let handles = vec![
        format!("{}{last}", initial(&first)),
        format!("{first}{}", initial(&last)),
        format!("{last}{}", initial(&first)),
    ];
    (vec![format!("{first}{last}"), format!("{last}{first}")], handles)
}

//! Words of a text as names are compared: where they are, in one spelling whatever their case, width and encoding.
//!
//! In scripts without spaces between words every letter counts as a word, so that a name is found within a sentence.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A word of a text.
#[derive(Debug, Clone)]
pub(super) struct Word {
    /// Where it is, in bytes.
    pub at: Range<usize>,
    /// How it is compared.
    pub folded: String,
    /// Whether it has small letters and no capital.
    pub lower: bool,
    /// Whether it is one letter of a script without spaces.
    pub dense: bool,
}

/// Parts a text into words: letters, digits and the marks on them.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut found = Vec::new();
    let mut rest = 0;
    while let Some(start) = text[rest..].find(char::is_alphanumeric).map(|at| rest + at) {
        let dense = text[start..].chars().next().is_some_and(is_dense);
        let mut letters = text[start..].char_indices().skip(1);
        let goes_on = |c: char| is_mark(c) || !dense && c.is_alphanumeric() && !is_dense(c);
        let end = letters.find(|(_, c)| !goes_on(*c)).map_or(text.len(), |(at, _)| start + at);
        let word = &text[start..end];
        let lower = word.contains(char::is_lowercase) && !word.contains(char::is_uppercase);
        found.push(Word { at: start..end, folded: fold(word), lower, dense });
        rest = end;
    }
    found
}

/// Returns what stands between two words, as it is compared: white space of any length is one space, and none at all
/// between letters of a script without spaces.
pub(super) fn between(text: &str, before: &Word, after: &Word) -> String {
    let gap = text.get(before.at.end..after.at.start).unwrap_or_default();
    let seen: String = gap.chars().filter(|c| !c.is_whitespace() && !is_invisible(*c)).map(plain).collect();
    let space = seen.is_empty() && !gap.is_empty() && !(before.dense && after.dense);
    if space { " ".to_owned() } else { seen }
}

/// Returns whether two letters side by side would be read as one word.
pub(super) fn stick(left: char, right: char) -> bool {
    let part = |c: char| is_mark(c) || c.is_alphanumeric() && !is_dense(c);
    is_mark(right) || part(left) && part(right)
}

/// Folds a word for comparison: small letters without the marks on them. Capitals come first, so that every spelling of a
/// letter that has none of its own (`ß`) meets.
fn fold(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    let small = word.nfkc().flat_map(char::to_uppercase).flat_map(char::to_lowercase);
    let bare: String = small.nfkd().filter(|c| !matches!(c, '\u{300}'..='\u{36f}')).collect();
    let plain = |c: char| match c {
        'ø' => "o".to_owned(),
        'ł' => "l".to_owned(),
        'đ' | 'ð' => "d".to_owned(),
        'ı' => "i".to_owned(),
        'æ' => "ae".to_owned(),
        'œ' => "oe".to_owned(),
        'þ' => "th".to_owned(),
        c => c.to_string(),
    };
    bare.chars().map(plain).collect::<String>().nfkc().collect()
}

/// Lists the folded spellings of a word: without its marks, with umlauts written out (`Mueller`), and the other way round.
pub(super) fn spellings(word: &str) -> [String; 3] {
    let folded = fold(word);
    let written_out = |c: char| match c {
        'ä' => "ae".to_owned(),
        'ö' | 'ø' => "oe".to_owned(),
        'ü' => "ue".to_owned(),
        'å' => "aa".to_owned(),
        c => c.to_string(),
    };
    let small: String = word.nfkc().flat_map(char::to_lowercase).collect();
    let long = fold(&small.chars().map(written_out).collect::<String>());
    let short = contracted(&folded);
    [folded, long, short]
}

/// Writes `ae`, `oe` and `ue` as one letter, where at least two letters follow: "Michael" has none.
fn contracted(folded: &str) -> String {
    let mut short = String::with_capacity(folded.len());
    let mut letters = folded.chars();
    while let Some(letter) = letters.next() {
        short.push(letter);
        let rest = letters.as_str();
        if matches!(letter, 'a' | 'o' | 'u') && rest.starts_with('e') && rest.chars().count() > 2 {
            letters.next();
        }
    }
    short
}

/// Lists what is left of a folded word without an ending that names take: `-s`, and the cases of Russian.
pub(super) fn stems(folded: &str) -> Vec<String> {
    let long = |stem: &&str| stem.chars().count() > 2;
    let hisses =
        |stem: &&str| stem.ends_with(['s', 'x', 'z']) || stem.ends_with("sh") || stem.ends_with("ch");
    if let Some(stem) = folded.strip_suffix('s') {
        let hissing = folded.strip_suffix("es").filter(hisses);
        return [Some(stem), hissing].into_iter().flatten().filter(long).map(str::to_owned).collect();
    }
    if !folded.chars().next_back().is_some_and(|c| matches!(c, 'а'..='я')) {
        return Vec::new();
    }
    let cut = |ending: &&'static str| folded.strip_suffix(*ending).filter(long);
    let endings = ["ою", "ею", "ои", "еи", "ом", "ем", "ы", "е", "у", "а", "и", "ю", "я"];
    let of = |stem: &str| ["", "а", "я", "и"].map(|end| format!("{stem}{end}"));
    endings.iter().filter_map(cut).flat_map(of).collect()
}

/// Returns one kind of apostrophe and one of dash for all there are.
fn plain(c: char) -> char {
    match c {
        '`' | '\u{b4}' | '\u{2bc}' | '\u{2018}' | '\u{2019}' | '\u{ff07}' => '\'',
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{ff0d}' => '-',
        c => c,
    }
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// Returns whether a letter belongs to the one before: marks, and what a Korean or half-width letter is made of.
fn is_mark(c: char) -> bool {
    !c.is_ascii() && (is_combining_mark(c) || matches!(c, '\u{1160}'..='\u{11ff}' | '\u{ff9e}' | '\u{ff9f}'))
}

/// Returns whether a letter is of a script without spaces between words, or one that hangs endings on names (Korean).
fn is_dense(c: char) -> bool {
    matches!(c,
        '\u{e00}'..='\u{109f}' | '\u{1100}'..='\u{11ff}' | '\u{1780}'..='\u{17ff}' | '\u{3005}'..='\u{3007}'
        | '\u{3040}'..='\u{318f}' | '\u{31f0}'..='\u{31ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{a960}'..='\u{a97f}' | '\u{ac00}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}' | '\u{ff66}'..='\u{ffdc}'
        | '\u{20000}'..='\u{3ffff}')
}

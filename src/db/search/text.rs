//! Text as search sees it: the words of answers, where they are, and a line to show.

use std::collections::BTreeSet;
use std::ops::Range;

use rusqlite::Row;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::domain::facts::first;
use crate::domain::locate::{Place, RowPath};
use crate::domain::search::Word;
use crate::domain::value::Answers;
use crate::error::DbError;

/// How many bytes of an entry's text are indexed.
const INDEXED: usize = 1024 * 1024;

/// How many words a snippet shows, and how many of them come before the first one found.
const SHOWN: usize = 18;
const BEFORE: usize = 5;

/// A line in pieces; `true` marks what was looked for.
type Line = Vec<(String, bool)>;

/// The way to a row: groups, and the index of a row in each.
type Way<'a> = [(&'a str, usize)];

/// A word of a text: where it is, and how it is compared.
struct Token {
    at: Range<usize>,
    folded: String,
}

/// What is looked for, in the form words are compared in.
pub(super) struct Pattern(Vec<(Vec<String>, bool)>);

impl Pattern {
    pub fn of(words: &[Word]) -> Self {
        let folded = |word: &Word| tokens(&word.text).map(|token| token.folded).collect::<Vec<_>>();
        Self(
            words
                .iter()
                .map(|word| (folded(word), word.prefix))
                .filter(|(words, _)| !words.is_empty())
                .collect(),
        )
    }

    /// Whether a text holds one of them.
    pub fn is_in(&self, text: &str) -> bool {
        self.found(&tokens(text).collect::<Vec<_>>()).1 > 0
    }

    /// Which words belong to a match, and how many different words or phrases were found.
    fn found(&self, tokens: &[Token]) -> (Vec<bool>, usize) {
        let mut marked = vec![false; tokens.len()];
        let mut different = 0;
        for (phrase, prefix) in &self.0 {
            let starts: Vec<_> =
                (0..tokens.len()).filter(|start| begins(&tokens[*start..], phrase, *prefix)).collect();
            different += usize::from(!starts.is_empty());
            for start in starts {
                marked[start..start + phrase.len()].fill(true);
            }
        }
        (marked, different)
    }
}

fn begins(tokens: &[Token], phrase: &[String], prefix: bool) -> bool {
    tokens.len() >= phrase.len()
        && phrase.iter().zip(tokens).enumerate().all(|(n, (wanted, token))| {
            token.folded == *wanted
                || prefix && n + 1 == phrase.len() && token.folded.starts_with(wanted.as_str())
        })
}

/// Parts a text into words as the index does: letters, digits and the marks on them, without case and accents. In
/// scripts that put no spaces between words each letter is one.
fn tokens(text: &str) -> impl Iterator<Item = Token> {
    let mut rest = 0;
    std::iter::from_fn(move || {
        let start = rest + text[rest..].find(char::is_alphanumeric)?;
        let alone = text[start..].chars().next().is_some_and(runs_on);
        let mut letters = text[start..].char_indices().skip(1);
        let ends = |c: char| !is_part(c) || runs_on(c) || alone && !is_combining_mark(c);
        let end = letters.find(|(_, c)| ends(*c)).map_or(text.len(), |(length, _)| start + length);
        rest = end;
        Some(Token { at: start..end, folded: fold(&text[start..end]) })
    })
}

fn is_part(c: char) -> bool {
    c.is_alphanumeric() || !c.is_ascii() && is_combining_mark(c)
}

/// Whether words in the script of a letter follow each other without a space, or carry endings as in Korean: Thai, Lao,
/// Burmese, Khmer, Japanese, Chinese, Korean.
fn runs_on(c: char) -> bool {
    matches!(c, '\u{e01}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3041}'..='\u{30ff}'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}')
        && c.is_alphabetic()
        && !is_combining_mark(c)
}

/// Whether a mark makes another letter of the one before it, as vowel signs do in India and south-east Asia. Accents and
/// the points of Hebrew and Arabic do not: people leave them out.
fn is_vowel_sign(c: char) -> bool {
    matches!(c, '\u{900}'..='\u{17ff}') && is_combining_mark(c)
}

fn fold(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    word.nfd().filter(|c| !is_combining_mark(*c) || is_vowel_sign(*c)).flat_map(char::to_lowercase).collect()
}

/// What the beginning of a word begins with in the index, for which people have no key.
const BEGINNING: char = '\u{E000}';

/// How many letters of each word are in the index as words. Finding every word that begins with one or two letters takes
/// `SQLite` 400 ms in 100,000 entries, and 5 ms in this way; its own `prefix` option makes the index twice as large.
const BEGINNINGS: usize = 2;

/// Makes a text ready for the index: without what no text should hold, after the first letters of its words.
pub(super) fn with_beginnings(text: &str) -> String {
    let mut all = BTreeSet::new();
    for Token { folded, .. } in tokens(text).filter(|token| !text[token.at.clone()].starts_with(runs_on)) {
        all.extend((1..=BEGINNINGS).map(|length| as_indexed(first(&folded, length))));
    }
    let beginnings: Vec<_> = all.iter().map(|letters| format!("{BEGINNING}{letters} ")).collect();
    beginnings.concat() + &clean(text)
}

/// Writes a word as the index is asked for it, quoted, so that nothing typed is a command. In a phrase, a last word of one
/// or two letters may begin a word anywhere.
pub(super) fn match_word(word: &Word) -> String {
    let quoted = |text: &str| format!("\"{}\"", clean(text).replace('"', " "));
    match tokens(&word.text).last() {
        // A letter that is a word is no beginning.
        Some(Token { at, .. }) if word.text[at.clone()].starts_with(runs_on) => quoted(&word.text),
        Some(Token { at, folded }) if word.prefix && folded.chars().count() <= BEGINNINGS => {
            let beginning = format!("\"{BEGINNING}{}\"", as_indexed(&folded));
            let before = &word.text[..at.start];
            if tokens(before).next().is_none() {
                beginning
            } else {
                format!("{} {beginning}", quoted(before))
            }
        }
        _ if word.prefix => quoted(&word.text) + "*",
        _ => quoted(&word.text),
    }
}

/// What stands for a vowel sign in the index, which would take the sign itself for the end of a word.
const VOWEL_SIGNS: u32 = 0xE010;

fn letter_for(sign: char) -> char {
    char::from_u32(u32::from(sign) - 0x900 + VOWEL_SIGNS).unwrap_or(sign)
}

/// A folded word as it stands in the index.
fn as_indexed(folded: &str) -> String {
    folded.chars().map(|c| if is_vowel_sign(c) { letter_for(c) } else { c }).collect()
}

/// Makes a text what the index takes apart as [`tokens`] does: a zero, which would end it, is a space; letters that are
/// words stand apart; points and accents are left out, and vowel signs are letters.
pub(super) fn clean(text: &str) -> String {
    if text.is_ascii() {
        return text.replace('\0', " ");
    }
    let mut cleaned = String::with_capacity(text.len() + text.len() / 2);
    let mut alone = false;
    for c in text.nfc() {
        if is_vowel_sign(c) {
            cleaned.push(letter_for(c));
        } else if !is_combining_mark(c) {
            let runs_on = runs_on(c);
            if runs_on || alone {
                cleaned.push(' ');
            }
            alone = runs_on;
            cleaned.push(if c == '\0' { ' ' } else { c });
        }
    }
    cleaned
}

/// Reads stored answers; nothing if they are too long or not what they were, which `verify` tells.
pub(in super::super) fn stored(row: &Row<'_>, column: &str) -> Result<Option<Answers>, DbError> {
    Ok(row
        .get_ref(column)?
        .as_bytes_or_null()
        .ok()
        .flatten()
        .and_then(|json| serde_json::from_slice(json).ok()))
}

/// The text to index: every text and free answer, in order, up to a mebibyte.
pub(super) fn body(answers: &Answers) -> String {
    let mut body = String::new();
    each_text(answers, &mut |_, _, text| {
        if body.len() < INDEXED {
            body.push_str(&text[..text.floor_char_boundary(INDEXED - body.len())]);
            body.push('\n');
        }
    });
    body
}

/// Visits every text in the answers with the way to its row and its field.
pub(in super::super) fn each_text<'a>(
    answers: &'a Answers,
    visit: &mut dyn FnMut(&Way<'a>, &'a str, &'a str),
) {
    visit_row(answers, &mut Vec::new(), visit);
}

fn visit_row<'a>(
    row: &'a Answers,
    way: &mut Vec<(&'a str, usize)>,
    visit: &mut dyn FnMut(&Way<'a>, &'a str, &'a str),
) {
    for (field, value) in row.iter() {
        if let Some(text) = value.typed() {
            visit(way, field, text);
        }
        for (index, row) in value.as_rows().into_iter().flatten().enumerate() {
            way.push((field, index));
            visit_row(row, way, visit);
            way.pop();
        }
    }
}

fn place(way: &Way<'_>, field: &str, cursor: usize) -> Place {
    let row = RowPath(way.iter().map(|(group, index)| ((*group).to_owned(), *index)).collect());
    Place { at: row.field(field), cursor, ..Place::default() }
}

/// Chooses the line that shows most of what was looked for: of an answer, else of the summary, else the beginning. An
/// answer comes with the place of the first word found in it.
pub(super) fn snippet(summary: &str, answers: &Answers, pattern: &Pattern) -> (Line, Option<Place>) {
    let mut best: (usize, &str, Option<Place>) = (0, summary, None);
    let mut read = 0;
    each_text(answers, &mut |way, field, text| {
        // Without a summary the first answer stands for the entry.
        if best.0 == 0 && best.1.trim().is_empty() && !text.trim().is_empty() {
            best = (0, text, Some(place(way, field, 0)));
        }
        if read < INDEXED && !pattern.0.is_empty() {
            let text = &text[..text.floor_char_boundary(INDEXED - read)];
            read += text.len();
            let all: Vec<_> = tokens(text).collect();
            let (marked, different) = pattern.found(&all);
            if different > best.0 {
                let byte = all
                    .iter()
                    .zip(&marked)
                    .find(|(_, marked)| **marked)
                    .map_or(0, |(token, _)| token.at.start);
                best = (different, text, Some(place(way, field, byte)));
            }
        }
    });
    let all: Vec<_> = tokens(summary).collect();
    if pattern.found(&all).1 > best.0 {
        best = (0, summary, None);
    }
    (window(best.1, pattern), best.2)
}

/// Cuts the words around the first one found out of a text, as pieces of one line.
fn window(text: &str, pattern: &Pattern) -> Line {
    let tokens: Vec<_> = tokens(text).collect();
    let (marked, _) = pattern.found(&tokens);
    let first = marked.iter().position(|marked| *marked).unwrap_or(0).saturating_sub(BEFORE);
    let last = (first + SHOWN).min(tokens.len());
    let mut from = if first == 0 { 0 } else { tokens[first].at.start };
    let ends = if last == tokens.len() { text.len() } else { tokens[last - 1].at.end };
    let mut pieces: Line = Vec::new();
    let mut add = |text: &str, mark: bool| match pieces.last_mut() {
        Some((before, was)) if *was == mark => before.push_str(text),
        _ if text.is_empty() => {}
        _ => pieces.push((text.to_owned(), mark)),
    };
    if first > 0 {
        add("…", false);
    }
    for (token, marked) in tokens.iter().zip(marked).take(last).skip(first) {
        add(&text[from..token.at.start], false);
        add(&text[token.at.clone()], marked);
        from = token.at.end;
    }
    add(&text[from..ends.max(from)], false);
    if last < tokens.len() {
        add("…", false);
    }
    for (piece, _) in &mut pieces {
        *piece = one_line(piece);
    }
    pieces
}

/// Puts one space where there was white space of any length, and keeps one end to end; long runs without words are cut.
fn one_line(text: &str) -> String {
    const LONGEST: usize = 400;
    let mut line = String::new();
    for c in text.chars() {
        let space = c.is_whitespace();
        if line.len() > LONGEST {
            line.push('…');
            break;
        }
        if !(space && line.ends_with(' ')) {
            line.push(if space { ' ' } else { c });
        }
    }
    line
}

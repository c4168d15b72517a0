//! Marks in a line that is logged: `It gave up @Otter !annoyed 2/5 #work`.
//!
//! A mark is a word of its own at the beginning or at the end of the line, a rating only at the end: what stands in the
//! middle of a sentence is part of the sentence, as are addresses and prices. A name of several words is one that is known,
//! or stands in quotes. A backslash before a mark makes a word of it.

use std::ops::RangeInclusive;

/// What a line may be marked with; `None` for what is not asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Known {
    /// The names of products.
    pub products: Option<Vec<String>>,
    /// Feelings.
    pub feelings: Option<Vec<String>>,
    /// The ends of a rating.
    pub scale: Option<RangeInclusive<i64>>,
}

/// What a word of the line says about the rest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mark {
    /// `@` and a product.
    Product(String),
    /// `!` and a feeling.
    Feeling(String),
    /// A rating of the highest there is, as in `3/5`.
    Rating(i64),
    /// `#` and a tag.
    Tag(String),
}

/// A line, and what was marked in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Marked {
    /// The line without its marks.
    pub text: String,
    /// The marks, in their order; of products, feelings and ratings one each.
    pub marks: Vec<Mark>,
}

/// The quotes that a name may stand in: whoever writes the line in double quotes for a shell has the single ones left.
const QUOTES: [(char, char); 3] = [('"', '"'), ('\'', '\''), ('“', '”')];

/// Reads a line.
pub fn read(line: &str, known: &Known) -> Marked {
    let mut rest = line.trim();
    let mut marks = Vec::new();
    while let Some((mark, length)) = mark(rest, known)
        && !matches!(mark, Mark::Rating(_))
        && fits(&marks, &mark)
    {
        marks.push(mark);
        rest = rest[length..].trim_start();
    }
    let starts = words(rest);
    let end = starts.into_iter().find_map(|start| Some((start, all_marks(&rest[start..], known, &marks)?)));
    let (text, last) = end.map_or((rest, Vec::new()), |(start, last)| (&rest[..start], last));
    marks.extend(last);
    Marked { text: without_backslashes(text.trim_end(), known), marks }
}

/// Finds what a name that is being typed at the end of a line may become: the mark's first character, what is typed of it,
/// and where that begins.
pub fn typing(line: &str) -> Option<(char, &str, usize)> {
    let starts = words(line);
    let begins = |start: &usize| line[*start..].starts_with(['@', '!']);
    let start = starts.into_iter().rev().find(begins)?;
    let sign = line[start..].chars().next()?;
    let after = &line[start + 1..];
    let typed = after.trim_start_matches(QUOTES.map(|(open, _)| open));
    let mut single = typed.match_indices('\'');
    let closed = after.starts_with('\'') && single.any(|(at, _)| ends(&typed[at + 1..]));
    (!closed && !typed.contains(['"', '”'])).then_some((sign, typed, start))
}

/// Finds what may be meant as a mark at the end of a line, of a name of two or three words, but was not read as one: a name
/// that is not known stands in quotes.
pub fn unknown_name<'a>(line: &'a str, marked: &Marked) -> Option<&'a str> {
    let line = line.trim_end();
    let (_, typed, start) = typing(line)?;
    let count = typed.split_whitespace().count();
    ((2..=3).contains(&count) && marked.text.ends_with(&line[start..])).then_some(&line[start..])
}

/// Lists where words begin.
fn words(text: &str) -> Vec<usize> {
    let after_space = |(at, c): &(usize, char)| {
        !c.is_whitespace() && text[..*at].chars().next_back().is_none_or(char::is_whitespace)
    };
    text.char_indices().filter(after_space).map(|(at, _)| at).collect()
}

/// Reads a text that is marks from its beginning to its end.
fn all_marks(text: &str, known: &Known, before: &[Mark]) -> Option<Vec<Mark>> {
    let mut found = before.to_vec();
    let mut rest = text;
    while !rest.is_empty() {
        let (mark, length) = mark(rest, known)?;
        if !fits(&found, &mark) {
            return None;
        }
        found.push(mark);
        rest = rest[length..].trim_start();
    }
    Some(found.split_off(before.len()))
}

/// Whether a mark says something that none before it said.
fn fits(before: &[Mark], mark: &Mark) -> bool {
    let kind = std::mem::discriminant(mark);
    matches!(mark, Mark::Tag(_)) || before.iter().all(|other| std::mem::discriminant(other) != kind)
}

/// Reads the mark that a text begins with, and how long it is.
fn mark(text: &str, known: &Known) -> Option<(Mark, usize)> {
    let sign = text.chars().next()?;
    let rest = &text[sign.len_utf8()..];
    let word = &text[..text.find(char::is_whitespace).unwrap_or(text.len())];
    match sign {
        '@' => name(rest, known.products.as_deref()?).map(|(name, length)| (Mark::Product(name), length + 1)),
        '!' => name(rest, known.feelings.as_deref()?).map(|(name, length)| (Mark::Feeling(name), length + 1)),
        '#' => {
            let tag = &word[1..];
            let plain = tag.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
            (plain && tag.chars().any(char::is_alphabetic)).then(|| (Mark::Tag(tag.to_owned()), word.len()))
        }
        _ => {
            let scale = known.scale.as_ref()?;
            let (value, most) = word.split_once('/')?;
            let value = value.parse().ok().filter(|value| scale.contains(value))?;
            (most.parse() == Ok(*scale.end())).then_some((Mark::Rating(value), word.len()))
        }
    }
}

/// Reads a name: in quotes, else the longest one that is known, else a word.
fn name(text: &str, known: &[String]) -> Option<(String, usize)> {
    if let Some((open, close)) = QUOTES.into_iter().find(|(open, _)| text.starts_with(*open)) {
        let quoted = &text[open.len_utf8()..];
        let closes = |(at, _): &(usize, &str)| ends(&quoted[at + close.len_utf8()..]);
        let (end, _) = quoted.match_indices(close).find(closes)?;
        let name = quoted[..end].trim();
        return (!name.is_empty()).then(|| (name.to_owned(), open.len_utf8() + end + close.len_utf8()));
    }
    let known = known.iter().filter_map(|name| Some((name, begins_with(text, name)?)));
    if let Some((name, length)) = known.max_by_key(|(_, length)| *length) {
        return Some((name.clone(), length));
    }
    let word = &text[..text.find(char::is_whitespace).unwrap_or(text.len())];
    let name = word.trim_end_matches([',', '.', ';', ':', '!', '?']);
    name.starts_with(char::is_alphanumeric).then(|| (name.to_owned(), word.len()))
}

/// Returns the length of a name that a text begins with, in any case, up to the end of a word.
fn begins_with(text: &str, name: &str) -> Option<usize> {
    let length = text.char_indices().nth(name.chars().count()).map_or(text.len(), |(at, _)| at);
    let same = !name.is_empty() && text[..length].to_lowercase() == name.to_lowercase();
    (same && ends(&text[length..])).then_some(length)
}

fn ends(after: &str) -> bool {
    after.chars().next().is_none_or(char::is_whitespace)
}

/// Takes the backslash from words that would be marks without it.
fn without_backslashes(text: &str, known: &Known) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut from = 0;
    for start in words(text) {
        if text[start..].strip_prefix('\\').is_some_and(|word| mark(word, known).is_some()) {
            plain.push_str(&text[from..start]);
            from = start + 1;
        }
    }
    plain + &text[from..]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn known() -> Known {
        let names = |names: &[&str]| Some(names.iter().map(|name| (*name).to_owned()).collect());
        Known {
            products: names(&["Google", "Google Maps", "ChatGPT"]),
            feelings: names(&["found out", "calm"]),
            scale: Some(1..=5),
        }
    }

    fn told(line: &str) -> (String, Vec<String>) {
        let Marked { text, marks } = read(line, &known());
        let mark = |mark: &Mark| match mark {
            Mark::Product(name) => format!("@{name}"),
            Mark::Feeling(name) => format!("!{name}"),
            Mark::Rating(value) => value.to_string(),
            Mark::Tag(tag) => format!("#{tag}"),
        };
        (text, marks.iter().map(mark).collect())
    }

    #[test]
    fn marks_stand_at_the_beginning_and_at_the_end() {
        for (line, text, marks) in [
            ("It gave up @Otter !annoyed 2/5 #work", "It gave up", &["@Otter", "!annoyed", "2", "#work"][..]),
            ("@chatgpt it gave up", "it gave up", &["@ChatGPT"]),
            ("@ChatGPT, it gave up", "it gave up", &["@ChatGPT"]),
            (
                "#home @google maps it sent me left !found out",
                "it sent me left",
                &["#home", "@Google Maps", "!found out"],
            ),
            ("It sent me left @Google Maps", "It sent me left", &["@Google Maps"]),
            ("@Google it sent me left", "it sent me left", &["@Google"]),
            ("It talked @\"Siri at home\" !\"at ease\"", "It talked", &["@Siri at home", "!at ease"]),
            ("It talked @'Siri at home' !“all right”", "It talked", &["@Siri at home", "!all right"]),
            ("It talked @\"James' app\"", "It talked", &["@James' app"]),
            ("It talked !'it isn't calm'", "It talked", &["!it isn't calm"]),
            ("#one two #three #four", "two", &["#one", "#three", "#four"]),
            ("@Otter !calm", "", &["@Otter", "!calm"]),
            ("two\nlines #work", "two\nlines", &["#work"]),
        ] {
            assert_eq!(
                told(line),
                (text.to_owned(), marks.iter().map(|mark| (*mark).to_owned()).collect()),
                "{line}"
            );
        }
    }

    #[test]
    fn what_belongs_to_a_sentence_is_not_taken() {
        for line in [
            "I wrote to a@b.org",
            "a@b.org answered",
            "3/5 of people laughed",
            "It asked 3/5 of people",
            "The price was 3/4",
            "It ranked me #1",
            "I told @Otter to stop it",
            "wow !",
            "It costs $5!",
            "7/5",
            "0/5",
            "#1 of all",
            "@ noon",
            "@\"never closed",
            "!'never closed",
            "five!important words stay five",
        ] {
            assert_eq!(told(line), (line.to_owned(), Vec::new()), "{line}");
        }
        assert_eq!(read("It gave up @Otter 2/5 #x", &Known::default()).marks, [Mark::Tag("x".to_owned())]);
    }

    #[test]
    fn a_second_mark_of_a_kind_and_one_after_a_backslash_are_words() {
        assert_eq!(told("It is @Otter @ChatGPT"), ("It is @Otter".to_owned(), vec!["@ChatGPT".to_owned()]));
        assert_eq!(
            told("@Otter and it went @ChatGPT"),
            ("and it went @ChatGPT".to_owned(), vec!["@Otter".to_owned()])
        );
        assert_eq!(told(r"I rated it \3/5"), ("I rated it 3/5".to_owned(), Vec::new()));
        assert_eq!(
            told(r"\@Otter said \#no in C:\temp"),
            (r"@Otter said #no in C:\temp".to_owned(), Vec::new())
        );
    }

    #[test]
    fn a_name_that_is_typed_at_the_end_can_be_completed() {
        assert_eq!(typing("It went @goo"), Some(('@', "goo", 8)));
        assert_eq!(typing("It went @google ma"), Some(('@', "google ma", 8)));
        assert_eq!(typing("It went !\"found o"), Some(('!', "found o", 8)));
        assert_eq!(typing("It went a@b"), None);
        assert_eq!(typing("@'Siri at home"), Some(('@', "Siri at home", 0)));
        assert_eq!(typing("@'Siri at home' it went"), None);
        assert_eq!(typing("@'it isn't ca"), Some(('@', "it isn't ca", 0)));
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn no_word_is_lost_whatever_is_typed(line in "[@!#\\\\ 0-9/\"'“”a-zäß.\n]{0,40}") {
            let Marked { text, marks } = read(&line, &known());
            prop_assert!(text.chars().count() <= line.chars().count());
            let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count();
            let of_marks: usize = marks.iter().map(|mark| match mark {
                Mark::Product(name) | Mark::Feeling(name) | Mark::Tag(name) => letters(name),
                Mark::Rating(_) => 0,
            }).sum();
            prop_assert_eq!(letters(&text) + of_marks, letters(&line));
        }
    }
}

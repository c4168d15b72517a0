//! What a person types to find something: words, phrases and filters. Any text is a search; nothing is refused.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::facts::first;
use super::field_role::FieldRole;
use super::natural_date::day_in_words;
use super::plan::WeekLabel;

/// How many words count; pasted pages are searched by their first words.
const WORDS: usize = 32;

/// How many letters of a word count.
const LETTERS: usize = 200;

/// A search as it was understood.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// Words that must all be there.
    pub words: Vec<Word>,
    /// Conditions that must all hold.
    pub filters: Vec<Filter>,
    /// The first day that counts.
    pub after: Option<NaiveDate>,
    /// The first day that counts no more.
    pub before: Option<NaiveDate>,
    /// Filters that were not understood and do not count.
    pub problems: Vec<Misread>,
    /// Where the words of a role are found; see [`Query::resolve`].
    pub sources: BTreeSet<(FieldRole, Source)>,
}

/// What exercises declare that a search may ask for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Searchable {
    /// The measures of what holds, as in `is:felt_wrong`.
    pub states: BTreeSet<String>,
    /// Where the words of each role are found.
    pub sources: BTreeSet<(FieldRole, Source)>,
}

/// Where the words that a role is asked for are found.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// Among the words remembered under a name.
    Vocabulary(String),
    /// Among the options counted by a measure.
    Category(String),
}

/// A word or a phrase to look for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// What was typed, without its quotes; it holds a letter or a digit.
    pub text: String,
    /// Whether words that only begin so are meant too: it is still being typed.
    pub prefix: bool,
}

/// A condition on an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Filter {
    /// `product:`, `feeling:`, `job:` and the like: a field of this role has this answer.
    Role(FieldRole, String),
    /// `exercise:` it answers an exercise, by its id or a word of it.
    Exercise(String),
    /// `tag:` it carries a tag.
    Tag(String),
    /// `is:` and the name of a measure: it says something that is measured, as in `is:felt_wrong`.
    Has(String),
    /// `is:draft` a draft lies over it.
    Draft,
    /// `is:finished` it was finished.
    Finished,
}

/// A filter that was not understood, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misread {
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub hint: String,
}

/// A piece of what was typed.
struct Piece {
    key: Option<String>,
    text: String,
    /// Whether its quotes were closed, or a space came after it.
    ended: bool,
    quoted: bool,
}

impl Query {
    /// Reads what a person typed: `listens product:"Spotify DJ" after:2026-W47 "kept words" fri`.
    ///
    /// The last word is a beginning unless a space comes after it. Words without a letter or a digit do not count. An
    /// unknown `foo:bar` is two words. Up to 32 words count, and the first 200 letters of each. Days in words, as in
    /// `after:"last friday"`, are meant from today.
    pub fn parse(text: &str, today: NaiveDate) -> Self {
        let mut query = Self::default();
        for piece in pieces(text) {
            match &piece.key {
                Some(key) => query.filter(key, &piece, today),
                None => query.add(&piece.text, !piece.ended),
            }
        }
        query
    }

    /// Whether it matches every entry.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty() && self.filters.is_empty() && self.after.is_none() && self.before.is_none()
    }

    /// Notes where the exercises keep what is asked for, and takes out `is:` filters that name none of their measures.
    /// Asks for `searchable` only if a filter needs it.
    pub fn resolve(&mut self, searchable: impl FnOnce() -> Searchable) {
        if !self.filters.iter().any(|filter| matches!(filter, Filter::Has(_) | Filter::Role(..))) {
            return;
        }
        let Searchable { states, sources } = searchable();
        self.sources = sources;
        let is_known = |filter: &Filter| !matches!(filter, Filter::Has(name) if !states.contains(name));
        let (known, unknown): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.filters).into_iter().partition(is_known);
        self.filters = known;
        for filter in unknown {
            let Filter::Has(name) = filter else { continue };
            let names = ["draft", "finished"].into_iter().chain(states.iter().map(String::as_str));
            let names: Vec<String> = names.map(|name| format!("`is:{name}`")).collect();
            self.misread("is", &name, "not a state of an entry", &format!("use one of {}", names.join(", ")));
        }
    }

    fn add(&mut self, text: &str, prefix: bool) {
        if self.words.len() < WORDS && text.chars().any(char::is_alphanumeric) {
            let cut = first(text, LETTERS);
            self.words.push(Word { text: cut.to_owned(), prefix: prefix || cut.len() < text.len() });
        }
    }

    fn filter(&mut self, typed: &str, piece: &Piece, today: NaiveDate) {
        let value = piece.text.trim().to_owned();
        let key = typed.to_lowercase();
        let role = FieldRole::named(&key).filter(|role| role.is_searched());
        let known = role.is_some() || ["exercise", "tag", "after", "before", "is"].contains(&key.as_str());
        if value.is_empty() || !known {
            self.add(typed, value.is_empty() && !piece.ended && !piece.quoted && !known);
            self.add(&piece.text, !piece.ended);
            return;
        }
        let filter = match (role, key.as_str()) {
            (Some(role), _) => Filter::Role(role, value),
            (_, "exercise") => Filter::Exercise(value),
            (_, "tag") => Filter::Tag(value),
            (_, "after") => {
                return self
                    .set_day(&key, &value, today, |query, day| query.after = query.after.max(Some(day)));
            }
            (_, "before") => {
                let earlier = |was: Option<NaiveDate>, day| was.map_or(day, |was: NaiveDate| was.min(day));
                return self.set_day(&key, &value, today, |query, day| {
                    query.before = Some(earlier(query.before, day));
                });
            }
            _ => match value.to_lowercase().as_str() {
                "draft" => Filter::Draft,
                "finished" => Filter::Finished,
                measure => Filter::Has(measure.replace('-', "_")),
            },
        };
        if self.filters.len() < WORDS {
            self.filters.push(filter);
        }
    }

    fn set_day(&mut self, key: &str, value: &str, today: NaiveDate, set: impl FnOnce(&mut Self, NaiveDate)) {
        match day(value).or_else(|| day_in_words(value, today)) {
            Some(day) => set(self, day),
            None => self.misread(
                key,
                value,
                "not a date",
                "use a day, a week, a month or a year, as in `2026-11-20`, `2026-W47`, `2026-11`, `2026`",
            ),
        }
    }

    fn misread(&mut self, key: &str, value: &str, what: &str, hint: &str) {
        let value: String = value.chars().take(LETTERS).collect();
        self.problems
            .push(Misread { message: format!("`{value}` after `{key}:` is {what}"), hint: hint.to_owned() });
    }
}

/// Reads a day, or the first day of a week, a month or a year.
fn day(text: &str) -> Option<NaiveDate> {
    let number = |text: &str| text.parse::<u32>().ok().filter(|_| text.bytes().all(|b| b.is_ascii_digit()));
    let parts: Vec<_> = text.split('-').collect();
    let year = number(parts[0])
        .filter(|year| (1..=9999).contains(year))
        .and_then(|year| i32::try_from(year).ok())?;
    match parts.as_slice() {
        [_] => NaiveDate::from_ymd_opt(year, 1, 1),
        [_, week] if week.starts_with(['W', 'w']) => text.parse::<WeekLabel>().ok()?.monday(),
        [_, month] => NaiveDate::from_ymd_opt(year, number(month)?, 1),
        [_, month, day] => NaiveDate::from_ymd_opt(year, number(month)?, number(day)?),
        _ => None,
    }
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„')
}

/// Parts what was typed at spaces, but not within quotes. A quote counts where a word or a value may begin.
fn pieces(text: &str) -> Vec<Piece> {
    let mut found = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let end = rest.find(|c: char| c.is_whitespace() || is_quote(c)).unwrap_or(rest.len());
        let colon = rest[..end].find(':').filter(|colon| *colon > 0);
        let key = colon.map(|colon| rest[..colon].to_owned());
        let value = colon.map_or(rest, |colon| &rest[colon + 1..]);
        let (text, after, ended, quoted) = value_of(value);
        found.push(Piece { key, text: text.to_owned(), ended, quoted });
        rest = after.trim_start();
    }
    found
}

/// Takes a word or a quoted value off the beginning: what it says, what comes after it, and how it ended.
fn value_of(text: &str) -> (&str, &str, bool, bool) {
    let mut letters = text.chars();
    if letters.next().is_some_and(is_quote) {
        let inner = letters.as_str();
        return match inner.find(is_quote) {
            Some(end) => (&inner[..end], inner[end..].trim_start_matches(is_quote), true, true),
            None => (inner, "", false, true),
        };
    }
    match text.find(char::is_whitespace) {
        Some(end) => (&text[..end], &text[end..], true, false),
        None => (text, "", false, false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// It is Friday 20 November 2026.
    fn parse(text: &str) -> Query {
        Query::parse(text, NaiveDate::from_ymd_opt(2026, 11, 20).expect("a day"))
    }

    fn words(text: &str) -> Vec<String> {
        let shown = |word: &Word| format!("{}{}", word.text, if word.prefix { "*" } else { "" });
        parse(text).words.iter().map(shown).collect()
    }

    #[test]
    fn the_last_word_is_a_beginning_until_a_space_comes() {
        assert_eq!(words("it listens"), ["it", "listens*"]);
        assert_eq!(words("it listens "), ["it", "listens"]);
        assert_eq!(words("\"it listens\""), ["it listens"]);
        assert_eq!(words("so \"it lis"), ["so", "it lis*"]);
        assert_eq!(words("don't \u{2014} !! x"), ["don't", "x*"]);
        assert_eq!(words("“it listens” "), ["it listens"]);
        assert!(parse("  \" ").is_empty());
    }

    #[test]
    fn filters_are_taken_out_and_the_unknown_are_words() {
        let query = parse(
            "Product:\"Spotify DJ\" exercise:trust-audit dimension:errors job:\"pay a bill\" tag:work is:draft IS:Finished",
        );
        let expected = [
            Filter::Role(FieldRole::Product, "Spotify DJ".into()),
            Filter::Exercise("trust-audit".into()),
            Filter::Role(FieldRole::Dimension, "errors".into()),
            Filter::Role(FieldRole::Job, "pay a bill".into()),
            Filter::Tag("work".into()),
            Filter::Draft,
            Filter::Finished,
        ];
        assert_eq!(query, Query { filters: expected.into(), ..Query::default() });
        assert_eq!(words("foo:bar"), ["foo", "bar*"]);
        assert_eq!(words("https://a.b at 14:30 "), ["https", "//a.b", "at", "14", "30"]);
        assert_eq!(words("product: x "), ["product", "x"]);
    }

    #[test]
    fn dates_are_the_start_of_what_was_written() {
        for (text, expected) in [
            ("2026-11-20", "2026-11-20"),
            ("2026-W47", "2026-11-16"),
            ("2026-w5", "2026-01-26"),
            ("2026-11", "2026-11-01"),
            ("2026", "2026-01-01"),
        ] {
            let query = parse(&format!("after:{text} before:\"{text}\""));
            let day = expected.parse().ok();
            assert_eq!((query.after, query.before, query.words.len()), (day, day, 0), "{text}");
        }
        let both = parse("after:2025 after:2026 before:2028 before:2027");
        assert_eq!((both.after, both.before), (day("2026"), day("2027")));
    }

    #[test]
    fn days_are_said_in_words_too() {
        for (text, expected) in [
            ("yesterday", "2026-11-19"),
            ("Today", "2026-11-20"),
            ("friday", "2026-11-20"),
            ("last friday", "2026-11-13"),
            ("last week", "2026-11-13"),
            ("3 days ago", "2026-11-17"),
            ("2 hours ago", "2026-11-20"),
            ("18 nov", "2026-11-18"),
        ] {
            let query = parse(&format!("kept after:\"{text}\" before:\"{text}\""));
            let day = expected.parse().ok();
            assert_eq!((query.after, query.before, query.words.len()), (day, day, 1), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_said_in_words() {
        for wrong in
            ["someday", "tomorrow", "2026-13", "2026-W54", "2026-02-30", "1-2-3-4", "+2026", "99999", "2026-"]
        {
            let query = parse(&format!("after:{wrong} kept"));
            assert_eq!((query.words.len(), query.after), (1, None));
            assert_eq!(query.problems[0].message, format!("`{wrong}` after `after:` is not a date"));
            assert!(query.problems[0].hint.contains("2026-W47"));
        }
        let mut query = parse("is:open is:felt-wrong");
        query.resolve(|| Searchable { states: ["felt_wrong".to_owned()].into(), ..Searchable::default() });
        assert_eq!(query.problems[0].message, "`open` after `is:` is not a state of an entry");
        assert_eq!(query.problems[0].hint, "use one of `is:draft`, `is:finished`, `is:felt_wrong`");
        assert_eq!(query.filters, [Filter::Has("felt_wrong".into())]);
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_a_search(text in "(?s).{0,60}", quoted in "[a-z:\" ]{0,40}") {
            for text in [text, quoted] {
                let query = parse(&text);
                proptest::prop_assert!(query.words.len() <= WORDS);
                proptest::prop_assert!(query.words.iter().all(|word| word.text.chars().any(char::is_alphanumeric)));
            }
        }
    }
}

//! How a search that was typed is understood.

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
fn what_has_a_sign_before_it_is_left_out() {
    let query = parse("otter -notes -\"in the car\" -product:Siri well-known - -- -since:2026-11-01");
    let whole = |text: &str| Word { text: text.to_owned(), prefix: false };
    assert_eq!(query.words, ["otter", "well-known"].map(whole));
    assert_eq!(query.without, ["notes", "in the car"].map(whole));
    assert_eq!(query.except, [Filter::Role(FieldRole::Product, "Siri".into())]);
    assert_eq!((query.after, query.before), (None, day("2026-11-01")));
    assert_eq!(parse("-nea").without, [whole("nea")]);
}

#[test]
fn a_filter_that_there_is_not_is_told_and_does_not_count() {
    let query = parse("prodcut:Otter late note:\"to self\" ");
    assert_eq!(query.problems, ["prodcut", "note"].map(|name| Misread::NoFilter(name.to_owned())));
    assert_eq!(query.words.len(), 1);
    assert_eq!(parse("since:2026 until:2027").problems, []);
    for nothing in ["!?", "\u{1f642}", "\"\u{2014}\""] {
        assert!(matches!(parse(nothing).problems[..], [Misread::NoWord(_)]), "{nothing}");
    }
    assert_eq!(parse(" ").problems, []);
}

#[test]
fn filters_are_taken_out_and_addresses_are_words() {
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
    assert_eq!(words("c:\\temp foo: bar"), ["c", "\\temp", "foo", "bar*"]);
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
fn what_is_no_date_and_no_state_does_not_count() {
    for wrong in
        ["someday", "tomorrow", "2026-13", "2026-W54", "2026-02-30", "1-2-3-4", "+2026", "99999", "2026-"]
    {
        let query = parse(&format!("after:{wrong} kept"));
        assert_eq!((query.words.len(), query.after), (1, None));
        assert_eq!(query.problems, [Misread::NoDate(wrong.into(), "after".into())]);
    }
    let mut query = parse("is:open is:felt-wrong");
    query.resolve(|| Searchable { states: ["felt_wrong".to_owned()].into(), ..Searchable::default() });
    let known = ["draft", "finished", "felt_wrong"].map(str::to_owned).into();
    assert_eq!(query.problems, [Misread::NoState("open".into(), known)]);
    assert_eq!(query.filters, [Filter::Has("felt_wrong".into())]);
}

#[test]
fn a_role_is_asked_for_by_its_letters_and_labels_too() {
    let names = [("t", "trust"), ("mental model", "model")];
    let names = names.map(|(name, id)| ((FieldRole::Dimension, name.to_owned()), id.to_owned()));
    for (typed, expected) in
        [("dimension:T", "trust"), ("dimension:\"Mental Model\"", "model"), ("dimension:errors", "errors")]
    {
        let mut query = parse(typed);
        query.resolve(|| Searchable { names: names.clone().into(), ..Searchable::default() });
        assert_eq!(query.filters, [Filter::Role(FieldRole::Dimension, expected.to_owned())], "{typed}");
    }
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

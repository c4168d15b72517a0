//! How texts are read: words, expressions, the file of the model.

use sha2::{Digest, Sha256};

use crate::suggest::model::{LEXICON, Model, WEIGHTS, lexicon};
use crate::suggest::words::{MOST_WORDS, whole_letters, words};

const SMALL: &str = r#"
[words]
not = "not, dont, never"
[trust]
expressions = ["lie*", "{not} .. believe"]
[error_tolerance]
expressions = ["cost me"]
[mental_model]
expressions = ["forgets", "{not} {not}"]
[automation_anxiety]
expressions = []
[none]
expressions = ["log in"]
[about]
expressions = ["it"]
"#;

fn found(text: &str) -> Vec<(String, String)> {
    let lexicon = lexicon(SMALL).expect("a lexicon");
    let words = words(text);
    let hits = lexicon.hits(&words);
    let said = |hit: &crate::suggest::lexicon::Hit| {
        text[words[hit.words.start].at.start..words[hit.words.end - 1].at.end].to_owned()
    };
    hits.iter().map(|hit| (lexicon.written(hit.expression).to_owned(), said(hit))).collect()
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected.iter().map(|(written, said)| ((*written).to_owned(), (*said).to_owned())).collect()
}

#[test]
fn words_are_in_lower_case_without_apostrophes_and_know_their_sentence() {
    let text = "It DOESN’T listen.\nWhy?? Café №5";
    let seen: Vec<(String, &str, usize)> =
        words(text).into_iter().map(|word| (word.low, &text[word.at], word.sentence)).collect();
    let expected = [
        ("it", "It", 0),
        ("doesnt", "DOESN’T", 0),
        ("listen", "listen", 0),
        ("why", "Why", 1),
        ("café", "Café", 2),
        ("5", "5", 2),
    ];
    assert_eq!(seen, expected.map(|(low, said, sentence)| (low.to_owned(), said, sentence)));
    assert_eq!(words("cafe\u{301} noir")[0].low, "cafe");
    assert_eq!(words(&"a ".repeat(10_000)).len(), MOST_WORDS);
}

#[test]
fn ranges_grow_to_whole_letters() {
    let text = "xe\u{301}y👩‍👩‍👧z";
    assert_eq!(whole_letters(text, &(1..2)), 1..4);
    assert_eq!(whole_letters(text, &(0..1)), 0..1);
    let family = text.find('👩').expect("there");
    assert_eq!(whole_letters(text, &(family..family + 4)), family..text.len() - 1);
}

#[test]
fn expressions_have_endings_lists_and_gaps() {
    assert_eq!(found("It LIES, and it lied."), pairs(&[("lie*", "LIES"), ("it", "It")]));
    assert_eq!(
        found("I don’t for a second believe a word"),
        pairs(&[("{not} .. believe", "don’t for a second believe")])
    );
    assert_eq!(found("I don't now or ever truly believe it"), pairs(&[("it", "it")]));
    assert_eq!(found("Never. Believe me."), []);
    assert_eq!(found("never not"), pairs(&[("{not} {not}", "never not")]));
    assert_eq!(found("cost"), []);
    assert_eq!(found("cannot log in"), pairs(&[("log in", "log in")]));
}

#[test]
fn the_model_was_trained_on_this_lexicon() {
    assert!(Model::read(WEIGHTS).is_some());
    let checksum: [u8; 32] = Sha256::digest(LEXICON.as_bytes()).into();
    assert_eq!(WEIGHTS[8..40], checksum, "train again after a change: training/complaints/README.md");
    assert!(WEIGHTS.len() <= 2 * 1024 * 1024, "{} bytes", WEIGHTS.len());
}

#[test]
fn no_other_file_is_taken_for_a_model() {
    assert!(Model::read(b"").is_none());
    assert!(Model::read(b"EMPSUGG2").is_none());
    assert!(Model::read(&WEIGHTS[..WEIGHTS.len() - 1]).is_none());
    assert!(Model::read(&[WEIGHTS, &[0]].concat()).is_none());
    let mut other = WEIGHTS.to_vec();
    other[7] = b'1';
    assert!(Model::read(&other).is_none());
}

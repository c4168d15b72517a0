//! What is suggested for complaints, and why.

use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

use crate::suggest::{SURE, Subject, Suggestion, suggest};

fn reasons(text: &str) -> Vec<&str> {
    suggest(text).because.into_iter().map(|range| &text[range]).collect()
}

#[test]
fn plain_complaints_get_their_dimension() {
    for (text, subject) in [
        ("It gives wrong answers with total confidence, I can't believe anything it says.", Subject::Trust),
        (
            "The bot forgets what I told it two minutes ago and repeats the same question again.",
            Subject::MentalModel,
        ),
        ("It never understands what I'm saying, the replies are canned.", Subject::MentalModel),
        ("It's spying on us and listening to our conversations to sell my data.", Subject::AutomationAnxiety),
        ("Can't log in. The app crashes when I enter my phone number.", Subject::None),
        ("Too expensive, I want a refund for the subscription.", Subject::None),
    ] {
        let suggestion = suggest(text);
        assert_eq!(suggestion.subject, Some(subject), "{text}: {suggestion:?}");
        assert!(suggestion.confidence >= SURE);
        assert!(!suggestion.because.is_empty(), "{text}");
    }
}

#[test]
fn the_four_phrases_of_the_exercise_lead_to_their_dimensions() {
    for (text, subject) in [
        ("it doesn't understand me", Subject::MentalModel),
        ("I don't trust it", Subject::Trust),
        ("it took over and I couldn't stop it", Subject::AutomationAnxiety),
        ("it used to work and now it doesn't", Subject::ErrorTolerance),
    ] {
        assert_eq!(suggest(text).likeliest(), Some(subject), "{text}: {:?}", suggest(text));
    }
}

#[test]
fn reasons_are_the_words_of_the_text() {
    let text = "Pretty screens. But it DOESN’T remember anything I said!";
    assert!(reasons(text).iter().any(|reason| reason.contains("DOESN’T remember")), "{:?}", reasons(text));
    assert_eq!(suggest(text), suggest(text));
}

#[test]
fn without_a_word_there_is_no_suggestion() {
    for text in ["", " \n", "!!! 👎"] {
        assert_eq!(suggest(text), Suggestion::default());
    }
}

#[test]
fn what_is_not_sure_names_the_likeliest_first() {
    let doubtful = suggest("It is alright but the answers");
    assert_eq!(doubtful.subject, None, "{doubtful:?}");
    assert!(doubtful.confidence < SURE);
    assert_eq!(doubtful.alternatives[0].1, doubtful.confidence);
    assert_eq!(doubtful.likeliest(), Some(doubtful.alternatives[0].0));
}

#[test]
fn a_million_letters_are_read_as_far_as_they_say_something() {
    let long = "it forgets everything \u{202e}\0".repeat(50_000);
    let suggestion = suggest(&long);
    assert_eq!(suggestion.subject, Some(Subject::MentalModel));
    assert!(suggest(&"a".repeat(1_000_000)).because.len() <= 3);
    assert!(suggest(&"e\u{301}".repeat(500_000)).because.len() <= 3);
}

proptest! {
    #[test]
    fn reasons_lie_in_the_text_between_whole_letters(text in "(\\PC|it forgets|lies|don’t|trust| |e\u{301}|👩‍👩‍👧|\n){0,60}") {
        let suggestion = suggest(&text);
        let edges: Vec<usize> =
            text.grapheme_indices(true).map(|(at, _)| at).chain([text.len()]).collect();
        let mut last = 0;
        for range in &suggestion.because {
            prop_assert!(last <= range.start && range.start < range.end);
            prop_assert!(edges.contains(&range.start) && edges.contains(&range.end), "{range:?}");
            last = range.end;
        }
        prop_assert!((0.0..=1.0).contains(&suggestion.confidence));
        let named: f32 = suggestion.alternatives.iter().map(|(_, share)| share).sum();
        prop_assert!(named <= 1.001);
        prop_assert_eq!(suggest(&text), suggestion);
    }
}

//! Rules about a whole text, how hints sound, and the examples of the built-in exercises.

use crate::coach::hints;
use crate::domain::exercise::{Exercise, Field, Rule};
use crate::exercises::Catalog;

#[test]
fn a_recommendation_says_who_where_what_and_how_measured() {
    let missing = |text: &str| hints(&[Rule::Specific], text).first().map(|hint| hint.says.clone());
    let fine = [
        "On the page after a call, the host sees each decision with a tick box. We count calls from readers.",
        "For first-time buyers, the checkout shows where the price comes from; returns fall from 9 to 6 in 100.",
        "Beside each figure, Ines sees its sentence; we track how many she opens.",
        "When a nurse opens the list, doubtful doses are grey. Fewer calls to the ward within a month.",
        "In the inbox, managers see a line saying why; half as many are moved back.",
        "Under the draft, a button lets the sender undo it for an hour. We compare complaints.",
        "Too short to judge yet.",
        "Show the source.",
        "",
    ];
    for text in fine {
        assert_eq!(missing(text), None, "{text}");
    }
    let flagged = [
        ("Make the AI more transparent for all users.", "where in the flow"),
        ("The product should be clearer about how sure it really is.", "how you would measure it"),
        ("Show a source under each answer so that it can be believed.", "who it is for and how you"),
        ("For hosts, the page after the call shows every decision once more.", "Not said yet: how you"),
        ("Hosts would get more control over what is decided, counted weekly.", "where in the flow"),
        ("On the first screen, show three examples; count how many get tapped.", "Not said yet: who it"),
        ("Improve quality, trust and transparency in every part of the product.", "who it is for, where"),
        ("Nurses of the ward want much more trust and better answers overall.", "where in the flow, what"),
    ];
    for (text, words) in flagged {
        let says = missing(text).unwrap_or_default();
        assert!(says.contains(words), "{text}: {says}");
    }
}

#[test]
fn hints_are_short_and_quote_the_word() {
    let says: Vec<_> =
        hints(&[Rule::VagueMoment, Rule::GroupUser, Rule::Observable], "People usually trust it.")
            .into_iter()
            .map(|hint| hint.says)
            .collect();
    assert_eq!(
        says,
        [
            "“usually” is not a moment. Which time?",
            "“People” is nobody in particular. Who: by name or role?",
            "Nobody can see “trust”. What would they do, and how many times?",
        ]
    );
}

#[test]
fn a_word_repeated_is_pointed_at_once() {
    let found = hints(&[Rule::VagueMoment], "often often OFTEN usually sometimes");
    assert_eq!(found.iter().map(|hint| hint.span.clone()).collect::<Vec<_>>(), [0..5, 18..25]);
}

/// Lists every field that has hints and an example.
fn exemplary(exercise: &Exercise) -> Vec<&Field> {
    let mut rows = exercise.groups();
    rows.push(Vec::new());
    let fields = rows.iter().flat_map(|row| exercise.fields_at(row));
    // What compares rows has nothing to say about one text.
    let reads = |field: &&Field| field.hints.iter().any(|rule| !rule.compares_rows());
    fields.filter(|field| reads(field) && field.example.is_some()).collect()
}

#[test]
fn rich_examples_draw_no_hint_and_most_thin_ones_do() {
    let catalog = Catalog::built_in();
    let (mut seen, mut drawn) = (0, 0);
    for field in catalog.all().flat_map(|loaded| exemplary(loaded.exercise())) {
        let Some(example) = &field.example else { continue };
        assert_eq!(hints(&field.hints, &example.rich), [], "{}: {}", field.id, example.rich);
        // An example leans on no other answer.
        if field.hints == [Rule::AsAbove] {
            continue;
        }
        seen += 1;
        drawn += usize::from(!hints(&field.hints, &example.thin).is_empty());
    }
    assert!(seen >= 20, "only {seen} examples");
    assert!(drawn * 5 >= seen * 4, "only {drawn} of {seen} thin examples drew a hint");
}

proptest::proptest! {
    #[test]
    fn spans_are_words_of_the_text(text in "(\\PC|\\s|often |users |\"|“|”|100% |it feels ){0,60}") {
        let rules: Vec<Rule> = Rule::ALL.iter().map(|(_, rule)| *rule).collect();
        for hint in hints(&rules, &text) {
            let words = text.get(hint.span.clone());
            proptest::prop_assert!(words.is_some_and(|words| !words.trim().is_empty()), "{:?}", hint);
        }
    }
}

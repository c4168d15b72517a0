//! Whatever is in a file: reading it ends with an exercise, or with problems that lie in it.

use std::path::Path;

use proptest::prelude::*;

use crate::exercises::{embedded, parse, scaffold};

/// Reads a text and checks what comes of it.
fn reads(text: &str) -> Result<(), TestCaseError> {
    let Err(problems) = parse(Path::new("x"), text) else { return Ok(()) };
    prop_assert!(!problems.is_empty());
    let lines: Vec<&str> = text.split('\n').collect();
    for problem in &problems {
        let line = problem.line.checked_sub(1).and_then(|index| lines.get(index));
        let width = line.map(|line| line.chars().count() + 1);
        prop_assert!(width.is_some_and(|width| (1..=width).contains(&problem.column)), "{problem}");
        prop_assert!(!problem.to_string().contains(char::is_control), "{problem:?}");
    }
    prop_assert!(problems.is_sorted_by_key(|problem| (problem.line, problem.column)));
    Ok(())
}

/// One change to a text: what is done, and where, as a share of the text.
#[derive(Debug, Clone)]
enum Change {
    DropLine(f64),
    RepeatLine(f64),
    SwapLines(f64, f64),
    DropToken(f64),
    ReplaceToken(f64, &'static str),
    CutShort(f64),
}

const TOKENS: [&str; 12] =
    ["\"\"", "3", "[]", "{}", "true", "[[step]]", "each", "\"products\"", "-1.5", "[", "ä = 1", "2024-01-01"];

fn change() -> impl Strategy<Value = Change> {
    let place = 0.0..1.0f64;
    prop_oneof![
        place.clone().prop_map(Change::DropLine),
        place.clone().prop_map(Change::RepeatLine),
        (place.clone(), place.clone()).prop_map(|(a, b)| Change::SwapLines(a, b)),
        place.clone().prop_map(Change::DropToken),
        (place.clone(), prop::sample::select(&TOKENS))
            .prop_map(|(at, token)| Change::ReplaceToken(at, token)),
        place.prop_map(Change::CutShort),
    ]
}

fn changed(text: &str, change: &Change) -> String {
    let mut lines: Vec<&str> = text.split('\n').collect();
    let mut tokens: Vec<&str> = text.split(' ').collect();
    let at = |share: f64, length: usize| ((length as f64 * share) as usize).min(length - 1);
    match change {
        Change::DropLine(share) => {
            lines.remove(at(*share, lines.len()));
        }
        Change::RepeatLine(share) => {
            let index = at(*share, lines.len());
            lines.insert(index, lines[index]);
        }
        Change::SwapLines(one, other) => {
            let (one, other) = (at(*one, lines.len()), at(*other, lines.len()));
            lines.swap(one, other);
        }
        Change::DropToken(share) => {
            tokens.remove(at(*share, tokens.len()));
            return tokens.join(" ");
        }
        Change::ReplaceToken(share, token) => {
            let index = at(*share, tokens.len());
            tokens[index] = token;
            return tokens.join(" ");
        }
        Change::CutShort(share) => {
            return text.chars().take((text.chars().count() as f64 * share) as usize).collect();
        }
    }
    lines.join("\n")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        reads(&String::from_utf8_lossy(&bytes))?;
    }

    #[test]
    fn any_words_of_the_format_are_read(
        words in prop::collection::vec(
            prop_oneof![
                prop::sample::select(&TOKENS).prop_map(str::to_owned),
                "\\[\\[(step|step\\.field|step\\.field\\.field|measure|report)\\]\\]\n",
                "(id|kind|each|field|when|title|label|min|max|of|start) = (\"[a-z.{}]{0,6}\"|[0-9]{1,3}|\\[\"a\"\\])\n",
            ],
            0..40,
        ),
    ) {
        reads(&words.concat())?;
    }

    #[test]
    fn built_in_files_with_any_changes_are_read(
        file in 0..embedded::EXERCISES.len(),
        changes in prop::collection::vec(change(), 1..4),
    ) {
        let text = changes.iter().fold(embedded::EXERCISES[file].body.text.clone().into_owned(), |text, change| {
            if text.is_empty() { text } else { changed(&text, change) }
        });
        reads(&text)?;
    }

    #[test]
    fn a_sketch_of_any_name_is_an_exercise(id in "[a-z][a-z0-9]{0,12}(-[a-z0-9]{1,12}){0,3}") {
        let exercise = parse(Path::new("x"), &scaffold(&id)).map_err(|problems| {
            TestCaseError::fail(crate::error::Problem::list(&problems))
        })?;
        prop_assert_eq!(&exercise.id, &id);
    }
}

#[test]
fn a_sketch_has_a_title_and_a_prefix_of_its_name() {
    for (id, title, prefix) in [("my-drill", "My drill", "myd"), ("x", "X", "xx"), ("a-1-b", "A 1 b", "ab")] {
        let exercise = parse(Path::new("x"), &scaffold(id)).expect(id);
        assert_eq!((exercise.title.as_str(), exercise.prefix.as_str()), (title, prefix));
    }
    assert!(scaffold("My Drill").contains("\nid = \"my-drill\"\n"));
}

#[test]
fn files_as_deep_and_as_long_as_they_get_are_read() {
    let keys = "a.".repeat(79);
    let deep = format!("[{keys}a]\n{keys}a = {}1{}", format!("{{ {keys}a = ").repeat(80), " }".repeat(80));
    let many_mistakes = "[[measure]]\nid = \"a\"\nfield = \"b.c\"\n".repeat(20_000);
    let many_keys = (0..40_000).map(|i| format!("key{i} = {i}")).collect::<Vec<_>>().join("\n");
    let one_line = format!("tags = [{}]", "1,".repeat(200_000));
    for text in [deep, many_mistakes, many_keys, one_line, "[".repeat(500_000), "a.".repeat(500_000)] {
        assert!(reads(&text).is_ok());
        assert!(parse(Path::new("x"), &text).is_err());
    }
    for deep in [format!("x = 1\n{}a = 1", "a.".repeat(1000)), format!("x = 1\nabc = {}", "[".repeat(1000))] {
        let problems = parse(Path::new("x"), &deep).expect_err("too deep");
        let told = problems[0].to_string();
        assert!(
            told.ends_with(": nested deeper than 64 tables, which is more than an exercise needs"),
            "{told}"
        );
        assert_eq!((problems.len(), problems[0].line), (1, 2));
    }
    let problems = parse(Path::new("x"), &"#".repeat((1 << 20) + 1)).expect_err("too long");
    assert_eq!(problems[0].to_string(), "x:1:1: longer than 1 MiB, which is more than an exercise needs");
}

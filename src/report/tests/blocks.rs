//! What an exercise of one's own declares, and what it does not.

use std::path::Path;

use crate::domain::exercise::Exercise;
use crate::report::Reader;
use crate::report::choice::Choice;
use crate::report::compose::compose;
use crate::report::input::WeekInput;
use crate::report::markdown::markdown;
use crate::report::sample;

pub(super) fn own(blocks: &str) -> Exercise {
    let text = format!(
        r#"
format = 1
id = "my-drill"
revision = 1
title = "My drill"
about = "Try it."
why = "It helps."
minutes = [5, 10]

[[step]]
id = "first"
title = "First things"
ask = "What was it?"

[[step.field]]
id = "product"
kind = "text"
label = "Product"

[[step.field]]
id = "place"
kind = "text"
label = "Place"
when = {{ field = "product", is = "a phone" }}

[[step]]
id = "tries"
title = "Tries"
ask = "What did you try?"

[[step.field]]
id = "tries"
kind = "group"
label = "Tries"
row = "try"

[[step.field.field]]
id = "what"
kind = "text"
label = "What"

[[step.field.field]]
id = "ease"
kind = "scale"
label = "Ease"
min = 1
max = 3
anchors = ["hard", "easy"]

[[step]]
id = "after"
title = "Afterwards"
each = "tries"
ask = "And then?"

[[step.field]]
id = "then"
kind = "text"
prose = true
label = "Then"

[[measure]]
id = "ease"
title = "Ease"
field = "tries.ease"
subject = "tries.what"
{blocks}"#
    );
    crate::exercises::parse(Path::new("my-drill.toml"), &text).expect("a valid exercise")
}

fn week_with(exercise: Exercise, answers: &str) -> WeekInput {
    let answers = sample::answers(&exercise, answers);
    let mut input = sample::empty();
    input.runs.push(sample::run(exercise, answers, "2026-11-18"));
    input
}

/// Returns the Markdown between the line about the run and the closing rule.
fn body(input: &WeekInput) -> String {
    let text = markdown(&compose(input, Reader::Me, &Choice::default()));
    let (_, rest) = text.split_once("my--").or_else(|| text.split_once("myd-")).expect("a section");
    let (_, rest) = rest.split_once("*\n").expect("a line about it");
    rest.split_once("\n## Practice\n").expect("what follows").0.trim().to_owned()
}

#[test]
fn answers_are_set_against_each_other_and_lists_side_by_side() {
    let blocks = r#"
[[report]]
kind = "matrix"
title = "By place"
each = "tries"
rows = "what"
columns = "place"
value = "ease"

[[report]]
kind = "beside"

[[report.column]]
title = "Hard"
each = "tries"
text = "{what}"
when = { field = "ease", at_most = 1 }

[[report.column]]
title = "Then"
each = "tries"
text = "{then}"
"#;
    let answers = "product = a phone\nplace = the kitchen\n\
                   tries.0.what = tap\ntries.0.ease = 1\ntries.1.what = Hold\ntries.1.ease = 2\n\
                   tries.2.what = hold\ntries.2.ease = 3\ntries.2.then = It rang";
    assert_eq!(
        body(&week_with(own(blocks), answers)),
        "\
### By place

| What | the kitchen |
| ---- | ----------- |
| tap  | 1           |
| Hold | 2, 3        |

| Hard | Then    |
| ---- | ------- |
| tap  | It rang |"
    );
}

#[test]
fn lists_too_wide_to_stand_side_by_side_stand_below_each_other() {
    let long = "a very long answer ".repeat(5);
    let blocks = "[[report]]\nkind = \"beside\"\n\
                  [[report.column]]\ntitle = \"What\"\neach = \"tries\"\ntext = \"{what}\"\n\
                  [[report.column]]\ntitle = \"Then\"\neach = \"tries\"\ntext = \"{then}\"\n";
    let answers =
        format!("product = a phone\ntries.0.what = tap\ntries.0.then = {long}\ntries.1.what = hold");
    assert_eq!(
        body(&week_with(own(blocks), &answers)),
        format!("### What\n\n- **1:** tap\n- **2:** hold\n\n### Then\n\n- **1:** {}", long.trim())
    );
}

#[test]
fn a_list_has_as_many_rows_as_it_may() {
    let answers = "product = a phone\ntries.0.what = tap\ntries.1.what = hold\ntries.2.what = wait";
    let list = "[[report]]\nkind = \"list\"\neach = \"tries\"\ntext = \"{what}\"\nnumbered = true\n";
    for (most, said) in [
        ("", "1. tap\n2. hold\n3. wait"),
        ("most = 2\n", "1. tap\n2. hold"),
        ("most = 9\n", "1. tap\n2. hold\n3. wait"),
    ] {
        assert_eq!(body(&week_with(own(&format!("{list}{most}")), answers)), said, "{most}");
    }
}

#[test]
fn the_first_paragraph_counts_what_a_measure_says_of_the_week() {
    let measure = "[[measure]]\nid = \"hard\"\ntitle = \"Hard\"\neach = \"tries\"\nwhen = { field = \"ease\", at_most = 1 }\n\
                   week = [\"try was hard\", \"tries were hard\"]\n";
    for (ease, said) in [([1, 1], "Two tries were hard."), ([1, 3], "One try was hard."), ([2, 3], "")] {
        let [one, other] = ease;
        let answers = format!(
            "product = a phone\ntries.0.what = tap\ntries.0.ease = {one}\ntries.1.what = hold\ntries.1.ease = {other}"
        );
        let text = markdown(&compose(&week_with(own(measure), &answers), Reader::Me, &Choice::default()));
        assert_eq!(text.contains("hard.\n"), !said.is_empty(), "{text}");
        assert!(text.contains(said), "{text}");
    }
}

#[test]
fn an_exercise_without_blocks_is_printed_question_by_question() {
    let input = week_with(
        own(""),
        "product = a phone\nplace = the kitchen\ntries.0.what = tap\ntries.0.ease = 1\n\
         tries.1.what = hold\ntries.1.ease = 2\ntries.1.then = It rang.\\n\\nI waited.",
    );
    assert_eq!(
        body(&input),
        "\
### First things

- **Product:** a phone
- **Place:** the kitchen

### Tries

| What | Ease          |
| ---- | ------------- |
| tap  | 1 of 3 (hard) |
| hold | 2 of 3        |

### Afterwards

#### hold

- **Then:** It rang.

  I waited."
    );
}

#[test]
fn an_answer_to_a_question_no_longer_asked_is_not_repeated() {
    let input = week_with(own(""), "product = a tablet\nplace = the kitchen");
    assert!(!body(&input).contains("kitchen"));
}

#[test]
fn missing_answers_leave_no_dash_in_a_sentence() {
    let cases = [
        ("{product} in {place}.", "product = a phone", "a phone in [no answer]."),
        ("{product}, in one place: {place}", "product = a phone", "a phone, in one place"),
        ("{product} ({place})", "product = a phone", "a phone"),
        ("{product} ({place}) rang.", "product = a phone", "a phone rang."),
        ("{product}. Where: {place}", "product = It rang.", "It rang."),
        ("{product}. Where: {place}", "product = It rang", "It rang."),
        ("Where: {place}. What: {product}.", "product = it", "What: it."),
        ("{place}: {product}", "product = it", "it"),
        ("{product}, {place}.", "product = a phone\nplace = there", "a phone, there."),
    ];
    for (text, answers, wanted) in cases {
        let input = week_with(own(&format!("[[report]]\nkind = \"text\"\ntext = \"{text}\"")), answers);
        let wanted = wanted.replace('[', "\\[").replace(']', "\\]");
        assert_eq!(body(&input), wanted, "{text}");
    }
}

#[test]
fn a_table_compares_with_the_weeks_before_and_drops_empty_columns() {
    let blocks = r#"
[[report]]
kind = "table"
each = "tries"
sort = "ease"
[[report.column]]
title = "What"
text = "{what}"
[[report.column]]
title = "Ease"
text = "{ease}"
change = "ease"
[[report.column]]
title = "Then"
text = "{then}"
"#;
    let answers = "tries.0.what = tap\ntries.0.ease = 1\ntries.1.what = Hold\ntries.1.ease = 3\n\
                   tries.2.what = swipe\ntries.2.ease = 2\ntries.3.what = shake\ntries.3.ease = 2\ntries.4.what = blow";
    let mut input = week_with(own(blocks), answers);
    input.before.set("ease", Some("TAP"), 2.5);
    input.before.set("ease", Some("hold"), 1.0);
    input.before.set("ease", Some("swipe"), 2.0);
    assert_eq!(
        body(&input),
        "\
| What  | Ease     |
| ----- | -------- |
| Hold  | 3 (+2)   |
| swipe | 2 (=)    |
| shake | 2 (new)  |
| tap   | 1 (−1.5) |
| blow  |          |

*In brackets: the change since the last value before this week.*"
    );
}

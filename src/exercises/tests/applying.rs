//! Answers behind a condition that does not hold are kept, and count for nothing.

use std::path::Path;

use crate::domain::exercise::Exercise;
use crate::domain::value::{Answers, Value};
use crate::exercises::parse;

/// Whether it was wrong decides whether the cost is asked for; the cost, whether the repairs are; they, how each went.
const CHAIN: &str = r#"
format = 1
id = "chain"
revision = 1
title = "Chain"
about = "About."
why = "Why."
minutes = [1, 2]
summary = [{ text = "cost {cost}", when = { field = "cost", answered = true } }, { count = "repairs", words = ["repair", "repairs"] }]
finding = [{ about = "product", text = "It cost {cost}." }, { about = "product", each = "repairs", text = "{how}" }]

[[step]]
id = "first"
title = "First"
ask = "What?"

[[step.field]]
id = "product"
kind = "text"
label = "Product"

[[step.field]]
id = "wrong"
kind = "scale"
label = "How wrong"
min = 1
max = 5
anchors = ["a bit", "very"]

[[step]]
id = "second"
title = "Second"
ask = "And?"
when = { field = "wrong", at_least = 3 }

[[step.field]]
id = "cost"
kind = "number"
label = "Minutes it cost"

[[step]]
id = "third"
title = "Third"
ask = "And then?"

[[step.field]]
id = "repairs"
kind = "group"
label = "Repairs"
row = "repair"
title = "{how}"
when = { field = "cost", at_least = 10 }

[[step.field.field]]
id = "how"
kind = "text"
label = "How"

[[measure]]
id = "chain_cost"
title = "Cost"
field = "cost"
subject = "product"

[[measure]]
id = "chain_cheap"
title = "Cheap"
when = { field = "cost", answered = false }

[[measure]]
id = "chain_how"
title = "How"
field = "repairs.how"

[[measure]]
id = "chain_repairs"
title = "Repairs"
field = "repairs"
"#;

fn said(exercise: &Exercise, answers: &Answers) -> (Vec<String>, usize, String) {
    let facts = exercise.facts(answers);
    let facts = facts.iter().map(|fact| format!("{} {}", fact.measure, fact.value)).collect();
    (facts, exercise.found(answers).len(), exercise.summary_of(answers))
}

#[test]
fn what_no_longer_applies_says_nothing_and_comes_back() {
    let exercise = parse(Path::new("chain.toml"), CHAIN).expect("no problems");
    let mut answers = Answers::default();
    let mut repair = Answers::default();
    repair.set("how", Value::Text("called them".into()));
    answers.set("product", Value::Text("Otter".into()));
    answers.set("wrong", Value::Number(4.0));
    answers.set("cost", Value::Number(20.0));
    answers.set("repairs", Value::Rows(vec![repair]));
    let all = said(&exercise, &answers);
    assert_eq!(all.0, ["chain_cost 20", "chain_how 1", "chain_repairs 1"]);
    assert_eq!((all.1, all.2.as_str()), (2, "cost 20 · 1 repair"));
    // Nothing asks for the cost any more, so nothing asks for what the cost is asked for.
    answers.set("wrong", Value::Number(2.0));
    assert_eq!(said(&exercise, &answers), (vec!["chain_cheap 1".to_owned()], 0, String::new()));
    assert!(exercise.gaps(&answers).is_empty());
    let third = &exercise.steps[2].fields[0];
    assert!(!exercise.shows(third, &answers, &crate::domain::locate::RowPath::default()));
    answers.set("wrong", Value::Number(4.0));
    assert_eq!(said(&exercise, &answers), all);
}

/// Only the worst of the errors is asked for a fallback.
const WORST: &str = r#"
format = 1
id = "worst"
revision = 1
title = "Worst"
about = "About."
why = "Why."
minutes = [1, 2]
finding = [{ about = "product", each = "errors", text = "{error}: {fallback}", when = { field = "fallback", answered = true } }]
measure = [{ id = "worst_fallback", title = "Fallback", field = "errors.fallback", subject = "product" }]

[[step]]
id = "first"
title = "First"
ask = "What?"

[[step.field]]
id = "product"
kind = "text"
label = "Product"

[[step.field]]
id = "errors"
kind = "group"
label = "Errors"
row = "error"
title = "{error}"
field = [
    { id = "error", kind = "text", label = "Error" },
    { id = "severity", kind = "scale", label = "Severity", min = 1, max = 5, anchors = ["low", "high"] },
]

[[step]]
id = "second"
title = "Second"
ask = "And then?"
each = "errors"
top = 1
by = "severity"

[[step.field]]
id = "fallback"
kind = "text"
label = "Fallback"
"#;

#[test]
fn a_row_that_is_no_longer_among_the_worst_keeps_its_answers_and_they_count_for_nothing() {
    let exercise = parse(Path::new("worst.toml"), WORST).expect("it is fine");
    let mut answers = Answers::default();
    answers.set("product", Value::Text("Otter".to_owned()));
    for (error, severity) in [("It lies", 4.0), ("It waits", 2.0)] {
        let mut row = Answers::default();
        row.set("error", Value::Text(error.to_owned()));
        row.set("severity", Value::Number(severity));
        row.set("fallback", Value::Text(format!("when {error}")));
        answers.rows_mut("errors").push(row);
    }
    let counts = |answers: &Answers| -> (Vec<String>, Vec<String>, usize) {
        let facts = exercise.facts(answers).into_iter().filter_map(|fact| fact.words);
        let found = exercise.found(answers).into_iter().map(|found| found.text);
        let pages = exercise.pages(answers).into_iter().filter(|page| page.step == 1).count();
        (facts.collect(), found.collect(), pages)
    };
    let only = |what: &str| {
        let found = format!("{what}: when {what}");
        (vec![format!("when {what}")], vec![found], 1)
    };
    assert_eq!(counts(&answers), only("It lies"));
    answers.rows_mut("errors")[1].set("severity", Value::Number(5.0));
    assert_eq!(counts(&answers), only("It waits"));
    answers.rows_mut("errors")[1].set("severity", Value::Number(1.0));
    assert_eq!(counts(&answers), only("It lies"), "nothing was lost");
}

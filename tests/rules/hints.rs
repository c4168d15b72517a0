//! The hints, on sentences that were labelled by hand.

use crate::support::labelled::{Quality, measure};
use empathy::domain::exercise::Rule;

const SENTENCES: &str = include_str!("../../training/hints/sentences.toml");

#[test]
fn the_readme_says_what_was_measured() {
    let measured = measure(SENTENCES).expect("the file can be read");
    let sum = |of: fn(&Quality) -> usize| measured.iter().map(of).sum::<usize>();
    let (found, wrong) = (sum(|rule| rule.found), sum(|rule| rule.false_alarms.len()));
    let right = 100.0 * found as f64 / (found + wrong) as f64;
    let readme = include_str!("../../README.md");
    let sentences = sum(|rule| rule.sentences);
    let hits = sum(|rule| rule.hits);
    assert!(hits * 100 < sentences * 52 && hits * 100 > sentences * 48, "{hits} of {sentences} are no half");
    for said in
        [format!("on {sentences} labelled sentences"), format!("{right:.1}% of those given were right")]
    {
        assert!(readme.contains(&said), "the README says otherwise: {said}");
    }
}

#[test]
fn nine_of_ten_hints_of_every_rule_are_right() {
    let measured = measure(SENTENCES).expect("the file can be read");
    assert!(measured.len() >= 13 && measured.iter().map(|rule| rule.sentences).sum::<usize>() >= 300);
    for rule in &measured {
        assert!(Rule::named(rule.name).is_some());
        assert!(rule.precision() >= 0.9, "{}: wrong in {:#?}", rule.name, rule.false_alarms);
        assert!(rule.recall() >= 0.8, "{}: missed {:#?}", rule.name, rule.missed);
    }
}

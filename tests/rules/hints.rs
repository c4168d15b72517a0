//! The hints, on sentences that were labelled by hand.

use crate::support::labelled::measure;
use empathy::domain::exercise::Rule;

const SENTENCES: &str = include_str!("../../training/hints/sentences.toml");

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

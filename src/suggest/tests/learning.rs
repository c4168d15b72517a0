//! What the person's own decisions change.

use crate::suggest::{Learnt, Model, Subject, Suggestion, suggest};

const OWN: &str = "Otter put a colleague's name on my sentence in the minutes.";
const ALIKE: &str = "Again a colleague's name stands on my sentence in the minutes.";
const OTHER: &str = "I can't log in since the update.";

fn by(learnt: &Learnt, text: &str) -> Suggestion {
    learnt.suggest(Model::built_in(), text)
}

fn learn(learnt: &mut Learnt, text: &str, decided: Subject) {
    learnt.learn(Model::built_in(), text, decided);
}

fn share(learnt: &Learnt, text: &str, subject: Subject) -> f32 {
    let suggestion = by(learnt, text);
    if suggestion.subject == Some(subject) {
        return suggestion.confidence;
    }
    suggestion.alternatives.iter().find(|(other, _)| *other == subject).map_or(0.0, |(_, share)| *share)
}

#[test]
fn with_nothing_learnt_it_says_what_the_model_says() {
    assert_eq!(by(&Learnt::default(), OWN), suggest(OWN));
}

#[test]
fn a_decision_counts_at_once_for_texts_like_it_and_hardly_for_others() {
    let mut learnt = Learnt::default();
    let before = share(&learnt, ALIKE, Subject::AutomationAnxiety);
    let other = share(&learnt, OTHER, Subject::None);
    learn(&mut learnt, OWN, Subject::AutomationAnxiety);
    let after = share(&learnt, ALIKE, Subject::AutomationAnxiety);
    assert!(after > before, "{before} {after}");
    for _ in 0..6 {
        learn(&mut learnt, OWN, Subject::AutomationAnxiety);
    }
    let suggestion = by(&learnt, ALIKE);
    assert_eq!(suggestion.likeliest(), Some(Subject::AutomationAnxiety), "{suggestion:?}");
    assert!((share(&learnt, OTHER, Subject::None) - other).abs() < 0.15);
    assert_eq!(learnt.decisions, 7);
}

#[test]
fn a_changed_mind_is_followed() {
    let mut learnt = Learnt::default();
    (0..8).for_each(|_| learn(&mut learnt, OWN, Subject::Trust));
    assert_eq!(by(&learnt, OWN).subject, Some(Subject::Trust));
    (0..12).for_each(|_| learn(&mut learnt, OWN, Subject::None));
    assert_eq!(by(&learnt, OWN).subject, Some(Subject::None));
}

#[test]
fn what_was_learnt_is_kept_read_and_erased() {
    let mut learnt = Learnt::default();
    learn(&mut learnt, OWN, Subject::Trust);
    let kept = serde_json::to_string(&learnt).expect("json");
    assert!(kept.contains("\"colleagues\""), "{kept}");
    let read: Learnt = serde_json::from_str(&kept).expect("the same");
    assert_eq!(read, learnt);
    assert_eq!(by(&read, ALIKE), by(&learnt, ALIKE));
    learnt = Learnt::default();
    assert_eq!(by(&learnt, ALIKE), suggest(ALIKE));
}

#[test]
fn a_thousand_decisions_stay_small_and_tame() {
    let mut learnt = Learnt::default();
    for n in 0..1_000 {
        learn(&mut learnt, &format!("word{n} other{n} third{n} fourth{n} fifth{n} it lies"), Subject::Trust);
    }
    assert!(learnt.words.len() <= 4_000 && learnt.expressions.len() <= 4_000);
    let all = learnt.words.values().chain(learnt.expressions.values()).flatten();
    assert!(all.into_iter().all(|count| count.is_finite() && count.abs() < 20.0));
}

//! Conditions: whether a page, a field or a proposal is there, by an earlier answer.

use super::scope::Scope;
use crate::domain::value::Value;

/// A test of one field's answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Condition {
    /// The name of the field, seen from where the condition stands.
    pub field: String,
    pub test: Test,
}

/// What a condition asks of an answer. No answer passes only `Not`, `Answered(false)`, `FewerWords` and `AnyOpen`.
#[derive(Debug, Clone, PartialEq)]
pub enum Test {
    /// One of these options is picked, or the text is one of these.
    Is(Vec<String>),
    /// None of these options is picked.
    Not(Vec<String>),
    AtLeast(f64),
    AtMost(f64),
    /// There is an answer, or there is none.
    Answered(bool),
    /// The text has so many words of one's own, see [`Field::is_said`](super::Field::is_said).
    Words(usize),
    /// It has not.
    FewerWords(usize),
    /// This field or one of these has no answer.
    AnyOpen(Vec<String>),
    /// The answer is that of another field.
    Same(String),
    /// Both are answered, and not alike.
    Differs(String),
}

impl Condition {
    /// Returns whether it holds for the answers in sight.
    pub fn holds(&self, scope: &Scope<'_>) -> bool {
        let value = scope.value(&self.field).filter(|value| !value.is_empty());
        match &self.test {
            Test::Is(wanted) => value.is_some_and(|value| value.is_any_of(wanted)),
            Test::Not(unwanted) => !value.is_some_and(|value| value.is_any_of(unwanted)),
            Test::AtLeast(least) => value.and_then(Value::as_number).is_some_and(|n| n >= *least),
            Test::AtMost(most) => value.and_then(Value::as_number).is_some_and(|n| n <= *most),
            Test::Answered(wanted) => value.is_some() == *wanted,
            Test::Words(many) => self.is_said(scope, *many),
            Test::FewerWords(many) => !self.is_said(scope, *many),
            Test::AnyOpen(others) => {
                let is_open = |other: &String| scope.value(other).is_none_or(Value::is_empty);
                value.is_none() || others.iter().any(is_open)
            }
            Test::Same(other) => value.is_some_and(|value| scope.value(other) == Some(value)),
            Test::Differs(other) => {
                let theirs = scope.value(other).filter(|value| !value.is_empty());
                value.zip(theirs).is_some_and(|(value, theirs)| value != theirs)
            }
        }
    }

    fn is_said(&self, scope: &Scope<'_>, many: usize) -> bool {
        scope.find(&self.field).is_some_and(|(field, value)| {
            value.and_then(Value::as_text).is_some_and(|text| field.is_said(text, many))
        })
    }
}

/// Returns whether all conditions hold; without any, they do.
pub fn all_hold(conditions: &[Condition], scope: &Scope<'_>) -> bool {
    conditions.iter().all(|condition| condition.holds(scope))
}

//! Scales: a whole number between two ends.

use super::{FieldKind, number_facts};
use crate::domain::facts::Fact;
use crate::domain::fault::Fault;
use crate::domain::metric::Reading;
use crate::domain::number_format::read_number;
use crate::domain::projections::Measure;
use crate::domain::value::Value;

/// A whole number between two ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScaleKind {
    pub min: i64,
    pub max: i64,
    /// A word for each end, or one for every value.
    pub anchors: Vec<String>,
}

impl ScaleKind {
    /// Returns the word for a value, if it has one.
    pub fn anchor(&self, value: i64) -> Option<&str> {
        let span = usize::try_from(self.max - self.min).ok()?;
        let index = usize::try_from(value.checked_sub(self.min)?).ok()?;
        let word = match index {
            _ if self.anchors.len() == span + 1 => self.anchors.get(index),
            0 => self.anchors.first(),
            end if end == span => self.anchors.last(),
            _ => None,
        };
        word.map(String::as_str)
    }
}

impl FieldKind for ScaleKind {
    fn fault(&self, value: &Value) -> Option<Fault> {
        let Value::Number(number) = value else { return Some(Fault::OtherKind) };
        let inside = *number >= self.min as f64 && *number <= self.max as f64;
        (number.fract() != 0.0 || !inside).then_some(Fault::OffScale(self.min, self.max))
    }

    fn missing(&self) -> Option<Fault> {
        Some(Fault::NoRating)
    }

    fn read(&self, text: &str) -> Result<Value, Fault> {
        read_number(text).map(Value::Number).map_err(|fault| match fault {
            Fault::NotANumber => Fault::OffScale(self.min, self.max),
            fault => fault,
        })
    }

    fn describe(&self, value: &Value) -> String {
        let Some(number) = value.as_number() else { return value.to_string() };
        let word = self.anchor(number as i64).map_or_else(String::new, |word| format!(" ({word})"));
        format!("{value} of {}{word}", self.max)
    }

    fn facts(&self, value: &Value, _measure: &Measure, base: Fact) -> Vec<Fact> {
        number_facts(value, base)
    }

    fn reading(&self, _weighed: bool) -> Option<Reading> {
        Some(Reading::Scale { min: self.min, max: self.max })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scale_takes_whole_numbers_between_its_ends() {
        let scale = ScaleKind { min: 1, max: 5, anchors: vec!["low".into(), "high".into()] };
        for (number, fine) in [(1.0, true), (5.0, true), (0.0, false), (6.0, false), (2.5, false)] {
            assert_eq!(scale.fault(&Value::Number(number)).is_none(), fine, "{number}");
        }
        assert_eq!(scale.anchor(1), Some("low"));
        assert_eq!(scale.anchor(3), None);
        assert_eq!(scale.anchor(5), Some("high"));
    }
}

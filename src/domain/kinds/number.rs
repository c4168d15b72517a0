//! Numbers, as typed; what cannot be read stays as text, to be corrected.

use super::{Fault, FieldKind, number_facts};
use crate::domain::facts::Fact;
use crate::domain::metric::Reading;
use crate::domain::number_format::{NO_NUMBER, read_number};
use crate::domain::projections::Measure;
use crate::domain::value::Value;

/// A number with its limits.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NumberKind {
    /// The lowest number accepted.
    pub min: Option<f64>,
    /// The highest number accepted.
    pub max: Option<f64>,
    /// What is counted: "minutes".
    pub unit: Option<String>,
}

impl FieldKind for NumberKind {
    fn fault(&self, value: &Value) -> Option<Fault> {
        let number = match value {
            Value::Number(number) => *number,
            Value::Text(text) => return read_number(text).err().map(Fault::Unfit),
            _ => return Some(Fault::other_kind()),
        };
        let low = self.min.is_some_and(|min| number < min);
        let high = self.max.is_some_and(|max| number > max);
        let unfit = match (self.min, self.max) {
            _ if !number.is_finite() => NO_NUMBER.to_owned(),
            (Some(min), Some(max)) if low || high => format!("a number from {min} to {max}"),
            (Some(min), _) if low => format!("{min} or more"),
            (_, Some(max)) if high => format!("{max} or less"),
            _ => return None,
        };
        Some(Fault::Unfit(unfit))
    }

    fn missing(&self, optional: bool) -> Option<String> {
        (!optional).then(|| "enter a number".to_owned())
    }

    fn read(&self, text: &str) -> Result<Value, String> {
        read_number(text).map(Value::Number)
    }

    fn format(&self, value: &Value) -> String {
        match (value, &self.unit) {
            (Value::Number(_), Some(unit)) => format!("{value} {unit}"),
            _ => value.to_string(),
        }
    }

    fn facts(&self, value: &Value, _measure: &Measure, base: Fact) -> Vec<Fact> {
        number_facts(value, base)
    }

    fn reading(&self, _weighed: bool) -> Option<Reading> {
        Some(Reading::Number { unit: self.unit.clone() })
    }

    fn takes(&self) -> Option<String> {
        Some("a number".to_owned())
    }
}

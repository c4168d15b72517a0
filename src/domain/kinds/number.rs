//! Numbers, as typed; what cannot be read stays as text, to be corrected.

use super::{FieldKind, SECONDS, number_facts};
use crate::domain::facts::Fact;
use crate::domain::fault::Fault;
use crate::domain::metric::Reading;
use crate::domain::number_format::read_number;
use crate::domain::projections::Measure;
use crate::domain::time::{clock, read_clock};
use crate::domain::value::Value;

/// A number with its limits.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NumberKind {
    pub min: Option<f64>,
    pub max: Option<f64>,
    /// What is counted: "minutes".
    pub unit: Option<String>,
    /// Whether it is seconds, written as a clock does.
    pub clock: bool,
}

impl NumberKind {
    /// Reads a number as it is typed.
    pub fn read_number(&self, text: &str) -> Result<f64, Fault> {
        let seconds = if self.clock { read_clock(text) } else { None };
        seconds.map_or_else(|| read_number(text), Ok)
    }
}

impl FieldKind for NumberKind {
    fn fault(&self, value: &Value) -> Option<Fault> {
        let number = match value {
            Value::Number(number) => *number,
            Value::Text(text) => return self.read_number(text).err(),
            _ => return Some(Fault::OtherKind),
        };
        if !number.is_finite() {
            return Some(Fault::NotANumber);
        }
        let beyond = self.min.is_some_and(|min| number < min) || self.max.is_some_and(|max| number > max);
        beyond.then_some(Fault::OutOfRange(self.min, self.max))
    }

    fn missing(&self) -> Option<Fault> {
        Some(Fault::NoNumber)
    }

    fn read(&self, text: &str) -> Result<Value, Fault> {
        self.read_number(text).map(Value::Number)
    }

    fn format(&self, value: &Value) -> String {
        match (value, &self.unit) {
            (Value::Number(seconds), _) if self.clock => clock(*seconds),
            (Value::Number(_), Some(unit)) if unit == "%" => format!("{value}%"),
            (Value::Number(_), Some(unit)) => format!("{value} {unit}"),
            _ => value.to_string(),
        }
    }

    fn facts(&self, value: &Value, _measure: &Measure, base: Fact) -> Vec<Fact> {
        number_facts(value, base)
    }

    fn reading(&self, _weighed: bool) -> Option<Reading> {
        let seconds = self.clock.then(|| SECONDS.to_owned());
        Some(Reading::Number { unit: seconds.or_else(|| self.unit.clone()) })
    }
}

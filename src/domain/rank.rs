//! Which error weighs more: severity, then how many kinds of cost it has, then which was written later (R102, R103).

use std::cmp::Ordering;

use chrono::NaiveDate;

/// What an error costs a person.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cost {
    /// How severe it is, 1–5; `None` if nobody said.
    pub severity: Option<f64>,
    /// How many kinds of cost it has.
    pub kinds: usize,
    /// The day it was written down.
    pub day: NaiveDate,
}

impl Cost {
    /// Compares two so that the worse sorts first. One without a severity sorts last.
    pub fn worst_first(&self, other: &Self) -> Ordering {
        let severity =
            |cost: &Self| cost.severity.filter(|severity| !severity.is_nan()).unwrap_or(f64::NEG_INFINITY);
        severity(other)
            .total_cmp(&severity(self))
            .then(other.kinds.cmp(&self.kinds))
            .then(other.day.cmp(&self.day))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worst_comes_first() {
        let cost = |severity: f64, kinds: usize, day: u32| Cost {
            severity: (severity > 0.0).then_some(severity),
            kinds,
            day: NaiveDate::from_ymd_opt(2026, 11, day).expect("a day"),
        };
        let mut costs = [
            cost(0.0, 5, 9),
            cost(2.0, 1, 1),
            cost(5.0, 1, 1),
            cost(5.0, 3, 1),
            cost(5.0, 1, 2),
            cost(f64::NAN, 1, 1),
        ];
        costs.sort_by(Cost::worst_first);
        let wanted = [
            cost(5.0, 3, 1),
            cost(5.0, 1, 2),
            cost(5.0, 1, 1),
            cost(2.0, 1, 1),
            cost(0.0, 5, 9),
            cost(0.0, 1, 1),
        ];
        assert_eq!(costs, wanted);
    }
}

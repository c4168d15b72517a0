//! How values spread: n, mean, standard deviation, least and most. Deliberately absent: quantiles; they need all the values.

/// A summary of values that can be added to and merged. What is not finite is not counted.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct SummaryStats {
    n: u64,
    mean: f64,
    /// The sum of squared distances from the mean.
    squares: f64,
    min: f64,
    max: f64,
}

impl SummaryStats {
    #[cfg(test)]
    pub fn of(values: impl IntoIterator<Item = f64>) -> Self {
        let mut stats = Self::default();
        values.into_iter().for_each(|value| stats.add(value));
        stats
    }

    /// Makes one from what a database sums up: n, Σx, Σx², least and most; empty if one of them is not finite.
    ///
    /// Less exact than [`SummaryStats::of`] where the mean is large and the spread small, since Σx² − (Σx)²/n cancels.
    pub fn from_sums(n: u64, sum: f64, sum_of_squares: f64, min: f64, max: f64) -> Self {
        if n == 0 || [sum, sum_of_squares, min, max].iter().any(|value| !value.is_finite()) {
            return Self::default();
        }
        let mean = (sum / n as f64).clamp(min.min(max), max.max(min));
        Self { n, mean, squares: (sum_of_squares - sum * mean).max(0.0), min, max }
    }

    /// Adds a value, after Welford: the mean moves by a share of the distance, so that nothing large is subtracted.
    pub fn add(&mut self, value: f64) {
        if value.is_finite() {
            *self = self.merged(Self { n: 1, mean: value, squares: 0.0, min: value, max: value });
        }
    }

    /// Merges two, after Chan: as if all values had been summarised at once.
    #[must_use]
    pub fn merged(self, other: Self) -> Self {
        if self.n == 0 || other.n == 0 {
            return if self.n == 0 { other } else { self };
        }
        let n = self.n + other.n;
        let share = other.n as f64 / n as f64;
        let distance = other.mean - self.mean;
        // The distance of two extremes may be beyond what a number holds.
        let mean = if distance.is_finite() {
            self.mean + distance * share
        } else {
            self.mean * (1.0 - share) + other.mean * share
        };
        Self {
            n,
            mean,
            squares: self.squares + other.squares + distance * distance * share * self.n as f64,
            min: self.min.min(other.min),
            max: self.max.max(other.max),
        }
    }

    pub fn n(&self) -> u64 {
        self.n
    }

    /// The arithmetic mean; `None` without values.
    pub fn mean(&self) -> Option<f64> {
        (self.n > 0).then_some(self.mean)
    }

    /// The sum; `None` without values.
    pub fn sum(&self) -> Option<f64> {
        self.mean().map(|mean| mean * self.n as f64)
    }

    /// The standard deviation of a sample, √(Σ(x − mean)² / (n − 1)); `None` below two values.
    pub fn deviation(&self) -> Option<f64> {
        let deviation = (self.n >= 2).then(|| (self.squares / (self.n - 1) as f64).sqrt());
        deviation.filter(|deviation| deviation.is_finite())
    }

    /// The least value; `None` without values.
    pub fn min(&self) -> Option<f64> {
        (self.n > 0).then_some(self.min)
    }

    /// The greatest value; `None` without values.
    pub fn max(&self) -> Option<f64> {
        (self.n > 0).then_some(self.max)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn close(a: Option<f64>, b: Option<f64>) -> bool {
        match (a, b) {
            (Some(a), Some(b)) => (a - b).abs() <= 1e-9 * (1.0 + a.abs()),
            (a, b) => a == b,
        }
    }

    #[test]
    fn values_are_summed_up() {
        for (values, mean, deviation, ends) in [
            (&[][..], None, None, None),
            (&[3.0], Some(3.0), None, Some((3.0, 3.0))),
            (&[3.0, 3.0], Some(3.0), Some(0.0), Some((3.0, 3.0))),
            (
                &[2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0],
                Some(5.0),
                Some(2.138_089_935_299_395),
                Some((2.0, 9.0)),
            ),
            (&[f64::NAN, 1.0, f64::INFINITY, 2.0], Some(1.5), Some(0.5_f64.sqrt()), Some((1.0, 2.0))),
            (
                &[1e15 + 1.0, 1e15 + 2.0, 1e15 + 3.0],
                Some(1e15 + 2.0),
                Some(1.0),
                Some((1e15 + 1.0, 1e15 + 3.0)),
            ),
            (&[f64::MAX, f64::MIN], Some(0.0), None, Some((f64::MIN, f64::MAX))),
        ] {
            let stats = SummaryStats::of(values.iter().copied());
            assert!(close(stats.mean(), mean), "{values:?}: {stats:?}");
            assert!(close(stats.deviation(), deviation), "{values:?}: {stats:?}");
            assert_eq!(stats.min().zip(stats.max()), ends, "{values:?}");
        }
    }

    #[test]
    fn sums_give_the_same() {
        let values = [2.0, 4.0, 4.0, 5.0];
        let squares: f64 = values.iter().map(|value| value * value).sum();
        let from = SummaryStats::from_sums(4, values.iter().sum(), squares, 2.0, 5.0);
        let of = SummaryStats::of(values);
        assert!(close(from.mean(), of.mean()) && close(from.deviation(), of.deviation()));
        assert_eq!(SummaryStats::from_sums(0, 0.0, 0.0, 0.0, 0.0), SummaryStats::default());
        assert_eq!(SummaryStats::from_sums(2, f64::NAN, 0.0, 0.0, 0.0), SummaryStats::default());
    }

    proptest! {
        #[test]
        fn merging_is_as_summing_up_at_once(
            a in prop::collection::vec(-1e3_f64..1e3, 0..20),
            b in prop::collection::vec(-1e3_f64..1e3, 0..20),
        ) {
            let whole = SummaryStats::of(a.iter().chain(&b).copied());
            let merged = SummaryStats::of(a.iter().copied()).merged(SummaryStats::of(b.iter().copied()));
            prop_assert_eq!(whole.n(), merged.n());
            prop_assert!(close(whole.mean(), merged.mean()) && close(whole.deviation(), merged.deviation()));
            prop_assert_eq!((whole.min(), whole.max()), (merged.min(), merged.max()));
        }
    }
}

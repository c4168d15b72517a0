//! How well two readings of the same things agree, beyond what chance would give.

/// Pairs below which a figure of agreement is called a first impression.
pub const ENOUGH: usize = 30;

/// How often two readings gave the same.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Agreement {
    /// How many things were read twice.
    pub n: usize,
    /// How many were read the same.
    pub same: usize,
    /// The share that would be the same by chance, given how often each reading used each category.
    pub expected: f64,
}

impl Agreement {
    /// Compares pairs of categories, the first reading and the second.
    pub fn of<C: PartialEq>(pairs: &[(C, C)]) -> Self {
        let n = pairs.len();
        let same = pairs.iter().filter(|(one, other)| one == other).count();
        // Over all pairs of a first reading with a second one: how often they meet.
        let meet: usize =
            pairs.iter().map(|(one, _)| pairs.iter().filter(|(_, other)| one == other).count()).sum();
        let expected = if n == 0 { 0.0 } else { meet as f64 / (n * n) as f64 };
        Self { n, same, expected }
    }

    /// The share that was read the same, from 0 to 1; `None` without a pair.
    pub fn share(&self) -> Option<f64> {
        (self.n > 0).then(|| self.same as f64 / self.n as f64)
    }

    /// Cohen's kappa: (share − expected) / (1 − expected). 1 is full agreement, 0 what chance gives, below 0 less than that.
    /// `None` where it says nothing: without a pair, and where both readings used one category alone.
    ///
    /// J. Cohen, A coefficient of agreement for nominal scales, 1960.
    pub fn kappa(&self) -> Option<f64> {
        let share = self.share()?;
        (self.expected < 1.0).then(|| (share - self.expected) / (1.0 - self.expected))
    }

    /// What kappa may be as well, given how few pairs there are: about 95% of such intervals hold the true one. `None`
    /// where kappa says nothing.
    ///
    /// The large-sample standard error of the same paper; for few pairs it is too narrow rather than too wide.
    pub fn kappa_interval(&self) -> Option<(f64, f64)> {
        let (kappa, share) = (self.kappa()?, self.share()?);
        let error = (share * (1.0 - share) / self.n as f64).sqrt() / (1.0 - self.expected);
        Some(((kappa - 1.96 * error).max(-1.0), (kappa + 1.96 * error).min(1.0)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(counts: &[(char, char, usize)]) -> Vec<(char, char)> {
        counts.iter().flat_map(|(one, other, n)| std::iter::repeat_n((*one, *other), *n)).collect()
    }

    #[test]
    fn kappa_is_what_the_textbook_example_gives() {
        // Two readers of fifty proposals: both yes 20, both no 15, else 5 and 10.
        let all = pairs(&[('y', 'y', 20), ('y', 'n', 5), ('n', 'y', 10), ('n', 'n', 15)]);
        let agreement = Agreement::of(&all);
        assert_eq!((agreement.n, agreement.same), (50, 35));
        assert!((agreement.expected - 0.5).abs() < 1e-9);
        assert!(agreement.kappa().is_some_and(|kappa| (kappa - 0.4).abs() < 1e-9));
        let (low, high) = agreement.kappa_interval().expect("there");
        assert!((low - 0.146).abs() < 0.01 && (high - 0.654).abs() < 0.01, "{low} {high}");
    }

    #[test]
    fn where_nothing_can_be_said_nothing_is() {
        assert_eq!(Agreement::of::<char>(&[]).share(), None);
        assert_eq!(Agreement::of(&pairs(&[('a', 'a', 9)])).kappa(), None);
        let never = Agreement::of(&pairs(&[('a', 'b', 5), ('b', 'a', 5)]));
        assert_eq!((never.share(), never.kappa()), (Some(0.0), Some(-1.0)));
        let full = Agreement::of(&pairs(&[('a', 'a', 5), ('b', 'b', 5)]));
        assert_eq!((full.kappa(), full.kappa_interval()), (Some(1.0), Some((1.0, 1.0))));
    }
}

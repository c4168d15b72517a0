//! How something is known: from what was done, seen, heard or read, or only from what was thought.

use serde::{Deserialize, Serialize};

/// How something is known.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Provenance {
    /// It happened to the person who writes. What does not say how it is known counts as one's own.
    #[default]
    Did,
    /// Seen as it happened to someone else.
    Watched,
    /// Heard from someone.
    Told,
    /// Found written down.
    Read,
    /// Thought of, as an error that could come.
    Imagined,
    /// A proposal, a plan, copy of one's own.
    Idea,
    /// Nobody said how: it may have happened, and proves nothing.
    Unsaid,
}

impl Provenance {
    /// Every one with its name in exercise files. The journal keeps the place in this list: new ones go to its end.
    pub const ALL: [(&'static str, Self); 7] = [
        ("did", Self::Did),
        ("watched", Self::Watched),
        ("told", Self::Told),
        ("read", Self::Read),
        ("imagined", Self::Imagined),
        ("idea", Self::Idea),
        ("unsaid", Self::Unsaid),
    ];

    /// The provenance of this name, if there is one.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(known, _)| *known == name).map(|(_, provenance)| provenance)
    }

    /// Its name in exercise files.
    pub fn name(self) -> &'static str {
        Self::ALL.into_iter().find(|(_, provenance)| *provenance == self).map_or("", |(name, _)| name)
    }

    /// Returns whether somebody noticed it, so that it can be evidence.
    pub fn is_observed(self) -> bool {
        !matches!(self, Self::Imagined | Self::Idea | Self::Unsaid)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_back_and_thoughts_are_no_observations() {
        for (n, (name, provenance)) in Provenance::ALL.into_iter().enumerate() {
            assert_eq!((Provenance::named(name), provenance.name()), (Some(provenance), name));
            assert_eq!(provenance as usize, n, "the journal keeps the number");
            assert_eq!(provenance.is_observed(), n < 4, "{name}");
        }
        assert_eq!(Provenance::named("saw"), None);
    }
}

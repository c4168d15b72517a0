//! How something is known: from what was done, seen, heard or read, or only from what was thought.

use super::named::named;
use serde::{Deserialize, Serialize};

named! {
    /// How something is known. The journal keeps the place in this list: new ones go to its end.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum Provenance {
        /// It happened to the person who writes. What does not say how it is known counts as one's own.
        #[default]
        Did = "did",
        /// Seen as it happened to someone else.
        Watched = "watched",
        /// Heard from someone.
        Told = "told",
        /// Found written down.
        Read = "read",
        /// Thought of, as an error that could come.
        Imagined = "imagined",
        /// A proposal, a plan, copy of one's own.
        Idea = "idea",
        /// Nobody said how: it may have happened, and proves nothing.
        Unsaid = "unsaid",
    }
}

impl Provenance {
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

//! Roles: what a field stands for, so that options, filters and lists find it whatever its id is.

use super::kinds::Kind;
use super::metric::Reading;
use super::named::named;

named! {
    /// What a field stands for.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
    pub enum FieldRole {
        Product = "product",
        Feeling = "feeling",
        Improvement = "improvement",
        /// How far the product is trusted now.
        Trust = "trust",
        Dimension = "dimension",
        /// Who was using it, in what situation.
        Segment = "segment",
        /// What bothered the person.
        Pain = "pain",
        /// What the person came to get done.
        Job = "job",
        /// The step of their way with the product.
        Journey = "journey",
        /// How it is known.
        Provenance = "provenance",
        /// Who got something.
        Recipient = "recipient",
        /// Which review it was, of which week and for whom.
        Review = "review",
        /// What was in it, as it left.
        Sent = "sent",
        /// What had been chosen for it: its parts, its title, what was left out.
        Chosen = "chosen",
        /// The part of a review that somebody answers.
        Passage = "passage",
        /// What somebody answers.
        Answer = "answer",
        /// The day of an interview.
        Interview = "interview",
        /// The company that asks for one.
        Company = "company",
        /// How many minutes a day there are.
        Minutes = "minutes",
    }
}

impl FieldRole {
    /// Whether searches ask for it by its name, as in `product:Otter`.
    pub fn is_searched(self) -> bool {
        matches!(
            self,
            Self::Product | Self::Feeling | Self::Dimension | Self::Pain | Self::Job | Self::Journey
        )
    }

    /// Whether a field of this kind can have the role.
    pub fn fits(self, kind: &Kind) -> bool {
        match kind.reading(false) {
            Some(Reading::Words { .. }) => {
                !matches!(self, Self::Trust | Self::Dimension | Self::Provenance | Self::Minutes)
            }
            Some(Reading::Scale { .. }) => self == Self::Trust,
            Some(Reading::Number { .. }) => matches!(self, Self::Trust | Self::Minutes),
            Some(Reading::Categories(_)) => {
                matches!(self, Self::Dimension | Self::Journey | Self::Provenance)
            }
            Some(Reading::Count) | None => false,
        }
    }
}

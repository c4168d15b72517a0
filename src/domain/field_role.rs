//! Roles: what a field stands for, so that options, filters and lists find it whatever its id is.

use super::kinds::Kind;
use super::metric::Reading;

/// What a field stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FieldRole {
    Product,
    Feeling,
    Improvement,
    /// How far the product is trusted now.
    Trust,
    Dimension,
    /// Who was using it, in what situation.
    Segment,
    /// What bothered the person.
    Pain,
    /// What the person came to get done.
    Job,
    /// The step of their way with the product.
    Journey,
    /// How it is known.
    Provenance,
    /// Who got something.
    Recipient,
    /// Which review it was, of which week and for whom.
    Review,
    /// What was in it, as it left.
    Sent,
    /// What had been chosen for it: its parts, its title, what was left out.
    Chosen,
    /// The part of a review that somebody answers.
    Passage,
    /// What somebody answers.
    Answer,
    /// The day of an interview.
    Interview,
    /// The company that asks for one.
    Company,
    /// How many minutes a day there are.
    Minutes,
}

impl FieldRole {
    /// Every role with its name in exercise files, and in searches where it can be asked for.
    pub const ALL: [(&'static str, Self); 19] = [
        ("product", Self::Product),
        ("feeling", Self::Feeling),
        ("improvement", Self::Improvement),
        ("trust", Self::Trust),
        ("dimension", Self::Dimension),
        ("segment", Self::Segment),
        ("pain", Self::Pain),
        ("job", Self::Job),
        ("journey", Self::Journey),
        ("provenance", Self::Provenance),
        ("recipient", Self::Recipient),
        ("review", Self::Review),
        ("sent", Self::Sent),
        ("chosen", Self::Chosen),
        ("passage", Self::Passage),
        ("answer", Self::Answer),
        ("interview", Self::Interview),
        ("company", Self::Company),
        ("minutes", Self::Minutes),
    ];

    /// The role of this name, if there is one.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(known, _)| *known == name).map(|(_, role)| role)
    }

    /// Its name in exercise files.
    pub fn name(self) -> &'static str {
        Self::ALL.into_iter().find(|(_, role)| *role == self).map_or("", |(name, _)| name)
    }

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

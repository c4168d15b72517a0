//! The dimension that an exercise or an option belongs to, as its file declares: each has one colour, one glyph and one
//! letter wherever it is shown. What those are is not known here.

use serde::Serialize;

/// A dimension, or the review that joins them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Hue {
    /// Whether and why it is believed.
    Trust,
    /// What a mistake means.
    Errors,
    /// How it is thought to work.
    Models,
    /// Who has control.
    Automation,
    /// All four, for one product.
    Review,
}

impl Hue {
    /// Every hue with its name in exercise files and themes.
    pub const ALL: [(&'static str, Self); 5] = [
        ("trust", Self::Trust),
        ("errors", Self::Errors),
        ("models", Self::Models),
        ("automation", Self::Automation),
        ("review", Self::Review),
    ];

    /// Its name in exercise files and themes.
    pub fn name(self) -> &'static str {
        Self::ALL.into_iter().find(|(_, hue)| *hue == self).map_or("", |(name, _)| name)
    }

    /// The hue of this name, if there is one.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(known, _)| *known == name).map(|(_, hue)| hue)
    }
}

//! The dimension that an exercise or an option belongs to, as its file declares: each has one colour, one glyph and one
//! letter wherever it is shown. What those are is not known here.

use super::named::named;
use serde::Serialize;

named! {
    /// A dimension, or the review that joins them.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
    #[serde(rename_all = "snake_case")]
    pub enum Hue {
        /// Whether and why it is believed.
        Trust = "trust",
        /// What a mistake means.
        Errors = "errors",
        /// How it is thought to work.
        Models = "models",
        /// Who has control.
        Automation = "automation",
        /// All four, for one product.
        Review = "review",
    }
}

//! The parts that screens are composed of. They know nothing of the app: only themes, text and rectangles.
//!
//! ```text
//!   paint.rs   text into an area: cut, wrapped, selected, sent behind what lies over it, with a scrollbar
//!   split.rs   an area ─► columns by its width; the measure of prose
//!   panel.rs   a frame with title, counter and keys in its border; a card is a panel of a few lines
//!   chip.rs    what is picked and what is not, in a row or more; dimensions by glyph, letter and hue
//!   meter.rs   words written, pips of progress, the line of steps
//!   chart.rs   the rows of a chart, a role for each tone
//! ```
//!
//! `cargo run --example pictures -- parts` draws them all in every theme.

pub mod chart;
pub mod chip;
pub mod digits;
pub mod meter;
pub mod paint;
pub mod panel;
pub mod split;

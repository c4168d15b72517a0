//! Small pieces of picture. They know nothing of the app: only themes, text and rectangles.

pub mod chart;
pub mod paint;

//! Whole reviews: what a reader gets to see.

mod blocks;
mod charts;
mod hostile;
mod page;
mod week;

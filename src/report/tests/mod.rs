//! Whole reviews: what a reader gets to see.

mod blocks;
mod hostile;
mod page;
mod week;

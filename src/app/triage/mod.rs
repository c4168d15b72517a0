//! Labelling complaints one after the other.
//!
//! ```text
//!   queue      which complaints come next, a few at a time    suggester  what is suggested, and what is learnt from labels
//!   tally      how many there are of each kind                levels     how far suggestions may go, and what earns that
//!   report     how well suggestions do
//!   aside      what takes longer, on a thread of its own       narrow     what the complaints can be narrowed to
//! ```
//!
//! Deliberately absent: what is on its way to the disk. Whoever labels keeps that, and the queue is told what it holds.

pub mod aside;
pub mod levels;
pub mod narrow;
mod queue;
pub mod report;
pub mod suggester;
mod tally;

pub use self::queue::{Next, Order, Queue};
pub use self::suggester::Suggester;
pub use self::tally::{GOAL, Share, Standing, Stood, Tally};

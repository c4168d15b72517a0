//! The program in a real terminal: what is lost when it is killed, hung up, paused or breaks, and what is left behind.

mod background;
mod disks;
mod editors;
mod journal;
mod journals;
mod kills;
mod panics;
mod rights;
mod samples;
mod signals;
mod trash;
mod typing;
mod widths;
mod windows;

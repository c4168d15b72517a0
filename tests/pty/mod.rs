//! The program in a real terminal: what is lost when it is killed, hung up, paused or breaks, and what is left behind.

mod journal;
mod kills;

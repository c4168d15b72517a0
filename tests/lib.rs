//! The tests of the program as a whole, in one binary: `cli` runs commands in a sealed world, `tui` types keys through
//! the production loop, `pty` uses a real terminal, `rules` holds the project to its own architecture and documents, `browser` reads a review as a web
//! page.

mod browser;
mod cli;
mod pty;
mod rules;
mod support;
mod tui;

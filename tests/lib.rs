//! The tests of the program as a whole, in one binary: `cli` runs commands in a sealed world, `tui` types keys through
//! the production loop, `pty` uses a real terminal, `rules` holds the project to its own architecture and documents.

#![expect(missing_docs, reason = "tests are read, not documented")]

mod cli;
mod pty;
mod rules;
mod support;
mod tui;

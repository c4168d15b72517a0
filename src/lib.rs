//! `empathy`: a practice journal in the terminal for product managers who build AI products.
//!
//! Everything a person writes is an **entry**, the answers to an exercise. Everything computed is a projection of
//! **facts** that exercises declare. No code knows an exercise by its name.
//!
//! ```text
//!    empathy  1 Today  2 Log  3 Complaints  4 Interview  5 Progress …   tui/app       the bar, the foot, what lies over
//!   ─────────────────────────────────────────────────────────────────
//!    Week 8   16 – 22 Nov 2026           ■ ■ ■ ■ ◐   2 h 26 min so far    tui/screens   one file a screen
//!                                                                         app           what the week looks like
//!      Mon  Trust Audit              ✓  30 min   ChatGPT 3 · Otter 2      db            entries, summaries, facts
//!    ▸ Fri  Empathy Dimension Review ◐  page 5 of 8                       exercises     the exercise files
//!   ─────────────────────────────────────────────────────────────────
//!    Enter open   s skip   m move   6 Review   ? help                     tui/keymap    assets/keys.toml
//! ```
//!
//! # The rooms
//!
//! ```text
//!   main.rs    arguments in, exit code out        cli        the words of the command line
//!   commands   one file a command                 tui        the journal in the terminal, see its own map
//!   ───────────────────────────────────────────────────────────────────────────────────────────────
//!   app        what both front doors do with the rooms below: week, log, progress, checklist, review, complaints, triage, rehearsal, countdown, demo
//!   ───────────────────────────────────────────────────────────────────────────────────────────────
//!   exercises  exercise files, plans and decks ─► domain, every mistake with line and column
//!   db         SQLite: entries, their revisions, what follows from them; complaints, grades; and the saver, which does all writing for the screen
//!   coach      reading what was written: hints, and when to be silent
//!   suggest    what a complaint is about, with the words that led to it
//!   charts     numbers as rows of characters, for the screen and the command line, and as shapes for what is printed
//!   report     a week as a document for a reader, then Markdown, a web page, pages, JSON, CSV or lines; given what it shows
//!   ───────────────────────────────────────────────────────────────────────────────────────────────
//!   domain     what things are, and the rules between them; pure
//!   wording    what the values of the domain are called in English
//!   error      one error, its hints and exit codes; located problems
//!   sanitize   the one sanitiser before every sink, and measuring in columns
//!   sys        the world outside: clock, chance, folders, files, editor, settings, each in one place
//! ```
//!
//! Who may name whom is tested (`tests/rules`): `domain` names no other room; `exercises`, `db`, `coach`, `suggest`,
//! `charts` and `report` never name each other, but that reports draw with `charts`; `rusqlite` is named in `db` alone, `crossterm` in `tui/terminal.rs` alone.
//! What kinds of fields there are is known in `domain/kinds` and `tui/form/kinds`, a file for each kind; what they are
//! called, in `wording`.
//!
//! # Deliberately absent
//!
//! Network code. An async runtime. A storage trait with one back end. A clock anywhere but in `sys/clock`. Text in logs:
//! there are none.

pub mod app;
pub(crate) mod charts;
pub mod cli;
pub mod coach;
pub mod commands;
pub mod db;
pub mod domain;
pub mod error;
pub mod exercises;
pub mod report;
pub mod sanitize;
pub mod suggest;
pub mod sys;
pub mod tui;
pub mod wording;

//! Checking files and whole folders of them, as `exercises check` does.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use crate::error::Problem;

use super::files::{self, Depth};
use super::merge::assemble;
use super::user_files::Own;

/// Checks exercise files, and folders with all in them; plans, decks, `checklist.toml` and `progress.toml` are checked as
/// what they are.
pub fn check_files(paths: &[PathBuf]) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut seen = BTreeSet::new();
    let mut all = Vec::new();
    for path in paths {
        let (found, faults) = if path.is_dir() {
            files::toml_files(path, Depth::All)
        } else {
            (vec![path.clone()], Vec::new())
        };
        problems.extend(faults);
        all.extend(found.into_iter().filter(|file| {
            let real = fs::canonicalize(file).unwrap_or_else(|_| file.clone());
            seen.insert(real)
        }));
    }
    let own = Own::of(all, &mut problems);
    assemble(own, &mut problems);
    problems
}

//! A person's own files: exercises, and what takes the place of the plan, the checklist and the board of progress.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::error::Problem;

use super::files::{self, Depth};
use super::loaded::{Loaded, Origin};
use super::parse;

/// The plan that is practised unless another is chosen.
pub(super) const USUAL_PLAN: &str = "plan.toml";

/// The folders that hold plans and decks beside each other.
const PLANS: &str = "plans";
const DECKS: &str = "decks";

fn lies_in(path: &Path, folder: &str) -> bool {
    path.parent().and_then(Path::file_name).is_some_and(|name| name == folder)
}

/// What a file is read as, by its name or its folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Exercise,
    Plan,
    Deck,
    Checklist,
    Board,
    Countdown,
}

impl Role {
    /// What a file is read as.
    pub(super) fn of(path: &Path) -> Self {
        match path.file_name().and_then(|name| name.to_str()) {
            Some(USUAL_PLAN) => Self::Plan,
            Some(_) if lies_in(path, PLANS) => Self::Plan,
            Some(_) if lies_in(path, DECKS) => Self::Deck,
            Some("checklist.toml") => Self::Checklist,
            Some("progress.toml") => Self::Board,
            Some("countdown.toml") => Self::Countdown,
            _ => Self::Exercise,
        }
    }
}

/// Lists the folders of courses: those with a folder of plans in them. A link is not followed.
fn courses(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    let folders = entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()));
    let visible = folders.filter(|entry| !entry.file_name().to_string_lossy().starts_with('.'));
    let mut found: Vec<PathBuf> =
        visible.map(|entry| entry.path()).filter(|path| path.join(PLANS).is_dir()).collect();
    found.sort();
    found
}

/// A file with its text.
pub(super) type File = (PathBuf, String);

/// What a person's files hold.
#[derive(Debug, Default)]
pub(super) struct Own {
    /// The exercises without mistakes, by file name.
    pub loaded: Vec<Loaded>,
    /// Ids of exercises that have mistakes.
    pub broken: Vec<String>,
    /// Files of the plan.
    pub plans: Vec<File>,
    /// Decks.
    pub decks: Vec<File>,
    /// Files of the checklist.
    pub checklists: Vec<File>,
    /// Files of progress.
    pub boards: Vec<File>,
    /// Files of the countdown.
    pub countdowns: Vec<File>,
}

impl Own {
    /// Reads the files of a folder; there may be none.
    pub(super) fn read(folder: Option<&Path>, problems: &mut Vec<Problem>) -> Self {
        let Some(folder) = folder.filter(|folder| !matches!(folder.try_exists(), Ok(false))) else {
            return Self::default();
        };
        let (mut paths, faults) = files::toml_files(folder, Depth::One);
        problems.extend(faults);
        for inner in [PLANS, DECKS].map(|name| folder.join(name)) {
            if inner.is_dir() {
                let (more, faults) = files::toml_files(&inner, Depth::One);
                paths.extend(more);
                problems.extend(faults);
            }
        }
        for course in courses(folder) {
            let (more, faults) = files::toml_files(&course, Depth::All);
            paths.extend(more);
            problems.extend(faults);
        }
        Self::of(paths, problems)
    }

    /// Reads some files.
    pub(super) fn of(paths: Vec<PathBuf>, problems: &mut Vec<Problem>) -> Self {
        let mut own = Self::default();
        let mut taken: HashMap<String, PathBuf> = HashMap::new();
        for path in paths {
            let text = match files::read(&path) {
                Ok(text) => text,
                Err(problem) => {
                    problems.push(problem);
                    continue;
                }
            };
            match Role::of(&path) {
                Role::Plan => own.plans.push((path, text)),
                Role::Deck => own.decks.push((path, text)),
                Role::Checklist => own.checklists.push((path, text)),
                Role::Board => own.boards.push((path, text)),
                Role::Countdown => own.countdowns.push((path, text)),
                Role::Exercise => own.add(path, text, &mut taken, problems),
            }
        }
        own
    }

    fn add(
        &mut self,
        path: PathBuf,
        text: String,
        taken: &mut HashMap<String, PathBuf>,
        problems: &mut Vec<Problem>,
    ) {
        let parsed = parse(&path, &text);
        let id = match &parsed {
            Ok(exercise) => Some(exercise.id.clone()),
            Err(_) => files::declared_id(&text).map(|(id, _)| id),
        };
        if let Some(id) = &id {
            if let Some(first) = taken.get(id) {
                problems.extend(parsed.err().unwrap_or_default());
                problems.push(files::same_id(&path, &text, id, first));
                return;
            }
            taken.insert(id.clone(), path.clone());
        }
        match parsed {
            Ok(exercise) => self.loaded.push(Loaded::of(exercise, text, Origin::Own(path))),
            Err(found) => {
                problems.extend(found);
                self.broken.extend(id);
            }
        }
    }
}

//! What commands know of the machine: places, clock, chance, settings. Journal and exercises are opened when needed.

use std::io::Write as _;
use std::path::PathBuf;

use chrono::NaiveDate;

use crate::app::{derived, week};
use crate::db::Store;
use crate::domain::entry::Head;
use crate::domain::id::IdPrefix;
use crate::domain::natural_date::{Present, When};
use crate::domain::plan::{Week, WeekLabel};
use crate::domain::time::{Moment, Now};
use crate::error::{Error, Problem, Result};
use crate::exercises::Catalog;
use crate::sanitize;
use crate::sys::clock::Clock;
use crate::sys::paths::Places;
use crate::sys::rng::Rng;
use crate::sys::settings::Settings;
use crate::tui::theme::Looks;

/// What the environment says, read once in `main`.
#[derive(Debug, Clone, Default)]
pub struct Outer {
    /// `EMPATHY_NOW`: the time to start from.
    pub now: Option<String>,
    /// `EMPATHY_SEED`: the seed of chance.
    pub seed: Option<String>,
    /// `VISUAL`, else `EDITOR`.
    pub editor: Option<String>,
    /// `COLUMNS`: how wide to print where there is no terminal to ask.
    pub columns: Option<String>,
    /// What the terminal says of its looks.
    pub looks: Looks,
}

/// The least and the most columns that are printed in, and those that are usual.
const LEAST: usize = 40;
const MOST: usize = 120;
const USUAL: usize = 80;

/// How many entries are named when the beginning of an id could be several.
const NAMED: usize = 8;

/// What commands know of the machine.
#[derive(Debug)]
pub struct World {
    /// Where things are.
    pub places: Places,
    /// The clock.
    pub clock: Clock,
    /// Chance.
    pub chance: Rng,
    /// What the person set.
    pub settings: Settings,
    /// What the environment says.
    pub outer: Outer,
}

impl World {
    /// Looks around: the environment, the places, the settings.
    pub fn new(journal: Option<&PathBuf>, outer: Outer) -> Result<Self> {
        let places = Places::find(journal.map(PathBuf::as_path))?;
        if let Some(notice) = places.moved_notice() {
            talk(&notice);
        }
        let clock = match &outer.now {
            Some(text) => Clock::starting_at(Moment::parse(text).ok_or_else(|| {
                Error::usage(
                    format!("`EMPATHY_NOW` is no time: `{text}`"),
                    "one looks like `2026-11-20T14:02:31+01:00`",
                )
            })?),
            None => Clock::system(),
        };
        let chance = match &outer.seed {
            Some(text) => Rng::seeded(text.parse().map_err(|_| {
                Error::usage(
                    format!("`EMPATHY_SEED` is no number: `{text}`"),
                    "it is a whole number from 0 on",
                )
            })?),
            None => Rng::system(),
        };
        let settings = Settings::load(&places.settings()).map_err(Error::Problems)?;
        Ok(Self { places, clock, chance, settings, outer })
    }

    /// Reads the clocks.
    pub fn now(&self) -> Now {
        self.clock.now()
    }

    /// Gives the day it is for the person.
    pub fn today(&self) -> NaiveDate {
        self.now().wall.day(self.settings.day_starts)
    }

    /// Reads when something was, in the person's words.
    pub fn when(&self, text: &str) -> Result<When> {
        let offset_at = |time| self.clock.offset_at(time);
        let now = self.now().wall;
        Present { now, day_starts: self.settings.day_starts, offset_at: &offset_at }.read(text)
    }

    /// Gives the columns for what is laid out: those there are, or the usual ones where nobody says.
    pub fn width(&self) -> usize {
        self.columns().unwrap_or(USUAL)
    }

    /// Gives the columns for what is one line long: those there are, or as many as are read with ease.
    pub fn longest_line(&self) -> usize {
        self.columns().unwrap_or(MOST)
    }

    /// Gives the columns of the terminal, else what `COLUMNS` says.
    fn columns(&self) -> Option<usize> {
        let terminal = rustix::termios::tcgetwinsize(std::io::stdout()).ok();
        let terminal = terminal.map(|size| usize::from(size.ws_col)).filter(|columns| *columns > 0);
        let said = || self.outer.columns.as_ref()?.trim().parse().ok();
        Some(terminal.or_else(said)?.clamp(LEAST, MOST))
    }

    /// Gives the command that starts the person's editor.
    pub fn editor(&self) -> String {
        let set = self.settings.editor.clone().or_else(|| self.outer.editor.clone());
        set.unwrap_or_else(|| "vi".to_owned())
    }

    /// Opens the journal, making it if there is none.
    pub fn store(&self) -> Result<Store> {
        let mut store = Store::open(&self.places.journal, self.now().wall)?;
        if store.facts_are_stale()? {
            // What is wrong with a person's own files is reported by the command that shows exercises.
            derived::bring_up_to_date(&mut store, &self.load().0)?;
        }
        Ok(store)
    }

    /// Loads the exercises, with the problems in a person's own files; reports none of them.
    pub fn load(&self) -> (Catalog, Vec<Problem>) {
        Catalog::load(Some(&self.places.exercises()))
    }

    /// Loads the exercises and reports on standard error what is wrong with a person's own; call it once a command.
    pub fn catalog(&self) -> Catalog {
        let (catalog, problems) = self.load();
        if !problems.is_empty() {
            talk(&format!("{}\n{}", warning(&catalog, &problems), Problem::list(&problems)));
        }
        catalog
    }

    /// Loads the exercises as [`Self::catalog`] does, and reports in one line that something is wrong.
    pub fn catalog_in_passing(&self) -> Catalog {
        let (catalog, problems) = self.load();
        if !problems.is_empty() {
            talk(&format!("{}; `empathy exercises check` says why", warning(&catalog, &problems)));
        }
        catalog
    }

    /// Finds a week by its number, or this week.
    pub fn week(&self, store: &Store, label: Option<WeekLabel>) -> Result<Week> {
        match label {
            None => week::holding(store, self.today()),
            Some(label) => week::labelled(store, label)?.ok_or_else(|| {
                Error::unknown(
                    format!("there was no week {label} in this journal"),
                    "your weeks start on another day since then; try the number beside it",
                )
            }),
        }
    }

    /// Finds the one entry that an id, or the beginning of one, means.
    pub fn entry(&self, store: &Store, id: &IdPrefix) -> Result<Head> {
        let typed = id.as_str();
        let is_it = |heads: &[Head]| matches!(heads, [head] if head.short.as_str() == typed);
        let found = store.look_up(id)?;
        // A whole id never means another entry that its letters begin.
        if !is_it(&found) && is_it(&store.look_up_trashed(id)?) {
            return Err(Error::unknown(
                format!("`{typed}` is in the trash"),
                format!("`empathy restore {typed}` takes it out"),
            ));
        }
        only(id, found)?.ok_or_else(|| {
            Error::unknown(
                format!("there is no entry `{typed}`"),
                "`empathy list` shows the entries there are",
            )
        })
    }

    /// Finds the entries that some ids mean, each once, in the order they were named.
    pub fn entries(&self, store: &Store, ids: &[IdPrefix]) -> Result<Vec<Head>> {
        each_once(ids, |id| self.entry(store, id))
    }

    /// Finds the entries in the trash that some ids mean, each once, in the order they were named.
    pub fn trashed(&self, store: &Store, ids: &[IdPrefix]) -> Result<Vec<Head>> {
        each_once(ids, |id| match only(id, store.look_up_trashed(id)?)? {
            Some(head) => Ok(head),
            None => Err(Error::unknown(
                format!("there is no entry `{}` in the trash", id.as_str()),
                "`empathy trash` lists what is there",
            )),
        })
    }
}

/// Says what the problems of a person's own files led to.
fn warning(catalog: &Catalog, problems: &[Problem]) -> &'static str {
    if catalog.lacks(problems) {
        "warning: some exercises were left out"
    } else {
        "warning: some parts of your own files were left out"
    }
}

/// Gives the one entry that was found, if any was; several are named.
fn only(id: &IdPrefix, mut found: Vec<Head>) -> Result<Option<Head>> {
    if found.len() < 2 {
        return Ok(found.pop());
    }
    let names: Vec<String> = found
        .iter()
        .take(NAMED)
        .map(|head| format!("\n  {} ({}, {})", head.short, head.exercise, head.day))
        .collect();
    let more = if found.len() > NAMED { "\n  and others" } else { "" };
    Err(Error::usage(
        format!("`{}` could be any of{}{more}", id.as_str(), names.concat()),
        "type a letter or two more",
    ))
}

fn each_once(ids: &[IdPrefix], find: impl Fn(&IdPrefix) -> Result<Head>) -> Result<Vec<Head>> {
    let mut heads: Vec<Head> = Vec::new();
    for id in ids {
        let head = find(id)?;
        if heads.iter().all(|other| other.id != head.id) {
            heads.push(head);
        }
    }
    Ok(heads)
}

/// Talks to the person on standard error.
///
/// If nobody listens any more, there is nobody to tell.
pub fn talk(text: &str) {
    let _ = writeln!(std::io::stderr(), "{}", sanitize::block(text));
}

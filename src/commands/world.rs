//! What commands know of the machine: places, clock, chance, settings. Journal and exercises are opened when needed.

use std::io::{BufRead as _, Read as _, Write as _};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use chrono::NaiveDate;

use super::progress_line::ProgressLine;
use crate::app::derived::{self, Rebuilt};
use crate::app::week;
use crate::db::{Store, Tell};
use crate::domain::complaint::{Complaint, PREFIX};
use crate::domain::entry::Head;
use crate::domain::id::IdPrefix;
use crate::domain::natural_date::{Present, Unread, When};
use crate::domain::plan::{Week, WeekLabel};
use crate::domain::time::{Moment, Now};
use crate::error::{Error, Problem, Result};
use crate::exercises::Catalog;
use crate::sanitize;
use crate::sys::clock::Clock;
use crate::sys::paths::{self, Places};
use crate::sys::rng::Rng;
use crate::sys::settings::Settings;
use crate::tui::theme::Looks;
use crate::wording;

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

/// What is said while a journal of an older version is brought up to date.
const UPDATING: &str = "Updating your journal";

/// How much of an answer is read, in bytes.
const LONGEST_ANSWER: u64 = 64;

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
    /// What is wrong in the person's settings, keys and theme, and was left out.
    pub warnings: Vec<Problem>,
}

impl World {
    /// Looks around: the environment, the places, the settings.
    pub fn new(journal: Option<&PathBuf>, outer: Outer) -> Result<Self> {
        let journal = journal.map(|path| paths::whole(path)).transpose()?;
        let places = Places::find(journal.as_deref())?;
        if let Some(notice) = places.moved_notice() {
            talk(&notice);
        }
        let clock = match &outer.now {
            Some(text) => Clock::starting_at(Moment::parse(text).ok_or_else(|| {
                Error::usage(
                    format!("could not read `EMPATHY_NOW` as a time: `{text}`"),
                    "use a form like `2026-11-20T14:02:31+01:00`",
                )
            })?),
            None => Clock::system(),
        };
        let chance = match &outer.seed {
            Some(text) => Rng::seeded(text.parse().map_err(|_| {
                Error::usage(
                    format!("could not read `EMPATHY_SEED` as a number: `{text}`"),
                    "use a whole number of 0 or more",
                )
            })?),
            None => Rng::system(),
        };
        let (settings, warnings) = Settings::load(&places.settings());
        Ok(Self { places, clock, chance, settings, outer, warnings })
    }

    /// Reads the settings again: the person may have changed them in the journal.
    pub fn reread_settings(&mut self) {
        (self.settings, self.warnings) = Settings::load(&self.places.settings());
    }

    /// Reports what is wrong in the person's own settings, once, on standard error.
    pub fn warn(&mut self) {
        let problems = std::mem::take(&mut self.warnings);
        if !problems.is_empty() {
            let list = Problem::list(&problems);
            talk(&format!("warning: some of your settings have mistakes and were left out\n{list}"));
        }
    }

    /// Reads the clocks.
    pub fn now(&self) -> Now {
        self.clock.now()
    }

    /// Today, by the hour at which the person's days start.
    pub fn today(&self) -> NaiveDate {
        self.now().wall.day(self.settings.day_starts)
    }

    /// Reads when something was, in the person's words.
    pub fn when(&self, text: &str) -> Result<When> {
        self.with_present(|present| present.read(text)).map_err(|unread| wording::unread(text, &unread))
    }

    /// Reads a day in the person's words, one to come or one that is over.
    pub fn day_ahead(&self, text: &str) -> Result<NaiveDate> {
        self.with_present(|present| present.day_ahead(text)).map_err(|unread| match unread {
            Unread::Unclear => Error::usage(
                format!("could not read `{}` as a day", text.trim()),
                "use a form like `2026-12-15`, `15 dec`, `tomorrow`, `next friday` or `in 3 weeks`",
            ),
            unread => wording::unread(text, &unread),
        })
    }

    fn with_present<T>(&self, read: impl FnOnce(Present<'_>) -> T) -> T {
        let offset_at = |time| self.clock.offset_at(time);
        read(Present {
            now: self.now().wall,
            order: self.settings.date_order,
            day_starts: self.settings.day_starts,
            offset_at: &offset_at,
        })
    }

    /// The columns for what is laid out: those of the terminal, else 80.
    pub fn width(&self) -> usize {
        self.columns().unwrap_or(USUAL)
    }

    /// The columns for single lines: those of the terminal, else 120.
    pub fn longest_line(&self) -> usize {
        self.columns().unwrap_or(MOST)
    }

    /// The columns of the terminal, else those in `COLUMNS`.
    fn columns(&self) -> Option<usize> {
        let terminal = rustix::termios::tcgetwinsize(std::io::stdout()).ok();
        let terminal = terminal.map(|size| usize::from(size.ws_col)).filter(|columns| *columns > 0);
        let said = || self.outer.columns.as_ref()?.trim().parse().ok();
        Some(terminal.or_else(said)?.clamp(LEAST, MOST))
    }

    /// The command that starts the person's editor.
    pub fn editor(&self) -> String {
        self.settings.editor_over(self.outer.editor.as_deref())
    }

    /// Opens the journal, making it if there is none.
    pub fn store(&self) -> Result<Store> {
        let line = Mutex::new(ProgressLine::on_terminal(UPDATING, self.now().mono));
        let clock = self.clock;
        let tell: Tell = Arc::new(move |far| {
            line.lock().unwrap_or_else(PoisonError::into_inner).updating(clock.now().mono, far);
        });
        let mut store = Store::open_telling(&self.places.journal, self.now().wall, &tell)?;
        drop(tell);
        if store.facts_are_stale()? && !store.is_read_only() {
            // What is wrong with a person's own files is reported by the command that shows exercises.
            self.rebuild(&mut store, &self.load().0, UPDATING)?;
        }
        Ok(store)
    }

    /// Works out again what follows from all answers; what takes longer than a second says on the terminal how far it is.
    pub fn rebuild(&self, store: &mut Store, catalog: &Catalog, what: &'static str) -> Result<Rebuilt> {
        let mut line = ProgressLine::on_terminal(what, self.now().mono);
        derived::all(store, catalog, |done, of| line.at(self.now().mono, done, of))
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
                    "your weeks started on another day then; try the week before or after",
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
                format!("restore it with `empathy restore {typed}`"),
            ));
        }
        if is_complaint(store, id)? {
            return Err(Error::usage(
                format!("`{typed}` is a complaint, not an entry"),
                "`empathy complaints show` and `empathy complaints label` take its id",
            ));
        }
        only(id, found, named)?.ok_or_else(|| {
            Error::unknown(
                format!("there is no entry `{typed}`"),
                "`empathy list` shows the entries there are",
            )
        })
    }

    /// Finds the one complaint that an id, or the beginning of one, means.
    pub fn complaint(&self, store: &Store, id: &IdPrefix) -> Result<Complaint> {
        let name = |one: &Complaint| format!("{} ({})", one.short, sanitize::line(&one.said.product));
        only(id, store.look_up_complaints(id)?, name)?.ok_or_else(|| {
            Error::unknown(
                format!("there is no complaint `{}`", id.as_str()),
                "`empathy complaints` lists the complaints there are",
            )
        })
    }

    /// Finds the entries that some ids mean, each once, in the order they were named.
    pub fn entries(&self, store: &Store, ids: &[IdPrefix]) -> Result<Vec<Head>> {
        each_once(ids, |id| self.entry(store, id))
    }

    /// Finds the entries in the trash that some ids mean, each once, in the order they were named.
    pub fn trashed(&self, store: &Store, ids: &[IdPrefix]) -> Result<Vec<Head>> {
        each_once(ids, |id| match only(id, store.look_up_trashed(id)?, named)? {
            Some(head) => Ok(head),
            None => Err(Error::unknown(
                format!("there is no entry `{}` in the trash", id.as_str()),
                "`empathy trash` lists what is there",
            )),
        })
    }
}

/// Whether an id, or the beginning of one, means a complaint, and no entry.
pub fn is_complaint(store: &Store, id: &IdPrefix) -> Result<bool> {
    let is_ours = id.as_str().split_once('-').is_some_and(|(prefix, _)| prefix == PREFIX);
    Ok(is_ours && store.look_up(id)?.is_empty() && !store.look_up_complaints(id)?.is_empty())
}

/// The warning for problems in a person's own files.
fn warning(catalog: &Catalog, problems: &[Problem]) -> &'static str {
    if catalog.lacks(problems) {
        "warning: some exercises were left out"
    } else {
        "warning: some parts of your own files were left out"
    }
}

/// The one that was found, if any; fails on several and names them.
fn only<T>(id: &IdPrefix, mut found: Vec<T>, name: impl Fn(&T) -> String) -> Result<Option<T>> {
    if found.len() < 2 {
        return Ok(found.pop());
    }
    let names: Vec<String> = found.iter().take(NAMED).map(|one| format!("\n  {}", name(one))).collect();
    let more = if found.len() > NAMED { "\n  and others" } else { "" };
    Err(Error::usage(
        format!("`{}` could be any of{}{more}", id.as_str(), names.concat()),
        "type one or two more letters",
    ))
}

fn named(head: &Head) -> String {
    format!("{} ({}, {})", head.short, head.exercise, head.day)
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

/// Prints a message on standard error, unless that is closed.
pub fn talk(text: &str) {
    let _ = writeln!(std::io::stderr(), "{}", sanitize::block(text));
}

/// Reads a line of standard input; nothing once there is no more. Where that fails, the hint says what is kept.
pub fn typed_line(kept: &str) -> Result<Option<String>> {
    let mut bytes = Vec::new();
    let read = std::io::stdin().lock().read_until(b'\n', &mut bytes).map_err(|error| Error::File {
        attempt: "read the answer".to_owned(),
        cause: error.to_string(),
        hint: kept.to_owned(),
    })?;
    Ok((read > 0).then(|| String::from_utf8_lossy(&bytes).trim_end_matches(['\n', '\r']).to_owned()))
}

/// Asks on the terminal, and tells whether `yes` was typed.
pub fn agrees(question: &str) -> bool {
    talk(question);
    let mut answer = String::new();
    let read = std::io::stdin().lock().take(LONGEST_ANSWER).read_line(&mut answer);
    // What is no text is no yes.
    read.is_ok() && answer.trim().eq_ignore_ascii_case("yes")
}

/// Prints messages on standard error, a line each.
pub fn talk_all(lines: &[String]) {
    for line in lines {
        talk(line);
    }
}

//! Copies of the journal, made with `SQLite`'s own backup so that they are whole while others write. A copy counts once it
//! was opened again and checked.

use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::{Datelike, NaiveDate, NaiveDateTime};
use rusqlite::backup::{Backup, StepResult};

use super::error::{attempt, failed};
use super::{connection, files, log_mark};
use crate::domain::time::Moment;
use crate::error::{DbError, Error, Result, plain_io};

/// Where copies lie, beside the journal.
const FOLDER: &str = "backups";

/// How many pages are copied at once.
const PAGES: i32 = 1024;

/// How the time a copy was made stands in its name.
const STAMP: &str = "%Y-%m-%d-%H%M%S";

/// The end of the names of the copies that are made by themselves, and thinned.
const DAILY: &str = "-daily";

/// The end of the names of journals that were damaged when another took their place.
const DAMAGED: &str = "-damaged";

/// The end of the name of a copy that is not whole yet, and how long one may take at most.
const PARTIAL: &str = ".partial";
const LONGEST: Duration = Duration::from_secs(24 * 60 * 60);

/// How many days, weeks and months have a daily copy kept, counted back from the newest; of these days, all of them.
const DAYS: usize = 14;
const WEEKS: usize = 8;
const MONTHS: usize = 12;
const ALL_OF: usize = 2;

/// A copy in the folder beside the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copy {
    /// Where it lies.
    pub path: PathBuf,
    /// When it was made, by the clock on the wall.
    pub taken: NaiveDateTime,
}

impl Copy {
    fn of(path: PathBuf, journal: &Path) -> Option<Self> {
        let rest = path.file_name()?.to_str()?.strip_prefix(&stem(journal))?.strip_prefix('-')?;
        if Path::new(rest).extension() != Some("db".as_ref()) {
            return None;
        }
        let taken = NaiveDateTime::parse_and_remainder(rest, STAMP).ok()?.0;
        (!is_damaged(&path)).then_some(Self { path, taken })
    }

    fn is_daily(&self) -> bool {
        self.path.file_stem().is_some_and(|stem| stem.to_string_lossy().ends_with(DAILY))
    }
}

/// Whether a file in the folder of copies is a damaged journal that was kept as it lay.
pub fn is_damaged(path: &Path) -> bool {
    path.file_stem().is_some_and(|stem| stem.to_string_lossy().contains(DAMAGED))
}

/// The folder of a journal's copies.
pub fn folder(journal: &Path) -> PathBuf {
    journal.parent().unwrap_or(journal).join(FOLDER)
}

/// Lists the copies of a journal, the newest first.
pub fn copies(journal: &Path) -> Vec<Copy> {
    let Ok(files) = std::fs::read_dir(folder(journal)) else { return Vec::new() };
    let mut found: Vec<Copy> = files.filter_map(|file| Copy::of(file.ok()?.path(), journal)).collect();
    found.sort_by(|one, other| other.taken.cmp(&one.taken).then_with(|| other.path.cmp(&one.path)));
    found
}

/// Copies a journal to a file that is not there yet, or into the folder beside it, and returns where it lies.
pub fn back_up(journal: &Path, to: Option<&Path>, now: Moment) -> Result<PathBuf> {
    if to.is_some_and(|to| files::Identity::at(to).is_some_and(|to| Some(to) == files::Identity::at(journal)))
    {
        return Err(Error::usage("this file is the journal itself", "name another file"));
    }
    log_mark::check(journal)?;
    let what = format!("back up the journal `{}`", journal.display());
    attempt(&what, || match to {
        Some(to) => copy_whole(journal, to, &quietly).map(|()| to.to_owned()),
        None => into_folder(journal, "", now, &quietly),
    })
}

/// Makes the copy of a day, unless there is one, and removes those that are not kept any more.
pub fn daily(journal: &Path, now: Moment) -> Result<()> {
    let today = now.local().date();
    if copies(journal).iter().any(|copy| copy.is_daily() && copy.taken.date() == today) {
        return Ok(());
    }
    sweep(journal);
    attempt("make the copy of the day", || into_folder(journal, DAILY, now, &quietly).map(|_| ()))?;
    let daily: Vec<Copy> =
        copies(journal).into_iter().filter(|copy| copy.is_daily() && copy.taken.date() <= today).collect();
    for (copy, keep) in daily.iter().zip(kept(&daily.iter().map(|copy| copy.taken).collect::<Vec<_>>())) {
        if !keep {
            std::fs::remove_file(&copy.path).map_err(|error| {
                Error::file("remove the old copy", &copy.path, &error, "remove it yourself")
            })?;
        }
    }
    Ok(())
}

/// Copies the journal before its schema changes, and gives the path of the copy. Tells how many percent are copied.
pub(super) fn before_migration(
    journal: &Path,
    schema: u32,
    now: Moment,
    tell: &dyn Fn(u64),
) -> Result<PathBuf, DbError> {
    into_folder(journal, &format!("-schema-{schema}"), now, tell)
}

/// Tells nobody how far a copy is.
pub(super) fn quietly(_: u64) {}

/// Copies the journal before another one takes its place; one that is damaged, or has the log of another, as it lies there.
pub(super) fn before_restore(journal: &Path, now: Moment) -> Result<PathBuf> {
    let what = format!("keep the journal `{}` as it is now", journal.display());
    if log_mark::check(journal).is_err() {
        return attempt(&what, || as_it_lies(journal, now));
    }
    match into_folder(journal, "-before-restore", now, &quietly) {
        Err(DbError::Damaged(_)) => attempt(&what, || as_it_lies(journal, now)),
        made => made.map_err(|cause| failed(&what, cause)),
    }
}

fn into_folder(journal: &Path, end: &str, now: Moment, tell: &dyn Fn(u64)) -> Result<PathBuf, DbError> {
    let copy = unused(journal, end, now)?;
    copy_whole(journal, &copy, tell)?;
    Ok(copy)
}

/// A path in the folder of copies that no file has, in the name the time and what the copy is for.
fn unused(journal: &Path, end: &str, now: Moment) -> Result<PathBuf, DbError> {
    let folder = folder(journal);
    files::make_folder(&folder).map_err(|error| no_copy(&folder.join(FOLDER), &error))?;
    let name = format!("{}-{}{end}", stem(journal), now.local().format(STAMP));
    let free = (1..1000)
        .map(|n| folder.join(if n == 1 { format!("{name}.db") } else { format!("{name}-{n}.db") }))
        .find(|copy| !copy.exists());
    Ok(free.unwrap_or_else(|| folder.join(&name)))
}

fn stem(journal: &Path) -> String {
    journal.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

pub(super) fn copy_whole(path: &Path, copy: &Path, tell: &dyn Fn(u64)) -> Result<(), DbError> {
    let partial = files::beside(copy, PARTIAL);
    let copied = copy_to(path, &partial, tell).and_then(|()| {
        let moved =
            std::fs::rename(&partial, copy).and_then(|()| copy.parent().map_or(Ok(()), files::sync_folder));
        moved.map_err(|error| no_copy(copy, &error))
    });
    if copied.is_err() {
        std::fs::remove_file(&partial).unwrap_or_default();
    }
    copied
}

fn copy_to(path: &Path, partial: &Path, tell: &dyn Fn(u64)) -> Result<(), DbError> {
    if partial.exists() {
        std::fs::remove_file(partial).map_err(|error| no_copy(partial, &error))?;
    }
    files::make_file(partial).map_err(|error| no_copy(partial, &error))?;
    {
        let from = connection::open_to_read(path)?;
        let mut to = connection::open_plainly(partial)?;
        let backup = Backup::new(&from, &mut to)?;
        while backup.step(PAGES)? != StepResult::Done {
            let far = backup.progress();
            let copied = u64::try_from(far.pagecount - far.remaining).unwrap_or_default();
            tell(copied * 100 / u64::try_from(far.pagecount).unwrap_or_default().max(1));
        }
    }
    let conn = connection::open_plainly(partial)?;
    // One file, without a log beside it: easy to carry away.
    conn.pragma_update_and_check(None, "journal_mode", "delete", |_| Ok(()))?;
    if !connection::check(&conn)?.is_empty() {
        return Err(DbError::Damaged("the journal is damaged".to_owned()));
    }
    Ok(())
}

/// Removes copies that were given up before they were whole.
fn sweep(journal: &Path) {
    let Ok(files) = std::fs::read_dir(folder(journal)) else { return };
    for path in files.filter_map(|file| Some(file.ok()?.path())) {
        let is_partial = path.to_string_lossy().ends_with(PARTIAL);
        let made = std::fs::metadata(&path).and_then(|found| found.modified()).ok();
        let is_old = made.and_then(|made| made.elapsed().ok()).is_some_and(|age| age > LONGEST);
        if is_partial && is_old {
            std::fs::remove_file(&path).unwrap_or_default();
        }
    }
}

/// Copies the bytes of a journal and of its log, whatever they are worth.
fn as_it_lies(journal: &Path, now: Moment) -> Result<PathBuf, DbError> {
    let copy = unused(journal, DAMAGED, now)?;
    for (from, to) in files::with_log(journal).iter().zip(files::with_log(&copy)) {
        if from.exists() {
            files::make_file(&to)
                .and_then(|()| std::fs::copy(from, &to))
                .map_err(|error| no_copy(&to, &error))?;
        }
    }
    Ok(copy)
}

/// Tells of each copy, the newest first, whether it is kept: all of the newest two days, then the newest of each of
/// fourteen days, eight weeks and twelve months.
fn kept(newest_first: &[NaiveDateTime]) -> Vec<bool> {
    let month = |day: NaiveDate| day.year() * 12 + day.month0() as i32;
    let (mut days, mut weeks, mut months) = (Vec::new(), Vec::new(), Vec::new());
    let first = |seen: &mut Vec<i64>, of: i64, most: usize| {
        let new = !seen.contains(&of);
        if new {
            seen.push(of);
        }
        new && seen.len() <= most
    };
    let keep = |taken: &NaiveDateTime| {
        let day = taken.date();
        let number = i64::from(day.num_days_from_ce());
        let of_day = first(&mut days, number, DAYS);
        let of_week = first(&mut weeks, (number - 1).div_euclid(7), WEEKS);
        let of_month = first(&mut months, i64::from(month(day)), MONTHS);
        of_day || of_week || of_month || days.len() <= ALL_OF
    };
    newest_first.iter().map(keep).collect()
}

fn no_copy(copy: &Path, error: &std::io::Error) -> DbError {
    let folder = copy.parent().and_then(Path::file_name).unwrap_or_default().to_string_lossy();
    match error.kind() {
        std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => DbError::Full,
        _ => DbError::Other(format!("a copy cannot be kept in `{folder}`: {}", plain_io(error))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::Days;

    #[test]
    fn copies_grow_rarer_the_older_they_are() {
        let newest: NaiveDate = "2026-11-20".parse().expect("a day");
        let at = |back: u64, hour: u32| (newest - Days::new(back)).and_hms_opt(hour, 0, 0).expect("a time");
        let mut taken: Vec<NaiveDateTime> = (0..800).flat_map(|back| [at(back, 20), at(back, 8)]).collect();
        // A copy is made each day, and thinned each day: what is left is what one thinning leaves.
        let left: Vec<NaiveDateTime> = taken
            .iter()
            .copied()
            .zip(kept(&taken))
            .filter(|(_, keep)| *keep)
            .map(|(taken, _)| taken)
            .collect();
        assert!(kept(&left).iter().all(|keep| *keep), "thinning twice takes nothing more");
        assert_eq!(left[..4], [at(0, 20), at(0, 8), at(1, 20), at(1, 8)], "all of two days");
        let days: Vec<NaiveDate> = left.iter().map(chrono::NaiveDateTime::date).collect();
        assert!((0..14).all(|back| days.contains(&(newest - Days::new(back)))), "fourteen days");
        let oldest = days.last().expect("some");
        assert!(*oldest <= newest - Days::new(300) && *oldest > newest - Days::new(366), "{oldest}");
        assert!(left.len() <= 2 + DAYS + WEEKS + MONTHS, "{}", left.len());
        taken.clear();
        assert_eq!(kept(&taken), Vec::<bool>::new());
    }
}

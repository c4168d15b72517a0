//! Named time zones, as the machine's own files say them: `America/New_York`. Where a machine has none, no zone is known.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use tz::TimeZone;

/// Where systems keep the files of zones.
const FOLDERS: [&str; 3] = ["/usr/share/zoneinfo", "/usr/lib/zoneinfo", "/usr/share/lib/zoneinfo"];

/// The largest file that is read, in bytes; those of zones have a few thousand.
const LARGEST: u64 = 1_000_000;

/// The zones of the machine, each read once.
#[derive(Debug, Default)]
pub struct Zones {
    read: RefCell<BTreeMap<String, Option<TimeZone>>>,
}

impl Zones {
    /// The minutes east of UTC in a zone at a moment in milliseconds since 1970; `None` for a zone that is not known here.
    pub fn offset(&self, name: &str, ms: i64) -> Option<i32> {
        if let Some(offset) = written_out(name) {
            return Some(offset);
        }
        let mut read = self.read.borrow_mut();
        let zone = read.entry(name.to_owned()).or_insert_with(|| zone(name)).as_ref()?;
        zone.find_local_time_type(ms.div_euclid(1000)).ok().map(|there| there.ut_offset() / 60)
    }
}

/// Reads a zone that is nothing but its offset: `GMT+2`, `GMT+0200`, `UTC-05:30`; `+` is east. Hours go to 14.
fn written_out(name: &str) -> Option<i32> {
    let rest = name.strip_prefix("GMT").or_else(|| name.strip_prefix("UTC"))?;
    let (sign, digits) = match rest.strip_prefix('+') {
        Some(east) => (1, east),
        None => (-1, rest.strip_prefix('-')?),
    };
    let digits = digits.replacen(':', "", 1);
    let number: i32 = digits.bytes().all(|digit| digit.is_ascii_digit()).then(|| digits.parse().ok())??;
    let (hours, minutes) = if digits.len() > 2 { (number / 100, number % 100) } else { (number, 0) };
    (digits.len() <= 4 && hours <= 14 && minutes < 60).then_some(sign * (hours * 60 + minutes))
}

fn zone(name: &str) -> Option<TimeZone> {
    // The name comes from a file that anyone may have written: it leads nowhere else.
    let is_word = |word: &str| {
        word.starts_with(|letter: char| letter.is_ascii_alphabetic())
            && word.chars().all(|letter| letter.is_ascii_alphanumeric() || "+-_".contains(letter))
    };
    if !name.split('/').all(is_word) {
        return None;
    }
    FOLDERS.into_iter().find_map(|folder| {
        let path: PathBuf = Path::new(folder).join(name);
        let about = fs::metadata(&path).ok()?;
        let fits = about.is_file() && about.len() <= LARGEST;
        TimeZone::from_tz_data(&fits.then(|| fs::read(&path).ok()).flatten()?).ok()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zone_has_the_offset_of_its_season_and_no_name_leads_elsewhere() {
        let zones = Zones::default();
        for name in [
            "",
            "/",
            "../zoneinfo/UTC",
            "/usr/share/zoneinfo/UTC",
            "Mars/Base",
            "Europe/",
            "zone.tab",
            "Europe",
            "GMT+",
            "GMT+15",
            "GMT+0260",
            "GMT+00200",
            "GMT++2",
        ] {
            assert_eq!(zones.offset(name, 0), None, "{name}");
        }
        for (name, minutes) in [("GMT+2", 120), ("GMT+0200", 120), ("GMT-05:30", -330), ("UTC+14", 840)] {
            assert_eq!(zones.offset(name, 0), Some(minutes), "{name}");
        }
        if !Path::new(FOLDERS[0]).join("America/New_York").exists() {
            eprintln!("skipped: this machine has no files of time zones");
            return;
        }
        let day = |text: &str| crate::domain::time::Moment::parse(text).expect("a moment").ms;
        for (name, at, minutes) in [
            ("America/New_York", "2024-03-10T06:59:59Z", -300),
            ("America/New_York", "2024-03-10T07:00:00Z", -240),
            ("America/New_York", "2024-11-03T05:59:59Z", -240),
            ("America/New_York", "2024-11-03T06:00:00Z", -300),
            // Summer is on the other side of the year, and beyond the years that the file lists.
            ("Australia/Lord_Howe", "2024-01-15T00:00:00Z", 660),
            ("Australia/Lord_Howe", "2060-07-15T00:00:00Z", 630),
        ] {
            assert_eq!(zones.offset(name, day(at)), Some(minutes), "{name} {at}");
        }
    }
}

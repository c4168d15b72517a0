//! A file of reviews taken into the journal: which rows count, and what is stored of them.

use chrono::{DateTime, NaiveDate};

use super::columns::{Columns, Holds};
use super::table;
use crate::db::{NewImport, Store};
use crate::domain::complaint::Said;
use crate::domain::time::Moment;
use crate::error::{Error, Result};

/// Which stars count, from one to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stars(pub u8, pub u8);

/// What is asked for with a file.
#[derive(Debug, Clone, Copy)]
pub struct Taking<'a> {
    /// Its name, without the folders.
    pub file: &'a str,
    /// What is in it.
    pub bytes: &'a [u8],
    /// The product of rows that don't say.
    pub product: Option<&'a str>,
    /// The source of rows that don't say.
    pub source: Option<&'a str>,
    /// Corrections of which column holds what.
    pub map: Option<&'a str>,
    /// Rows with other stars are left out.
    pub stars: Stars,
    /// Whether names and mail addresses of authors are stored.
    pub keep_authors: bool,
    /// Whether nothing is stored.
    pub dry: bool,
}

/// What came of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Taken {
    /// Which column held what.
    pub columns: Columns,
    /// Whether that was as the person had said for a file like it.
    pub remembered: bool,
    /// Rows with a text.
    pub rows: usize,
    /// Those that are new.
    pub new: usize,
    /// Those that were there already.
    pub known: usize,
    /// Those with other stars.
    pub other_stars: usize,
    /// Those without a text.
    pub empty: usize,
    /// Whether no column says how many stars there were.
    pub no_stars: bool,
    /// Rows that were not taken, by line.
    pub problems: Vec<(usize, String)>,
}

/// How often `tell` is told, in rows.
const TELL_EVERY: usize = 1000;

/// Takes a file into the journal, whole or not at all. `tell` is told how many rows of all are done, and stops it with an
/// error.
pub fn take(
    store: &mut Store,
    asked: &Taking<'_>,
    at: Moment,
    tell: &mut dyn FnMut(u64, u64) -> Result<()>,
) -> Result<Taken> {
    let mut table = table::read(asked.bytes);
    let mut columns = Columns::guess(&table.headings);
    let like = store.import_like(&columns.headings())?;
    let remembered =
        asked.map.is_none() && like.as_ref().is_some_and(|like| like.mapping != columns.to_string());
    match (asked.map, like) {
        (Some(map), _) => columns.correct(map)?,
        // A file like it that was read otherwise is read that way again.
        (None, Some(like)) => columns.correct(&like.mapping)?,
        (None, None) => {}
    }
    if !columns.has(Holds::Text) {
        let names = table.headings.iter().take(20).cloned().collect::<Vec<_>>().join(", ");
        return Err(Error::usage(
            format!("no column of `{}` looks like the text of a review (its columns: {names})", asked.file),
            "say which one it is, as in `--map text=content`",
        ));
    }
    if !columns.has(Holds::Product) && asked.product.is_none() {
        return Err(Error::usage(
            format!("`{}` does not say which product the reviews are about", asked.file),
            "name it, as in `--product Otter`",
        ));
    }
    let mut taken = Taken {
        columns,
        remembered,
        no_stars: false,
        problems: std::mem::take(&mut table.problems),
        ..Taken::default()
    };
    taken.no_stars = !taken.columns.has(Holds::Stars);
    let source = asked.source.map_or_else(|| source_of(&table.headings, asked.file), str::to_owned);
    let new = NewImport {
        file: asked.file.to_owned(),
        product: asked.product.unwrap_or_default().to_owned(),
        source: source.clone(),
        headings: taken.columns.headings(),
        mapping: taken.columns.to_string(),
    };
    let mut put = |put: &mut dyn FnMut(&Said) -> Result<bool>| {
        let all = table.rows.len() as u64;
        for (n, (line, row)) in table.rows.iter().enumerate() {
            if n % TELL_EVERY == 0 {
                tell(n as u64, all)?;
            }
            let Some(said) = said(&mut taken, asked, &source, (*line, row)) else { continue };
            if put(&said)? {
                taken.new += 1;
            } else {
                taken.known += 1;
            }
        }
        Ok(())
    };
    if asked.dry {
        let mut seen = std::collections::BTreeSet::new();
        put(&mut |said| {
            let id = crate::domain::complaint::ComplaintId::of(&said.product, &said.text);
            Ok(seen.insert(id) && !store.knows_complaint(said)?)
        })?;
    } else {
        store.import_complaints(&new, at, |into| put(&mut |said| into.put(said)))?;
    }
    Ok(taken)
}

/// What a row says; nothing if it does not count.
fn said(
    taken: &mut Taken,
    asked: &Taking<'_>,
    source: &str,
    (line, row): (usize, &[String]),
) -> Option<Said> {
    let columns = &taken.columns;
    let cell = |what| columns.of(what, row);
    let Some(text) = cell(Holds::Text) else {
        taken.empty += 1;
        return None;
    };
    taken.rows += 1;
    let stars = match cell(Holds::Stars).map(stars) {
        Some(None) => {
            taken.problems.push((line, "the stars are not a number from 1 to 5".to_owned()));
            return None;
        }
        Some(Some(stars)) if stars < asked.stars.0 || stars > asked.stars.1 => {
            taken.other_stars += 1;
            return None;
        }
        stars => stars.flatten(),
    };
    let Some(product) = cell(Holds::Product).or(asked.product) else {
        taken.problems.push((line, "the product is missing".to_owned()));
        return None;
    };
    let text = text.replace('\0', "");
    let owned = |what| cell(what).map(str::to_owned);
    Some(Said {
        product: product.to_owned(),
        source: asked.source.or(cell(Holds::Source)).unwrap_or(source).to_owned(),
        source_id: owned(Holds::Id),
        stars,
        day: cell(Holds::Date).and_then(day),
        text: if asked.keep_authors { text } else { without_addresses(&text) },
        link: owned(Holds::Link),
        author: owned(Holds::Author).filter(|_| asked.keep_authors),
    })
}

/// Where reviews with these headings are from, as far as they tell; else the name of the file.
fn source_of(headings: &[String], file: &str) -> String {
    let has = |start: &str| headings.iter().any(|name| name.starts_with(start));
    let known = [("subreddit", "Reddit"), ("im:", "App Store"), ("reviewCreatedVersion", "Google Play")];
    known.into_iter().find(|(heading, _)| has(heading)).map_or(file, |(_, source)| source).to_owned()
}

/// Reads stars as `2`, `2.0`, `2 stars`, `2/5` or `★★`.
fn stars(cell: &str) -> Option<u8> {
    let drawn = cell.chars().filter(|c| matches!(c, '★' | '⭐')).count();
    let digits: String = cell.chars().take_while(|c| c.is_ascii_digit() || *c == '.').collect();
    let stars = if drawn > 0 { drawn as f32 } else { digits.parse::<f32>().ok()? };
    (0.5..=5.0).contains(&stars).then(|| (stars.round() as u8).clamp(1, 5))
}

/// Reads a day as scrapers and spreadsheets write it; of two readings of `03/04/2025`, the day comes first.
fn day(cell: &str) -> Option<NaiveDate> {
    let iso =
        cell.get(..10).and_then(|day| NaiveDate::parse_from_str(&day.replace('/', "-"), "%Y-%m-%d").ok());
    let seconds = || {
        let number: i64 = cell.split('.').next()?.parse().ok()?;
        let seconds = if number > 99_999_999_999 { number / 1000 } else { number };
        Some(DateTime::from_timestamp(seconds, 0).filter(|_| number > 100_000_000)?.date_naive())
    };
    let written = || {
        let formats = [
            "%d/%m/%Y",
            "%m/%d/%Y",
            "%d.%m.%Y",
            "%d-%b-%y",
            "%d-%b-%Y",
            "%d %b %Y",
            "%B %d, %Y",
            "%b %d, %Y",
        ];
        let alone = cell
            .split_once(' ')
            .filter(|(day, _)| day.contains(['/', '.', '-']))
            .map_or(cell, |(day, _)| day);
        formats.into_iter().find_map(|format| NaiveDate::parse_from_str(alone, format).ok())
    };
    iso.or_else(seconds).or_else(written)
}

/// Puts a note in the place of mail addresses.
fn without_addresses(text: &str) -> String {
    let is_address = |word: &str| {
        word.split_once('@').is_some_and(|(name, host)| {
            let ends = |side: &str| side.chars().next_back().is_some_and(char::is_alphanumeric);
            ends(name) && host.trim_end_matches(|c: char| !c.is_alphanumeric()).contains('.')
        })
    };
    if !text.contains('@') {
        return text.to_owned();
    }
    let words = text.split_inclusive(char::is_whitespace).map(|word| {
        let end = word.trim_end().len();
        let (alone, space) = word.split_at(end);
        if is_address(alone) { format!("[mail address]{space}") } else { word.to_owned() }
    });
    words.collect()
}

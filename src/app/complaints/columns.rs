//! Which column of a file holds what: guessed from the headings, corrected by the person, remembered for files like it.

use std::fmt;

use crate::error::{Error, Result, did_you_mean};

/// What is read from a file, with the headings it is known by, most telling first.
const KNOWN: [(&str, &str); 9] = [
    (
        "text",
        "content reviewtext review verifiedreviews reviewbody reviewcontent reviewdescription commentbody body \
         postbody selftext comment contentlabel commentsusercommenttext text message",
    ),
    ("title", "reviewtitle title posttitle titlelabel headline subject"),
    ("stars", "score rating stars starrating reviewrating imratinglabel commentsusercommentstarrating"),
    (
        "date",
        "at date reviewdate reviewsubmitdateandtime submitted posted updated createdat created createdutc \
         updatedlabel timestamp datetime commentsusercommentlastmodifiedseconds",
    ),
    ("id", "reviewid commentid postid idlabel id"),
    ("link", "reviewlink url link permalink linkattributeshref"),
    ("author", "username authornamelabel authorname author reviewer reviewername nickname name"),
    ("product", "appname product productname app packagename"),
    ("source", "source store platform"),
];

/// Headings that only files with votes have: a score beside them counts votes, not stars.
const WITH_VOTES: [&str; 5] = ["subreddit", "upvotes", "ups", "upvoteratio", "numcomments"];

/// The columns of a file by what they hold, as places in its headings.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Columns {
    names: Vec<String>,
    places: [Vec<usize>; KNOWN.len()],
}

/// What a column holds, as a place in [`Columns`].
#[derive(Debug, Clone, Copy)]
pub enum Holds {
    Text,
    Title,
    Stars,
    Date,
    Id,
    Link,
    Author,
    Product,
    Source,
}

impl Columns {
    /// Guesses from headings.
    pub fn guess(headings: &[String]) -> Self {
        let plain =
            |name: &String| name.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
        let plain: Vec<String> = headings.iter().map(plain).collect();
        let mut columns = Self { names: headings.to_vec(), ..Self::default() };
        for ((_, known), places) in KNOWN.iter().zip(&mut columns.places) {
            let known = known.split_whitespace();
            places.extend(known.filter_map(|known| plain.iter().position(|name| name == known)));
        }
        if plain.iter().any(|name| WITH_VOTES.contains(&name.as_str())) {
            columns.forget(Holds::Stars, |place| {
                plain.get(place).is_some_and(|name| !name.contains("star") && !name.contains("rating"))
            });
        }
        columns
    }

    /// Corrects what was guessed: `text=content,stars=score`; two columns with a `|` are the first of them with a text.
    pub fn correct(&mut self, map: &str) -> Result<()> {
        for part in map.split(',').map(str::trim).filter(|part| !part.is_empty()) {
            let Some((what, columns)) = part.split_once('=') else {
                return Err(Error::usage(
                    format!("`{part}` does not say which column holds what"),
                    "write it as in `--map text=content,stars=score`",
                ));
            };
            let what = what.trim();
            let Some(held) = KNOWN.iter().position(|(known, _)| *known == what) else {
                let all = KNOWN.map(|(known, _)| known);
                let near =
                    did_you_mean(what, all).map_or(String::new(), |near| format!("; did you mean `{near}`?"));
                return Err(Error::usage(
                    format!("`--map` doesn't know `{what}`{near}"),
                    format!("it knows {}", all.join(", ")),
                ));
            };
            let mut places = Vec::new();
            for column in columns.split('|').map(str::trim).filter(|column| !column.is_empty()) {
                let Some(place) = self.names.iter().position(|name| name == column) else {
                    return Err(Error::usage(
                        format!("there is no column `{column}`"),
                        format!("the columns are {}", self.names.join(", ")),
                    ));
                };
                places.push(place);
            }
            if let Some(held) = self.places.get_mut(held) {
                *held = places;
            }
        }
        Ok(())
    }

    /// Takes it that a column does not hold this after all.
    pub fn forget(&mut self, what: Holds, is_other: impl Fn(usize) -> bool) {
        if let Some(places) = self.places.get_mut(what as usize) {
            places.retain(|place| !is_other(*place));
        }
    }

    /// The columns that hold this.
    fn places(&self, what: Holds) -> &[usize] {
        self.places.get(what as usize).map_or(&[], Vec::as_slice)
    }

    /// Whether a column holds this.
    pub fn has(&self, what: Holds) -> bool {
        !self.places(what).is_empty()
    }

    /// What a row says, from the first of the columns that says anything.
    pub fn of<'a>(&self, what: Holds, row: &'a [String]) -> Option<&'a str> {
        self.places(what)
            .iter()
            .filter_map(|place| Some(row.get(*place)?.trim()))
            .find(|cell| !cell.is_empty())
    }

    /// What the columns are called.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// Where reviews with these headings are from, as far as they tell.
    pub fn source(&self) -> Option<&'static str> {
        let has = |start: &str| self.names.iter().any(|name| name.starts_with(start));
        let known = [
            ("subreddit", "Reddit"),
            ("im:", "App Store"),
            ("developerResponse", "App Store"),
            ("reviewCreatedVersion", "Google Play"),
            ("Review Submit Date", "Google Play"),
            ("comments.userComment", "Google Play"),
            ("thumbsUp", "Google Play"),
        ];
        known.into_iter().find(|(heading, _)| has(heading)).map(|(_, source)| source)
    }

    /// The headings, by which a file like it is known again.
    pub fn headings(&self) -> String {
        self.names.join("\t")
    }
}

impl fmt::Display for Columns {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let held = KNOWN.iter().zip(&self.places).filter(|(_, places)| !places.is_empty());
        for (n, ((what, _), places)) in held.enumerate() {
            let names: Vec<&str> =
                places.iter().filter_map(|place| self.names.get(*place)).map(String::as_str).collect();
            write!(f, "{}{what}={}", if n == 0 { "" } else { "," }, names.join("|"))?;
        }
        Ok(())
    }
}

//! Which column of a file holds what: guessed from the headings, corrected by the person, remembered for files like it.

use std::borrow::Cow;
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
    /// What the person said that no column holds.
    left_out: [bool; KNOWN.len()],
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

    /// Corrects what was guessed: `text=content,stars=score`; two columns with a `|` are the first of them with a text, and
    /// without a column nothing holds it. A heading with a comma or a `|` stands in quotes: `text="Good, or not"`.
    pub fn correct(&mut self, map: &str) -> Result<()> {
        for part in parts(map, ',') {
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
            for column in parts(columns, '|') {
                let column = unquoted(column);
                let Some(place) = self.names.iter().position(|name| *name == column) else {
                    return Err(Error::usage(
                        format!("there is no column `{column}`"),
                        format!(
                            "the columns are {}",
                            self.names.iter().map(|name| quoted(name)).collect::<Vec<_>>().join(", ")
                        ),
                    ));
                };
                places.push(place);
            }
            if let (Some(held), Some(left_out)) = (self.places.get_mut(held), self.left_out.get_mut(held)) {
                *left_out = places.is_empty();
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
        let held = KNOWN.iter().zip(&self.places).zip(self.left_out);
        let held = held.filter(|((_, places), left_out)| *left_out || !places.is_empty());
        for (n, (((what, _), places), _)) in held.enumerate() {
            let names: Vec<_> =
                places.iter().filter_map(|place| self.names.get(*place)).map(|name| quoted(name)).collect();
            write!(f, "{}{what}={}", if n == 0 { "" } else { "," }, names.join("|"))?;
        }
        Ok(())
    }
}

/// The parts of a text between separators, without those in quotes, trimmed; empty ones are left out. A quote opens only
/// where a name begins, so that it may stand within one.
fn parts(text: &str, separator: char) -> impl Iterator<Item = &str> {
    let (mut is_quoted, mut begins) = (false, true);
    let ends = move |letter: char| {
        let turns = letter == '"' && (is_quoted || begins);
        is_quoted ^= turns;
        // A quote after a closing one stands for a quote.
        begins = turns || matches!(letter, ',' | '|' | '=') || (begins && letter.is_whitespace());
        letter == separator && !is_quoted
    };
    text.split(ends).map(str::trim).filter(|part| !part.is_empty())
}

/// A heading as it is written in a correction: in quotes where it would not be read as one heading otherwise.
fn quoted(name: &str) -> Cow<'_, str> {
    let is_plain = !name.is_empty() && name.trim() == name && !name.contains([',', '|', '"']);
    if is_plain { name.into() } else { format!("\"{}\"", name.replace('"', "\"\"")).into() }
}

fn unquoted(written: &str) -> Cow<'_, str> {
    match written.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
        Some(name) => name.replace("\"\"", "\"").into(),
        None => written.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_correction_is_written_so_that_it_is_read_again_whatever_the_headings_are() {
        let headings = ["Good, or not", "a|b", "said \"so\"", " wide ", "score", "x=y"].map(str::to_owned);
        let mut columns = Columns::guess(&headings);
        columns
            .correct("text=\"Good, or not\" | \"a|b\", title=\"said \"\"so\"\"\", stars=, id=x=y")
            .expect("fits");
        columns.correct("link=\" wide \"").expect("fits");
        let row = ["", "it lied", "so", "w", "1", "7"].map(str::to_owned);
        assert_eq!(columns.of(Holds::Text, &row), Some("it lied"));
        assert_eq!([columns.of(Holds::Title, &row), columns.of(Holds::Id, &row)], [Some("so"), Some("7")]);
        assert!(!columns.has(Holds::Stars), "no column has stars, as was said");
        let mut again = Columns::guess(&headings);
        again.correct(&columns.to_string()).expect("reads what it wrote");
        assert_eq!(again, columns, "{columns}");
        let mut plain = Columns::guess(&["5\" screen".to_owned(), "score".to_owned()]);
        plain.correct("text=5\" screen,stars=score").expect("a quote within a name opens nothing");
        assert!(plain.has(Holds::Text) && plain.has(Holds::Stars), "{plain}");
        let mut again = Columns::guess(plain.names());
        again.correct(&plain.to_string()).expect("reads what it wrote");
        assert_eq!(again, plain, "{plain}");
    }

    #[test]
    fn a_heading_that_is_not_there_is_told_with_those_that_are() {
        let mut columns = Columns::guess(&["a, b".to_owned(), "c".to_owned()]);
        let error = columns.correct("text=a").expect_err("is not there");
        assert!(format!("{error:?}").contains("the columns are \\\"a, b\\\", c"), "{error:?}");
    }
}

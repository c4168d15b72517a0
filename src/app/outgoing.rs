//! A review on its way out: composed for a reader, people under their aliases, written in a format.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::people;
use super::progress::unknown;
use super::review::{Span, add_skills, gather};
use super::week::after;
use crate::db::Store;
use crate::domain::facts::subject_key;
use crate::domain::id::IdPrefix;
use crate::domain::people::{Pseudonyms, Replaced};
use crate::domain::plan::Week;
use crate::domain::time::Moment;
use crate::error::{Error, Problem, Result};
use crate::exercises::Catalog;
use crate::report::choice::{self, Choice};
use crate::report::compose::compose;
use crate::report::document::Document;
use crate::report::input::WeekInput;
use crate::report::portfolio::portfolio;
use crate::report::template::Mistake;
use crate::report::{Reader, Written, csv, html, json, markdown, pdf, title};

/// How a review is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Format {
    /// A text that is marked up.
    #[default]
    Markdown,
    /// A web page.
    Html,
    /// Pages to print.
    Pdf,
    /// For programs.
    Json,
    /// Tables for a spreadsheet.
    Csv,
}

impl Format {
    /// Every format, with what it is called and the ending of its files; tables go into a folder.
    pub const ALL: [(Self, &'static str, &'static str); 5] = [
        (Self::Markdown, "Markdown", ".md"),
        (Self::Html, "a web page, with charts", ".html"),
        (Self::Pdf, "a PDF to print, with charts", ".pdf"),
        (Self::Json, "JSON, for programs", ".json"),
        (Self::Csv, "tables (CSV)", ".csv"),
    ];

    /// What it is called, in a list to choose from.
    pub fn words(self) -> &'static str {
        Self::ALL.iter().find(|(format, ..)| *format == self).map_or("", |(_, words, _)| words)
    }

    /// The ending of its files.
    pub fn ending(self) -> &'static str {
        Self::ALL.iter().find(|(format, ..)| *format == self).map_or("", |(.., ending)| ending)
    }

    /// The name of the template that a person may have for it.
    pub fn template(self) -> Option<&'static str> {
        match self {
            Self::Markdown => Some("review.md"),
            Self::Html => Some("review.html"),
            Self::Pdf | Self::Json | Self::Csv => None,
        }
    }

    /// Finds the format of a file by its name.
    ///
    /// # Errors
    ///
    /// Reports that there is no format of this name. A name without an extension has none, and is no mistake.
    pub fn of(path: &Path) -> Result<Option<Self>> {
        let Some(extension) = path.extension().and_then(|extension| extension.to_str()) else {
            return Ok(None);
        };
        match extension.to_lowercase().as_str() {
            "md" | "markdown" | "txt" => Ok(Some(Self::Markdown)),
            "html" | "htm" => Ok(Some(Self::Html)),
            "pdf" => Ok(Some(Self::Pdf)),
            "json" => Ok(Some(Self::Json)),
            "csv" => Ok(Some(Self::Csv)),
            _ => Err(Error::usage(
                format!("a `.{extension}` file can't be written"),
                "end its name in `.md`, `.html`, `.pdf`, `.json` or `.csv`, or say which with `--format`",
            )),
        }
    }
}

/// What review is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Of when it is.
    pub span: Span,
    /// Whom it is for.
    pub reader: Reader,
    /// What goes in.
    pub choice: Choice,
}

impl Asked {
    /// Gathers what goes in, with people under their real names, and everything there is to choose from.
    pub fn gather(&self, store: &Store, catalog: &Catalog, now: Moment) -> Result<(WeekInput, WeekInput)> {
        let mut whole = gather(store, catalog, self.span, now)?;
        match self.reader {
            Reader::Me => add_skills(store, catalog, self.span, &mut whole)?,
            Reader::Peer | Reader::Interview => leave_out_shared(&mut whole, catalog),
        }
        let mut input = whole.clone();
        for id in self.choice.without.iter().filter_map(|id| id.parse::<IdPrefix>().ok()) {
            for head in store.look_up(&id)? {
                input.before.leave_out(head.id);
            }
        }
        self.choice.narrow(&mut input);
        Ok((input, whole))
    }
}

/// A review for a reader, or a portfolio.
#[derive(Debug)]
pub struct Review {
    name: String,
    reader: Reader,
    /// What was chosen for it, as it is kept.
    chosen: String,
    about: json::About,
    written: NaiveDate,
    /// As it leaves.
    outside: Document,
    /// As it leaves, in Markdown.
    text: String,
    /// What was replaced on the way.
    pub replaced: Replaced,
}

impl Review {
    /// Makes a review.
    ///
    /// # Errors
    ///
    /// If nothing is about the products that were chosen.
    pub fn make(store: &Store, catalog: &Catalog, asked: &Asked, now: Moment) -> Result<Self> {
        let (input, whole) = asked.gather(store, catalog, now)?;
        let (reader, choice) = (asked.reader, &asked.choice);
        if !choice.products.is_empty() {
            let products = choice::products(&whole);
            choice.products.iter().try_for_each(|product| named(product, &products, "these days"))?;
        }
        let veil = store.veil(&input.people())?;
        let documents = (compose(&input, reader, choice), compose(&input.veiled(&veil), reader, choice));
        let about = json::About::review(&input, reader);
        let review =
            Self::of(store, &veil, (title(&input, reader, &choice.products), reader, about), documents, now)?;
        let kept = asked.span.kept().into_iter().chain(Some(choice.kept()).filter(|kept| !kept.is_empty()));
        Ok(Self { chosen: kept.collect::<Vec<_>>().join("\n"), ..review })
    }

    /// Makes a portfolio of the weeks from one to another, of one product or of all.
    ///
    /// # Errors
    ///
    /// If nothing was written in these weeks.
    pub fn portfolio(
        store: &Store,
        catalog: &Catalog,
        (from, to): (Week, Week),
        product: Option<&str>,
        now: Moment,
    ) -> Result<Self> {
        let choice =
            Choice { products: product.map(str::to_owned).into_iter().collect(), ..Choice::default() };
        let (mut weeks, mut all) = (Vec::new(), Vec::<String>::new());
        let mut week = from;
        while week.starts <= to.starts {
            if !store.of_week(week.label())?.is_empty() {
                let mut input = gather(store, catalog, Span::Week(week), now)?;
                add_skills(store, catalog, Span::Week(week), &mut input)?;
                leave_out_shared(&mut input, catalog);
                let more = choice::products(&input).into_iter().filter(|one| !all.contains(one));
                all.extend(more.collect::<Vec<_>>());
                choice.narrow(&mut input);
                weeks.push(input);
            }
            week = after(store, week)?;
        }
        let (Some(first), Some(last)) = (weeks.first(), weeks.last()) else {
            return Err(Error::unknown(
                "nothing was written in these weeks",
                "widen them with `--from` and `--until`, as in `--from 2026-W40`",
            ));
        };
        if let Some(product) = product {
            named(product, &all, "these weeks")?;
        }
        let people: Vec<String> = weeks.iter().flat_map(WeekInput::people).collect();
        let veil = store.veil(&people)?;
        let reader = Reader::Interview;
        let about = json::About::stretch(first, last, reader);
        let outside: Vec<WeekInput> = weeks.iter().map(|week| week.veiled(&veil)).collect();
        let documents = (portfolio(&weeks, product), portfolio(&outside, product));
        let days = documents.0.about.as_ref().map_or(String::new(), |days| format!(", {days}"));
        let name = format!("{}{days}", documents.0.title);
        Self::of(store, &veil, (name, reader, about), documents, now)
    }

    fn of(
        store: &Store,
        veil: &Pseudonyms,
        (name, reader, about): (String, Reader, json::About),
        (inside, outside): (Document, Document),
        now: Moment,
    ) -> Result<Self> {
        let text = markdown::markdown(&outside);
        let replaced = people::replaced(store, veil, &markdown::markdown(&inside), &text)?;
        let (chosen, written) = (String::new(), now.local().date());
        Ok(Self { name, reader, chosen, about, written, outside, text, replaced })
    }

    /// What it is called: its week, and whom it is for.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What was chosen for it, as it is kept; empty for what is usual.
    pub fn chosen(&self) -> &str {
        &self.chosen
    }

    /// What it is, in a word.
    pub fn word(&self) -> &'static str {
        self.about.word()
    }

    /// Whether there are places for answers in it.
    pub fn takes_answers(&self) -> bool {
        self.reader == Reader::Peer
    }

    /// Whether somebody else gets it.
    pub fn is_shared(&self) -> bool {
        self.reader != Reader::Me
    }

    /// As it leaves, in Markdown.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Writes it; with the id of the entry that keeps it, a peer finds places for answers in it.
    /// A template of the person's own for the format, if there is one, makes it: its file and its text.
    pub fn written(
        &self,
        format: Format,
        own: Option<&(PathBuf, String)>,
        kept: Option<&str>,
    ) -> Result<Written> {
        let kept = kept.filter(|_| self.takes_answers());
        match format {
            Format::Markdown => {
                let template = own.map_or(markdown::TEMPLATE, |(_, text)| text);
                let path = own.map_or(Path::new("review.md"), |(path, _)| path);
                let text = markdown::filled(&self.outside, template, kept)
                    .map_err(|mistake| located(path, template, mistake))?;
                Ok(Written::text(&text).with_places_for(kept))
            }
            Format::Html => {
                let template = own.map_or(html::TEMPLATE, |(_, text)| text);
                let path = own.map_or(Path::new("review.html"), |(path, _)| path);
                let page = html::html(&self.outside, template, kept)
                    .map_err(|mistake| located(path, template, mistake))?;
                Ok(Written::text(&page).with_places_for(kept))
            }
            Format::Json => Ok(Written::text(&json::json(&self.about, &self.outside))),
            Format::Csv => Ok(Written::tables(csv::tables(&self.outside))),
            Format::Pdf => {
                let pdf = pdf::pdf(&self.outside, self.written).map_err(|what| {
                    let hint = "write it as `--format html`, and print that";
                    Error::usage(format!("the PDF could not be written: {what}"), hint)
                })?;
                Ok(Written::pages(pdf.bytes, pdf.missing))
            }
        }
    }
}

/// Fails if nothing is about the product, in any spelling.
fn named(product: &str, products: &[String], days: &str) -> Result<()> {
    if products.iter().any(|other| subject_key(other) == subject_key(product)) {
        return Ok(());
    }
    let names: Vec<&str> = products.iter().map(String::as_str).collect();
    let what = format!("nothing in {days} is about `{product}`");
    Err(if names.is_empty() {
        Error::unknown(what, "choose other days or products")
    } else {
        unknown(what, product, &names)
    })
}

/// Reports where in its file a template is wrong.
fn located(path: &Path, text: &str, mistake: Mistake) -> Error {
    Error::Problems(vec![Problem::at(path, text, mistake.at, mistake.what)])
}

/// Leaves out what was shared before: a review is not about itself.
fn leave_out_shared(input: &mut WeekInput, catalog: &Catalog) {
    let shares = |id: &str| catalog.plans().iter().any(|plan| plan.share.as_deref() == Some(id));
    input.runs.retain(|run| !shares(&run.head.exercise));
}

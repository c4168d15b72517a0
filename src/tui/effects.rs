//! What leaves the program as a document or a file, and the documents that screens show.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::context::Context;
use super::dialog::Dialog;
use super::find::Line;
use super::route::{Paper, Sending};
use super::theme::{Hue, Role, hue_mark};
use crate::app;
pub use crate::app::outgoing::Format;
use crate::app::outgoing::{Asked, Review};
use crate::app::share::Keeping;
use crate::db::{Finish, NewEntry};
use crate::domain::difference::Difference;
use crate::domain::entry::{Draft, Head};
use crate::domain::exercise::Exercise;
use crate::domain::id::EntryId;
use crate::domain::number_format::counted;
use crate::domain::people::Replaced;
use crate::domain::value::Answers;
use crate::error::Result;
pub use crate::report::Reader as Audience;
pub use crate::report::choice::Choice;
use crate::report::document::{Block, Document};
use crate::report::input::{Run, WeekInput};
pub use crate::report::parts::Part;
use crate::report::{choice, compose, markdown, plain, title};
use crate::sanitize;
use crate::sys::{files, profiles};

/// How many reviews that were shared are listed.
const SHARED: usize = 20;

/// A document being read on the screen, with people by their names, and as it goes out.
#[derive(Debug)]
pub struct Reading {
    shown: Document,
    outside: Document,
    /// What is replaced in the file.
    replaced: Replaced,
    /// The same in words.
    said: Vec<String>,
    /// What it is called.
    name: String,
    products: Vec<String>,
    entries: Vec<(String, String)>,
}

/// Makes a review.
pub fn review(cx: &Context, asked: &Asked) -> Result<Reading> {
    let (input, whole) = asked.gather(&cx.store, &cx.catalog, cx.now.wall)?;
    let veil = cx.store.veil(&input.people())?;
    let compose = |input: &WeekInput| compose::compose(input, asked.reader, &asked.choice);
    let (shown, outside) = (compose(&input), compose(&input.veiled(&veil)));
    let text = |document: &Document| -> String {
        plain::lines(document, usize::MAX).into_iter().map(|line| line.text + "\n").collect()
    };
    let (inside, out) = (text(&shown), text(&outside));
    let replaced = app::people::replaced(&cx.store, &veil, &inside, &out)?;
    let said = app::people::describe(&replaced);
    let said = said.iter().map(|line| sanitize::line(line).into_owned()).collect();
    let entry = |run: &Run| {
        let Head { day, summary, short, .. } = &run.head;
        let what = [&run.exercise.title, summary].into_iter().filter(|text| !text.is_empty());
        let what = what.map(String::as_str).collect::<Vec<_>>().join(" · ");
        (short.to_string(), sanitize::line(&format!("{} {what}", day.format("%a %-d %b"))).into_owned())
    };
    let entries = whole.runs.iter().filter(|run| !run.drafted).map(entry).collect();
    let (name, products) = (title(&input, asked.reader, &asked.choice.products), choice::products(&whole));
    Ok(Reading { shown, outside, replaced, said, name, products, entries })
}

impl Reading {
    /// Asks for the file to write it to, as it goes out to somebody.
    pub fn ask_where(&self, name: &str, asked: &Asked, to: Option<String>) -> Dialog {
        let line = "End the name in .md, .html, .pdf, .json or .csv. People are under their aliases.";
        let with =
            to.as_ref().map(|to| format!(" Your journal will note that {to} got it.")).unwrap_or_default();
        let paper = Paper::Review(Box::new(Sending { asked: asked.clone(), to, shows: false }));
        ask_where("Write the review to a file", &format!("{line}{with}"), name, paper, &self.replaced)
    }

    /// The review as it goes out, as Markdown.
    pub fn text(&self) -> String {
        sanitize::block(&markdown::markdown(&self.outside)).into_owned()
    }

    /// What it is called: its days, and whom it is for.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Lists the products that can be chosen.
    pub fn products(&self) -> &[String] {
        &self.products
    }

    /// Lists the entries that can be left out, each with its id and what it is.
    pub fn entries(&self) -> &[(String, String)] {
        &self.entries
    }

    /// Describes what is replaced in the file.
    pub fn replaced(&self) -> &[String] {
        &self.said
    }

    /// Lays it out for a width in columns: its lines, and its headings with the line of each.
    pub fn page(&self, width: usize) -> (Vec<Line>, Vec<Heading>) {
        let (mut lines, mut headings): (Vec<Line>, Vec<Heading>) = (Vec::new(), Vec::new());
        // A heading of two rows is one.
        let mut before = None;
        for line in plain::lines(&self.shown, width) {
            let is_headed = matches!(line.role, plain::Role::Heading(_) | plain::Role::Subheading);
            if is_headed && before == Some(line.role) {
                if let Some(heading) = headings.last_mut() {
                    heading.title = format!("{} {}", heading.title, line.text);
                }
            } else if is_headed {
                let hue = if let plain::Role::Heading(hue) = line.role { hue } else { None };
                let (title, inner) = (line.text.clone(), line.role == plain::Role::Subheading);
                headings.push(Heading { line: lines.len(), title, hue, inner });
            }
            before = Some(line.role);
            lines.push(match line.role {
                plain::Role::Heading(hue) => underlined(line.text, hue, width),
                role => vec![(line.text, styled(role))],
            });
        }
        (lines, headings)
    }
}

/// A heading of a document, and the line it stands on.
#[derive(Debug)]
pub struct Heading {
    /// The line, from 0.
    pub line: usize,
    /// What it says.
    pub title: String,
    /// The dimension it is about, if it is about one.
    pub hue: Option<Hue>,
    /// Whether it stands within a section.
    pub inner: bool,
}

/// Makes a heading with its mark, and a line after it to the end of the row.
fn underlined(title: String, hue: Option<Hue>, width: usize) -> Line {
    let role = hue.map_or(Role::Accent, Role::Hue);
    let mark = hue.map_or(String::new(), |hue| format!("{} ", hue_mark(hue).0));
    let taken = sanitize::width(&mark) + sanitize::width(&title) + 1;
    let rule = format!(" {}", "━".repeat(width.saturating_sub(taken)));
    vec![(mark, role), (title, Role::Title), (rule, role)]
}

/// Lays blocks out for a width in columns.
pub fn block_lines(blocks: &[Block], width: usize) -> impl Iterator<Item = (String, Role)> {
    plain::block_lines(blocks, width).into_iter().map(|line| (line.text, styled(line.role)))
}

fn styled(role: plain::Role) -> Role {
    match role {
        plain::Role::Title | plain::Role::Heading(_) => Role::Accent,
        plain::Role::Subheading | plain::Role::Card | plain::Role::TableHead => Role::Title,
        plain::Role::Body | plain::Role::Table | plain::Role::Chart | plain::Role::Blank => Role::Plain,
        plain::Role::Dim => Role::Dim,
        plain::Role::Quote => Role::Quote,
    }
}

/// Lists the names of the choices that were saved.
pub fn saved_choices(cx: &Context) -> Vec<String> {
    profiles::names(&cx.personal.places.profiles())
}

/// Reads a choice that was saved: whom it is for, and what goes in.
pub fn saved_choice(cx: &Context, name: &str) -> Result<(Audience, Choice)> {
    app::profiles::chosen(&profiles::load(&cx.personal.places.profiles(), name)?)
}

/// Saves what is chosen under a name.
pub fn save_choice(cx: &Context, name: &str, asked: &Asked) -> Result<()> {
    profiles::save(&cx.personal.places.profiles(), name, &app::profiles::profile(asked.reader, &asked.choice))
}

/// Deletes a choice that was saved.
pub fn delete_choice(cx: &Context, name: &str) -> Result<()> {
    profiles::delete(&cx.personal.places.profiles(), name)
}

/// Writes an entry as Markdown, for a file, with people by their aliases, and returns what was replaced.
pub fn entry_text(cx: &Context, exercise: &Exercise, answers: &Answers) -> Result<(String, Replaced)> {
    let veil = app::people::veil(&cx.store, exercise, [answers])?;
    let text = |answers: &Answers| app::review::entry_markdown(&cx.store, &cx.catalog, exercise, answers);
    let (inside, outside) = (text(answers)?, text(&veil.over_answers(exercise, answers))?);
    let replaced = app::people::replaced(&cx.store, &veil, &inside, &outside)?;
    Ok((sanitize::block(&outside).into_owned(), replaced))
}

/// Asks for a file, says what is replaced in it, and offers to declare whoever it may name.
pub fn ask_where(title: &str, line: &str, name: &str, paper: Paper, replaced: &Replaced) -> Dialog {
    let mut lines = vec![line.to_owned()];
    let said = app::people::describe(replaced).into_iter().chain(app::people::warnings(replaced));
    lines.extend(said.map(|line| sanitize::line(&line).into_owned()));
    let stranger = replaced.strangers.first().map(|stranger| stranger.name.clone());
    Dialog::export(title, lines, name, paper, stranger)
}

/// A review that is kept once its file is there: the entry for it, and what it is finished with.
pub type Kept = (NewEntry, Head, Arc<Draft>, Finish);

/// Something to be written to a file, on a thread of its own: to set pages takes longer than a frame.
#[derive(Debug)]
pub struct Export {
    path: PathBuf,
    over: bool,
    what: What,
}

#[derive(Debug)]
enum What {
    Text(String),
    /// A review with its format, the template that a person may have for it, and the id answers come back with.
    Review(Box<(Review, Format, Option<PathBuf>, Option<String>)>),
}

/// Makes what is to be written, and the entry that is to keep it.
pub fn export(cx: &mut Context, path: &Path, paper: &Paper, over: bool) -> Result<(Export, Option<Kept>)> {
    let (what, kept) = match paper {
        Paper::Text(text) => (What::Text(text.clone()), None),
        Paper::Review(sending) => {
            let format = Format::of(path)?.unwrap_or_default();
            let review = Review::make(&cx.store, &cx.catalog, &sending.asked, cx.now.wall)?;
            let (kept, id) = keep(cx, &review, sending.to.as_deref())?;
            let own = format.template().map(|name| cx.personal.places.template(name));
            (What::Review(Box::new((review, format, own, id))), kept)
        }
    };
    Ok((Export { path: path.to_owned(), over, what }, kept))
}

impl Export {
    /// Writes it, whole or not at all. Returns where it is, and what could not be written as it is.
    pub fn write(self) -> Result<(PathBuf, Option<String>)> {
        let Self { path, over, what } = self;
        let (review, format, own, id) = match what {
            What::Text(text) => {
                files::write_whole(&path, text.as_bytes(), over)?;
                return Ok((path, None));
            }
            What::Review(parts) => *parts,
        };
        let own = match own {
            Some(path) => files::read_own(&path, "correct the template, or move it away")?,
            None => None,
        };
        let written = review.written(format, own.as_ref(), id.as_deref())?;
        let remark = written.remark();
        Ok((files::write_files(&path, &written.files, over)?, remark))
    }
}

/// Lists what was shared, the newest first: each entry with its day, what it was, who has it and what came back.
pub fn shared(cx: &Context) -> Result<Vec<(EntryId, String)>> {
    let plan = app::week::plan(&cx.store, &cx.catalog, cx.this_week()?)?;
    let Some(loaded) = app::share::exercise(&cx.catalog, plan) else { return Ok(Vec::new()) };
    let one = |shared: app::share::Shared| {
        let day = shared.head.day.format("%-d %b").to_string();
        let to = shared.recipient.map(|to| format!("to {to}"));
        let answers = (shared.answers > 0).then(|| counted(shared.answers, "answer"));
        let parts = [Some(day), to, Some(shared.review), answers].into_iter().flatten();
        (shared.head.id, sanitize::line(&parts.collect::<Vec<_>>().join(" · ")).into_owned())
    };
    Ok(app::share::all(&cx.store, loaded.exercise(), SHARED)?.into_iter().map(one).collect())
}

/// Describes when a review was shared last, and what changed since; nothing if it was not shared yet.
pub fn since(cx: &Context, asked: &Asked, reading: &Reading) -> Result<Option<(String, Vec<Difference>)>> {
    let when = (cx.this_week()?, cx.now.wall);
    let since = app::share::since(&cx.store, &cx.catalog, when, (asked, reading.name()))?;
    Ok(since.map(|(shared, changes)| (sanitize::line(&shared).into_owned(), changes)))
}

/// Plans the entry that keeps a review, unless one is there. Returns the id to come back with answers too.
fn keep(cx: &mut Context, review: &Review, to: Option<&str>) -> Result<(Option<Kept>, Option<String>)> {
    let when = (cx.this_week()?, cx.today(), cx.now.wall);
    let keeping = Keeping::of(&cx.store, &cx.catalog, review, to, when, &mut cx.chance)?;
    let id = keeping.as_ref().map(|keeping| keeping.id().to_owned());
    let Some(Keeping::New(planned)) = keeping else { return Ok((None, id)) };
    let done = planned.done(&cx.store, &cx.catalog)?;
    let (new, head, draft) = planned.entry;
    Ok((Some((new, head, Arc::new(draft), done)), id))
}

//! `review`: the week as a document for a reader.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use super::history::said;
use super::world::{talk, talk_all};
use super::{Out, World};
use crate::app::outgoing::{Asked, Format, Review};
use crate::app::profiles as app_profiles;
use crate::app::review::Span;
use crate::app::share::Keeping;
use crate::app::{people, share, week};
use crate::cli::{self, Edge};
use crate::db::Store;
use crate::error::{Error, Result};
use crate::exercises::Catalog;
use crate::report::Reader;
use crate::report::choice::Choice;
use crate::report::parts::Part;
use crate::sys::paths::expanded;
use crate::sys::{files, profiles, viewer};

/// Writes a review for a reader, people by their aliases; or lists or deletes what was chosen before.
pub fn run(world: &mut World, out: &mut Out, args: &cli::Review) -> Result<()> {
    let folder = world.places.profiles();
    if args.choice.profiles {
        return profiles::names(&folder).iter().try_for_each(|name| out.line(name));
    }
    if let Some(name) = &args.choice.delete_profile {
        profiles::delete(&folder, name)?;
        talk(&format!("Deleted the profile `{name}`."));
        return Ok(());
    }
    let (path, format) = place(&args.goes)?;
    let (mut store, catalog) = (world.store()?, world.catalog());
    let span = span(world, &store, args)?;
    let (reader, choice) = chosen(world, &store, args, path.is_some() || args.changes)?;
    let asked = Asked { span, reader, choice };
    let review = Review::make(&store, &catalog, &asked, world.now().wall)?;
    if args.changes {
        return changes(world, out, (&store, &catalog), (&asked, &review));
    }
    if let Some(name) = &args.choice.save_profile {
        profiles::save(&folder, name, &app_profiles::profile(reader, &asked.choice))?;
        talk(&format!("Saved this choice. `--profile {name}` uses it again."));
    }
    hand_over(world, out, (&mut store, &catalog), &review, (path, format, &args.goes))
}

/// Describes what changed since the review was shared last.
fn changes(
    world: &World,
    out: &mut Out,
    (store, catalog): (&Store, &Catalog),
    (asked, review): (&Asked, &Review),
) -> Result<()> {
    let when = (week::holding(store, world.today())?, world.now().wall);
    let shared = share::since(store, catalog, when, (asked, review.name()))?;
    let (shared, changes) = shared.ok_or_else(|| {
        Error::unknown(
            format!("you have not shared the review of {} yet", review.name()),
            "`empathy review -o FILE` writes it to a file and keeps what you shared",
        )
    })?;
    out.line(&shared)?;
    if changes.is_empty() {
        return out.line("Nothing has changed since.");
    }
    changes.iter().try_for_each(|change| out.line(&format!("- {}", said(change))))
}

/// Finds the week or the days to review.
fn span(world: &World, store: &Store, args: &cli::Review) -> Result<Span> {
    if args.from.is_none() && args.until.is_none() {
        return Ok(Span::Week(world.week(store, args.week)?));
    }
    let from = match args.from {
        Some(Edge::Day(day)) => day,
        Some(Edge::Week(label)) => world.week(store, Some(label))?.starts,
        None => world.week(store, store.first_week()?)?.starts,
    };
    let until = match args.until {
        Some(Edge::Day(day)) => day,
        Some(Edge::Week(label)) => world.week(store, Some(label))?.day(7),
        None => world.week(store, None)?.day(7),
    };
    if until < from {
        return Err(Error::usage(
            format!("{from} comes after {until}"),
            "name the earlier day or week with `--from`",
        ));
    }
    Ok(Span::Days(from, until))
}

/// Puts together whom it is for and what goes in: a profile, and over it what the command line says.
fn chosen(world: &World, store: &Store, args: &cli::Review, to_file: bool) -> Result<(Reader, Choice)> {
    let said = &args.choice;
    let saved = match &said.profile {
        Some(name) => Some(app_profiles::chosen(&profiles::load(&world.places.profiles(), name)?)?),
        None => None,
    };
    let (usual, mut choice) = match saved {
        Some((reader, choice)) => (Some(reader), choice),
        None => (None, Choice::default()),
    };
    let reader = match (args.reader, usual) {
        (None, Some(reader)) => reader,
        (asked, _) => reader(asked, to_file),
    };
    if !said.parts.is_empty() {
        let part = |name: &String| {
            let unknown = || {
                Error::usage(
                    format!("a review for {} has no part `{}`", reader.words(), name.trim()),
                    format!("its parts are {}", Part::names(reader)),
                )
            };
            Part::named(name, reader).ok_or_else(unknown)
        };
        choice.parts = Some(said.parts.iter().map(part).collect::<Result<_>>()?);
    } else if usual.is_some_and(|usual| usual != reader) {
        // The parts of another reader.
        choice.parts = None;
    }
    if !said.product.is_empty() {
        choice.products.clone_from(&said.product);
    }
    choice.title = said.title.clone().or(choice.title);
    for id in &said.without {
        choice.without.push(world.entry(store, id)?.short.to_string());
    }
    Ok((reader, choice))
}

/// Writes a portfolio of months.
pub fn portfolio(world: &mut World, out: &mut Out, args: &cli::Portfolio) -> Result<()> {
    let (path, format) = place(&args.goes)?;
    let (mut store, catalog) = (world.store()?, world.catalog());
    let first = args.from.map_or_else(|| store.first_week(), |week| Ok(Some(week)))?;
    let (from, to) = (world.week(&store, first)?, world.week(&store, args.until)?);
    if to.starts < from.starts {
        return Err(Error::usage(
            format!("{} comes after {}", from.label(), to.label()),
            "name the earlier week with `--from`",
        ));
    }
    let product = args.product.as_deref();
    let review = Review::portfolio(&store, &catalog, (from, to), product, world.now().wall)?;
    hand_over(world, out, (&mut store, &catalog), &review, (path, format, &args.goes))
}

/// Finds where it goes and how it is written.
fn place(args: &cli::Outgoing) -> Result<(Option<PathBuf>, Format)> {
    let path = args.output.as_deref().filter(|path| path.as_os_str() != "-").map(expanded).transpose()?;
    let named = match (args.format, &path) {
        (Some(format), _) => Some(known(format)),
        (None, Some(path)) => Format::of(path)?,
        (None, None) => None,
    };
    Ok((path, named.unwrap_or_default()))
}

/// Prints it, or writes it to a file and keeps what was shared.
fn hand_over(
    world: &mut World,
    out: &mut Out,
    (store, catalog): (&mut Store, &Catalog),
    review: &Review,
    (path, format, args): (Option<PathBuf>, Format, &cli::Outgoing),
) -> Result<()> {
    let unknown = people::warnings(&review.replaced);
    let own = match format.template() {
        Some(name) => files::read_own(&world.places.template(name), "correct the template, or move it away")?,
        None => None,
    };
    let Some(path) = path else {
        talk_all(&unknown);
        let written = review.written(format, own.as_ref(), None)?;
        written.remark().iter().for_each(|remark| talk(remark));
        if !written.is_text && std::io::stdout().is_terminal() {
            return Err(Error::usage(
                "a PDF can't be shown in a terminal",
                "name a file with `--output review.pdf`",
            ));
        }
        return out.bytes(&written.printed());
    };
    talk_all(&people::describe(&review.replaced));
    if !unknown.is_empty() && !args.anyway {
        return Err(Error::usage(
            format!("the file was not written, because it may name people:\n  {}", unknown.join("\n  ")),
            "`empathy people add NAME` gives someone an alias; `--anyway` writes the file as it is",
        ));
    }
    let to = args.to.as_deref().map(str::trim).filter(|to| !to.is_empty());
    let (now, today) = (world.now().wall, world.today());
    let when = (week::holding(store, today)?, today, now);
    let keeping = Keeping::of(store, catalog, review, to, when, &mut world.chance)?;
    let id = keeping.as_ref().map(Keeping::id);
    let (path, asks) = save(review, format, own.as_ref(), id, (path, args.force))?;
    if let Some(Keeping::New(planned)) = keeping {
        planned.log(store, catalog)?;
        let since =
            planned.before.map(|day| format!(" You shared an earlier version on {}.", day.format("%-d %B")));
        let answers = if asks { " `empathy import feedback FILE` takes the answers." } else { "" };
        talk(&format!(
            "Kept what you shared as {}.{}{answers}",
            planned.entry.1.short,
            since.unwrap_or_default()
        ));
    }
    show(&path, args.open);
    Ok(())
}

/// Finds the format that the command line names.
fn known(format: cli::Format) -> Format {
    match format {
        cli::Format::Md => Format::Markdown,
        cli::Format::Html => Format::Html,
        cli::Format::Pdf => Format::Pdf,
        cli::Format::Json => Format::Json,
        cli::Format::Csv => Format::Csv,
    }
}

/// Finds the reader: as asked for, else a peer for a file, and the person for what is printed.
fn reader(asked: Option<cli::Reader>, to_file: bool) -> Reader {
    match asked {
        Some(cli::Reader::Me) => Reader::Me,
        Some(cli::Reader::Peer) => Reader::Peer,
        Some(cli::Reader::Interview) => Reader::Interview,
        None if to_file => Reader::Peer,
        None => Reader::Me,
    }
}

/// Writes a review to a file, and says where it is; returns whether its page asks for answers, with the id they come back to.
fn save(
    review: &Review,
    format: Format,
    own: Option<&(PathBuf, String)>,
    kept: Option<&str>,
    (path, over): (PathBuf, bool),
) -> Result<(PathBuf, bool)> {
    let written = review.written(format, own, kept)?;
    let asks = review.takes_answers() && kept.is_some_and(|id| written.names(id));
    written.remark().iter().for_each(|remark| talk(remark));
    if written.files.is_empty() {
        return Err(Error::usage("there are no tables in it", "write it as `--format md` or `json`"));
    }
    let path = files::write_files(&path, &written.files, over)?;
    talk(&format!("Wrote the {} to `{}`.", review.word(), path.display()));
    Ok((path, asks))
}

/// Opens what was written, if that is asked for.
fn show(path: &Path, asked: bool) {
    if asked && !viewer::open(path) {
        talk(&format!("There is no `{}` on this machine. Open the file yourself.", viewer::COMMAND));
    }
}

//! What the command line does: one file per command. Standard output is data, standard error is talk.

mod backup;
mod calendar;
mod complaints;
mod demo;
mod doctor;
mod drill;
mod entry;
mod exercises;
mod export;
mod feedback;
mod hints;
mod history;
mod import;
mod import_complaints;
mod import_script;
mod imports;
mod interview;
mod list;
mod log;
mod man;
mod open;
mod out;
mod people;
mod plain;
mod plan;
mod practice;
mod progress;
mod progress_line;
mod reading;
mod recall;
mod remind;
mod reschedule;
mod review;
mod script;
mod search;
mod show;
mod sources;
mod status;
mod stories;
mod suggest;
mod tags;
mod texts;
mod trash;
mod undo;
mod week;
mod world;

use clap::CommandFactory;

use crate::cli::{self, Cli, Command};
use crate::error::Result;

pub use out::Out;
pub use world::{Outer, World};

/// Does what the command line asks for. Mistakes in the person's settings stop nothing, and are reported after it.
pub fn run(cli: Cli, world: &mut World, out: &mut Out) -> Result<()> {
    let done = answer(cli, world, out);
    world.warn();
    done
}

fn answer(cli: Cli, world: &mut World, out: &mut Out) -> Result<()> {
    match cli.command {
        None => open::run(world),
        Some(Command::Today(json)) => week::today(world, out, json),
        Some(Command::Log(args)) => log::run(world, out, args),
        Some(Command::Week(args)) => week::week(world, out, &args),
        Some(Command::Status(args)) => status::run(world, out, &args),
        Some(Command::Remind(args)) => remind::run(world, out, &args),
        Some(Command::Plan(args)) => plan::run(world, out, &args),
        Some(Command::List(args)) => list::run(world, out, args),
        Some(Command::Search(args)) => search::run(world, out, &args),
        Some(Command::Show(args)) => show::run(world, out, &args),
        Some(Command::Practice(args)) => practice::run(world, out, &args),
        Some(Command::Edit(args)) => practice::edit(world, out, &args),
        Some(Command::History(args)) => history::run(world, out, &args),
        Some(Command::Tag(args)) => tags::change(world, out, &args),
        Some(Command::Tags(args)) => tags::run(world, out, &args),
        Some(Command::Move(args)) => reschedule::run(world, out, &args),
        Some(Command::People(args)) => people::run(world, out, &args),
        Some(Command::Delete(args)) => trash::delete(world, out, &args),
        Some(Command::Restore(args)) => trash::restore(world, out, &args),
        Some(Command::Trash(args)) => trash::run(world, out, &args),
        Some(Command::Undo) => undo::run(world, out),
        Some(Command::Review(args)) => review::run(world, out, &args),
        Some(Command::Due(args)) => recall::due(world, out, &args),
        Some(Command::Recall(args)) => recall::run(world, out, &args),
        Some(Command::Complaints(args)) => complaints::run(world, out, &args),
        Some(Command::Interview(args)) => interview::run(world, out, &args),
        Some(Command::Drill(args)) => drill::run(world, out, &args),
        Some(Command::Match(args)) => stories::find(world, out, &args),
        Some(Command::Stories(args)) => stories::list(world, out, &args),
        Some(Command::Suggest(args)) => suggest::run(world, out, &args),
        Some(Command::Hints(args)) => hints::run(world, out, &args),
        Some(Command::Import(cli::Import::Feedback(args))) => feedback::run(world, out, &args),
        Some(Command::Import(cli::Import::List(args))) => imports::list(world, out, args),
        Some(Command::Import(cli::Import::Undo(args))) => imports::undo(world, out, &args),
        Some(Command::Import(cli::Import::Complaints(args))) => import_complaints::run(world, out, &args),
        Some(Command::Import(cli::Import::Script(args))) => import_script::run(world, out, &args),
        Some(Command::Portfolio(args)) => review::portfolio(world, out, &args),
        Some(Command::Sources(json)) => sources::run(world, out, json),
        Some(Command::Exercises(what)) => exercises::run(world, out, what),
        Some(Command::Progress(args)) => progress::run(world, out, &args),
        Some(Command::Checklist(args)) => progress::checklist(world, out, args),
        Some(Command::Doctor(args)) => doctor::run(world, out, args),
        Some(Command::Backup(args)) => backup::run(world, out, &args),
        Some(Command::RestoreBackup(args)) => backup::restore(world, out, &args),
        Some(Command::Export(args)) => export::run(world, out, &args),
        Some(Command::Import(cli::Import::Journal(args))) => import::journal(world, out, &args),
        Some(Command::Demo(args)) => demo::run(world, out, &args),
        Some(Command::Completions { shell }) => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Cli::command(), "empathy", &mut script);
            out.bytes(&script)
        }
        Some(Command::Man) => out.bytes(&man::page()?),
    }
}

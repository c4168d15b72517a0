//! The program: arguments in, exit code out.

use std::io::Write;
use std::process::ExitCode;

use clap::Parser;
use empathy::cli::Cli;
use empathy::commands::{self, Out, Outer, World};
use empathy::error::Error;
use empathy::tui::theme::Looks;
use empathy::{sanitize, sys::files};

fn main() -> ExitCode {
    files::keep_private();
    files::outlive_size_limits();
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return refuse(&error),
    };
    match World::new(cli.journal.as_ref(), outer())
        .and_then(|mut world| commands::run(cli, &mut world, &mut Out::standard()))
    {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tell(&error);
            ExitCode::from(error.exit_code())
        }
    }
}

fn outer() -> Outer {
    let var = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    Outer {
        now: var("EMPATHY_NOW"),
        seed: var("EMPATHY_SEED"),
        editor: var("VISUAL").or_else(|| var("EDITOR")),
        columns: var("COLUMNS"),
        looks: Looks {
            no_color: var("NO_COLOR"),
            term: var("TERM"),
            colorterm: var("COLORTERM"),
            colorfgbg: var("COLORFGBG"),
        },
    }
}

/// Answers words that are not understood, or ask for help; what was typed is made safe to show.
fn refuse(error: &clap::Error) -> ExitCode {
    if !error.use_stderr() {
        let _ = error.print();
        return ExitCode::SUCCESS;
    }
    let _ = write!(std::io::stderr(), "{}", sanitize::block(&error.render().to_string()));
    ExitCode::from(2)
}

/// Prints what went wrong and what to do, unless standard error is gone.
fn tell(error: &Error) {
    let mut err = std::io::stderr();
    let _ = writeln!(err, "error: {}", sanitize::block(&error.to_string()));
    if let Some(hint) = error.hint() {
        let _ = writeln!(err, "hint: {}", sanitize::block(hint));
    }
}

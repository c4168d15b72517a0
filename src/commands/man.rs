//! `man`: the manual, one page with every command. What clap knows is taken from it.

use clap::{Command, CommandFactory as _};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

use super::out::broken;
use crate::cli::Cli;
use crate::error::Result;

/// What the environment may say.
const ENVIRONMENT: [(&str, &str); 13] = [
    ("EMPATHY_JOURNAL", "The journal to use, as with --journal."),
    ("VISUAL", "Your editor, unless config.toml names one. It is split into words as a shell splits them."),
    ("EDITOR", "Your editor if VISUAL is not set."),
    ("NO_COLOR", "If set, no colours are used."),
    ("TERM", "The kind of terminal. If it is dumb, the journal does not open."),
    ("COLORTERM", "truecolor if the terminal has all colours."),
    ("COLORFGBG", "The colours of the terminal, to tell whether its background is light."),
    ("COLUMNS", "How wide to print if there is no terminal."),
    ("XDG_DATA_HOME", "The folder for the journal, if it is absolute. ~/.local/share if not set."),
    ("XDG_CONFIG_HOME", "The folder for settings and exercises, if it is absolute. ~/.config if not set."),
    ("XDG_STATE_HOME", "The folder for the list of journals, if it is absolute. ~/.local/state if not set."),
    ("EMPATHY_NOW", "The time to start from, as in 2026-11-20T14:02:31+00:00, for tests."),
    ("EMPATHY_SEED", "The random seed, for tests."),
];

/// The files there are.
const FILES: [(&str, &str); 9] = [
    ("~/.local/share/empathy/journal.db", "The journal, one SQLite file."),
    (
        "~/.local/share/empathy/journal.db-wal",
        "The newest entries, while the journal is open or after a crash. Copy it together with the journal, or use empathy backup.",
    ),
    (
        "~/.local/share/empathy/backups/",
        "Backups: one a day, thinned as they grow older, and those you make.",
    ),
    ("~/.local/share/empathy/editing/", "Texts that are open in your editor, or were left there."),
    ("~/.local/state/empathy/journals", "The journals you opened lately."),
    ("~/.config/empathy/config.toml", "Settings, all optional."),
    ("~/.config/empathy/keys.toml", "Your own keys."),
    ("~/.config/empathy/themes/", "Your own themes."),
    ("~/.config/empathy/exercises/", "Your own exercises."),
];

/// What the program says when it ends.
const EXIT: [(&str, &str); 5] = [
    ("0", "Success."),
    (
        "1",
        "It could not be done: something was not found, or a file or the journal could not be read or written.",
    ),
    ("2", "The command line was not understood, or a terminal was missing."),
    ("101", "The program stopped unexpectedly. What you wrote is saved as a draft."),
    ("128 and more", "A signal ended the program: 128 plus its number."),
];

/// Writes the manual page.
pub fn page() -> Result<Vec<u8>> {
    let mut cli = Cli::command();
    cli.build();
    let mut page = Vec::new();
    write(&mut page, &cli).map_err(|error| broken(&error))?;
    Ok(page)
}

fn write(page: &mut Vec<u8>, cli: &Command) -> std::io::Result<()> {
    let main = Man::new(cli.clone());
    main.render_title(page)?;
    main.render_name_section(page)?;
    main.render_synopsis_section(page)?;
    main.render_description_section(page)?;
    main.render_options_section(page)?;
    page.extend_from_slice(Roff::new().control("SH", ["COMMANDS"]).to_roff().as_bytes());
    for command in cli.get_subcommands() {
        write_command(page, command)?;
    }
    for (title, rows) in [("ENVIRONMENT", &ENVIRONMENT[..]), ("FILES", &FILES), ("EXIT STATUS", &EXIT)] {
        let mut section = Roff::new();
        section.control("SH", [title]);
        for (name, text) in rows {
            section.control("TP", []).text([bold(*name)]).text([roman(*text)]);
        }
        page.extend_from_slice(section.to_roff().as_bytes());
    }
    main.render_version_section(page)
}

/// Writes a command and those below it. The options that every command has are told of once, at the beginning.
fn write_command(page: &mut Vec<u8>, command: &Command) -> std::io::Result<()> {
    if command.get_name() == "help" {
        return Ok(());
    }
    let usage = command.clone().render_usage().to_string();
    let mut head = Roff::new();
    head.control("SS", [command.get_bin_name().unwrap_or(command.get_name())]);
    head.text([bold(usage.trim_start_matches("Usage: "))]).control("PP", []);
    head.text([roman(
        command.get_long_about().or(command.get_about()).map(ToString::to_string).unwrap_or_default(),
    )]);
    page.extend_from_slice(head.to_roff().as_bytes());
    let own = command.clone().mut_args(|arg| {
        let everywhere = arg.is_global_set() || arg.get_id() == "help";
        arg.hide(everywhere)
    });
    let mut options = Vec::new();
    Man::new(own).render_options_section(&mut options)?;
    // Its heading would be one of the whole page.
    let options = String::from_utf8_lossy(&options);
    let options = options.split_once(".SH OPTIONS\n").map_or("", |(_, options)| options);
    page.extend_from_slice(options.as_bytes());
    command.get_subcommands().try_for_each(|inner| write_command(page, inner))
}

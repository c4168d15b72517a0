//! `import script`: the script of an exercise that a partner filled in, as a draft to look through and finish.

use std::collections::BTreeSet;

use super::world::talk;
use super::{Out, World, script};
use crate::app::practice;
use crate::cli;
use crate::domain::exercise::{Exercise, Field};
use crate::domain::kinds::Answering;
use crate::domain::locate::Place;
use crate::domain::value::{Answers, Value};
use crate::error::{Error, Result};
use crate::sanitize;
use crate::sys::paths::{expanded, shortened};
use crate::wording;

/// The largest file that is taken, in bytes.
const LARGEST: u64 = 1024 * 1024;
/// How many lines that no question asks for are named.
const NAMED: usize = 6;

pub fn run(world: &mut World, out: &mut Out, args: &cli::ImportScript) -> Result<()> {
    let path = expanded(&args.file)?;
    let shown = shortened(&path);
    let unread =
        |cause: &std::io::Error| Error::file("read", &path, cause, "name the script that was filled in");
    let size = std::fs::metadata(&path).map_err(|cause| unread(&cause))?.len();
    let refused = |what: String| {
        Error::usage(what, "`empathy exercises show ID --script` prints the script that belongs in it")
    };
    if size > LARGEST {
        return Err(refused(format!("`{shown}` has {size} bytes, more than a script can have")));
    }
    let text = std::fs::read_to_string(&path).map_err(|cause| unread(&cause))?;
    let (mut store, catalog) = (world.store()?, world.catalog());
    let title = text.lines().find_map(|line| line.strip_prefix("# ")).unwrap_or_default().trim();
    let loaded = catalog.all().find(|loaded| loaded.heading().title == title);
    let loaded = loaded
        .ok_or_else(|| refused(format!("`{shown}` does not begin with the title of an exercise")))?
        .clone();
    let (answers, unread) = read(loaded.exercise(), &text)
        .map_err(|(line, what)| refused(format!("`{shown}`, line {line}: {what}")))?;
    let count =
        loaded.exercise().fields_at(&[]).iter().filter(|field| answers.get(&field.id).is_some()).count();
    if count == 0 {
        return Err(refused(format!("`{shown}` has places for answers, and all are empty")));
    }
    let when = (world.week(&store, None)?, world.today(), world.now().wall);
    let first = (&answers, &Place::default());
    let (head, _) = practice::begin(&mut store, &loaded, when, first, &mut world.chance)?;
    let count = crate::domain::number_format::counted(count, "answer");
    out.line(&format!(
        "{count} kept as draft {}; `empathy practice {}` shows and finishes it",
        head.short, head.short
    ))?;
    if !unread.is_empty() {
        let lines: Vec<String> = unread.iter().take(NAMED).map(ToString::to_string).collect();
        let more = unread.len().saturating_sub(NAMED);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        let word = if unread.len() == 1 { "line" } else { "lines" };
        let what = format!("`{shown}` has text that answers no question and was not imported");
        talk(&format!("{what}: {word} {}{more}.", lines.join(", ")));
    }
    Ok(())
}

/// Reads the answers out of a filled-in script, and the numbers of lines that were written where nothing asks for them;
/// fails with the line of the first that does not fit.
fn read(exercise: &Exercise, text: &str) -> Result<(Answers, Vec<usize>), (usize, String)> {
    let script = script::of(exercise);
    let printed = script.lines().map(str::trim).collect();
    let mut reading =
        Reading { exercise, printed, step: 0, at: None, gap: false, answers: Answers::default() };
    let mut unread = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        if !reading.take(line.trim()).map_err(|what| (number, what))? {
            unread.push(number);
        }
    }
    Ok((reading.answers, unread))
}

struct Reading<'e> {
    exercise: &'e Exercise,
    /// The lines of the script before anything was written in it.
    printed: BTreeSet<&'e str>,
    step: usize,
    /// The field that was named last, by its place in the step.
    at: Option<usize>,
    /// Whether a blank line came after what was written.
    gap: bool,
    answers: Answers,
}

impl<'e> Reading<'e> {
    /// Takes a line; returns whether it is one of the script, or an answer.
    fn take(&mut self, line: &str) -> Result<bool, String> {
        if let Some(number) = line.strip_prefix("## ").and_then(|rest| rest.split_once('.')) {
            self.step = number.0.trim().parse::<usize>().unwrap_or(1).saturating_sub(1);
            self.at = None;
            return Ok(true);
        }
        if let Some((place, rest)) = self.named(line) {
            (self.at, self.gap) = (Some(place), false);
            let said = rest.trim_matches(['_', ' ']);
            return match self.field() {
                Some(field) if !said.is_empty() => {
                    let value = fitting(field, said)?;
                    self.answers.set(&field.id, value);
                    Ok(true)
                }
                _ => Ok(true),
            };
        }
        if line.trim_matches(['_', ' ']).is_empty() {
            self.gap = true;
            return Ok(true);
        }
        let is_printed = self.printed.contains(line);
        let Some(field) = self.field() else { return Ok(is_printed) };
        if field.kind.as_text().is_some() && !is_printed {
            return self.go_on(field, line).map(|()| true);
        }
        if let Some(label) = ticked(line) {
            return self.tick(field, label).map(|()| true);
        }
        match line.strip_prefix('|').and_then(|rest| rest.strip_suffix('|')) {
            Some(cells) => self.row(field, cells).map(|()| true),
            None => Ok(is_printed),
        }
    }

    /// Adds a further line to what was written; in prose, a blank line before it begins a paragraph.
    fn go_on(&mut self, field: &Field, line: &str) -> Result<(), String> {
        let before = self.answers.get(&field.id).and_then(Value::as_text);
        let is_prose = field.kind.as_text().is_some_and(|kind| kind.prose);
        let between = match (is_prose, self.gap) {
            (false, _) => " ",
            (true, false) => "\n",
            (true, true) => "\n\n",
        };
        let all = before.map_or_else(|| line.to_owned(), |before| format!("{before}{between}{line}"));
        self.gap = false;
        self.answers.set(&field.id, fitting(field, &all)?);
        Ok(())
    }

    fn fields(&self) -> &'e [Field] {
        self.exercise.steps.get(self.step).map_or(&[], |step| &step.fields)
    }

    fn field(&self) -> Option<&'e Field> {
        self.fields().get(self.at?)
    }

    /// Finds the field whose label a line begins with, the next one with it, and what follows the label.
    fn named<'t>(&self, line: &'t str) -> Option<(usize, &'t str)> {
        let from = self.at.map_or(0, |at| at + 1);
        self.fields().iter().enumerate().skip(from).find_map(|(place, field)| {
            let rest = line.strip_prefix(field.label.as_str())?;
            Some((place, if rest.is_empty() { rest } else { rest.strip_prefix(':')? }))
        })
    }

    /// Adds an option that was ticked, or the number of a scale.
    fn tick(&mut self, field: &Field, label: &str) -> Result<(), String> {
        let option = field.kind.options().iter().find(|option| option.label == label);
        let said = match (option, field.kind.as_scale()) {
            (Some(option), _) => option.id.clone(),
            (None, Some(_)) => label.split(' ').next().unwrap_or_default().to_owned(),
            (None, None) => label.to_owned(),
        };
        let before =
            self.answers.get(&field.id).and_then(Value::as_picks).map(|picks| picks.picked.join(", "));
        let all = before.map_or_else(|| said.clone(), |before| format!("{before}, {said}"));
        let value = fitting(field, &all)?;
        self.answers.set(&field.id, value);
        Ok(())
    }

    /// Adds a row of a table; its head, the line below it, and rows with nothing but what the script printed are left out.
    fn row(&mut self, field: &Field, cells: &str) -> Result<(), String> {
        let Answering::Rows(group) = field.kind.answering() else { return Ok(()) };
        let cells: Vec<&str> = cells.split('|').map(|cell| cell.trim_matches(['_', ' '])).collect();
        let is_head = cells.iter().zip(&group.fields).all(|(cell, column)| *cell == column.label);
        let is_rule = cells.iter().all(|cell| cell.chars().all(|c| c == '-'));
        let printed = group.fields.first().is_some_and(|first| {
            let is_option =
                first.kind.options().iter().any(|option| cells.first() == Some(&option.label.as_str()));
            is_option && cells.iter().skip(1).all(|cell| cell.is_empty())
        });
        if is_head || is_rule || printed {
            return Ok(());
        }
        let mut row = Answers::default();
        for (column, said) in group.fields.iter().zip(cells).filter(|(_, said)| !said.is_empty()) {
            row.set(&column.id, fitting(column, said)?);
        }
        self.answers.rows_mut(&field.id).push(row);
        Ok(())
    }
}

/// The label behind a box with a cross in it.
fn ticked(line: &str) -> Option<&str> {
    let rest = line.strip_prefix("- [").or_else(|| line.strip_prefix("* ["))?;
    let (mark, label) = rest.split_once(']')?;
    matches!(mark.trim(), "x" | "X" | "✓" | "✔").then(|| label.trim())
}

fn fitting(field: &Field, said: &str) -> Result<Value, String> {
    let wrong = |fault: &_| {
        format!("“{}” does not fit “{}”: {}", sanitize::line(said), field.label, wording::fault(fault))
    };
    let value = field.read(said).map_err(|fault| wrong(&fault))?;
    match field.check(Some(&value)) {
        Some(fault) if field.kind.as_text().is_none() => Err(wrong(&fault)),
        _ => Ok(value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::script;
    use crate::exercises::Catalog;

    fn listen() -> Exercise {
        Catalog::built_in().get("listen-loop").expect("built in").exercise().clone()
    }

    #[test]
    fn a_script_that_was_not_filled_in_has_no_answers() {
        let exercise = listen();
        assert_eq!(read(&exercise, &script::of(&exercise)), Ok((Answers::default(), vec![])));
    }

    #[test]
    fn what_was_ticked_and_written_is_read_back() {
        let exercise = listen();
        let filled = script::of(&exercise)
            .replacen("The question: ____", "The question: Why did exports fall? ____", 1)
            .replace("- [ ] 20 minutes", "- [x] 20 minutes")
            .replace("- [ ] 3 one person with role", "- [X] 3 one person with role")
            .replace("- [ ] described users as a group", "- [x] described users as a group")
            .replace("- [ ] proposed a solution", "- [x] proposed a solution")
            .replace("| Locate | | |", "| Locate | 4:30 | 3:33 |");
        let (answers, unread) = read(&exercise, &filled).expect("sound");
        assert_eq!(unread, [0; 0]);
        let said = |id: &str| {
            let field = exercise.field::<String>(&[], id).expect("a field");
            field.kind.format(answers.get(id).expect("an answer")).unwrap_or_default()
        };
        assert_eq!(said("loop_question"), "Why did exports fall?");
        assert_eq!((said("loop_length"), said("locate_score")), ("20 minutes".to_owned(), "3".to_owned()));
        let failures = answers.get("loop_failures").and_then(Value::as_picks).expect("picks");
        assert_eq!(failures.picked, ["group", "solution"]);
        assert_eq!(answers.rows("loop_parts").len(), 1);
        let wrong = script::of(&exercise).replace("| Locate | | |", "| Locate | long | |");
        let (line, what) = read(&exercise, &wrong).expect_err("no time");
        assert!(line > 100 && what.starts_with("“long” does not fit “Took”: "), "{line} {what}");
    }

    #[test]
    fn a_partner_reads_labels_and_cards_and_no_names_of_fields() {
        let catalog = Catalog::built_in();
        for exercise in catalog.all().map(crate::exercises::Loaded::exercise) {
            assert!(!script::of(exercise).contains('{'), "{}", exercise.id);
        }
        let pressure = catalog.get("listen-pressure").expect("built in").exercise();
        let text = script::of(pressure);
        assert!(text.contains("The interviewer interrupts you. [The follow-up] Answer it now"), "{text}");
        let filled = text.replace("- [ ] \"Who is worse off", "- [x] \"Who is worse off");
        let (answers, _) = read(pressure, &filled).expect("sound");
        let card = answers.get("pressure_card").and_then(Value::as_picks).map(|picks| picks.picked.clone());
        assert_eq!(card, Some(vec!["harm".to_owned()]));
    }

    #[test]
    fn an_answer_of_several_lines_keeps_them_all() {
        let exercise = listen();
        let filled = script::of(&exercise)
            .replacen(
                "What you would say: ______________________________",
                "What you would say: Mrs. Lindner.\nTwo ovens.\n\nShe said: \"Not again.\"\n",
                1,
            )
            .replacen(
                "The question: ______________________________",
                "The question: ______________________________\nWhy did\nexports fall?",
                1,
            )
            .replacen("- [ ] 3 one person with role", "- [x] 3 one person with role", 1)
            .replacen(
                "\nInterview\n\n- [ ] 0 no questions",
                "She was quick here.\n\nInterview\n\n- [ ] 0 no questions",
                1,
            );
        let (answers, unread) = read(&exercise, &filled).expect("sound");
        let said = |id: &str| answers.get(id).and_then(Value::as_text);
        assert_eq!(said("locate_said"), Some("Mrs. Lindner.\nTwo ovens.\n\nShe said: \"Not again.\""));
        assert_eq!(said("loop_question"), Some("Why did exports fall?"));
        let remark = filled.lines().position(|line| line == "She was quick here.").expect("there") + 1;
        assert_eq!(unread, [remark]);
    }
}

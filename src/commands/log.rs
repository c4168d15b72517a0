//! `log`: a reaction in one line, for the exercise that the plan captures.

use std::io::{IsTerminal, Read};

use super::entry::head_json;
use super::world::talk;
use super::{Out, World, reading, tags};
use crate::app::{capture, log as captured, practice, week};
use crate::cli;
use crate::domain::exercise::Exercise;
use crate::domain::fault::Fault;
use crate::domain::field_role::FieldRole;
use crate::domain::kinds::Answering;
use crate::domain::locate::RowPath;
use crate::domain::marks::{self, Marked};
use crate::domain::value::Answers;
use crate::error::{Error, Result, did_you_mean};
use crate::sanitize;
use crate::sys::editor::{self, Ended};
use crate::wording;

/// The most that is taken from standard input, in bytes.
const LARGEST: u64 = 16 * 1024 * 1024;

pub fn run(world: &mut World, out: &mut Out, args: cli::Log) -> Result<()> {
    if args.reading {
        return reading::first(world, out, args.json);
    }
    if args.opposites {
        return reading::opposites(world, out, args.json);
    }
    let catalog = world.catalog_in_passing();
    // While the journal is opened; which exercise it is, in a plan of one's own, only the journal says.
    catalog.parse_ahead(&catalog.plan().capture);
    let earlier = args.at.as_deref().map(|text| world.when(text)).transpose()?;
    let (now, today) = (world.now().wall, world.today());
    let day = earlier.map_or(today, |when| when.day);
    // Where what is said does not fit, no journal is made.
    let store = world.places.journal.exists().then(|| world.store()).transpose()?;
    let captured = match &store {
        Some(store) => week::captured(store, &catalog, day)?,
        None => catalog.captured(catalog.plan())?,
    };
    let loaded = captured.clone();
    let exercise = loaded.exercise();
    let id = &exercise.id;
    let mut tags = tags::read_or_tell(&args.tag);
    let mut answers = Answers::default();
    let given = [
        ("--product", FieldRole::Product, args.product),
        ("--felt", FieldRole::Feeling, args.felt),
        ("--better", FieldRole::Improvement, args.better),
        ("--trust", FieldRole::Trust, args.trust),
    ];
    for (option, role, text) in
        given.into_iter().filter_map(|(option, role, text)| Some((option, role, text?)))
    {
        let field = exercise.with_role(role).ok_or_else(|| {
            Error::usage(
                format!("`{id}` has no field for `{option}`"),
                format!("give one of its fields `role = \"{}\"`, or use `--set`", role.name()),
            )
        })?;
        answer(exercise, &field.id, &text, &mut answers)?;
    }
    for pair in &args.set {
        let (field, text) = pair.split_once('=').ok_or_else(|| {
            Error::usage(
                format!("`{pair}` does not name a field and its answer"),
                "write it as in `--set dimension=trust`",
            )
        })?;
        answer(exercise, field.trim(), text, &mut answers)?;
    }
    let main = captured::main_field(exercise).ok_or_else(|| {
        Error::unknown(
            format!("`{id}` has no text field for quick capture"),
            "add `quick = true` to one of its `prose` fields",
        )
    })?;
    let edited = args.edit.then(|| edit(world, id)).transpose()?;
    let typed = args.text.as_deref().filter(|text| edited.is_none() && *text != "-");
    let mut text = match (&edited, typed) {
        (Some(edited), _) => edited.text.clone().unwrap_or_default(),
        (None, Some(text)) => text.to_owned(),
        (None, None) if args.text.is_none() && std::io::stdin().is_terminal() => String::new(),
        (None, None) => standard_input()?,
    };
    must_say_something(&text)?;
    let mut store = store.map_or_else(|| world.store(), Ok)?;
    if typed.is_some() {
        let marked = marks::read(&text, &capture::known(&store, exercise)?);
        mark(exercise, &marked, &mut answers)?;
        tags.extend(capture::tags(&marked));
        text = marked.text;
        must_say_something(&text)?;
    }
    answers.set(main.id.clone(), text.trim_end().to_owned().into());

    let when = (week::holding(&store, day)?, day, now);
    let later = (today, earlier.map(|when| when.at));
    let what = (&answers, &tags[..]);
    let head = practice::log(&mut store, &catalog, &loaded, when, later, what, &mut world.chance)?;
    if let Some(edited) = edited {
        edited.put_away();
        edited.say.iter().for_each(|say| talk(say));
    }
    if day != today {
        talk(&format!("Logged for {}.", day.format("%A %-d %B %Y")));
    }
    if args.json.json { out.json(&head_json(&head)) } else { out.line(head.short.as_str()) }
}

fn must_say_something(text: &str) -> Result<()> {
    if sanitize::is_blank(text) {
        return Err(Error::usage(
            "there is nothing to log",
            "say what happened, as in `empathy log \"it apologised twice\"`",
        ));
    }
    Ok(())
}

/// Takes what a line is marked with, unless an option said it already.
fn mark(exercise: &Exercise, marked: &Marked, answers: &mut Answers) -> Result<()> {
    for (field, value) in capture::answers(exercise, marked) {
        if let Some(other) = answers.get(&field.id) {
            return Err(Error::usage(
                format!("`{}` is given twice: {other} and {value}", field.id),
                "leave out the option or the mark; `\\@` and `\\!` keep a word in the text",
            ));
        }
        answers.set(field.id.clone(), value);
    }
    Ok(())
}

/// Reads one answer into its field at the top of the form.
fn answer(exercise: &Exercise, id: &str, text: &str, answers: &mut Answers) -> Result<()> {
    let mut fields = exercise.fields_at(&[]);
    fields.retain(|field| matches!(field.kind.answering(), Answering::Typed));
    let Some(field) = fields.iter().find(|field| field.id == id) else {
        let ids: Vec<&str> = fields.iter().map(|field| field.id.as_str()).collect();
        let near = did_you_mean(id, ids.iter().copied());
        let near = near.map_or("the".to_owned(), |near| format!("did you mean `{near}`? The"));
        let hint = format!("{near} fields are {}", ids.join(", "));
        return Err(Error::usage(format!("`{}` has no field `{id}`", exercise.id), hint));
    };
    let unfit = |fault: Fault| {
        let mut ways: Vec<&str> = field.kind.options().iter().map(|option| option.id.as_str()).collect();
        if fault == Fault::NotAnOption(true) {
            ways.push("`other: your own words`");
        }
        let expected =
            if ways.is_empty() { wording::fault(&fault) } else { format!("use one of {}", ways.join(", ")) };
        Error::usage(format!("`{text}` does not fit `{id}`"), expected)
    };
    let value = field.read(text).map_err(unfit)?;
    match exercise.fault(field, Some(&value), answers, &RowPath::default()) {
        Some(same @ Fault::SameAs(_)) => {
            return Err(Error::usage(format!("`{text}` does not fit `{id}`"), wording::fault(&same)));
        }
        Some(fault) => return Err(unfit(fault)),
        None => {}
    }
    answers.set(field.id.clone(), value);
    Ok(())
}

/// Lets the person write in their editor. One that failed, or did not wait for them, logs nothing and keeps the text.
fn edit(world: &World, name: &str) -> Result<editor::Edited> {
    let elapsed = || world.now().mono;
    let edited = editor::edit(&world.editor(), &world.places.editing(), name, "", elapsed, |_| {})?;
    let refused = |cause: &str, hint: String| Error::File {
        attempt: "log a text from your editor".to_owned(),
        cause: cause.to_owned(),
        hint,
    };
    match edited.ended {
        Ended::Well => Ok(edited),
        Ended::Failed if edited.text.as_ref().is_none_or(|text| text.trim().is_empty()) => {
            edited.remove();
            Err(refused("the editor failed", "you had saved nothing, so nothing was logged".to_owned()))
        }
        Ended::Failed => {
            Err(refused("the editor failed", format!("your text is kept in {}", edited.named())))
        }
        Ended::AtOnce => {
            let say = edited.say.as_deref().unwrap_or_default();
            let hint = format!("{say} What it saves later stays in {}", edited.named());
            Err(refused("the editor did not wait for you", hint))
        }
    }
}

/// Reads standard input to its end. Bytes that are no text are kept by their numbers, as in `\xE9`, and it is said so.
fn standard_input() -> Result<String> {
    let failed = |cause: String| Error::File {
        attempt: "read standard input".to_owned(),
        cause,
        hint: "nothing was logged, so try a shorter text".to_owned(),
    };
    let mut bytes = Vec::new();
    let read = std::io::stdin().lock().take(LARGEST + 1).read_to_end(&mut bytes);
    read.map_err(|error| failed(error.to_string()))?;
    if bytes.len() as u64 > LARGEST {
        return Err(failed("it is more than 16 MB".to_owned()));
    }
    let mut text = String::with_capacity(bytes.len());
    let mut odd = None;
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        for byte in chunk.invalid() {
            let number = format!("\\x{byte:02X}");
            text.push_str(&number);
            odd.get_or_insert(number);
        }
    }
    if let Some(first) = odd {
        talk(&format!("Some bytes were not valid UTF-8. Each was kept as its number, as in `{first}`."));
    }
    Ok(text)
}

//! `due` and `recall`: what is due before an interview and from memory, and telling it, in the terminal or line by line.

use chrono::NaiveDate;
use serde_json::json;

use super::world::{talk, typed_line};
use super::{Out, World, open};
use crate::app::countdown::{self, Interview};
use crate::app::rehearsal::{self, Item, Prompt};
use crate::app::retelling::{self, Told};
use crate::app::{practice, week};
use crate::cli;
use crate::db::{Graded, Recallable, Store, Verdict};
use crate::domain::countdown::{Part, Task};
use crate::domain::entry::{Draft, Head, State};
use crate::domain::fsrs::Grade;
use crate::domain::locate::Place;
use crate::domain::number_format;
use crate::domain::retelling::beside;
use crate::error::{Error, Result};
use crate::exercises::{Catalog, Loaded};
use crate::sanitize;
use crate::tui::route::{Remember, Route};
use crate::wording;

/// How many things are listed at most.
const MOST: usize = 50;

/// Lists what is due today.
pub fn due(world: &World, out: &mut Out, args: &cli::Due) -> Result<()> {
    let (store, catalog, today) = (world.store()?, world.catalog(), world.today());
    let items = if args.all {
        rehearsal::all(&store, &catalog, today)?
    } else {
        rehearsal::due(&store, &catalog, today, usize::MAX)?
    };
    let ahead = if args.all { None } else { countdown::ahead(&store, &catalog, today)? };
    if args.json.json {
        let countdown = catalog.countdown();
        let planned = ahead.iter().filter_map(|ahead| ahead.outlook.today());
        let planned = planned.flat_map(|day| day.open(countdown)).filter_map(|part| part_json(part, today));
        let over = if args.all { None } else { countdown::over_before(&store, &catalog, today)? };
        let over = over.iter().flat_map(|(after, all)| all.iter().map(|one| over_json(after, one, today)));
        return out.json(&over.chain(planned).chain(items.iter().map(item_json)).collect());
    }
    let planned = if args.all { None } else { countdown::band(&store, &catalog, today)? };
    if let Some([when, _, what]) = &planned {
        out.line(&sanitize::line(&format!("{when}. {what}")))?;
    }
    for item in items.iter().take(MOST) {
        let when = wording::recall::due(item.due, today, item.reviews, item.retired);
        let said = [std::slice::from_ref(&item.title), &item.lacks[..]].concat().join(" · ");
        out.row(&format!("{:<10} {when:<16} {said}", item.id), world.longest_line())?;
    }
    if items.len() > MOST {
        let more = items.len() - MOST;
        out.line(&format!("and {more} more; `empathy due --json` lists all of them"))?;
    }
    if items.is_empty() && planned.is_none() {
        out.line(if args.all { NOTHING_YET } else { NOTHING_DUE })?;
    }
    Ok(())
}

const NOTHING_YET: &str = "There is nothing to recall yet. Write a story with `empathy practice story`, or learn a concept card with `empathy recall --new`.";
const NOTHING_DUE: &str = "Nothing is due today. `empathy recall --anyway` practises what is due next, `empathy recall --new` a new concept card.";

/// A part of the countdown that is due; what is told from memory stands in the list itself.
fn part_json(part: &Part, today: NaiveDate) -> Option<serde_json::Value> {
    let Task::Practise { exercise, .. } = &part.task else { return None };
    Some(json!({
        "id": part.id,
        "kind": "countdown",
        "title": part.title,
        "exercise": exercise,
        "minutes": part.minutes,
        "due": today.to_string(),
    }))
}

/// What comes after an interview that is over.
fn over_json(after: &Loaded, interview: &Interview, today: NaiveDate) -> serde_json::Value {
    json!({
        "id": interview.head.short.to_string(),
        "kind": "countdown",
        "title": after.heading().title,
        "exercise": after.id(),
        "interview": interview.day.to_string(),
        "company": interview.company,
        "due": today.to_string(),
    })
}

fn item_json(item: &Item) -> serde_json::Value {
    json!({
        "id": item.id,
        "kind": match item.card { Recallable::Entry(_) => "entry", Recallable::Card(_) => "concept" },
        "title": item.title,
        "lacks": item.lacks,
        "due": item.due.to_string(),
        "chance": item.chance,
        "reviews": item.reviews,
        "retired": item.retired,
    })
}

pub fn run(world: &mut World, out: &mut Out, args: &cli::Recall) -> Result<()> {
    let decided = [
        (&args.retire, Some(Verdict::Retire)),
        (&args.resume, Some(Verdict::Resume)),
        (&args.restart, Some(Verdict::Restart)),
        (&args.undo, None),
    ];
    if let Some((id, verdict)) = decided.into_iter().find_map(|(id, verdict)| Some((id.as_deref()?, verdict)))
    {
        return decide(world, out, id, verdict);
    }
    if args.plain {
        let mut store = open::recovered(world)?;
        return plain(world, &mut store, out, args);
    }
    open::at(world, |_, cx| {
        Ok(Route::Recall(match &args.id {
            Some(id) => Remember::This(found(&cx.store, &cx.catalog, id)?),
            None if args.new => Remember::NewCard,
            None if args.anyway => Remember::Anyway,
            None => Remember::Due,
        }))
    })
}

fn found(store: &Store, catalog: &Catalog, id: &str) -> Result<Recallable> {
    let gone = || {
        Error::unknown(
            format!("there is nothing to recall with the id `{id}`"),
            "`empathy due --all` lists what there is",
        )
    };
    rehearsal::find(store, catalog, id)?.ok_or_else(gone)
}

/// Retires something, or asks for it again, or from the beginning, or undoes the last decision about it.
fn decide(world: &World, out: &mut Out, id: &str, verdict: Option<Verdict>) -> Result<()> {
    let (mut store, catalog) = (world.store()?, world.catalog());
    let card = found(&store, &catalog, id)?;
    let now = world.now().wall;
    match verdict {
        None => store.ungrade(&card)?,
        Some(verdict) => store.grade(&Graded::decided(card.clone(), verdict, world.today()), now)?,
    }
    let due = store
        .recallable(&card)?
        .map(|one| wording::recall::due(one.due, world.today(), one.reviews, one.retired));
    out.line(&format!("{id}: {}", due.unwrap_or_else(|| "not graded yet".to_owned())))
}

/// Asks line by line, one thing after the other, until nothing is due or nothing more is typed.
fn plain(world: &mut World, store: &mut Store, out: &mut Out, args: &cli::Recall) -> Result<()> {
    let (catalog, today) = (world.catalog(), world.today());
    let mut asked = match &args.id {
        Some(id) => {
            let card = found(store, &catalog, id)?;
            let prompt = rehearsal::prompt(store, &catalog, &card)?;
            Some(prompt.ok_or_else(|| {
                Error::unknown(
                    format!("`{id}` can't be told from memory"),
                    "`empathy due --all` lists what can",
                )
            })?)
        }
        None if args.new => rehearsal::new(store, &catalog)?,
        None if args.anyway => rehearsal::anyway(store, &catalog)?,
        None => rehearsal::next(store, &catalog, today)?,
    };
    if asked.is_none() {
        return out.line(NOTHING_DUE);
    }
    while let Some(prompt) = asked {
        let mut typed = Typed::new(&prompt, &catalog);
        let Some(graded) = ask(world, store, out, &prompt, &mut typed)? else { return typed.say_kept(out) };
        typed.finish(world, store, &graded)?;
        store.grade(&graded, world.now().wall)?;
        let due = store.recallable(&prompt.card)?.map(|one| {
            let due = wording::recall::due(one.due, today, one.reviews, false);
            format!("{}: {due}", prompt.id)
        });
        out.line(&due.unwrap_or_else(|| wording::recall::gone(&prompt.id, true)))?;
        typed.say_kept(out)?;
        let goes_on = args.id.is_none() && !args.new && !args.anyway;
        asked = if goes_on { rehearsal::next(store, &catalog, today)? } else { None };
    }
    Ok(())
}

/// What is typed of one thing: on disk with each line, and an entry with the grade.
struct Typed<'a> {
    catalog: &'a Catalog,
    prompt: &'a Prompt,
    text: String,
    kept: Option<(Head, Draft)>,
}

impl<'a> Typed<'a> {
    fn new(prompt: &'a Prompt, catalog: &'a Catalog) -> Self {
        Self { catalog, prompt, text: String::new(), kept: None }
    }

    fn take(&mut self, world: &mut World, store: &mut Store, line: &str) -> Result<()> {
        self.text.extend([line, "\n"]);
        let text = self.text.clone();
        self.keep(world, store, &Told { text: text.trim_end(), ..Told::default() })
    }

    fn keep(&mut self, world: &mut World, store: &mut Store, told: &Told<'_>) -> Result<()> {
        let (loaded, fields) = retelling::exercise(self.catalog)?;
        let answers = retelling::answers(loaded.exercise(), fields, self.prompt, told);
        let now = world.now().wall;
        if let Some((_, draft)) = &mut self.kept {
            (draft.answers, draft.saved) = (answers, now);
            draft.revision = store.save_draft(draft)?;
        } else {
            let when = (week::holding(store, world.today())?, world.today(), now);
            let first = (&answers, &Place::default());
            self.kept = Some(practice::begin(store, loaded, when, first, &mut world.chance)?);
        }
        Ok(())
    }

    fn finish(&mut self, world: &mut World, store: &mut Store, graded: &Graded) -> Result<()> {
        if self.kept.is_none() {
            return Ok(());
        }
        let (text, times) = (self.text.clone(), (graded.named, graded.told));
        self.keep(world, store, &Told { text: text.trim_end(), missing: &graded.missing, times })?;
        let (loaded, _) = retelling::exercise(self.catalog)?;
        if let Some((head, draft)) = &mut self.kept {
            *head = practice::finish(store, self.catalog, loaded, draft, world.now().wall)?;
        }
        Ok(())
    }

    /// Reports where what was typed is.
    fn say_kept(&self, out: &mut Out) -> Result<()> {
        let Some((head, _)) = &self.kept else { return Ok(()) };
        let draft = if head.state == State::Draft { " as a draft" } else { "" };
        out.line(&format!("What you typed is kept{draft}: {}", head.short))
    }
}

/// Asks for one thing; nothing if it was left.
fn ask(
    world: &mut World,
    store: &mut Store,
    out: &mut Out,
    prompt: &Prompt,
    typed: &mut Typed<'_>,
) -> Result<Option<Graded>> {
    out.line(&format!("\n{}", sanitize::line(&prompt.cue)))?;
    let from = world.now().mono;
    let mut named = None;
    if !prompt.people.is_empty() {
        talk("Say the name or the role of the person, then press Enter.");
        let Some(_) = line()? else { return Ok(None) };
        named = Some(world.now().mono.saturating_sub(from));
    }
    let cards: Vec<&str> = prompt.parts.iter().map(|(title, _)| title.as_str()).collect();
    talk(&format!("Cue cards: {}.", cards.join(" · ")));
    talk(
        "Tell it aloud, or type it line by line. What you type is kept. Press Enter on an empty line to end.",
    );
    loop {
        match line()? {
            None => return Ok(None),
            Some(text) if text.trim().is_empty() => break,
            Some(text) => typed.take(world, store, &text)?,
        }
    }
    let told = world.now().mono.saturating_sub(from);
    out.line(&format!("{} · {}", sanitize::line(&prompt.title), wording::recall::seconds(told)))?;
    if let Some(named) = named {
        out.line(&format!("first name after {}", wording::recall::seconds(named)))?;
    }
    let beside = beside(&typed.text, prompt.parts.iter().map(|(_, text)| text.as_str()));
    for (((title, text), one), number) in prompt.parts.iter().zip(&beside).zip(1..) {
        out.line(&format!("{number}. {title}: {text}"))?;
        if !one.said.is_empty() {
            out.line(&format!("   You: {}", sanitize::line(&one.said)))?;
        }
    }
    if let Some(source) = &prompt.source {
        out.line(&format!("Source: {source}"))?;
    }
    if let Some(said) = &prompt.last {
        out.line(&sanitize::line(said))?;
    }
    if let Some(trouble) = &prompt.trouble {
        out.line(&wording::recall::trouble(trouble.failed, trouble.of, trouble.part.as_deref()))?;
    }
    let seems = beside.iter().zip(1..).filter(|(one, _)| !one.told && !typed.text.is_empty());
    let Some(missing) = missing(prompt, &seems.map(|(_, number)| number).collect::<Vec<_>>())? else {
        return Ok(None);
    };
    let Some(grade) = grade()? else { return Ok(None) };
    let verdict = Verdict::Graded(grade);
    let decided = Graded::decided(prompt.card.clone(), verdict, world.today());
    Ok(Some(Graded { cue: prompt.cue.clone(), named, told: Some(told), missing, ..decided }))
}

/// Asks which parts were left out; those that seem so by what was typed are taken with Enter.
fn missing(prompt: &Prompt, seems: &[usize]) -> Result<Option<Vec<String>>> {
    let seem: Vec<String> = seems.iter().map(usize::to_string).collect();
    loop {
        talk(&match seem[..] {
            [] => "Which parts did you leave out? Type their numbers, or press Enter for none.".to_owned(),
            _ => format!(
                "Which parts did you leave out? Press Enter for parts {}. Otherwise type the numbers, or 0 for none.",
                seem.join(", ")
            ),
        });
        let Some(text) = line()? else { return Ok(None) };
        let text = if text.trim().is_empty() { seem.join(" ") } else { text };
        let words = text.split([' ', ',']).filter(|word| !word.is_empty() && *word != "0");
        let part = |word: &str| {
            let number: usize = word.parse().ok()?;
            prompt.parts.get(number.checked_sub(1)?).map(|(title, _)| title.clone())
        };
        let parts: Option<Vec<String>> = words.map(part).collect();
        match parts {
            Some(parts) => return Ok(Some(parts)),
            None => talk(&format!("There are {}.", number_format::counted(prompt.parts.len(), "part"))),
        }
    }
}

fn grade() -> Result<Option<Grade>> {
    loop {
        talk("How did it go? Type 1 for again, 2 for hard, 3 for good or 4 for easy.");
        let Some(text) = line()? else { return Ok(None) };
        let typed = text.trim().to_lowercase();
        let named = Grade::ALL.iter().zip(1..);
        let mut fits = named.filter(|((name, _), number)| *name == typed || number.to_string() == typed);
        if let Some(((_, grade), _)) = fits.next() {
            return Ok(Some(*grade));
        }
    }
}

/// Reads a line; nothing once there is no more.
fn line() -> Result<Option<String>> {
    typed_line("every grade you gave is kept")
}

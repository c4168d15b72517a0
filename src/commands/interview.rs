//! `interview`: the day of an interview, and the plan that counts back from it.

use chrono::NaiveDate;
use serde_json::json;

use super::calendar::{self, Occasion};
use super::world::talk;
use super::{Out, World};
use crate::app::countdown::{self, Ahead, Interview, Set};
use crate::app::practice;
use crate::cli;
use crate::db::{Store, Write};
use crate::domain::countdown::{Countdown, DayPlan, Part, Task};
use crate::domain::value::Answers;
use crate::error::{Error, Result};
use crate::exercises::{Catalog, Loaded};
use crate::sanitize;
use crate::wording;

pub fn run(world: &mut World, out: &mut Out, args: &cli::Interview) -> Result<()> {
    let day = args.day.as_deref().map(|text| coming(world, text)).transpose()?;
    let at = calendar::time(&args.at)?;
    let (mut store, catalog) = (world.store()?, world.catalog());
    if args.clear {
        return clear(world, &mut store, &catalog, out);
    }
    if day.is_some() || args.company.is_some() || args.minutes.is_some() {
        let set = Set { day, company: args.company.as_deref(), minutes: args.minutes };
        keep(world, &mut store, &catalog, set)?;
    }
    let today = world.today();
    for (head, said) in countdown::unclear(&store, &catalog)? {
        let (said, short) = (sanitize::line(&said), head.short);
        talk(&format!(
            "`{short}` is not in the plan, because “{said}” is not a date. Correct it with `empathy edit {short}`, and write the date like 2026-12-15."
        ));
    }
    let Some(ahead) = countdown::ahead(&store, &catalog, today)? else {
        if args.json.json {
            return out.json(&json!(null));
        }
        if args.ics.is_some() {
            return Err(none());
        }
        out.line("No interview is set. `empathy interview 2026-12-15` plans backwards from its day.")?;
        return say_over(out, &store, &catalog, today);
    };
    let countdown = catalog.countdown();
    if let Some(file) = &args.ics {
        let company = ahead.interview.company.as_deref().filter(|_| args.name_company);
        let text =
            calendar::calendar("interview", world.now().wall, &occasions(&ahead, countdown, at, company));
        calendar::deliver(out, &text, Some(file), args.force, "plan")?;
        talk(
            "Open it with your calendar app. When the plan changes, write and open it again: each day replaces itself.",
        );
        return Ok(());
    }
    let others = countdown::interviews(&store, &catalog, today)?;
    if args.json.json {
        return out.json(&as_json(&ahead, &others, countdown, today));
    }
    print(out, world, &ahead, &others, countdown)?;
    say_over(out, &store, &catalog, today)
}

/// Describes what comes after each interview that is over, or is today.
fn say_over(out: &mut Out, store: &Store, catalog: &Catalog, today: NaiveDate) -> Result<()> {
    let Some((after, over)) = countdown::over(store, catalog, today)? else { return Ok(()) };
    for one in over {
        let was = wording::countdown::was(one.day, today, one.company.as_deref());
        let says = format!(
            "{was}. `empathy practice {}` records the questions you were asked and the stories you told.",
            after.id()
        );
        out.line(&sanitize::line(&says))?;
    }
    Ok(())
}

fn none() -> Error {
    Error::unknown("no interview is set", "set its day first, as in `empathy interview 2026-12-15`")
}

/// Reads a day that is not over.
fn coming(world: &World, text: &str) -> Result<NaiveDate> {
    let day = world.day_ahead(text)?;
    if day < world.today() {
        let catalog = world.catalog();
        let after = catalog.countdown().after.as_ref();
        let after = after
            .map(|id| format!(". For an interview that is over, use `empathy practice {id}`"))
            .unwrap_or_default();
        return Err(Error::usage(
            format!("{} is in the past, and a countdown needs a day ahead", day.format("%A %-d %B %Y")),
            format!("use a day from today on, with its year, as in `empathy interview 2026-12-15`{after}"),
        ));
    }
    Ok(day)
}

/// Keeps what was set, over the entry of that day, of the next interview if no day was named, or as a new one.
fn keep(world: &mut World, store: &mut Store, catalog: &Catalog, set: Set<'_>) -> Result<()> {
    let (today, at) = (world.today(), world.now().wall);
    let loaded: &Loaded = catalog.find(catalog.keeps_interviews())?;
    let exercise = loaded.exercise();
    let known = countdown::interviews(store, catalog, today)?;
    match known.into_iter().find(|one| set.day.is_none_or(|day| day == one.day)) {
        Some(Interview { head, .. }) => {
            if head.open_draft {
                return Err(Error::usage(
                    format!("`{}` has a draft over it, and two changes would mix", head.short),
                    format!("finish or discard it first: `empathy edit {}`", head.short),
                ));
            }
            // Written over the version there is, so that a change that fails leaves no draft behind.
            let mut draft = store.resume(head.id, at)?;
            set.over(exercise, &mut draft.answers)?;
            practice::finish(store, catalog, loaded, &draft, at)?;
        }
        None if set.day.is_some() => {
            let mut answers = Answers::default();
            set.over(exercise, &mut answers)?;
            let when = (world.week(store, None)?, today, at);
            practice::log(store, catalog, loaded, when, (today, None), (&answers, &[]), &mut world.chance)?;
        }
        None => return Err(none()),
    }
    Ok(())
}

fn clear(world: &World, store: &mut Store, catalog: &Catalog, out: &mut Out) -> Result<()> {
    let mut all = countdown::interviews(store, catalog, world.today())?.into_iter();
    let next = all.next().ok_or_else(none)?;
    store.apply(&Write::Trash(vec![next.head.id]), world.now().wall)?;
    out.line(&format!("removed the interview on {}", next.day.format("%A %-d %B %Y")))?;
    if let Some(then) = all.next() {
        out.line(&format!("the next one is on {}", then.day.format("%A %-d %B %Y")))?;
    }
    talk("What you practised stays. `empathy undo` restores the date.");
    Ok(())
}

fn print(
    out: &mut Out,
    world: &World,
    ahead: &Ahead,
    all: &[Interview],
    countdown: &Countdown,
) -> Result<()> {
    let (today, Ahead { interview, outlook, .. }) = (world.today(), ahead);
    let with = interview.company.as_ref().map(|name| format!(" with {name}")).unwrap_or_default();
    let day = interview.day.format("%A %-d %B %Y");
    let heading = format!("{}{with}, {day}", wording::countdown::in_days(interview.days_left(today)));
    out.line(&sanitize::line(&heading))?;
    out.line(&wording::countdown::today(outlook, countdown))?;
    for part in outlook.today().into_iter().flat_map(|today| today.open(countdown)) {
        out.line(&format!("  {:>3} min  {:<30} {}", part.minutes, part.title, command(part)))?;
    }
    let mut then = outlook.days.iter().skip(1).filter(|day| !day.sessions.is_empty()).peekable();
    if then.peek().is_some() {
        out.line("Then:")?;
    }
    for day in then {
        let said = wording::countdown::still_open(day, countdown);
        let (minutes, day) = (day.minutes(countdown), wording::countdown::day(day.day, today));
        out.row(&format!("  {day:<11} {minutes:>3} min  {said}"), world.longest_line())?;
    }
    let so_far: Vec<String> = ahead
        .progress(countdown)
        .map(|(part, done, times)| format!("{} {done} of {times}", part.title))
        .collect();
    out.line(&format!("So far: {}", so_far.join(" · ")))?;
    if let Some(unfit) = wording::countdown::unfit(outlook, countdown) {
        out.line(&unfit)?;
    }
    for other in all.iter().skip(1) {
        let with = other.company.as_ref().map(|name| format!(" with {name}")).unwrap_or_default();
        let said = format!("After it: an interview{with} on {}", other.day.format("%A %-d %B %Y"));
        out.line(&sanitize::line(&said))?;
    }
    Ok(())
}

/// The command that begins a part.
fn command(part: &Part) -> String {
    match &part.task {
        Task::Recall => "empathy recall".to_owned(),
        Task::Practise { exercise, .. } => format!("empathy practice {exercise}"),
    }
}

fn as_json(ahead: &Ahead, all: &[Interview], countdown: &Countdown, today: NaiveDate) -> serde_json::Value {
    let Ahead { interview, outlook, .. } = ahead;
    let dated = |one: &Interview| json!({ "entry": one.head.short.to_string(), "day": one.day.to_string(), "company": one.company });
    json!({
        "entry": interview.head.short.to_string(),
        "day": interview.day.to_string(),
        "company": interview.company,
        "days_left": interview.days_left(today),
        "minutes_a_day": ahead.budget,
        "days": outlook.days.iter().map(|day| day_json(day, countdown)).collect::<Vec<_>>(),
        "parts": ahead.progress(countdown).map(|(part, done, times)| json!({
            "id": part.id, "title": part.title, "done": done, "of": times,
        })).collect::<Vec<_>>(),
        "no_room": outlook.unfit.iter().filter_map(|(part, count)| {
            Some(json!({ "id": countdown.parts.get(*part)?.id, "times": count }))
        }).collect::<Vec<_>>(),
        "later": all.iter().skip(1).map(dated).collect::<Vec<_>>(),
    })
}

/// A day of the plan with what it asks for.
pub(super) fn day_json(day: &DayPlan, countdown: &Countdown) -> serde_json::Value {
    let sessions = day.sessions.iter().filter_map(|session| {
        let part = countdown.parts.get(session.part)?;
        let exercise = match &part.task {
            Task::Practise { exercise, .. } => Some(exercise),
            Task::Recall => None,
        };
        Some(json!({
            "id": part.id, "title": part.title, "minutes": part.minutes, "exercise": exercise, "done": session.is_done,
        }))
    });
    json!({
        "day": day.day.to_string(),
        "days_before": day.before,
        "minutes": day.minutes(countdown),
        "sessions": sessions.collect::<Vec<_>>(),
    })
}

/// An event for each day with something left to do. It is named by how many days before the interview it is, so that a
/// plan that is imported again, or for another date, takes the place of the first.
fn occasions(
    ahead: &Ahead,
    countdown: &Countdown,
    at: chrono::NaiveTime,
    company: Option<&str>,
) -> Vec<Occasion> {
    let with = company.map(|name| format!(" with {name}")).unwrap_or_default();
    let open = ahead.outlook.days.iter().filter(|day| day.minutes(countdown) > 0);
    let occasion = |day: &DayPlan| {
        let minutes = day.minutes(countdown);
        let lines: Vec<String> = day
            .open(countdown)
            .map(|part| format!("{} min: {} (`{}`)", part.minutes, part.title, command(part)))
            .collect();
        let left = wording::countdown::in_days(day.before.into());
        Occasion {
            uid: format!("{}-{}", ahead.interview.head.short, day.before),
            title: format!("Practise {minutes} min"),
            about: format!("{left}{with}.\n{}", lines.join("\n")),
            start: day.day.and_time(at),
            minutes,
            repeats: None,
        }
    };
    open.map(occasion).collect()
}

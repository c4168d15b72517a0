//! `today` and `week`: the week at a glance, on paper.

use serde_json::json;

use super::entry::head_json;
use super::{Out, World, interview};
use crate::app::countdown;
use crate::app::daily::{self, Daily};
use crate::app::returning;
use crate::app::week::{Slot, WeekView, view};
use crate::cli;
use crate::db::{Returned, Store};
use crate::domain::entry::{Head, State};
use crate::domain::plan::SlotState;
use crate::domain::time::spent;
use crate::error::Result;
use crate::exercises::Catalog;
use crate::sanitize;
use crate::wording;

/// How many drafts are named at most.
const DRAFTS: usize = 20;

/// Prints what is next.
pub fn today(world: &World, out: &mut Out, json: cli::Json) -> Result<()> {
    let (store, catalog) = (world.store()?, world.catalog());
    let week = world.week(&store, None)?;
    let view = view(&store, &catalog, week)?;
    let next = view.next().and_then(|index| view.slots.get(index));
    let daily = daily::of(&store, &catalog, &view, world.today())?;
    let back = returning::of(&store, &catalog, world.today())?;
    let ahead = countdown::ahead(&store, &catalog, world.today())?;
    if json.json {
        let drafts: Vec<_> = store.open_drafts(DRAFTS)?.iter().map(head_json).collect();
        return out.json(&json!({
            "day": world.today().to_string(),
            "week": week.label().to_string(),
            "theme": theme_json(&view, &store, &catalog)?,
            "next": next.map(slot_json),
            "daily": daily.as_ref().map(daily_json),
            "comes_back": back.as_ref().map(returning_json),
            "interview": ahead.as_ref().map(|ahead| json!({
                "day": ahead.interview.day.to_string(),
                "days_left": ahead.interview.days_left(world.today()),
                "today": ahead.outlook.today().map(|day| interview::day_json(day, catalog.countdown())),
            })),
            "drafts": drafts,
            "minutes_this_week": view.desk.as_secs() / 60,
        }));
    }
    out.line(&format!(
        "{}, week {} ({})",
        world.today().format("%A %-d %B %Y"),
        view.number(&store)?,
        week.label()
    ))?;
    theme_line(&view, &store, &catalog, out)?;
    if let Some(days) = returning::days_away(&store, world.today())? {
        out.line(&wording::welcome_back(days))?;
    }
    if let Some([when, _, what]) = countdown::band(&store, &catalog, world.today())? {
        out.line(&sanitize::line(&format!("{when}. {what}")))?;
        out.line("      empathy interview")?;
    }
    match next {
        Some(slot) => {
            out.line(&format!("next: {} ({}) – {}", slot.title, slot.format_progress(), slot.about))?;
            out.line(&format!("      empathy practice {}", slot.exercise))?;
        }
        None => out.line("next: nothing is open this week; `empathy review` writes it up")?,
    }
    // The exercises of the week and the question of the day say themselves how far they are.
    let said = |head: &Head| {
        let of = |heads: &[Head]| heads.iter().any(|other| other.id == head.id);
        view.slots.iter().any(|slot| of(&slot.heads))
            || daily.as_ref().is_some_and(|daily| of(daily.head.as_slice()))
    };
    let drafts: Vec<Head> = store.open_drafts(DRAFTS)?.into_iter().filter(|head| !said(head)).collect();
    if let Some(daily) = daily {
        let mark = if daily.is_done() { "✓ " } else { "" };
        out.line(&sanitize::line(&format!("{mark}{} today: {}", daily.title, daily.question)))?;
        if !daily.is_done() {
            out.line(&format!("      empathy practice {}", daily.exercise))?;
        }
    }
    if let Some(one) = back {
        let ago = wording::ago(returning::age(one.day, world.today()));
        out.line(&sanitize::line(&format!("from {ago}: {}", one.returning.text)))?;
        out.line(&format!("      empathy practice {}", one.returning.exercise))?;
    }
    for head in &drafts {
        let named =
            format!("draft: {} of {}", catalog.title(&head.exercise), head.day.format("%a %-d %b %Y"));
        out.line(&sanitize::line(&named))?;
        out.line(&format!("      empathy practice {}", head.short))?;
    }
    let done = view.slots.iter().filter(|slot| slot.is_done()).count();
    let desk = spent(view.desk).map(|time| format!(", {time}")).unwrap_or_default();
    out.line(&format!("so far: {done} of {} exercises{desk}", view.slots.len()))
}

/// Shows a week.
pub fn week(world: &World, out: &mut Out, args: &cli::Week) -> Result<()> {
    let (store, catalog) = (world.store()?, world.catalog());
    let week = world.week(&store, args.week)?;
    let view = view(&store, &catalog, week)?;
    if args.json.json {
        let slots: Vec<_> = view.slots.iter().map(slot_json).collect();
        let others: Vec<_> = view.others.iter().map(head_json).collect();
        return out.json(&json!({
            "week": week.label().to_string(),
            "starts": week.starts.to_string(),
            "ends": week.day(7).to_string(),
            "number": view.number(&store)?,
            "plan": view.plan,
            "theme": theme_json(&view, &store, &catalog)?,
            "minutes": view.desk.as_secs() / 60,
            "exercises": slots,
            "others": others,
        }));
    }
    print(&view, &store, &catalog, out)
}

fn theme_line(view: &WeekView, store: &Store, catalog: &Catalog, out: &mut Out) -> Result<()> {
    match view.theme(view.number(store)?, catalog) {
        Some(theme) => out.line(&sanitize::line(&format!("{}: {}", theme.title, theme.constraint))),
        None => Ok(()),
    }
}

fn theme_json(view: &WeekView, store: &Store, catalog: &Catalog) -> Result<serde_json::Value> {
    let theme = view.theme(view.number(store)?, catalog);
    Ok(theme.map_or(
        serde_json::Value::Null,
        |theme| json!({ "title": theme.title, "constraint": theme.constraint }),
    ))
}

fn print(view: &WeekView, store: &Store, catalog: &Catalog, out: &mut Out) -> Result<()> {
    let (week, number) = (view.week, view.number(store)?);
    let days = format!("{} – {}", week.starts.format("%-d %b"), week.day(7).format("%-d %b %Y"));
    out.line(&format!("Week {number} · {days} · {}", week.label()))?;
    theme_line(view, store, catalog, out)?;
    let mut rows = Vec::new();
    for slot in &view.slots {
        let (mark, open) = match slot.state {
            SlotState::Done => ("✓", ""),
            SlotState::Partial => ("✓", ", answers open"),
            SlotState::Begun(..) => ("◐", ""),
            SlotState::Open => ("·", ""),
            SlotState::Skipped => ("–", ""),
        };
        let how = slot.format_progress() + open;
        let ids: Vec<&str> = slot.heads.iter().map(|head| head.short.as_str()).collect();
        rows.push((slot.day, mark, slot.title.as_str(), how, ids.join(" "), slot.outcome()));
    }
    for head in &view.others {
        let (mark, how) = match head.state {
            State::Draft => ("◐", "draft".to_owned()),
            State::Complete => ("✓", spent(head.desk).unwrap_or_default()),
            State::Partial => {
                let parts: Vec<String> =
                    spent(head.desk).into_iter().chain(["answers open".to_owned()]).collect();
                ("✓", parts.join(", "))
            }
        };
        let title = catalog.title(&head.exercise);
        rows.push((head.day, mark, title, how, head.short.to_string(), head.outcome()));
    }
    for (day, mark, title, how, ids, outcome) in rows {
        let line = format!("  {} {mark} {title:<24} {how:<12} {ids}  {outcome}", day.format("%a"));
        out.line(sanitize::line(&line).trim_end())?;
    }
    match spent(view.desk) {
        Some(time) => out.line(&format!("  {time} of active time")),
        None => Ok(()),
    }
}

fn returning_json(one: &Returned) -> serde_json::Value {
    json!({
        "entry": one.short.to_string(),
        "day": one.day.to_string(),
        "text": one.returning.text,
        "exercise": one.returning.exercise,
    })
}

fn daily_json(daily: &Daily) -> serde_json::Value {
    json!({
        "exercise": daily.exercise,
        "title": daily.title,
        "question_of_the_day": daily.question,
        "minutes_planned": [daily.minutes.0, daily.minutes.1],
        "done": daily.is_done(),
        "entry": daily.head.as_ref().map(head_json),
    })
}

fn slot_json(slot: &Slot) -> serde_json::Value {
    let (state, page) = match slot.state {
        SlotState::Open => ("open", None),
        SlotState::Skipped => ("skipped", None),
        SlotState::Begun(page, of) => ("begun", Some(json!({ "page": page, "of": of }))),
        SlotState::Done => ("done", None),
        SlotState::Partial => ("partial", None),
    };
    let heads: Vec<_> = slot.heads.iter().map(head_json).collect();
    json!({
        "exercise": slot.exercise,
        "title": slot.title,
        "about": slot.about,
        "day": slot.day.to_string(),
        "moved": slot.moved,
        "state": state,
        "page": page,
        "minutes_planned": [slot.minutes.0, slot.minutes.1],
        "entries": heads,
    })
}

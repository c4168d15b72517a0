//! `plan`: which plan is practised, and from which week on another is.

use serde_json::json;

use super::{Out, World};
use crate::cli;
use crate::db::Store;
use crate::domain::plan::Plan;
use crate::error::Result;
use crate::exercises::Catalog;
use crate::sanitize;

pub fn run(world: &World, out: &mut Out, args: &cli::Plan) -> Result<()> {
    let mut store = world.store()?;
    let catalog = world.catalog();
    match &args.change {
        Some(cli::PlanChange::Use { plan, week }) => {
            let plan = catalog.find_plan(plan)?;
            let week = world.week(&store, *week)?;
            store.use_plan(week.label(), &plan.id)?;
            out.line(&format!(
                "You practise “{}” from week {} on. Earlier weeks keep their plan.",
                sanitize::line(&plan.title),
                week.label()
            ))
        }
        Some(cli::PlanChange::Show { plan }) => print(catalog.find_plan(plan)?, &catalog, out),
        None => list(world, &store, &catalog, args.json, out),
    }
}

fn list(world: &World, store: &Store, catalog: &Catalog, json: cli::Json, out: &mut Out) -> Result<()> {
    let week = world.week(store, None)?;
    let chosen = store.plan_of_week(week.label())?;
    let practised = catalog.plan_of(chosen.as_deref());
    if json.json {
        let plans: Vec<_> = catalog.plans().iter().map(|plan| plan_json(plan, practised)).collect();
        return out.json(&json!({ "week": week.label().to_string(), "plan": practised.id, "plans": plans }));
    }
    for plan in catalog.plans() {
        let mark = if plan.id == practised.id { "▸" } else { " " };
        let line = format!("{mark} {:<16} {}. {}", plan.id, plan.title, plan.about);
        out.line(sanitize::line(&line).trim_end())?;
    }
    if let Some(gone) = chosen.filter(|id| *id != practised.id) {
        let line =
            format!("The file of your plan `{gone}` is gone, so you practise `{}` instead.", practised.id);
        out.line(&sanitize::line(&line))?;
    }
    out.line("Use `empathy plan use PLAN` to switch plans from this week on.")
}

fn print(plan: &Plan, catalog: &Catalog, out: &mut Out) -> Result<()> {
    let line = |text: String| sanitize::line(&text).trim_end().to_owned();
    out.line(&line(format!("{} ({})", plan.title, plan.id)))?;
    if !plan.about.is_empty() {
        out.line(&line(plan.about.clone()))?;
    }
    for day in &plan.days {
        out.line(&line(format!("  day {}  {}", day.day, catalog.title(&day.exercise))))?;
    }
    if let Some(daily) = &plan.daily {
        out.line(&line(format!("  daily  {}", catalog.title(daily))))?;
    }
    for (theme, number) in plan.themes.iter().zip(1..) {
        out.line(&line(format!("  week {number}: {}. {}", theme.title, theme.constraint)))?;
    }
    Ok(())
}

fn plan_json(plan: &Plan, practised: &Plan) -> serde_json::Value {
    let days: Vec<_> =
        plan.days.iter().map(|day| json!({ "day": day.day, "exercise": day.exercise })).collect();
    let weeks: Vec<_> = plan
        .themes
        .iter()
        .map(|theme| json!({ "title": theme.title, "constraint": theme.constraint }))
        .collect();
    json!({
        "id": plan.id,
        "title": plan.title,
        "about": plan.about,
        "practised": plan.id == practised.id,
        "days": days,
        "daily": plan.daily,
        "capture": plan.capture,
        "weeks": weeks,
    })
}

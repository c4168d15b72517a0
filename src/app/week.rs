//! The week at a glance: which exercise on which day, and how far each is.

use std::time::Duration;

use chrono::NaiveDate;

use crate::db::Store;
use crate::domain::entry::{Head, State, active_time};
use crate::domain::hue::Hue;
use crate::domain::plan::{MONDAY, Plan, SlotChange, SlotState, Theme, Week, WeekLabel};
use crate::domain::time::spoken;
use crate::error::{Result, unless_damaged};
use crate::exercises::{Catalog, Loaded};

use super::practice;
use super::stopped::{Stopped, stopped};

/// One week with its exercises.
#[derive(Debug, Clone, PartialEq)]
pub struct WeekView {
    /// Which week.
    pub week: Week,
    /// The id of the plan that is practised in it.
    pub plan: String,
    /// The exercises of the plan, by day.
    pub slots: Vec<Slot>,
    /// Entries of other exercises, oldest first.
    pub others: Vec<Head>,
    /// Active time of all finished entries of the week together.
    pub desk: Duration,
}

/// One exercise of the plan in one week.
#[derive(Debug, Clone, PartialEq)]
pub struct Slot {
    /// The exercise's id.
    pub exercise: String,
    /// Its title.
    pub title: String,
    /// Its one line.
    pub about: String,
    /// Why it is worth the time.
    pub why: String,
    /// The dimension it is about.
    pub hue: Option<Hue>,
    /// The least and the most minutes it should take.
    pub minutes: (u32, u32),
    /// The day it is due.
    pub day: NaiveDate,
    /// Whether it was moved there.
    pub moved: bool,
    /// How far it is.
    pub state: SlotState,
    /// How many rows of a group are done, while others wait: "1 of 3 people".
    pub rows: Option<String>,
    /// Where it was left, if it was begun.
    pub stopped: Option<Stopped>,
    /// Its entries this week, oldest first.
    pub heads: Vec<Head>,
}

impl Slot {
    /// Returns the entry to go on with: the one with a draft over it, else the latest.
    pub fn current(&self) -> Option<&Head> {
        self.heads.iter().rev().find(|head| head.open_draft).or(self.heads.last())
    }

    /// The time it took, the step it is at, or the minutes it should take.
    pub fn format_progress(&self) -> String {
        match self.state {
            SlotState::Done | SlotState::Partial => spoken(self.desk()),
            SlotState::Begun(page, of) => self.rows.clone().unwrap_or_else(|| format!("page {page} of {of}")),
            SlotState::Open => format!("{}–{} min", self.minutes.0, self.minutes.1),
            SlotState::Skipped => "skipped".to_owned(),
        }
    }

    /// Whether it is finished, with answers open or without.
    pub fn is_done(&self) -> bool {
        matches!(self.state, SlotState::Done | SlotState::Partial)
    }

    /// Returns whether it still waits for the person.
    pub fn is_waiting(&self) -> bool {
        matches!(self.state, SlotState::Open | SlotState::Begun(..))
    }

    /// Adds up the time at the desk.
    pub fn desk(&self) -> Duration {
        self.heads.iter().map(|head| head.desk).sum()
    }

    /// Returns the line that says what came of it.
    pub fn summary(&self) -> &str {
        self.finished().map_or("", |head| head.summary.as_str())
    }

    /// Returns the line that says what came of it, and whether that was written later.
    pub fn outcome(&self) -> String {
        self.finished().map(Head::outcome).unwrap_or_default()
    }

    fn finished(&self) -> Option<&Head> {
        self.heads.iter().rev().find(|head| head.state != State::Draft)
    }
}

impl WeekView {
    /// Counts the how many-th week of practice it is, from 1. All weeks before it are looked at, so ask only to show it.
    pub fn number(&self, store: &Store) -> Result<u32> {
        Ok(store.weeks_practised_before(self.week.label())? + 1)
    }

    /// Returns what the week is about, as the how many-th week of practice it is.
    pub fn theme<'a>(&self, number: u32, catalog: &'a Catalog) -> Option<&'a Theme> {
        catalog.plan_of(Some(&self.plan)).theme(number)
    }

    /// Lists all its entries: of each exercise, oldest first.
    pub fn heads(&self) -> impl DoubleEndedIterator<Item = &Head> {
        self.others.iter().chain(self.slots.iter().flat_map(|slot| &slot.heads))
    }

    /// Returns the index of the exercise to go on with: one that was begun, else the first that is open.
    pub fn next(&self) -> Option<usize> {
        let begun = self.slots.iter().position(|slot| matches!(slot.state, SlotState::Begun(..)));
        begun.or_else(|| self.slots.iter().position(Slot::is_waiting))
    }
}

/// Finds the week a day belongs to.
pub fn holding(store: &Store, day: NaiveDate) -> Result<Week> {
    Ok(Week::holding(day, store.week_anchor(day)?.unwrap_or(MONDAY)))
}

/// Finds the week with a number, in the way weeks were counted then.
pub fn labelled(store: &Store, label: WeekLabel) -> Result<Option<Week>> {
    let Some(monday_of) = label.monday() else { return Ok(None) };
    let anchor = store.week_anchor(monday_of)?.unwrap_or(MONDAY);
    Ok(Week::labelled(label, anchor))
}

/// Finds the week before one, in the way weeks were counted then.
pub fn before(store: &Store, week: Week) -> Result<Week> {
    let last = week.starts.pred_opt().unwrap_or(week.starts);
    holding(store, last)
}

/// Finds the week after one, in the way weeks were counted from then on.
pub fn after(store: &Store, week: Week) -> Result<Week> {
    let last = week.ends().pred_opt().unwrap_or(week.starts);
    match store.week_anchor(last)? {
        Some(starts) if starts > week.starts => Ok(Week { starts }),
        _ => holding(store, week.ends()),
    }
}

/// Returns the plan that is practised in a week.
pub fn plan<'a>(store: &Store, catalog: &'a Catalog, week: Week) -> Result<&'a Plan> {
    Ok(catalog.plan_of(store.plan_of_week(week.label())?.as_deref()))
}

/// Finds the exercise that is captured on a day, by the plan of its week.
pub fn captured<'a>(store: &Store, catalog: &'a Catalog, day: NaiveDate) -> Result<&'a Loaded> {
    catalog.captured(plan(store, catalog, holding(store, day)?)?)
}

/// Returns what a week's theme means for an exercise, in a line for its first page.
pub fn theme_line(store: &Store, catalog: &Catalog, week: Week, exercise: &str) -> Result<Option<String>> {
    if plan(store, catalog, week)?.themes.iter().all(|theme| theme.says_of(exercise).is_none()) {
        return Ok(None);
    }
    let view = view(store, catalog, week)?;
    let theme = view.theme(view.number(store)?, catalog);
    Ok(theme.and_then(|theme| Some(format!("{}: {}", theme.title, theme.says_of(exercise)?))))
}

/// Puts a week together.
pub fn view(store: &Store, catalog: &Catalog, week: Week) -> Result<WeekView> {
    let label = week.label();
    let heads = store.of_week(label)?;
    let changes = store.slot_changes(label)?;
    let mut slots = Vec::new();
    let plan = plan(store, catalog, week)?;
    for planned in &plan.days {
        let Some(loaded) = catalog.get(&planned.exercise) else { continue };
        let heading = loaded.heading();
        let change = changes.get(&heading.id).copied();
        let heads: Vec<Head> = heads.iter().filter(|head| head.exercise == heading.id).cloned().collect();
        let day = match change {
            Some(SlotChange::Moved(day)) => day,
            _ => planned.day,
        };
        let (state, rows, stopped) = state(store, catalog, loaded, &heads, change)?;
        slots.push(Slot {
            exercise: heading.id.clone(),
            title: heading.title.clone(),
            about: heading.about.clone(),
            why: heading.why.split_whitespace().collect::<Vec<_>>().join(" "),
            hue: heading.hue,
            minutes: (heading.minutes.least, heading.minutes.most),
            day: week.day(day),
            moved: matches!(change, Some(SlotChange::Moved(_))),
            state,
            rows,
            stopped,
            heads,
        });
    }
    slots.sort_by_key(|slot| slot.day);
    let planned = |head: &Head| slots.iter().any(|slot| slot.exercise == head.exercise);
    let others: Vec<Head> = heads.iter().filter(|head| !planned(head)).cloned().collect();
    Ok(WeekView { week, plan: plan.id.clone(), slots, others, desk: active_time(&heads) })
}

/// Finds the entry of an exercise to go on with in a week: of one that is planned the current one, of the one that is
/// offered every day that of the day, of others a draft.
pub fn current(
    store: &Store,
    catalog: &Catalog,
    (week, day): (Week, NaiveDate),
    exercise: &str,
) -> Result<Option<Head>> {
    let view = view(store, catalog, week)?;
    if catalog.plan_of(Some(&view.plan)).daily.as_deref() == Some(exercise) {
        let of_day = |head: &&Head| head.exercise == exercise && head.day == day;
        return Ok(view.heads().rfind(of_day).cloned());
    }
    let planned = view.slots.iter().find(|slot| slot.exercise == exercise);
    let draft = |head: &&Head| head.exercise == exercise && head.open_draft;
    Ok(match planned {
        Some(slot) => slot.current().cloned(),
        None => view.others.iter().rev().find(draft).cloned(),
    })
}

/// How far an exercise is; of a draft, how many rows of a group are done while others wait, and where it was left.
fn state(
    store: &Store,
    catalog: &Catalog,
    loaded: &Loaded,
    heads: &[Head],
    change: Option<SlotChange>,
) -> Result<(SlotState, Option<String>, Option<Stopped>)> {
    let begun = heads.iter().rev().find(|head| head.open_draft && head.state == State::Draft);
    if let Some(head) = begun {
        // What cannot be read does not take the week with it; opening it says why.
        let exercise = unless_damaged(practice::answered_against(store, catalog, head))?;
        let exercise = exercise.as_deref().unwrap_or_else(|| loaded.exercise());
        let draft = unless_damaged(store.draft(head.id))?;
        let stopped = draft.as_ref().and_then(|draft| stopped(exercise, draft));
        let (answers, place) = draft.map(|draft| (draft.answers, draft.place)).unwrap_or_default();
        // Counted as the form counts, which opens where the person was.
        let pages = exercise.pages(&answers);
        let page = exercise.page_of(&pages, &place).unwrap_or_default();
        let rows = exercise.rows_done(&answers).map(|(done, of, called)| format!("{done} of {of} {called}"));
        return Ok((SlotState::Begun(page + 1, pages.len()), rows, stopped));
    }
    let state = match (heads.last().map(|head| head.state), change) {
        (Some(State::Partial), _) => SlotState::Partial,
        (Some(_), _) => SlotState::Done,
        (None, Some(SlotChange::Skipped)) => SlotState::Skipped,
        (None, _) => SlotState::Open,
    };
    Ok((state, None, None))
}

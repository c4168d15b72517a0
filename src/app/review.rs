//! Gathering what a weekly review needs: the runs of the week, what was before, what is cited.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use chrono::NaiveDate;

use crate::db::{Dated, Order, Store, Wanted};
use crate::domain::entry::{Head, State};
use crate::domain::exercise::Exercise;
use crate::domain::facts::subject_key;
use crate::domain::plan::Week;
use crate::domain::projections::BlockKind;
use crate::domain::scope::{Scope, filled_rows_of};
use crate::domain::time::Moment;
use crate::domain::value::{Answers, Cited};
use crate::error::{Result, unless_damaged};
use crate::exercises::{Catalog, Loaded};
use crate::report::entry::Entry;
use crate::report::input::{Before, CitedEntry, DRAWN, Earlier, PlannedExercise, Run, SkillStory, WeekInput};
use crate::report::markdown;
use crate::wording;

use super::checklist::{self, Judged};
use super::citations::{self, From, There};
use super::practice::Asked;
use super::week::{self, WeekView, after, view};

/// The most of a story that is printed, in characters.
const STORY: usize = 160;

/// The most grades of recall that are looked through, the newest.
const GRADES: usize = 1_000;

/// What the days of a review are kept behind.
const KEPT: &str = "days: ";

/// What a review is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Span {
    /// One week.
    Week(Week),
    /// From one day to another.
    Days(NaiveDate, NaiveDate),
}

impl Span {
    /// Its first and its last day.
    pub fn days(self) -> (NaiveDate, NaiveDate) {
        match self {
            Self::Week(week) => (week.starts, week.day(7)),
            Self::Days(from, until) => (from, until),
        }
    }

    /// Writes days that are not one week, as a line of what was chosen.
    pub fn kept(self) -> Option<String> {
        match self {
            Self::Week(_) => None,
            Self::Days(from, until) => Some(format!("{KEPT}{from} to {until}")),
        }
    }

    /// Reads the days that were kept among what was chosen.
    pub fn of_kept(chosen: &str) -> Option<Self> {
        let (from, until) = chosen.lines().find_map(|line| line.strip_prefix(KEPT)?.split_once(" to "))?;
        Some(Self::Days(from.parse().ok()?, until.trim().parse().ok()?))
    }

    /// Lists the entries in it, and the plan if it is one week.
    fn contents(self, store: &Store, catalog: &Catalog) -> Result<(Vec<Head>, Vec<PlannedExercise>)> {
        let (from, until) = match self {
            Self::Week(week) => {
                return Ok((store.of_week(week.label())?, plan(&view(store, catalog, week)?)));
            }
            Self::Days(from, until) => (from, until),
        };
        let mut heads = Vec::new();
        let Some((first, last)) = store.first_week()?.zip(store.last_week()?) else {
            return Ok((heads, Vec::new()));
        };
        let first = week::labelled(store, first)?.map_or(from, |week| week.starts);
        let mut week = week::holding(store, from.max(first))?;
        while week.starts <= until && week.label() <= last {
            let of_week = store.of_week(week.label())?;
            heads.extend(of_week.into_iter().filter(|head| (from..=until).contains(&head.day)));
            week = after(store, week)?;
        }
        Ok((heads, Vec::new()))
    }
}

/// Gathers what is in a week or a longer stretch, with people under their real names; `WeekInput::veiled` is what leaves the
/// machine. Skills are added by [`add_skills`], for those who see them.
pub fn gather(store: &Store, catalog: &Catalog, span: Span, written: Moment) -> Result<WeekInput> {
    let (heads, plan) = span.contents(store, catalog)?;
    let (mut runs, mut unread, mut asked) = (Vec::new(), Vec::new(), Asked::default());
    for head in heads {
        match unless_damaged(run(store, catalog, &mut asked, &head))? {
            Some(run) => runs.push(run),
            None => unread.push(format!("{} ({})", catalog.title(&head.exercise), head.short)),
        }
    }
    let left_out = (!unread.is_empty()).then(|| {
        let named = unread.join(", ");
        format!("Left out because the journal could not read it: {named}. Run “empathy doctor” to see what you can do.")
    });
    let remarks = left_out.into_iter().collect();
    let (starts, ends) = span.days();
    let first = week::holding(store, starts)?;
    Ok(WeekInput {
        label: if let Span::Week(week) = span { Some(week.label()) } else { None },
        starts,
        ends,
        plan,
        before: before(store, &runs, first)?,
        cited: cited(store, catalog, runs.iter().map(|run| &run.answers))?,
        stories: Vec::new(),
        standings: Vec::new(),
        recalled: store.recalled(starts, ends, GRADES)?,
        labelled: store.labelled_between(starts, ends)?,
        runs,
        remarks,
        written,
    })
}

/// Adds what entries show of the skills, and where each skill stands: of 100,000 entries it takes as long as all the rest.
/// Before the person has rated themselves, evidence is not shown.
pub fn add_skills(store: &Store, catalog: &Catalog, span: Span, input: &mut WeekInput) -> Result<()> {
    let (from, until) = span.days();
    let judged = checklist::judge(store, catalog, until)?;
    if !checklist::is_rated(&judged, until) {
        return Ok(());
    }
    input.standings = judged.iter().map(|one| one.standing).collect();
    let is_in = |head: &Head| match span {
        Span::Week(week) => head.week == week.label(),
        Span::Days(..) => (from..=until).contains(&head.day),
    };
    let story = |one: Judged| {
        let story = one.story.filter(|story| is_in(&story.head))?;
        let used = one.item.used.iter().map(|place| wording::used(*place)).collect();
        let (told, subject, short) = (story.tell(STORY), story.subject, story.head.short);
        Some(SkillStory { title: one.item.title, used, told, subject, short })
    };
    input.stories = judged.into_iter().filter_map(story).collect();
    Ok(())
}

fn run(store: &Store, catalog: &Catalog, asked: &mut Asked, head: &Head) -> Result<Option<Run>> {
    let Some(mut exercise) = asked.read(store, catalog, head)? else { return Ok(None) };
    // Where the questions are still the same, what is printed of them is what the exercise prints today.
    let now = catalog.get(&head.exercise).map(Loaded::exercise);
    let is_same = |now: &&Exercise| now.revision == exercise.revision && now.report != exercise.report;
    if let Some(now) = now.filter(is_same) {
        Rc::make_mut(&mut exercise).report.clone_from(&now.report);
    }
    let drafted = head.state == State::Draft;
    let entry = if drafted { None } else { store.entry(head.id)? };
    Ok(Some(Run {
        head: head.clone(),
        exercise,
        answers: entry.map(|entry| entry.answers).unwrap_or_default(),
        drafted,
    }))
}

fn plan(view: &WeekView) -> Vec<PlannedExercise> {
    view.slots
        .iter()
        .map(|slot| PlannedExercise {
            exercise: slot.exercise.clone(),
            title: slot.title.clone(),
            day: slot.day,
            state: slot.state,
        })
        .collect()
}

/// Looks up the last value before the week of every measure whose change is printed, and the others up to the last of the
/// runs of those that are drawn over time.
fn before(store: &Store, runs: &[Run], week: Week) -> Result<Before> {
    let mut before = Before::default();
    let to = runs.iter().map(|run| run.head.day).max();
    let own = drawn_themselves(runs);
    for run in runs.iter().filter(|run| !run.drafted) {
        let blocks = || run.exercise.report.iter().map(|block| &block.kind);
        let changes: BTreeSet<&str> = blocks().flat_map(BlockKind::changes).collect();
        for measure in run.exercise.measures.iter().filter(|measure| changes.contains(measure.id.as_str())) {
            for path in filled_rows_of(&run.answers, &measure.group) {
                let scope = Scope::at(&run.exercise, &run.answers, &path);
                let subject = measure.subject.as_deref().and_then(|name| scope.text(name));
                let value = store.last_fact_before(&measure.id, subject.unwrap_or_default(), week.label())?;
                if let Some(value) = value {
                    before.set(&measure.id, subject, value);
                }
            }
        }
        let drawn: BTreeSet<&str> = blocks().filter_map(BlockKind::over_time).collect();
        for fact in run.exercise.facts_of(|measure| drawn.contains(measure.id.as_str()), &run.answers) {
            let Some(subject) = fact.subject.as_deref() else { continue };
            if !before.has_all(&fact.measure, subject) {
                let of = (fact.measure.clone(), subject_key(subject));
                // So many that the first of the runs has what was before it.
                let most = DRAWN + own.get(&of).copied().unwrap_or_default();
                before.set_all(&fact.measure, subject, others(store, (&fact.measure, subject), to, most)?);
            }
        }
    }
    Ok(before)
}

/// Counts what runs say of each subject that is drawn over time, by measure and subject.
fn drawn_themselves(runs: &[Run]) -> BTreeMap<(String, String), usize> {
    let mut counts = BTreeMap::new();
    for run in runs.iter().filter(|run| !run.drafted) {
        let drawn: BTreeSet<&str> =
            run.exercise.report.iter().filter_map(|block| block.kind.over_time()).collect();
        for fact in run.exercise.facts_of(|measure| drawn.contains(measure.id.as_str()), &run.answers) {
            let Some(subject) = fact.subject else { continue };
            *counts.entry((fact.measure, subject_key(&subject))).or_default() += 1;
        }
    }
    counts
}

/// Looks up what entries say of a subject up to a day, the oldest first.
fn others(
    store: &Store,
    (measure, subject): (&str, &str),
    to: Option<NaiveDate>,
    most: usize,
) -> Result<Vec<Earlier>> {
    let wanted = Wanted { measure, subject: Some(subject), to, ..Wanted::default() };
    let one = |Dated { entry, day, fact, .. }: Dated| Earlier { entry, day, value: fact.value };
    Ok(store.facts(&wanted, Order::Newest, most)?.into_iter().rev().map(one).collect())
}

/// Looks up what answers cite, as far as it is there.
pub fn cited<'a>(
    store: &Store,
    catalog: &Catalog,
    all: impl IntoIterator<Item = &'a Answers>,
) -> Result<BTreeMap<Cited, CitedEntry>> {
    let entry = |(id, there): (Cited, There)| {
        let title = match &there.from {
            From::Exercise(id) => catalog.title(id).to_owned(),
            From::Complaint(product) => format!("a complaint about {product}"),
        };
        (id, CitedEntry { short: there.short, title, day: there.day, found: there.found })
    };
    Ok(citations::cited(store, all)?.into_iter().map(entry).collect())
}

/// Writes one entry as Markdown.
pub fn entry_markdown(
    store: &Store,
    catalog: &Catalog,
    exercise: &Exercise,
    answers: &Answers,
) -> Result<String> {
    let cited = cited(store, catalog, [answers])?;
    let entry = Entry { exercise, answers, cited: &cited, longest: usize::MAX, without: &[] };
    Ok(markdown::markdown(&entry.document()))
}

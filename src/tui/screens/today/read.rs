//! What Today reads: first what the first frame needs, then what stands beside the week.

use super::Today;
use super::lines::{Back, Line};
use super::welcome::First;
use crate::app::week::{self, Slot};
use crate::app::{daily, glance, returning};
use crate::domain::entry::Head;
use crate::error::Result;
use crate::exercises::Loaded;
use crate::tui::context::Context;

/// How many drafts are looked through for those that are nowhere else on the page, and how many of them are listed.
const DRAFTS: (usize, usize) = (20, 3);
/// How many weeks before are listed.
const BEFORE: usize = 12;

impl Today {
    /// Reads what the first frame shows.
    pub(super) fn load(&mut self, cx: &Context) -> Result<()> {
        self.number = self.view.number(&cx.store)?;
        self.theme = self.view.theme(self.number, &cx.catalog).cloned();
        let of_today = self.view.week == self.this_week;
        let daily = if of_today { daily::of(&cx.store, &cx.catalog, &self.view, self.day)? } else { None };
        let back = if of_today { returning::of(&cx.store, &cx.catalog, self.day)? } else { None };
        let back = back.map(|one| {
            let exercise = cx.catalog.get(&one.returning.exercise);
            Line::Returning(Box::new(Back {
                title: cx.catalog.title(&one.returning.exercise).to_owned(),
                scale: exercise.and_then(|loaded| returning::rating(loaded.exercise(), &one)),
                one,
            }))
        });
        let due = if of_today { cx.store.due_count(self.day)? } else { 0 };
        self.away = if of_today { returning::days_away(&cx.store, self.day)? } else { None };
        let offered = daily.as_ref().map(|daily| daily.exercise.clone());
        let captured = cx.catalog.plan_of(Some(&self.view.plan)).capture.clone();
        // A draft of this week is with its exercise, unless that has no place but for one of today.
        let elsewhere = |head: &Head| {
            let id = Some(&head.exercise);
            let of_day = offered.as_ref() == id && head.day != self.day;
            head.week != self.view.week.label() || of_day || captured.as_ref() == id
        };
        let drafts = cx.store.open_drafts(DRAFTS.0)?.into_iter().filter(elsewhere).take(DRAFTS.1);
        let drafts = drafts.map(|head| {
            let title = cx.catalog.title(&head.exercise).to_owned();
            Line::Draft(head, title)
        });
        let first = if self.is_new(cx)? { &First::ALL[..] } else { &[] };
        self.lines = (0..self.view.slots.len())
            .map(Line::Slot)
            .chain(daily.map(Line::Daily))
            .chain(back)
            .chain((due > 0).then_some(Line::Due(due)))
            .chain(drafts)
            .chain((of_today && !self.read_only).then_some(Line::Capture))
            // They go with the first entry, and come last, so that the mark stays where it is then.
            .chain(first.iter().copied().map(Line::First))
            .collect();
        if self.glance.is_some() {
            self.add_beside(cx);
        }
        self.marked = self.marked.min(self.lines.len().saturating_sub(1));
        Ok(())
    }

    /// Reads what stands beside the week.
    pub(super) fn read_beside(&mut self, cx: &Context) -> Result<()> {
        self.stale = false;
        self.glance = Some(glance::read(&cx.store, &cx.catalog, self.this_week, self.day)?);
        let found = |slot: &Slot| glance::remembered(&cx.store, slot);
        self.remembered = self.view.slots.iter().map(found).collect::<Result<_>>()?;
        self.read_before(cx)?;
        self.lines.retain(Line::is_read_first);
        self.add_beside(cx);
        Ok(())
    }

    /// Adds the lines of what stands beside the week.
    fn add_beside(&mut self, cx: &Context) {
        let Some(glance) = &self.glance else { return };
        let plan = cx.catalog.plan_of(Some(&self.view.plan));
        // What is shared gets its entry when it is written.
        let filled = [plan.capture.as_deref(), plan.share.as_deref()];
        let is_listed = |id: &str| {
            filled.contains(&Some(id))
                || self.view.slots.iter().any(|slot| slot.exercise == id)
                || self.lines.iter().any(|line| matches!(line, Line::Daily(daily) if daily.exercise == id))
        };
        let others = cx.catalog.all().map(Loaded::heading).filter(|heading| !is_listed(&heading.id));
        let others: Vec<Line> = others
            .filter_map(|heading| {
                let head = self.view.others.iter().rev().find(|head| head.exercise == heading.id)?;
                Some(Line::Other {
                    id: heading.id.clone(),
                    title: heading.title.clone(),
                    about: heading.about.clone(),
                    head: head.clone(),
                })
            })
            .collect();
        let library = Line::Library(cx.catalog.all().count());
        let interview = glance.interview.clone().filter(|_| self.view.week == self.this_week);
        let offer = glance.offer.clone().map(|(words, measure)| Line::Offer(words, measure));
        let beside: Vec<Line> = (0..glance.lately.len())
            .map(Line::Reaction)
            .chain(offer)
            .chain(interview.map(Line::Interview))
            .chain([Line::Calendar])
            .chain((!glance.rated.is_empty()).then_some(Line::Trust))
            .chain(others)
            .chain([library])
            .chain((0..self.before.len()).map(Line::Before))
            .collect();
        self.lines.extend(beside);
    }

    /// Reads the weeks before, as far back as there is practice.
    fn read_before(&mut self, cx: &Context) -> Result<()> {
        self.before.clear();
        let Some(first) = cx.store.first_week()? else { return Ok(()) };
        let mut week = week::before(&cx.store, self.view.week)?;
        while self.before.len() < BEFORE && week.label() >= first {
            self.before.push(week::view(&cx.store, &cx.catalog, week)?);
            week = week::before(&cx.store, week)?;
        }
        Ok(())
    }
}

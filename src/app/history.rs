//! What an entry is and was: its versions, what changed from one to the next, and the days it was moved between.

use chrono::NaiveDate;

use super::practice::stored_exercise;
use crate::db::{Store, Version};
use crate::domain::difference::Difference;
use crate::domain::entry::{Head, State};
use crate::domain::exercise::Exercise;
use crate::domain::time::Moment;
use crate::domain::value::Answers;
use crate::error::{Error, Result};

/// What an entry was at some time.
#[derive(Debug, Clone)]
pub struct Stage {
    pub version: Version,
    /// Whether it still is that.
    pub current: bool,
    /// What it was asked.
    pub exercise: Exercise,
    /// What is not as it was before; `None` if nothing was before.
    pub changes: Option<Vec<Difference>>,
}

impl Stage {
    /// Whether it is a draft that is no more: what it said may be nowhere else.
    pub fn is_lost(&self) -> bool {
        self.version.state == State::Draft && !self.current
    }

    /// Names the version, its time and its state.
    pub fn format(&self) -> String {
        let Version { version, state, discarded, .. } = self.version;
        let when = format_time(self.version.at);
        match (state, self.current) {
            (State::Draft, true) => format!("draft · {when} · not finished yet"),
            (State::Draft, false) if discarded => format!("draft · {when} · discarded"),
            (State::Draft, false) => format!("draft · {when} · overwritten"),
            (State::Complete, _) => format!("version {version} · {when} · finished"),
            (State::Partial, _) => format!("version {version} · {when} · finished with answers open"),
        }
    }
}

fn format_time(at: Moment) -> String {
    at.local().format("%a %-d %b %Y, %H:%M").to_string()
}

/// Something that became of an entry.
#[derive(Debug, Clone)]
pub enum Event {
    /// It said this from then on.
    Stage(Box<Stage>),
    /// It was moved then, from one day to another.
    Moved(Moment, NaiveDate, NaiveDate),
}

/// Describes when an entry was moved, and from which day to which.
pub fn format_move(at: Moment, from: NaiveDate, to: NaiveDate) -> String {
    let (was, is) = (from.format("%a %-d %b %Y"), to.format("%a %-d %b %Y"));
    format!("moved · {} · from {was} to {is}", format_time(at))
}

/// Lists what became of an entry, newest first.
pub fn events(store: &Store, head: &Head) -> Result<Vec<Event>> {
    let mut to = head.day;
    let mut moves = store.moves(head.id)?.into_iter().map(|(at, from)| {
        let moved = (at, from, to);
        to = from;
        moved
    });
    let mut next_move = moves.next();
    let mut events = Vec::new();
    for stage in stages(store, head)? {
        while let Some((at, from, to)) =
            next_move.take_if(|(at, ..)| at.ms / 1000 >= stage.version.at.ms / 1000)
        {
            events.push(Event::Moved(at, from, to));
            next_move = moves.next();
        }
        events.push(Event::Stage(Box::new(stage)));
    }
    events.extend(next_move.into_iter().chain(moves).map(|(at, from, to)| Event::Moved(at, from, to)));
    Ok(events)
}

/// Gathers what an entry is and was, newest first.
pub fn stages(store: &Store, head: &Head) -> Result<Vec<Stage>> {
    let now = |at, state, answers| {
        let (version, definition) = (head.version, head.definition);
        (Version { version, at, state, discarded: false, answers, definition }, true)
    };
    let mut all = Vec::new();
    all.extend(store.draft(head.id)?.map(|draft| now(draft.saved, State::Draft, draft.answers)));
    if let (Some(at), Some(entry)) = (head.finished, store.entry(head.id)?) {
        all.push(now(at, head.state, entry.answers));
    }
    all.extend(store.history(head.id)?.into_iter().map(|old| (old, false)));
    let mut stages = Vec::with_capacity(all.len());
    for (n, (version, current)) in all.iter().enumerate() {
        let exercise = exercise(store, head, version)?;
        // A draft changes nothing that comes after it.
        let mut before = all.iter().skip(n + 1).map(|(before, _)| before);
        let before = before.find(|before| before.state != State::Draft).map(|before| &before.answers);
        // What was written over in a first draft is told of in full: it is nowhere else.
        let nothing = (version.state == State::Draft && !current).then(Answers::default);
        let changes =
            before.or(nothing.as_ref()).map(|before| exercise.differences(before, &version.answers));
        stages.push(Stage { version: version.clone(), current: *current, exercise, changes });
    }
    Ok(stages)
}

/// Reports that an entry has no such version.
pub fn unknown(head: &Head, version: u32) -> Error {
    Error::unknown(
        format!("`{}` has no version {version}", head.short),
        format!("`empathy history {}` lists the versions there are", head.short),
    )
}

fn exercise(store: &Store, head: &Head, old: &Version) -> Result<Exercise> {
    let then = Head { definition: old.definition, ..head.clone() };
    let loaded = stored_exercise(store, &then)?.ok_or_else(|| unknown(head, old.version))?;
    Ok(loaded.exercise().clone())
}

//! What the log says when it is read: the days of practice, a first reading, and opposite reactions to one part.
//!
//! Everything is read in a bounded way: five weeks of days, the newest thousand entries, the newest two thousand facts.

use chrono::NaiveDate;

use super::log::Asked;
use crate::db::{Order, Store, Wanted};
use crate::domain::entry::Head;
use crate::domain::exercise::{Exercise, Kind};
use crate::domain::facts::Dated;
use crate::domain::log_activity::{DAYS, LogActivity};
use crate::domain::plan::Week;
use crate::domain::stats::mixed_reactions;
use crate::domain::stats::reading::{Line, reading};
use crate::error::Result;
use crate::exercises::Catalog;

/// How many entries the first reading rests on at most.
const READ: usize = 1_000;
/// How many facts opposites are looked for in.
const LOOKED_AT: usize = 2_000;
/// How many pairs of opposites are listed.
const PAIRS: usize = 100;

/// Reads the days of practice up to today.
pub fn campaign(store: &Store, exercise: &Exercise, week: Week, today: NaiveDate) -> Result<LogActivity> {
    let entries = store.practised_on(&exercise.id, LogActivity::from(week.starts), today)?;
    let ever = store.days_practised(&exercise.id, DAYS)?;
    Ok(LogActivity { today, week_starts: week.starts, entries: entries.into_iter().collect(), ever })
}

/// Reads what was logged, once there are fourteen days of it.
pub fn first(store: &Store, exercise: &Exercise, campaign: &LogActivity) -> Result<Option<Vec<Line>>> {
    if !campaign.can_be_read() {
        return Ok(None);
    }
    Ok(Some(reading(exercise, &store.facts_of_exercise(&exercise.id, READ)?)))
}

/// Two entries that say opposite things about one part.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// What they are about.
    pub subject: String,
    /// Which part of it.
    pub part: String,
    /// The newer one and the older one.
    pub both: [Half; 2],
}

impl Pair {
    /// Names what the two are about: `Spotify DJ · the voice`.
    pub fn title(&self) -> String {
        if self.subject.is_empty() { self.part.clone() } else { format!("{} · {}", self.subject, self.part) }
    }
}

/// One of two entries that say opposite things.
#[derive(Debug, Clone, PartialEq)]
pub struct Half {
    /// The entry.
    pub head: Head,
    /// What it says.
    pub words: String,
    /// Who it was, and in what situation; empty if the entry does not say.
    pub segment: String,
}

/// Lists the pairs of entries that say opposite things about one part, the newest first, up to a hundred.
pub fn opposites(
    store: &Store,
    catalog: &Catalog,
    exercise: &Exercise,
    asked: &mut Asked,
) -> Result<Vec<Pair>> {
    let mut found = Vec::new();
    let weighed = exercise.measures.iter().filter(|one| one.part.is_some() && !one.weights.is_empty());
    for measure in weighed {
        let wanted = Wanted { measure: &measure.id, ..Wanted::default() };
        found.extend(mixed_reactions::pairs(&store.facts(&wanted, Order::InParts, LOOKED_AT)?));
    }
    found.sort_by_key(|pair| std::cmp::Reverse(pair.newer.day));
    let mut pairs = Vec::new();
    for mixed_reactions::Pair { newer, older } in found.into_iter().take(PAIRS) {
        let subject = newer.fact.subject.clone().unwrap_or_default();
        let part = newer.fact.part.clone().unwrap_or_default();
        let halves = half(store, catalog, newer, asked)?.zip(half(store, catalog, older, asked)?);
        pairs.extend(halves.map(|(newer, older)| Pair { subject, part, both: [newer, older] }));
    }
    Ok(pairs)
}

fn half(store: &Store, catalog: &Catalog, dated: Dated, asked: &mut Asked) -> Result<Option<Half>> {
    let Some(entry) = store.entry(dated.entry)? else { return Ok(None) };
    let exercise = asked.of(store, catalog, &entry.head);
    let segment = exercise.and_then(|exercise| {
        let fields = exercise.fields_at(&[]);
        let suggests =
            |kind: &Kind| matches!(kind, Kind::Text(text) if text.suggest.as_deref() == Some("segment"));
        let field = fields.iter().find(|field| suggests(&field.kind))?;
        Some(entry.answers.get(&field.id)?.as_text()?.trim().to_owned())
    });
    let words = dated.fact.words.unwrap_or_default();
    Ok(Some(Half { head: entry.head, words, segment: segment.unwrap_or_default() }))
}

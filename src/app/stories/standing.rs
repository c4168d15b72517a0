//! What is worth saying of a story beside what it lacks: it is told too often, not any more, or twice.

use chrono::NaiveDate;

use super::{Stories, Telling};
use crate::domain::projections::ToldIn;
use crate::domain::story::words::likeness;
use crate::wording;

/// How many of the last tellings in one place are looked at.
const LOOKED_AT: usize = 6;
/// How many of them have to be of one story, at least half of those looked at.
const OFTEN: usize = 2;
/// After how many days a story that nobody told is stale.
const STALE: i64 = 120;
/// From so much on, two stories are the same one told twice.
const ALIKE: f64 = 0.5;

/// Something worth knowing about a story.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Concern {
    /// It was told so often among the last so many tellings there.
    Overused(ToldIn, usize, usize),
    /// Nobody told it since that day.
    Stale(NaiveDate),
    /// It is nearly the same as another story, by its place.
    Twin(usize),
}

impl Stories {
    /// Lists what is worth saying of a story; nothing of a retired one.
    pub fn concerns(&self, story: usize) -> Vec<Concern> {
        let Some(one) = self.all.get(story).filter(|one| !one.retired) else { return Vec::new() };
        let mut found: Vec<Concern> = [ToldIn::Interview, ToldIn::Practice]
            .into_iter()
            .filter_map(|place| self.overused(story, place))
            .collect();
        let told = self.tellings.iter().filter(|told| told.story == story).map(|told| told.day);
        let last = told.chain(one.last).chain([one.day]).max().unwrap_or(one.day);
        if (self.today - last).num_days() > STALE {
            found.push(Concern::Stale(last));
        }
        let alike = |other: &(usize, &crate::db::StoredStory)| {
            other.0 != story && likeness(&one.story.words, &other.1.story.words) >= ALIKE
        };
        found.extend(self.standing().find(alike).map(|(other, _)| Concern::Twin(other)));
        found
    }

    /// The same in words.
    pub fn concerns_said(&self, story: usize) -> Vec<String> {
        let title = |other: usize| self.all.get(other).map_or("", |one| &one.story.title);
        let said = |concern| match concern {
            Concern::Overused(place, times, of) => wording::stories::overused(place, times, of),
            Concern::Stale(since) => wording::stories::stale(since),
            Concern::Twin(other) => wording::stories::twin(title(other)),
        };
        self.concerns(story).into_iter().map(said).collect()
    }

    /// Whether a story is always the same one: how often it was told lately, of how many tellings.
    fn overused(&self, story: usize, place: ToldIn) -> Option<Concern> {
        let last: Vec<&Telling> =
            self.tellings.iter().filter(|told| told.place == place).take(LOOKED_AT).collect();
        let times = last.iter().filter(|told| told.story == story).count();
        // Whoever has one story can tell no other.
        let is_choice = self.standing().count() > 1;
        (is_choice && times >= OFTEN && times * 2 >= last.len()).then_some(Concern::Overused(
            place,
            times,
            last.len(),
        ))
    }
}

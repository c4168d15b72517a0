//! The places of the bar, in one table: their order, their words, the key of each, and where it leads.

use super::action::Action;
use super::route::Route;
use crate::domain::plan::Week;

/// A place of the bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    /// The week at a glance.
    Today,
    /// What was logged.
    Log,
    /// What the numbers say.
    Progress,
    /// The weekly review.
    Review,
}

/// The places in their order, with the action that goes there and the word in the bar.
pub const SPOTS: [(Tab, Action, &str); 4] = [
    (Tab::Today, Action::Today, "Today"),
    (Tab::Log, Action::Log, "Log"),
    (Tab::Progress, Action::Progress, "Progress"),
    (Tab::Review, Action::Review, "Review"),
];

impl Tab {
    /// Gives the place an action goes to.
    pub fn of(action: Action) -> Option<Self> {
        SPOTS.iter().find(|(_, leads, _)| *leads == action).map(|(spot, ..)| *spot)
    }

    /// Gives the place after it in the bar, and the first after the last.
    #[must_use]
    pub fn next(self) -> Self {
        let here = SPOTS.iter().position(|(spot, ..)| *spot == self).unwrap_or_default();
        SPOTS[(here + 1) % SPOTS.len()].0
    }

    /// Tells whether a way leads to a place of the bar.
    pub fn is_one(route: &Route) -> bool {
        matches!(route, Route::Today(_) | Route::Log(_) | Route::Progress(_) | Route::Review(_))
    }

    /// Gives the way there; `week` is the one that was looked at.
    pub fn route(self, week: Option<Week>) -> Route {
        match self {
            Self::Today => Route::Today(None),
            Self::Log => Route::Log(None),
            Self::Progress => Route::Progress(None),
            Self::Review => Route::Review(week),
        }
    }
}

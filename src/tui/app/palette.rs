//! What the command palette offers of the screen it lies over, and what becomes of it when something is picked.

use super::{App, Screen};
use crate::error::Result;
use crate::tui::action::{Action, Input};
use crate::tui::route::Below;
use crate::tui::screens::palette::Palette;
use crate::tui::screens::practice::Practice;
use crate::tui::tabs::{SPOTS, Tab};

impl App {
    /// Makes the palette for the screen there is.
    pub(super) fn palette(&self) -> Result<Palette> {
        let contexts = self.screen_contexts();
        let key = |action: Action| self.keymap.key(&contexts, action).map(|key| key.to_string());
        let offered = |action: &Action| {
            let place = Tab::of(*action).is_some() || matches!(action, Action::NextPlace | Action::Palette);
            action.is_a_deed() && !place && self.screen.offers(*action)
        };
        let mut actions: Vec<(Action, String)> = Vec::new();
        for context in &contexts {
            for (action, _) in self.keymap.listed(*context).into_iter().filter(|(action, _)| offered(action))
            {
                if actions.iter().all(|(other, _)| *other != action) {
                    actions.extend(key(action).map(|key| (action, key)));
                }
            }
        }
        // What works everywhere is known soon, so it comes last.
        actions.sort_by_key(|(action, _)| *action <= Action::Back);
        let places = SPOTS.map(|(spot, action, _)| {
            (action, spot.route(self.screen.week()), key(action).unwrap_or_default())
        });
        Palette::open(actions, places.into(), &self.cx)
    }

    /// Puts away what lies over a screen, with the screen as it was, and goes on from there.
    pub(super) fn go_below(&mut self, below: Below) -> Result<()> {
        if let Some(screen) = self.behind.pop() {
            self.screen = screen;
        }
        match below {
            Below::Nothing => Ok(()),
            Below::Do(action) => self.pass(Input::Do(action)),
            Below::Go(route) if Tab::is_one(&route) => {
                self.screen.practice().map_or(Ok(()), |practice| practice.settle(&mut self.cx))?;
                self.screen = self.open(route)?;
                self.behind.clear();
                Ok(())
            }
            Below::Go(route) => self.go(route),
        }
    }
}

impl Screen {
    /// Gives the exercise being practised, if it is one.
    pub(super) fn practice(&mut self) -> Option<&mut Practice> {
        match self {
            Self::Practice(practice) => Some(practice),
            _ => None,
        }
    }

    /// Tells whether something can be done on it as it stands.
    fn offers(&self, action: Action) -> bool {
        match self {
            Self::Today(today) => today.offers(action),
            Self::Practice(practice) => practice.offers(action),
            Self::Search(_) | Self::Palette(_) | Self::Behind(_) => {
                !matches!(action, Action::Capture | Action::Search)
            }
            Self::Log(_) | Self::Progress(_) | Self::Review(_) => true,
        }
    }
}

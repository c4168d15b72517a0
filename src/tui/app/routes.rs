//! Where the app goes: to a tab, over a screen, back, and on from what lay over one.

use std::mem::discriminant;

use super::App;
use crate::error::Result;
use crate::tui::action::{Action, Input};
use crate::tui::outcome::{Next, Outcome};
use crate::tui::route::Route;
use crate::tui::screens::palette::{Offers, Palette};
use crate::tui::screens::{Extent, Screen, Tab, View, tabs};
use crate::tui::theme::Role;

impl App {
    /// Goes to the place of the bar that an action leads to, if it is one, from another of them.
    pub(super) fn go_to_tab(&mut self, action: Action) -> Result<()> {
        let Some(here) = self.screen.tab() else { return Ok(()) };
        let after_here = || tabs().chain(tabs()).skip_while(|tab| tab.action != here.action).nth(1);
        let tab =
            if action == Action::NextPlace { after_here() } else { tabs().find(|tab| tab.action == action) };
        tab.map_or(Ok(()), |tab| self.visit((tab.route)(self.screen.week())))
    }

    /// Shows a place of the bar; nothing is left to go back to.
    pub(super) fn visit(&mut self, route: Route) -> Result<()> {
        self.screen = Screen::open(route, &self.cx)?;
        self.back_stack.clear();
        Ok(())
    }

    pub(super) fn go(&mut self, route: Route) -> Result<()> {
        if !self.come_back(&route) {
            let screen = Screen::open(route, &self.cx)?;
            self.push(screen);
        }
        Ok(())
    }

    fn push(&mut self, screen: Screen) {
        self.back_stack.push(std::mem::replace(&mut self.screen, screen));
    }

    /// Comes back to an entry that is open further back: open twice in one window, one would overwrite the other.
    fn come_back(&mut self, route: &Route) -> bool {
        let (Route::Entry(id, place) | Route::Edit(id, place)) = route else { return false };
        let is_it = |screen: &Screen| matches!(screen, Screen::Practice(open) if open.entry() == Some(*id));
        if !is_it(&self.screen) {
            let Some(index) = self.back_stack.iter().rposition(is_it) else { return false };
            self.back_stack.truncate(index + 1);
            if let Some(screen) = self.back_stack.pop() {
                self.screen = screen;
            }
        }
        if let (Screen::Practice(practice), Some(place)) = (&mut self.screen, place) {
            practice.show(place);
        }
        true
    }

    /// Reads what is next to the entry in the list that it was opened from.
    pub(super) fn read_neighbour(&mut self, by: isize) -> Result<()> {
        let list = self.back_stack.last_mut();
        if let Some(id) = list.map_or(Ok(None), |list| list.neighbour(by, &self.cx))? {
            self.screen = Screen::read(id, &self.cx)?;
        } else {
            let which = if by < 0 { "first" } else { "last" };
            self.message = Some((format!("this is the {which} entry here"), Role::Plain));
        }
        Ok(())
    }

    pub(super) fn back(&mut self) -> Result<()> {
        if let Some(screen) = self.back_stack.pop() {
            self.screen = screen;
        } else if !matches!(self.screen, Screen::Today(_)) {
            self.screen = Screen::open(Route::Today(None), &self.cx)?;
        }
        self.screen.reload(&self.cx)
    }

    /// Closes what is open, or what lies over a screen; that screen is as it was, and may go on from there.
    pub(super) fn close(&mut self, next: Option<Next>) -> Result<()> {
        if self.dialog.take().is_none()
            && let Some(screen) = self.back_stack.pop()
        {
            self.screen = screen;
        }
        match next {
            None => Ok(()),
            Some(Next::Do(action)) => self.pass(Input::Do(action)),
            Some(Next::Go(route)) => {
                let leads_there = |tab: Tab| discriminant(&(tab.route)(None)) == discriminant(&route);
                if !tabs().any(leads_there) {
                    return self.go(route);
                }
                let visit = Outcome::Visit(route);
                match self.screen.practice() {
                    Some(practice) => {
                        let outcome = practice.keep(visit, &mut self.cx)?;
                        self.take(outcome)
                    }
                    None => self.take(visit),
                }
            }
        }
    }

    /// Opens the palette with what can be done here and its keys, and where one can go.
    pub(super) fn open_palette(&mut self) -> Result<()> {
        let contexts = self.screen.contexts();
        let key = |action: Action| self.cx.keymap.key(&contexts, action).map(|key| key.to_string());
        let is_tab = |action: Action| tabs().any(|tab| tab.action == action);
        let offered = |action: &Action| {
            let leads = is_tab(*action) || matches!(action, Action::NextPlace | Action::Palette);
            let again = matches!(action, Action::Capture | Action::Search) && self.screen.lies_over();
            action.is_command() && !leads && !again && self.screen.offers(*action)
        };
        let mut actions: Vec<(Action, String)> = Vec::new();
        for context in &contexts {
            for (action, _) in
                self.cx.keymap.listed(*context).into_iter().filter(|(action, _)| offered(action))
            {
                if actions.iter().all(|(other, _)| *other != action) {
                    actions.extend(key(action).map(|key| (action, key)));
                }
            }
        }
        // What works everywhere is known soon, so it comes last.
        actions.sort_by_key(|(action, _)| *action <= Action::Back);
        let week = self.screen.week();
        let places = tabs().map(|tab| (tab.action, (tab.route)(week), key(tab.action).unwrap_or_default()));
        let offers = Offers::read(actions, places.collect(), &self.cx)?;
        let palette = Palette::over(offers, &self.cx)?;
        self.push(palette.into());
        Ok(())
    }
}

impl Screen {
    /// Returns whether it lies over the screen it was opened from.
    pub(super) fn lies_over(&self) -> bool {
        matches!(self.extent(), Extent::Over { .. })
    }
}

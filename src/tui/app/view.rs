//! How the app looks around its screens: the bar, the foot, what lies over.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{App, Screen};
use crate::domain::plan::Week;
use crate::domain::time::Now;
use crate::tui::action::{Action, KeyContext};
use crate::tui::picker::Picker;
use crate::tui::screens::review::Review;
use crate::tui::tabs::{SPOTS, Tab};
use crate::tui::theme::{Role, Theme};
use crate::tui::widgets::paint::{Brush, text_width};
use crate::tui::{footer, help};

/// The smallest terminal the app is drawn in: columns, rows.
const SMALLEST: (u16, u16) = (60, 16);

impl App {
    /// Gives the part of the terminal that a screen gets.
    fn body(&self, screen: &Screen) -> Rect {
        let area = self.area();
        let top = match screen {
            Screen::Search(_) | Screen::Palette(_) | Screen::Behind(_) => {
                let (width, height) =
                    (area.width.saturating_sub(4).min(110), area.height.saturating_sub(4).min(36));
                return Rect::new((area.width - width) / 2, (area.height - height) / 2, width, height);
            }
            Screen::Practice(practice) if practice.is_quick() => {
                let (width, height) =
                    (area.width.saturating_sub(6).min(78), area.height.saturating_sub(4).min(24));
                return Rect::new((area.width - width) / 2, (area.height - height) / 2, width, height);
            }
            Screen::Practice(_) => 0,
            Screen::Today(_) | Screen::Log(_) | Screen::Progress(_) | Screen::Review(_) => 2,
        };
        Rect::new(0, top.min(area.height), area.width, area.height.saturating_sub(top + 2))
    }

    /// Lists the screens that are seen: what is open, and what it lies over, down to one that fills the terminal.
    fn seen(&self) -> impl DoubleEndedIterator<Item = &Screen> {
        let over = std::iter::once(&self.screen).chain(self.behind.iter().rev());
        let deep = over.take_while(|screen| screen.lies_over()).count();
        std::iter::once(&self.screen)
            .chain(self.behind.iter().rev())
            .take(deep + 1)
            .collect::<Vec<_>>()
            .into_iter()
    }

    pub(super) fn arrange(&mut self) {
        let bodies: Vec<Rect> = self.seen().map(|screen| self.body(screen)).collect();
        let below = self.behind.iter_mut().rev();
        for (screen, body) in std::iter::once(&mut self.screen).chain(below).zip(bodies) {
            screen.arrange(body);
        }
        let area = self.area();
        if let Some(dialog) = &mut self.dialog {
            dialog.arrange(area);
        }
    }

    /// Draws one frame.
    pub fn draw(&self, frame: &mut Frame<'_>, now: Now) {
        if let Some(cursor) = self.paint(frame.buffer_mut(), now) {
            frame.set_cursor_position(cursor);
        }
    }

    /// Paints into a buffer and gives where the terminal's cursor stands.
    pub fn paint(&self, buf: &mut Buffer, now: Now) -> Option<Position> {
        let area = buf.area;
        if area.width < SMALLEST.0 || area.height < SMALLEST.1 {
            let mut brush = Brush::new(buf, area, &self.theme);
            let words = format!(
                "A little larger, please: empathy needs {} × {}, this is {} × {}. What you wrote is kept.",
                SMALLEST.0, SMALLEST.1, area.width, area.height
            );
            brush.block(0, 0, &words, Role::Plain);
            return None;
        }
        // The cursor is where what is on top has it.
        let cursor = self.seen().rev().fold(None, |_, screen| screen.draw(buf, &self.theme, now));
        let mut brush = Brush::new(buf, area, &self.theme);
        self.draw_bar(self.seen().last().unwrap_or(&self.screen), &mut brush);
        self.draw_foot(&mut brush);
        if let Some(from) = self.help {
            help::draw(&self.keymap, &self.screen_contexts(), from, area, buf, &self.theme);
            return None;
        }
        match &self.dialog {
            Some(dialog) => dialog.draw(area, buf, &self.theme),
            None => cursor,
        }
    }

    fn draw_bar(&self, screen: &Screen, brush: &mut Brush<'_>) {
        let Some(here) = screen.spot() else { return };
        let mut x = brush.line(1, 0, "empathy", Role::Accent) + 1;
        for (spot, action, word) in SPOTS {
            let key = self.keymap.key(&[KeyContext::Anywhere], action).map(|key| format!("{key} "));
            let role = if spot == here { Role::Marked } else { Role::Plain };
            x = brush.line(x + 2, 0, &format!(" {}{word} ", key.unwrap_or_default()), role);
        }
        let date = self.cx.today().format("%a %-d %b %Y ").to_string();
        brush.right(x + 1, 0, &date, Role::Dim);
        brush.rule(1);
    }

    pub(super) fn draw_foot(&self, brush: &mut Brush<'_>) {
        let height = brush.area.height;
        brush.rule(height - 2);
        let (aside, aside_role) = match &self.screen {
            Screen::Practice(practice) => practice.saved_words(),
            _ => (String::new(), Role::Dim),
        };
        let trouble = match &self.screen {
            Screen::Practice(practice) => practice.trouble(),
            _ => None,
        };
        let said = self.said.clone().or(trouble.map(|words| (words, Role::Bad)));
        let aside = (aside.as_str(), aside_role);
        let Some((words, role)) = said else {
            let taken = if aside.0.is_empty() { 1 } else { text_width(aside.0).saturating_add(3) };
            let room = brush.area.width.saturating_sub(taken);
            self.draw_keys(&mut brush.part(1, height - 1, room, 1));
            footer::corner(brush, 0, aside);
            return;
        };
        footer::said(brush, &words, role, aside);
    }

    /// Tells whether what is on the screen is picked from a list that is typed into.
    fn picks(&self) -> bool {
        matches!(&self.screen, Screen::Log(log) if log.is_picking())
    }

    fn draw_keys(&self, row: &mut Brush<'_>) {
        let contexts = self.contexts();
        let actions = match (&self.dialog, &self.screen) {
            (Some(_), _) => vec![Action::Open, Action::Newline, Action::NextField, Action::Back],
            (None, Screen::Today(today)) => today.footer(),
            (None, Screen::Log(log)) => log.footer(),
            (None, Screen::Review(_)) => Review::footer(),
            (None, Screen::Practice(practice)) => practice.footer(),
            (None, Screen::Progress(progress)) => progress.footer(),
            (None, Screen::Search(_) | Screen::Palette(_) | Screen::Behind(_)) => Picker::footer(),
        };
        let label = |action: Action| match (&self.dialog, action) {
            (Some(_), Action::Open | Action::Newline) => "choose",
            (Some(_), Action::NextField) => "next answer",
            (Some(_), Action::Back) => "put away",
            (None, Action::Newline) if self.picks() => Action::Toggle.label(),
            (None, Action::Newline) => Action::Open.label(),
            _ => action.label(),
        };
        let keys = actions
            .into_iter()
            .filter_map(|action| {
                Some((action, self.keymap.key(&contexts, action)?.to_string(), label(action)))
            })
            .collect();
        footer::keys(row, keys);
    }
}

impl Screen {
    /// Tells whether it lies over another screen: the small form, the search, the palette, the entries behind a number.
    pub(super) fn lies_over(&self) -> bool {
        match self {
            Self::Practice(practice) => practice.is_quick(),
            Self::Search(_) | Self::Palette(_) | Self::Behind(_) => true,
            Self::Today(_) | Self::Log(_) | Self::Progress(_) | Self::Review(_) => false,
        }
    }

    /// Gives the week that is looked at, for other places to open.
    pub(super) fn week(&self) -> Option<Week> {
        match self {
            Self::Today(today) => Some(today.week()),
            Self::Review(review) => Some(review.week()),
            _ => None,
        }
    }

    /// Gives its place in the bar, if it has one.
    pub(super) fn spot(&self) -> Option<Tab> {
        match self {
            Self::Today(_) => Some(Tab::Today),
            Self::Log(_) => Some(Tab::Log),
            Self::Progress(_) => Some(Tab::Progress),
            Self::Review(_) => Some(Tab::Review),
            Self::Practice(_) | Self::Search(_) | Self::Palette(_) | Self::Behind(_) => None,
        }
    }

    fn arrange(&mut self, area: Rect) {
        match self {
            Self::Today(today) => today.arrange(area),
            Self::Log(log) => log.arrange(area),
            Self::Review(review) => review.arrange(area),
            Self::Practice(practice) => practice.arrange(area),
            Self::Search(search) => search.arrange(area),
            Self::Palette(palette) => palette.arrange(area),
            Self::Progress(progress) => progress.arrange(area),
            Self::Behind(behind) => behind.arrange(area),
        }
    }

    fn draw(&self, buf: &mut Buffer, theme: &Theme, now: Now) -> Option<Position> {
        match self {
            Self::Today(today) => today.draw(buf, theme),
            Self::Log(log) => log.draw(buf, theme),
            Self::Review(review) => review.draw(buf, theme),
            Self::Practice(practice) => practice.draw(buf, theme, now.mono),
            Self::Search(search) => search.draw(buf, theme),
            Self::Palette(palette) => palette.draw(buf, theme),
            Self::Progress(progress) => progress.draw(buf, theme),
            Self::Behind(behind) => behind.draw(buf, theme),
        }
    }
}

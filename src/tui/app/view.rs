//! How the app looks around its screens: the bar, the footer, what lies over.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::App;
use crate::domain::time::Now;
use crate::sanitize;
use crate::tui::action::{Action, KeyContext};
use crate::tui::context::{DrawContext, Which};
use crate::tui::dialog::Dialog;
use crate::tui::screens::{Screen, Tab, View, tabs};
use crate::tui::theme::{Role, Surface};
use crate::tui::widgets::paint::{Brush, text_width};
use crate::tui::{footer, help};

/// The smallest terminal the app is drawn in: columns, rows.
const SMALLEST: (u16, u16) = (60, 16);
/// Columns of the name of the journal in the bar, of the date, and of the air before each place.
const NAME: usize = 10;
const DATE: u16 = 17;
const GAP: i16 = 2;

impl App {
    /// Lists the screens that are seen: what is open, and what it lies over, down to one that fills the terminal.
    fn seen(&self) -> impl DoubleEndedIterator<Item = &Screen> {
        let over = std::iter::once(&self.screen).chain(self.back_stack.iter().rev());
        let deep = over.take_while(|screen| screen.lies_over()).count();
        std::iter::once(&self.screen)
            .chain(self.back_stack.iter().rev())
            .take(deep + 1)
            .collect::<Vec<_>>()
            .into_iter()
    }

    pub(super) fn arrange(&mut self) {
        let area = self.area();
        let bodies: Vec<Rect> = self.seen().map(|screen| screen.extent().area(area)).collect();
        let below = self.back_stack.iter_mut().rev();
        for (screen, body) in std::iter::once(&mut self.screen).chain(below).zip(bodies) {
            screen.arrange(body);
        }
        if let Some(dialog) = &mut self.dialog {
            dialog.arrange(area);
        }
        let tabs: Vec<(Action, Rect)> = self.tab_places().map(|(action, place, _)| (action, place)).collect();
        let below = self.back_stack.last();
        if let Some(tour) = self.screen.tour() {
            let tab = |action| tabs.iter().find(|(tab, _)| *tab == action).map(|(_, place)| *place);
            let spot = |action| tab(action).or_else(|| below.and_then(|screen| screen.spot(action)));
            tour.point(spot, area);
        }
    }

    /// Draws one frame.
    pub fn draw(&self, frame: &mut Frame<'_>, now: Now) {
        if let Some(cursor) = self.paint(frame.buffer_mut(), now) {
            frame.set_cursor_position(cursor);
        }
    }

    /// Paints into a buffer and returns where the terminal's cursor stands.
    pub fn paint(&self, buf: &mut Buffer, now: Now) -> Option<Position> {
        let area = buf.area;
        Brush::new(buf, area, &self.theme).clear(Surface::Base);
        if area.width < SMALLEST.0 || area.height < SMALLEST.1 {
            let mut brush = Brush::new(buf, area, &self.theme);
            let message = format!(
                "What you wrote is kept. empathy needs a terminal of {} × {}, and this one is {} × {}. Please make it larger.",
                SMALLEST.0, SMALLEST.1, area.width, area.height
            );
            brush.block(0, 0, &message, Role::Plain);
            return None;
        }
        if area != self.area() {
            // The terminal has just changed, and word of it comes next: of what was laid out, whatever fits is shown.
            let mut laid_out = Buffer::empty(self.area());
            let cursor = self.paint(&mut laid_out, now);
            Brush::new(buf, area, &self.theme).copy(&laid_out, 0);
            return cursor.filter(|cursor| area.contains(*cursor));
        }
        // The cursor is where what is on top has it.
        let cx = DrawContext { theme: &self.theme, keymap: &self.cx.keymap, now };
        let mut cursor = None;
        for screen in self.seen().rev() {
            if screen.lies_over() {
                Brush::new(buf, area, &self.theme).send_behind();
            }
            cursor = screen.draw(buf, &cx);
            self.draw_bar(screen, &mut Brush::new(buf, area, &self.theme));
        }
        let mut brush = Brush::new(buf, area, &self.theme);
        if self.dialog.is_some() {
            brush.send_behind();
        }
        self.draw_footer(&mut brush);
        if let Some(from) = self.help {
            brush.send_behind();
            help::draw(self.help(&self.screen.contexts()), from, area, buf, &self.theme);
            return None;
        }
        match &self.dialog {
            Some(dialog) => dialog.draw(area, buf, &self.theme),
            None => cursor,
        }
    }

    /// Places the tabs in the bar, each with its label.
    pub(super) fn tab_places(&self) -> impl Iterator<Item = (Action, Rect, String)> {
        let mut x = 2 + text_width(&sanitize::cut(self.cx.which.name(), NAME));
        let key =
            |tab: &Tab| self.cx.keymap.key(&[KeyContext::Anywhere], tab.action).map(|key| format!("{key} "));
        let label = move |tab: &Tab, keyed: bool| {
            let key = key(tab).filter(|_| keyed).unwrap_or_default();
            format!(" {key}{} ", tab.label)
        };
        let taken = |keyed: bool| tabs().map(|tab| text_width(&label(&tab, keyed))).sum::<u16>();
        let room = self.area().width.saturating_sub(x);
        // Where there is not room for all, the air between them goes first, then each shares its edge with the next, then
        // their keys go. Where complaints are labelled those do something else.
        let labels = self.seen().any(View::labels);
        let count = tabs().count() as u16;
        let keyed = taken(true).saturating_sub(count) <= room && !labels;
        let gap = match room.saturating_sub(taken(keyed)) {
            left if left >= GAP as u16 * count + DATE => GAP,
            left if left >= DATE => 0,
            _ => -1,
        };
        tabs().map(move |tab| {
            let label = label(&tab, keyed);
            let place = Rect { x: x.saturating_add_signed(gap), y: 0, width: text_width(&label), height: 1 };
            x = place.right();
            (tab.action, place, label)
        })
    }

    fn draw_bar(&self, screen: &Screen, brush: &mut Brush<'_>) {
        let Some(here) = screen.tab() else { return };
        brush.part(0, 0, u16::MAX, 1).clear(Surface::Panel);
        let role = if matches!(self.cx.which, Which::Sample(_)) { Role::Warn } else { Role::Accent };
        let mut x = brush.line(1, 0, &sanitize::cut(self.cx.which.name(), NAME), role);
        let mut marked = None;
        for (action, place, label) in self.tab_places() {
            x = brush.line(place.x, 0, &label, Role::Plain);
            marked = marked.or(Some((place, label)).filter(|_| action == here.action));
        }
        // Over the edges that it shares.
        if let Some((place, label)) = marked {
            brush.line(place.x, 0, &label, Role::Marked);
        }
        let room = brush.area.width.saturating_sub(x);
        let format = if room >= DATE { "%a %-d %b %Y " } else { "%a %-d %b" };
        brush.right(x, 0, &self.cx.today().format(format).to_string(), Role::Dim);
    }

    fn draw_footer(&self, brush: &mut Brush<'_>) {
        let height = brush.area.height;
        let (status, role) = self.screen.status();
        let aside = (status.as_str(), role);
        let waits = || self.waiting.label().map(|label| (label.to_owned(), Role::Warn));
        let problem = || self.screen.problem().map(|problem| (problem, Role::Bad));
        if let Some((message, role)) = self.message.clone().or_else(waits).or_else(problem) {
            footer::message(brush, &message, role, aside);
            return;
        }
        let taken = if status.is_empty() { 1 } else { text_width(&status).saturating_add(3) };
        let room = brush.area.width.saturating_sub(taken);
        footer::keys(&mut brush.part(1, height - 1, room, 1), self.hints());
        footer::corner(brush, 0, aside);
    }

    fn label(&self, action: Action) -> &'static str {
        match (&self.cx.which, action) {
            (Which::Sample(Some(_)), Action::Quit) => "your journal",
            (_, action) => self.screen.label(action),
        }
    }

    /// Lists the keys that the footer shows, with what they do here.
    fn hints(&self) -> Vec<footer::Hint> {
        let contexts = self.contexts();
        let hints = if self.dialog.is_some() {
            Dialog::FOOTER.to_vec()
        } else {
            self.screen.footer().into_iter().map(|action| (action, self.label(action))).collect()
        };
        let with_key =
            |(action, label)| Some((action, self.cx.keymap.key(&contexts, action)?.to_string(), label));
        hints.into_iter().filter_map(with_key).collect()
    }
}

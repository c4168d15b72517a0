//! How the log looks: a panel with the list, what it is narrowed to in its frame, and beside it what is marked.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::days::MONTH;
use super::over::Over;
use super::row::{self, Look};
use super::order::{Order, SORTED};
use super::{Log, MOST_COUNTED};
use crate::app::log::format_offers;
use crate::tui::action::Action;
use crate::tui::keymap::Keys;
use crate::tui::page as layout;
use crate::tui::theme::{Role, Surface, Theme};
use crate::tui::widgets::paint::Brush;
use crate::tui::widgets::panel::Panel;
use crate::tui::widgets::split::{columns, split};

/// An entry takes two rows of the screen where a frame has so many rows, else one.
const TALL: u16 = 13;
/// Below so many rows the month stands beside what the log shows, and not over it.
const HIGH: u16 = 30;
/// The shares of list, page and days in the width.
const SHARES: [u16; 3] = [84, 70, 46];

/// Where everything stands.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Places {
    /// The frame of the list; without area where the days stand in its place.
    pub list: Rect,
    pub page: Rect,
    pub month: Rect,
    pub shows: Rect,
}

impl Places {
    /// Parts an area by its width. `days` is whether the days are looked at.
    pub fn of(area: Rect, days: bool) -> Self {
        let parts = split(area, &SHARES[..columns(area.width)]);
        let list = parts.first().copied().unwrap_or_default();
        match (parts.get(1), parts.get(2)) {
            (Some(page), Some(right)) => {
                let (month, shows) = stacked(*right);
                Self { list, page: *page, month, shows }
            }
            (Some(right), None) if days => {
                let (month, shows) = stacked(*right);
                Self { list, month, shows, ..Self::default() }
            }
            (Some(right), None) if right.height >= HIGH => {
                let (month, page) = stacked(*right);
                let month = Rect { y: right.bottom() - month.height, ..month };
                Self { list, page: Rect { y: right.y, ..page }, month, ..Self::default() }
            }
            (Some(page), None) => Self { list, page: *page, ..Self::default() },
            _ if days => {
                let month = Rect { width: MONTH.0.min(area.width), ..area };
                let shows = Rect { x: month.right(), width: area.width - month.width, ..area };
                Self { month, shows, ..Self::default() }
            }
            _ => Self { list, ..Self::default() },
        }
    }
}

/// Puts the month over the rest.
fn stacked(area: Rect) -> (Rect, Rect) {
    let height = MONTH.1.min(area.height);
    (Rect { height, ..area }, Rect { y: area.y + height, height: area.height - height, ..area })
}

impl Log {
    /// Returns the rows of the screen that an entry takes.
    pub(super) fn rows_each(&self) -> u16 {
        if self.places.list.height >= TALL { 2 } else { 1 }
    }

    fn offer_rows(&self) -> u16 {
        u16::from(!self.offers.is_empty())
    }

    /// Returns where the entries stand.
    pub(super) fn rows_area(&self) -> Rect {
        let inside = Panel::inside(self.places.list);
        let head = self.offer_rows().min(inside.height);
        Rect { y: inside.y + head, height: inside.height - head, ..inside }
    }

    /// Returns the first row in view and how many there are, as far as that is known: else by their days.
    fn scrolled(&self) -> (usize, usize) {
        let height = usize::from(self.rows_area().height / self.rows_each());
        let by_day = || {
            let first = self.list.row(self.list.view().start)?.head.day;
            let (newest, oldest) = self.span?;
            let days = |from: chrono::NaiveDate, to: chrono::NaiveDate| {
                usize::try_from((from - to).num_days()).unwrap_or_default()
            };
            let from = if self.order == Order::Oldest { days(first, oldest) } else { days(newest, first) };
            Some((from, days(newest, oldest) + height))
        };
        self.list.scrolled().or_else(by_day).unwrap_or_default()
    }

    pub(super) fn panel<'a>(&self, tags: &'a [&'a str], words: &'a Words) -> Panel<'a> {
        let rows = usize::from(self.rows_each());
        let (from, total) = self.scrolled();
        Panel::new(&words.title)
            .tags(tags)
            .counter(&words.order)
            .aside(&words.place)
            .focused(!matches!(self.over, Over::Days))
            .scrolled(from * rows, total * rows)
    }

    /// Lists what the list is narrowed to, for the frame.
    pub(super) fn tags(&self) -> Vec<&str> {
        self.on.iter().map(|pick| pick.label.as_str()).collect()
    }

    /// Describes what stands in the frame.
    pub(super) fn words(&self, keys: Option<&Keys<'_>>) -> Words {
        let total = match self.total {
            total if total > MOST_COUNTED => format!("{MOST_COUNTED}+"),
            total => total.to_string(),
        };
        let order = match self.order {
            Order::Newest => "newest first".to_owned(),
            Order::Oldest => "oldest first".to_owned(),
            Order::Column(column, turned) => {
                let title = self.titles.get(column).map_or("", String::as_str).to_lowercase();
                let turned = if turned { ", reversed" } else { "" };
                format!("by {title}{turned}, of the newest {SORTED}")
            }
        };
        let key = keys.map_or_else(String::new, |keys| format!("  {}", keys.name(Action::Order)));
        let picked = match self.picked.len() {
            0 => String::new(),
            count => format!("{count} picked · "),
        };
        let place = match (self.list.marked(), self.list.scrolled()) {
            (None, _) => String::new(),
            (Some(_), Some(_)) => format!("{picked}{} of {total}", self.list.marked_index() + 1),
            (Some(_), None) => format!("{picked}of {total}"),
        };
        Words { title: format!("Log · {total}"), order: format!("{order}{key}"), place }
    }

    pub(super) fn draw_all(&self, buf: &mut Buffer, theme: &Theme, keys: &Keys<'_>) -> Option<Position> {
        let mut brush = Brush::new(buf, self.area, theme);
        if let Over::Pairs(pairs) = &self.over {
            pairs.draw(&mut brush);
            return None;
        }
        if self.places.list.area() > 0 {
            self.draw_list(&mut Brush::new(brush.buf, self.places.list, theme), keys);
        }
        self.draw_page(&mut Brush::new(brush.buf, self.places.page, theme), keys);
        let focused = matches!(self.over, Over::Days);
        let named = [(Action::Open, "go to the day"), (Action::Back, "close")];
        self.days.draw(&mut brush, focused, &named.map(|(action, label)| (keys.name(action), label)));
        match &self.over {
            Over::Filters(filters) => {
                brush.send_behind();
                filters.draw(buf, theme)
            }
            _ => None,
        }
    }

    fn draw_list(&self, brush: &mut Brush<'_>, keys: &Keys<'_>) {
        let (tags, words) = (self.tags(), self.words(Some(keys)));
        let mut inside = self.panel(&tags, &words).draw(brush, Surface::Panel);
        if !self.offers.is_empty() {
            let label = format!("{}   {} adds them", format_offers(&self.offers), keys.name(Action::Complete));
            inside.line(0, 0, &label, Role::Warn);
        }
        let head = self.offer_rows();
        if self.list.marked().is_none() {
            let message = if self.on.is_empty() {
                let key = keys.name(Action::Capture);
                format!("Nothing is logged yet. {key} logs a reaction in one line. You can add the rest later.")
            } else {
                format!("No entry matches. {} clears every filter.", keys.name(Action::Everything))
            };
            inside.block(0, head + 1, &message, Role::Dim);
            return;
        }
        let rows = self.rows_each();
        let view = self.list.view();
        let mut day = None;
        for (index, place) in view.zip(0_u16..) {
            let Some(row) = self.list.row(index) else { continue };
            let dated = matches!(self.order, Order::Column(..)) || day != Some(row.head.day);
            day = Some(row.head.day);
            let look = Look {
                marked: self.list.is_marked(index),
                picked: self.picked.contains(&row.head.id),
                dated,
                today: self.today,
                widths: self.widths,
            };
            row::draw(&mut inside.part(0, head + place * rows, u16::MAX, rows), row, look);
        }
    }

    fn draw_page(&self, brush: &mut Brush<'_>, keys: &Keys<'_>) {
        if brush.area.area() == 0 {
            return;
        }
        let (from, total) = self.reader.scrolled();
        let title = self.beside.as_ref().map_or_else(String::new, layout::title);
        let short = self.beside.as_ref().map_or("", |page| page.head.short.as_str());
        let hue = self.beside.as_ref().and_then(|page| page.hue);
        let named = keys.named(&[Action::ReadDown, Action::ReadUp], Action::label);
        let scrolls = total > usize::from(Panel::inside(self.places.page).height);
        let panel = Panel::new(&title)
            .counter(short)
            .hue(hue)
            .keys(if scrolls { &named } else { &[] })
            .scrolled(from, total);
        self.reader.draw(&mut panel.draw(brush, Surface::Panel));
    }
}

/// What stands in the frame of the list.
#[derive(Debug)]
pub(super) struct Words {
    title: String,
    order: String,
    place: String,
}

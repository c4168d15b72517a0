//! Where everything stands on Today: a page of panels, in one, two or three columns, that may be longer than the screen.

use ratatui::layout::Rect;

use super::Today;
use super::lines::Line;
use crate::sanitize;
use crate::tui::widgets::panel::Panel;
use crate::tui::widgets::split::{columns, split};

/// A part of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// The exercises of the plan, a card or a row each.
    Plan,
    /// What an empty journal says first.
    Welcome,
    /// What is marked, in detail.
    Detail,
    /// The countdown to an interview.
    Interview,
    /// What is for today beside the plan.
    Also,
    Capture,
    Lately,
    Others,
    Calendar,
    Trust,
    Before,
}

/// The parts in their columns, for one, two and three columns.
const COLUMNS: [&[&[Part]]; 3] = [
    &[&[
        Part::Welcome,
        Part::Detail,
        Part::Interview,
        Part::Also,
        Part::Capture,
        Part::Lately,
        Part::Calendar,
        Part::Trust,
        Part::Others,
        Part::Before,
    ]],
    &[
        &[Part::Welcome, Part::Detail, Part::Interview, Part::Also, Part::Capture, Part::Lately],
        &[Part::Calendar, Part::Trust, Part::Others, Part::Before],
    ],
    &[
        &[Part::Welcome, Part::Detail, Part::Interview, Part::Also, Part::Capture, Part::Trust],
        &[Part::Lately],
        &[Part::Calendar, Part::Others, Part::Before],
    ],
];
/// How the width is shared among them.
const SHARES: [&[u16]; 3] = [&[1], &[70, 50], &[70, 64, 52]];

/// From this size on, the exercises of the plan are cards, of so many columns at least.
const CARDS: (u16, u16) = (72, 20);
const CARD: u16 = 15;

/// Where the words of what was logged begin, and the most rows they take.
pub(super) const WORDS: u16 = 9;
const MOST_WORDS: usize = 3;

/// How the page is laid out for an area.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// The frame of each part that there is.
    pub parts: Vec<(Part, Rect)>,
    /// Where each line stands; `None` for one there is no room for.
    pub lines: Vec<Option<Rect>>,
    /// The lines in the order in which the mark goes down.
    pub order: Vec<usize>,
    /// Whether the plan is drawn in cards.
    pub cards: bool,
    pub height: u16,
}

impl Page {
    pub fn of(today: &Today, area: Rect) -> Self {
        let mut page = Self { lines: vec![None; today.lines.len()], ..Self::default() };
        let top = today.head();
        let plan = page.place_plan(today, Rect { x: 0, y: top, ..area }, area.height);
        page.parts.push((Part::Plan, plan));
        let count = columns(area.width);
        let below = Rect { x: 0, y: plan.bottom(), height: 0, ..area };
        let parts = split(below, SHARES[count - 1]).into_iter().zip(COLUMNS[count - 1]);
        page.height = below.y;
        for (column, parts) in parts {
            let mut heights: Vec<u16> = today.lines.iter().map(|line| rows_of_line(line, count)).collect();
            if *parts == [Part::Lately] {
                today.unfold(&mut heights, column.width, area.height.saturating_sub(column.y));
            }
            let mut y = column.y;
            for part in *parts {
                let rows = today.rows_of(*part, area, column.width, &heights);
                if rows > 0 {
                    let frame = Rect { y, height: rows + 2, ..column };
                    page.place_lines(today, *part, frame, &heights);
                    page.parts.push((*part, frame));
                    y = frame.bottom();
                }
            }
            page.height = page.height.max(y);
        }
        let mut order: Vec<usize> =
            (0..page.lines.len()).filter(|index| page.lines.get(*index).is_some_and(Option::is_some)).collect();
        let place = |index: &usize| page.lines[*index].map(|place| (place.y >= below.y, place));
        order.sort_by_key(|index| {
            place(index).map(|(below, place)| {
                if below { (place.x + 1, place.y, place.x) } else { (0, place.y, place.x) }
            })
        });
        page.order = order;
        page
    }

    /// Places the exercises of the plan, and returns what they take.
    fn place_plan(&mut self, today: &Today, at: Rect, screen: u16) -> Rect {
        let slots = today.view.slots.len() as u16;
        self.cards = at.width >= CARDS.0 && screen >= CARDS.1;
        let abreast = if self.cards { slots.min(at.width / CARD).max(1) } else { 1 };
        let rows = if self.cards { card_rows(at.width) } else { 1 };
        for index in 0..slots {
            let (column, row) = (index % abreast, index / abreast);
            let end = |column: u16| (u32::from(at.width) * u32::from(column) / u32::from(abreast)) as u16;
            let (x, y) = (end(column), at.y + row * rows);
            let place = Rect { x, y, width: end(column + 1) - x, height: rows };
            if let Some(line) = self.lines.get_mut(usize::from(index)) {
                *line = Some(place);
            }
        }
        Rect { height: slots.div_ceil(abreast) * rows, ..at }
    }

    fn place_lines(&mut self, today: &Today, part: Part, frame: Rect, heights: &[u16]) {
        let inside = Panel::inside(frame);
        // What is to be picked stands below what is said.
        let mut y = if part == Part::Welcome { inside.y + today.welcome_rows(frame.width) } else { inside.y };
        for (index, line) in today.lines.iter().enumerate().filter(|(_, line)| part_of(line) == part) {
            let height = match line {
                // The whole of it is one.
                Line::Calendar | Line::Trust => inside.height,
                _ => heights[index],
            };
            if y + height <= inside.bottom() {
                self.lines[index] = Some(Rect { y, height, ..inside });
                y += height;
            }
        }
    }

    /// Returns where a line stands.
    pub fn line(&self, index: usize) -> Option<Rect> {
        self.lines.get(index).copied().flatten()
    }

    /// Finds the line beside another, in the next column to the left or to the right, among those that are near.
    pub fn beside(&self, index: usize, right: bool, is_near: impl Fn(usize) -> bool) -> Option<usize> {
        let here = self.line(index)?;
        let is_beside = |there: &Rect| if right { there.x >= here.right() } else { there.right() <= here.x };
        let placed = self.order.iter().filter_map(|other| Some((*other, self.line(*other)?)));
        let beside = placed.filter(|(other, there)| is_beside(there) && is_near(*other));
        let far = |there: &Rect| (there.x.abs_diff(here.x), there.y.abs_diff(here.y));
        beside.min_by_key(|(_, there)| far(there)).map(|(index, _)| index)
    }
}

/// Returns the rows of a card with its frame.
fn card_rows(width: u16) -> u16 {
    if columns(width) > 1 { 6 } else { 5 }
}

pub(super) fn part_of(line: &Line) -> Part {
    match line {
        Line::Slot(_) => Part::Plan,
        Line::First(_) => Part::Welcome,
        Line::Daily(_) | Line::Returning(..) | Line::Due(_) | Line::Draft(..) => Part::Also,
        Line::Capture => Part::Capture,
        Line::Reaction(_) | Line::Offer(..) => Part::Lately,
        Line::Calendar => Part::Calendar,
        Line::Trust => Part::Trust,
        Line::Interview(_) => Part::Interview,
        Line::Other { .. } | Line::Library(_) => Part::Others,
        Line::Before(_) => Part::Before,
    }
}

fn rows_of_line(line: &Line, columns: usize) -> u16 {
    match line {
        Line::Daily(_) => 2,
        Line::Returning(..) => 3,
        Line::Reaction(_) if columns > 1 => 2,
        _ => 1,
    }
}

impl Today {
    /// Returns whether there are few rows.
    pub(super) fn is_low(&self) -> bool {
        self.area.height < CARDS.1
    }

    /// Returns what was logged, the newest first, the rows that its words take, as far as a column by itself has room.
    fn unfold(&self, heights: &mut [u16], width: u16, room: u16) {
        let lines = || self.lines.iter().enumerate().filter(|(_, line)| part_of(line) == Part::Lately);
        let taken: u16 = lines().map(|(at, _)| heights[at]).sum();
        let mut spare = room.saturating_sub(taken + 2);
        let lately = self.glance.as_ref().map_or(&[][..], |glance| &glance.lately);
        let inside = Panel::inside(Rect::new(0, 0, width, 3)).width;
        for (at, line) in lines() {
            let Line::Reaction(index) = line else { continue };
            let words = lately.get(*index).map_or("", |reaction| &reaction.words);
            let rows = sanitize::clipped(words, usize::from(inside.saturating_sub(WORDS)), MOST_WORDS).len() as u16;
            let more = rows.saturating_sub(1).min(spare);
            heights[at] += more;
            spare -= more;
        }
    }

    /// Returns the rows within the frame of a part; 0 if it is not there.
    fn rows_of(&self, part: Part, area: Rect, width: u16, heights: &[u16]) -> u16 {
        let columns = columns(area.width);
        let lines = || self.lines.iter().zip(heights).filter(|(line, _)| part_of(line) == part);
        let glance = self.glance.as_ref();
        match part {
            Part::Plan => 0,
            Part::Welcome if lines().next().is_none() => 0,
            Part::Welcome => self.welcome_rows(width) + lines().count() as u16,
            Part::Detail if self.is_low() => 3,
            Part::Detail => [4, 9, 12][columns - 1],
            Part::Calendar => glance.map_or(0, |_| 1 + self.weeks_shown(columns)),
            Part::Trust => glance.map_or(0, |glance| glance.rated.len().min([5, 5, 8][columns - 1]) as u16),
            Part::Lately => {
                let most = [3, 6, usize::MAX][columns - 1];
                let reactions = lines().filter(|(line, _)| matches!(line, Line::Reaction(_))).take(most);
                let others = lines().filter(|(line, _)| !matches!(line, Line::Reaction(_)));
                reactions.chain(others).map(|(_, rows)| rows).sum()
            }
            _ => lines().map(|(_, rows)| rows).sum(),
        }
    }

    /// Returns how many weeks the calendar shows.
    pub(super) fn weeks_shown(&self, columns: usize) -> u16 {
        let weeks = self.glance.as_ref().map_or(0, |glance| glance.days.len());
        weeks.min([5, 5, 10][columns - 1]) as u16
    }

    /// Scrolls so that the marked line shows; the plan with what stands above it.
    pub(super) fn show_marked(&mut self) {
        let room = self.shown();
        let Some(place) = self.page.line(self.marked).filter(|_| !self.wheeled) else {
            self.top = self.top.min(self.page.height.saturating_sub(room));
            return;
        };
        let least = if matches!(self.lines.get(self.marked), Some(Line::Slot(_))) { 0 } else { place.y.saturating_sub(1) };
        let top = self.top.max((place.bottom() + 1).min(self.page.height).saturating_sub(room));
        self.top = top.min(least).min(self.page.height.saturating_sub(room));
    }

    /// Returns the rows of the page that show: where it is longer than the screen, the last row says what is beyond.
    pub(super) fn shown(&self) -> u16 {
        let height = self.area.height;
        if self.page.height > height { height.saturating_sub(1) } else { height }
    }

    /// Counts the lines before and after those that show.
    pub(super) fn beyond(&self) -> (usize, usize) {
        let count = |is_beyond: &dyn Fn(Rect) -> bool| {
            self.page.order.iter().filter_map(|index| self.page.line(*index)).filter(|place| is_beyond(*place)).count()
        };
        let bottom = self.top + self.shown();
        (count(&|place| place.y < self.top), count(&|place| place.bottom() > bottom))
    }
}

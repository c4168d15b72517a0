//! How the parts of Today look, drawn on a page that may be longer than the screen.

use chrono::{Days, NaiveDate};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::Today;
use super::lines::Line;
use super::page::{Part, WORDS, part_of};
use crate::app::returning;
use crate::app::week::Slot;
use crate::charts::HEIGHTS;
use crate::domain::time::spent;
use crate::sanitize;
use crate::tui::action::Action;
use crate::tui::keymap::Keys;
use crate::tui::theme::{Role, Surface};
use crate::tui::widgets::chart;
use crate::tui::widgets::paint::Brush;
use crate::tui::widgets::panel::Panel;
use crate::wording;

/// Columns of a day in the calendar, and of the date before a week.
const DAY: u16 = 4;
const DATE: u16 = 7;

impl Today {
    /// Counts the rows above the plan.
    pub(super) fn head(&self) -> u16 {
        1 + u16::from(self.read_only || self.sample.is_some()) + u16::from(self.theme.is_some()) + u16::from(self.away.is_some())
    }

    pub(super) fn draw_all(&self, brush: &mut Brush<'_>, key: &Keys<'_>) {
        let area = Rect { x: 0, y: 0, width: brush.area.width, height: self.page.height };
        let mut page = Buffer::empty(area);
        let mut canvas = Brush::new(&mut page, area, brush.theme);
        canvas.clear(Surface::Base);
        self.draw_head(&mut canvas, key);
        for (part, frame) in &self.page.parts {
            let mut at = canvas.part(frame.x, frame.y, frame.width, frame.height);
            match part {
                Part::Plan => self.draw_plan(&mut canvas),
                Part::Detail => self.draw_detail(&mut at, key),
                part => self.draw_panel(&mut at, *part, key),
            }
        }
        let rows = self.shown();
        brush.part(0, 0, u16::MAX, rows).copy(&page, self.top);
        let (above, below) = self.beyond();
        let more = [("↑", above), ("↓", below)].into_iter().filter(|(_, count)| *count > 0);
        let more: Vec<String> = more.map(|(arrow, count)| format!("{arrow} {count} more")).collect();
        if rows < brush.area.height {
            let mut foot = brush.part(0, rows, u16::MAX, 1);
            foot.clear(Surface::Base);
            foot.right(0, 0, &format!("{} ", more.join(" · ")), Role::Dim);
        }
    }

    fn draw_head(&self, brush: &mut Brush<'_>, key: &Keys<'_>) {
        let past = if self.view.week == self.this_week {
            String::new()
        } else {
            format!(" (past week, {} returns to this one)", key.name(Action::ThisWeek))
        };
        self.draw_week(brush, &past);
        let mut y = 1;
        if let Some(theme) = &self.theme {
            let x = brush.line(1, y, &format!("{}: ", theme.title), Role::Accent);
            brush.line(x, y, &theme.constraint, Role::Plain);
            y += 1;
        }
        if let Some(days) = self.away {
            brush.line(1, y, &wording::welcome_back(days), Role::Good);
            y += 1;
        }
        if let Some(back) = self.sample {
            let back = if back { "returns to yours" } else { "leaves it" };
            let quit = key.name(Action::Quit);
            let message = format!("Sample journal: nothing is kept. {quit} {back}.");
            brush.line(1, y, &message, Role::Warn);
        } else if self.read_only {
            let message = "This journal is read-only here. You can read it, but not write in it.";
            brush.line(1, y, message, Role::Warn);
        }
    }

    fn draw_panel(&self, brush: &mut Brush<'_>, part: Part, key: &Keys<'_>) {
        let focused = self.lines.get(self.marked).is_some_and(|line| part_of(line) == part);
        let glance = self.glance.as_ref();
        let key_of = |action: Action| key.name(action);
        let (title, counter) = match part {
            Part::Welcome => ("Welcome".to_owned(), String::new()),
            Part::Also => ("Today".to_owned(), String::new()),
            Part::Interview => self.interview_title(),
            Part::Capture => ("Something just happened?".to_owned(), key_of(Action::Capture)),
            Part::Lately => ("Lately".to_owned(), format!("{} log", key_of(Action::Log))),
            Part::Calendar => (self.calendar_title(), glance.map_or(String::new(), |glance| {
                let (days, of) = glance.practised;
                format!("{days} of {of} days practised")
            })),
            Part::Trust => ("Trust now".to_owned(), format!("{} progress", key_of(Action::Progress))),
            Part::Others => ("More to practise".to_owned(), String::new()),
            Part::Before => ("Weeks before".to_owned(), key_of(Action::PreviousWeek)),
            Part::Plan | Part::Detail => (String::new(), String::new()),
        };
        let frame = brush.area;
        let legend = if part == Part::Calendar { chart::HEAT } else { "" };
        let panel = Panel::new(&title).counter(&counter).aside(legend).focused(focused);
        let mut inside = panel.draw(brush, Surface::Panel);
        match part {
            Part::Welcome => self.draw_welcome(&mut inside),
            Part::Calendar => return self.draw_calendar(&mut inside, focused),
            Part::Trust => return self.draw_trust(&mut inside),
            _ => {}
        }
        let mut marked = None;
        for (index, line) in self.lines.iter().enumerate().filter(|(_, line)| part_of(line) == part) {
            let Some(place) = self.page.line(index) else { continue };
            let y = place.y.saturating_sub(inside.area.y);
            self.draw_line(&mut inside.part(0, y, place.width, place.height), line, key);
            marked = marked.or((index == self.marked).then_some((y + 1, place.height)));
        }
        if let Some((y, height)) = marked {
            brush.line(1, y, "▸", Role::Accent);
            brush.part(1, y, frame.width.saturating_sub(2), height).select(0, height);
        }
    }

    fn draw_line(&self, row: &mut Brush<'_>, line: &Line, key: &Keys<'_>) {
        match line {
            Line::First(first) => self.draw_first(row, *first, key),
            Line::Daily(daily) => {
                let (mark, role) = match (&daily.head, daily.is_done()) {
                    (None, _) => ("○", Role::Dim),
                    (Some(_), false) => ("◐", Role::Warn),
                    (Some(_), true) => ("✓", Role::Good),
                };
                let x = row.pieces(0, 0, &[(mark, role), (" ", Role::Plain), (&daily.title, Role::Title)]);
                row.right(x + 1, 0, &minutes(daily.minutes), Role::Dim);
                row.line(2, 1, &daily.question, Role::Plain);
            }
            Line::Returning(back) => {
                let x = row.pieces(0, 0, &[("↺ ", Role::Accent), (&back.title, Role::Title)]);
                let about = format!("{} ", wording::ago(returning::age(back.one.day, self.day)));
                row.right(x + 1, 0, about.trim_end(), Role::Dim);
                let text = sanitize::clipped(&back.one.returning.text, usize::from(row.area.width.saturating_sub(2)), 2);
                for (text, y) in text.iter().zip(1..) {
                    row.line(2, y, text, Role::Plain);
                }
            }
            Line::Due(count) => {
                let x = row.pieces(0, 0, &[("◇ ", Role::Accent), ("Tell from memory", Role::Title)]);
                row.right(x + 1, 0, &format!("{count} due"), Role::Dim);
            }
            Line::Draft(head, title) => {
                let x = row.pieces(0, 0, &[("◐ ", Role::Warn), (title, Role::Plain)]);
                let of = if head.week == self.view.week.label() {
                    head.day.format("draft of %A").to_string()
                } else {
                    format!("draft of week {}", head.week)
                };
                let x = row.line(x + 2, 0, &of, Role::Dim);
                row.right(x + 1, 0, head.short.as_str(), Role::Dim);
            }
            Line::Capture => {
                let x = row.pieces(0, 0, &[("› ", Role::Accent), ("one line is enough", Role::Dim)]);
                row.right(x + 2, 0, "@product !feeling #tag 3/5", Role::Dim);
            }
            Line::Reaction(index) => self.draw_reaction(row, *index),
            Line::Offer(words, _) => {
                row.line(0, 0, words, Role::Plain);
            }
            Line::Library(count) => {
                let x = row.line(0, 0, &format!("All {count} exercises"), Role::Plain);
                row.right(x + 1, 0, &key.name(Action::Library), Role::Accent);
            }
            Line::Other { title, about, head, .. } => {
                let x = row.line(0, 0, &sanitize::cut(title, 28), Role::Plain);
                let label = if head.open_draft { "started".to_owned() } else { format!("✓ {}", head.outcome()) };
                row.right(x + 1, 0, &sanitize::cut(&label, usize::from(row.area.width.saturating_sub(x + 2))), Role::Dim);
                let room = row.area.width.saturating_sub(30 + 14);
                if room > 24 {
                    row.line(30, 0, &sanitize::cut(about, room.into()), Role::Dim);
                }
            }
            Line::Before(index) => self.draw_week_before(row, *index),
            Line::Interview([.., what]) => {
                row.line(0, 0, &sanitize::cut(what, row.area.width.into()), Role::Plain);
            }
            Line::Slot(_) | Line::Calendar | Line::Trust => {}
        }
    }

    fn draw_reaction(&self, row: &mut Brush<'_>, index: usize) {
        let lately = self.glance.as_ref().map_or(&[][..], |glance| &glance.lately);
        let Some(reaction) = lately.get(index) else { return };
        let same = index.checked_sub(1).and_then(|before| lately.get(before));
        if same.is_none_or(|before| before.day != reaction.day) {
            let recent = (self.day - reaction.day).num_days() < 7;
            let day = reaction.day.format(if recent { "%a" } else { "%-d %b" });
            row.line(0, 0, &day.to_string(), Role::Dim);
        }
        let (glyph, role) = reaction.hue.map_or(("·", Role::Dim), |hue| (wording::hue_mark(hue).0, Role::Hue(hue)));
        row.line(7, 0, glyph, role);
        let about = reaction.about.join(" · ");
        if row.area.height > 1 {
            row.line(WORDS, 0, if about.is_empty() { "–" } else { &about }, Role::Dim);
            let width = row.area.width.saturating_sub(WORDS);
            for (words, y) in sanitize::clipped(&reaction.words, width.into(), usize::from(row.area.height - 1)).iter().zip(1..) {
                row.line(WORDS, y, words, Role::Title);
            }
        } else {
            let x = row.line(WORDS, 0, &sanitize::cut(&about, 24), Role::Dim);
            row.line(if about.is_empty() { WORDS } else { x + 2 }, 0, &reaction.words, Role::Plain);
        }
    }

    fn draw_week_before(&self, row: &mut Brush<'_>, index: usize) {
        let Some(view) = self.before.get(index) else { return };
        let mut x = row.line(0, 0, &format!("W{:02}", view.week.label().week), Role::Plain) + 2;
        for slot in &view.slots {
            let role = slot.hue.filter(|_| slot.is_done()).map_or(Role::Dim, Role::Hue);
            x = row.line(x, 0, wording::slot_mark(slot.state), role) + 1;
        }
        row.line(x + 1, 0, &spent(view.desk).unwrap_or_default(), Role::Dim);
        let said = view.slots.iter().map(Slot::summary).find(|said| !said.is_empty());
        row.line(x + 14, 0, said.unwrap_or_default(), Role::Dim);
    }

    fn draw_trust(&self, inside: &mut Brush<'_>) {
        let rated = self.glance.as_ref().map_or(&[][..], |glance| &glance.rated);
        for (product, y) in rated.iter().zip(0..inside.area.height) {
            let end = inside.area.width.saturating_sub(18);
            inside.line(0, y, &sanitize::cut(&product.name, usize::from(end.saturating_sub(1))), Role::Plain);
            let first = (end + 12).saturating_sub(2 * product.values.len() as u16);
            for (value, x) in product.values.iter().zip((first..).step_by(2)) {
                let value = value.round().clamp(1.0, 5.0) as u8;
                let block = HEIGHTS.get(usize::from(value - 1)).copied().unwrap_or_default();
                inside.line(x, y, block, Role::Value(value));
            }
            let last = product.values.last().copied().unwrap_or_default();
            let x = inside.line(end + 13, y, &crate::domain::number_format::rounded(last), Role::Title);
            let (arrow, role) = match product.change() {
                Some(change) if change > 0.0 => ("▲", Role::Good),
                Some(change) if change < 0.0 => ("▼", Role::Bad),
                Some(_) => ("=", Role::Dim),
                None => ("", Role::Dim),
            };
            inside.line(x + 1, y, arrow, role);
        }
        if matches!(self.lines.get(self.marked), Some(Line::Trust)) {
            inside.select(0, u16::MAX);
        }
    }

    fn interview_title(&self) -> (String, String) {
        let said = self.lines.iter().find_map(|line| match line {
            Line::Interview([title, day, _]) => Some((title.clone(), day.clone())),
            _ => None,
        });
        said.unwrap_or_default()
    }

    fn calendar_title(&self) -> String {
        if matches!(self.lines.get(self.marked), Some(Line::Calendar)) {
            self.cursor.format("%A %-d %B").to_string()
        } else {
            self.day.format("%B").to_string()
        }
    }

    fn draw_calendar(&self, inside: &mut Brush<'_>, focused: bool) {
        let Some(glance) = &self.glance else { return };
        let hidden = glance.days.len().saturating_sub(usize::from(inside.area.height.saturating_sub(1)));
        for (week, y) in glance.days.iter().skip(hidden).zip(1..) {
            for (day, n) in week.iter().zip(0_u16..) {
                let x = DATE + n * DAY;
                if y == 1 {
                    inside.line(x, 0, &day.date.format("%a").to_string(), Role::Dim);
                }
                if n == 0 {
                    inside.line(0, y, &day.date.format("%-d %b").to_string(), Role::Dim);
                }
                let (mark, role) = day.entries.map_or((" ", Role::Dim), chart::heat);
                let (open, close) = if day.date == self.day { ("[", "]") } else { (" ", " ") };
                inside.pieces(x, y, &[(open, Role::Accent), (mark, role), (close, Role::Accent)]);
                if focused && day.date == self.cursor {
                    inside.part(x, y, 3, 1).select(0, 1);
                }
            }
        }
    }

    /// Finds the day of the calendar at a place of the page.
    pub(super) fn day_at(&self, inside: Rect, at: Position) -> Option<NaiveDate> {
        let weeks = u64::from(inside.height.saturating_sub(1));
        let (row, column) = (at.y.checked_sub(inside.y + 1)?, at.x.checked_sub(inside.x + DATE)? / DAY);
        let first = self.this_week.ends().checked_sub_days(Days::new(7 * weeks))?;
        let day = first.checked_add_days(Days::new(u64::from(row) * 7 + u64::from(column)))?;
        (column < 7 && self.shows_day(day)).then_some(day)
    }
}

fn minutes((least, most): (u32, u32)) -> String {
    format!("{least}–{most} min")
}

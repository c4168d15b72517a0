//! The days of practice: a month as a calendar, with a cursor that leads to a day of the list, and what the log shows.

use chrono::{Datelike, Days as Span, NaiveDate};
use ratatui::layout::{Position, Rect};

use crate::app::reading::{self, LogDays, Shows};
use crate::domain::exercise::Exercise;
use crate::domain::field_role::FieldRole;
use crate::domain::stats::activity::Day;
use crate::domain::stats::reading::{Finding, Line as Read};
use crate::error::Result;
use crate::sanitize;
use crate::tui::action::{Action, Input};
use crate::tui::context::Context;
use crate::tui::find::Line;
use crate::tui::reader::Reader;
use crate::tui::theme::{Hue, Role, Surface};
use crate::tui::widgets::chart;
use crate::tui::widgets::paint::Brush;
use crate::tui::widgets::panel::Panel;

/// Columns of a day, and rows and columns of a month in its frame.
const DAY: u16 = 4;
pub(super) const MONTH: (u16, u16) = (7 * DAY + 4, 9);
/// The most columns of a label and of a bar.
const LABEL: usize = 20;
const BAR: usize = 24;

/// A month, the day that is looked at, and what the log shows.
#[derive(Debug)]
pub(super) struct Days {
    counts: LogDays,
    today: NaiveDate,
    at: NaiveDate,
    weeks: Vec<[Day; 7]>,
    /// What the log shows, if there is enough of it, and whether that was read: only where there is room for it.
    shows: Option<Shows>,
    read: bool,
    /// The dimensions by what they are called.
    hues: Vec<(String, Hue)>,
    reader: Reader,
    /// Where the month and what the log shows stand.
    places: [Rect; 2],
}

impl Days {
    pub fn read(exercise: &Exercise, at: NaiveDate, cx: &Context) -> Result<Self> {
        let today = cx.today();
        let counts = reading::log_days(&cx.store, exercise, today)?;
        let options = exercise.with_role(FieldRole::Dimension).map_or(&[][..], |field| field.kind.options());
        let mut days = Self {
            shows: None,
            read: false,
            counts,
            today,
            at,
            weeks: Vec::new(),
            hues: options.iter().filter_map(|option| Some((option.label.clone(), option.hue?))).collect(),
            reader: Reader::default(),
            places: [Rect::ZERO; 2],
        };
        days.go(at, exercise, cx)?;
        Ok(days)
    }

    /// Looks at a day, and reads its month.
    pub fn go(&mut self, day: NaiveDate, exercise: &Exercise, cx: &Context) -> Result<()> {
        let there = |week: &[Day; 7]| week.iter().any(|one| one.date == day && one.date.month() == self.at.month());
        let known = self.weeks.iter().any(there) && (day.year(), day.month()) == (self.at.year(), self.at.month());
        self.at = day;
        if !known {
            let starts = cx.this_week()?.starts.weekday();
            self.weeks = reading::month(&cx.store, exercise, day, (starts, self.today))?;
        }
        Ok(())
    }

    /// Returns whether what the log shows has a place and was not read yet.
    pub fn waits(&self) -> bool {
        !self.read && self.places[1].area() > 0
    }

    /// Reads what the log shows, if it waits for that.
    pub fn read_shows(&mut self, exercise: &Exercise, cx: &Context) -> Result<()> {
        if self.waits() {
            self.shows = reading::first(&cx.store, exercise, &self.counts)?;
            self.read = true;
            self.reader.renew();
        }
        Ok(())
    }

    pub fn at(&self) -> NaiveDate {
        self.at
    }

    /// Returns the day an input leads to, if it leads to one; what the log shows scrolls otherwise.
    pub fn leads_to(&self, input: &Input) -> Option<NaiveDate> {
        let by = match input {
            Input::Do(Action::Left) => -1,
            Input::Do(Action::Right) => 1,
            Input::Do(Action::Up) => -7,
            Input::Do(Action::Down) => 7,
            _ => return None,
        };
        let span = Span::new(i64::unsigned_abs(by));
        let day = if by < 0 { self.at.checked_sub_days(span) } else { self.at.checked_add_days(span) };
        day.filter(|day| *day <= self.today)
    }

    /// Scrolls what the log shows, and returns whether the input was for that.
    pub fn scrolls(&mut self, input: &Input) -> bool {
        self.reader.act(input)
    }

    /// Returns the day at a place of the screen.
    pub fn day_at(&self, at: Position) -> Option<NaiveDate> {
        let inside = Panel::inside(self.places[0]);
        let row = usize::from(at.y.checked_sub(inside.y + 1)?);
        let column = usize::from(at.x.checked_sub(inside.x)? / DAY);
        let day = self.weeks.get(row)?.get(column).filter(|_| inside.contains(at))?;
        day.entries.map(|_| day.date)
    }

    /// Fits the month and what the log shows to their places; one without a place is not seen.
    pub fn arrange(&mut self, places: [Rect; 2]) {
        self.places = places;
        let inside = Panel::inside(places[1]);
        let Self { counts, shows, hues, reader, .. } = self;
        reader.arrange((inside.width, inside.height), |width| lines(counts, shows.as_ref(), hues, width));
    }

    /// Draws the month and what the log shows.
    pub fn draw(&self, brush: &mut Brush<'_>, focused: bool, keys: &[(String, &str)]) {
        let [month, shows] = self.places;
        if month.area() > 0 {
            self.draw_month(&mut Brush::new(brush.buf, month, brush.theme), focused, keys);
        }
        if shows.area() > 0 {
            let mut brush = Brush::new(brush.buf, shows, brush.theme);
            let (from, total) = self.reader.scrolled();
            let panel = Panel::new("What your log shows").scrolled(from, total);
            self.reader.draw(&mut panel.draw(&mut brush, Surface::Panel));
        }
    }

    fn draw_month(&self, brush: &mut Brush<'_>, focused: bool, keys: &[(String, &str)]) {
        let title = self.at.format("%B %Y").to_string();
        let panel = Panel::new(&title).focused(focused).keys(if focused { keys } else { &[] }).aside(chart::HEAT);
        let mut inside = panel.draw(brush, Surface::Panel);
        for (n, day) in self.weeks.first().into_iter().flatten().enumerate() {
            let name = day.date.format("%a").to_string();
            inside.line(n as u16 * DAY, 0, name.get(..2).unwrap_or_default(), Role::Dim);
        }
        for (row, week) in self.weeks.iter().enumerate() {
            for (column, day) in week.iter().enumerate().filter(|(_, day)| day.date.month() == self.at.month()) {
                let (x, y) = (column as u16 * DAY, row as u16 + 1);
                let today = day.date == self.today;
                let number = if today { Role::Accent } else { Role::Dim };
                let end = inside.line(x, y, &format!("{:>2}", day.date.day()), number);
                if let Some(entries) = day.entries {
                    let (mark, role) = chart::heat(entries);
                    inside.line(end, y, mark, role);
                }
                if focused && day.date == self.at {
                    inside.part(x, y, DAY - 1, 1).select(0, 1);
                }
            }
        }
    }
}

/// Lays out what the log shows.
fn lines(counts: &LogDays, shows: Option<&Shows>, hues: &[(String, Hue)], width: usize) -> Vec<Line> {
    let wrapped = |text: &str, role: Role| {
        sanitize::wrap(text, width).into_iter().map(move |row| vec![(row, role)]).collect::<Vec<_>>()
    };
    let mut lines = vec![vec![(counts.format_count(), Role::Title)]];
    lines.extend(wrapped(&counts.what_next(), Role::Dim));
    let Some(shows) = shows else { return lines };
    if !shows.trust.is_empty() {
        lines.push(Line::new());
        lines.push(vec![("Trust by product".to_owned(), Role::Title)]);
        let bar = |(name, mean, n): &(String, f64, usize)| {
            let value = mean.round().clamp(1.0, 5.0) as u8;
            bar(name, mean / 5.0, (&format!("{mean:.1}"), *n), Role::Value(value), width)
        };
        lines.extend(shows.trust.iter().map(bar));
    }
    let mut sentences = Vec::new();
    for line in &shows.lines {
        let Some(Finding::Most(named, _)) = &line.found else {
            let role = if line.found.is_some() { Role::Plain } else { Role::Dim };
            // The number stays with what it is the number of.
            sentences.extend(wrapped(&reading::format_line(line).replace("n = ", "n\u{a0}=\u{a0}"), role));
            continue;
        };
        lines.push(Line::new());
        lines.push(heading(line));
        let most = named.iter().map(|(_, n)| *n).max().unwrap_or(1).max(1);
        lines.extend(named.iter().map(|(word, n)| {
            let hue = hues.iter().find(|(label, _)| label == word).map(|(_, hue)| *hue);
            let role = Role::Hue(hue.unwrap_or(Hue::Review));
            bar(word, *n as f64 / most as f64, (&n.to_string(), 0), role, width)
        }));
    }
    lines.push(Line::new());
    lines.append(&mut sentences);
    lines
}

fn heading(line: &Read) -> Line {
    let n = format!("  n\u{a0}{}", line.n);
    vec![(reading::format_title(line).to_owned(), Role::Title), (n, Role::Dim)]
}

/// Draws a label, a bar for a share, its number, and how many it rests on.
fn bar(label: &str, share: f64, (number, n): (&str, usize), role: Role, width: usize) -> Line {
    let room = LABEL.min(width / 3);
    let label = sanitize::cut(&sanitize::line(label), room);
    let air = " ".repeat(room.saturating_sub(sanitize::width(&label)) + 1);
    let longest = BAR.min(width.saturating_sub(room + 10));
    let cells = ((share * longest as f64).round() as usize).clamp(1, longest.max(1));
    let n = if n > 0 { format!("  n\u{a0}{n}") } else { String::new() };
    vec![
        (format!("{label}{air}"), Role::Plain),
        ("█".repeat(cells), role),
        (format!(" {number}"), Role::Plain),
        (n, Role::Dim),
    ]
}

//! What stands beside the list: one entry to read, or the days of practice and what they say.

use crate::app::reading as app;
use crate::domain::exercise::Exercise;
use crate::domain::stats::activity::Day;
use crate::domain::stats::reading;
use crate::error::Result;
use crate::sanitize;
use crate::tui::action::Input;
use crate::tui::context::Context;
use crate::tui::find::Line;
use crate::tui::theme::Role;
use crate::tui::widgets::paint::Brush;

/// Columns of one day in the calendar, and of the date before a week.
const DAY: u16 = 4;
const DATE: u16 = 7;

/// The days of practice, with the first reading once they were opened.
#[derive(Debug)]
pub(super) struct Days {
    counts: app::LogDays,
    reading: Option<Vec<reading::Line>>,
    top: usize,
}

impl Days {
    pub fn read(exercise: &Exercise, cx: &Context) -> Result<Self> {
        let counts = app::log_days(&cx.store, exercise, cx.this_week()?, cx.today())?;
        Ok(Self { counts, reading: None, top: 0 })
    }

    /// Reads what the log says, if there are days enough.
    pub fn open(&mut self, exercise: &Exercise, cx: &Context) -> Result<()> {
        self.top = 0;
        self.reading = app::first(&cx.store, exercise, &self.counts)?;
        Ok(())
    }

    /// Scrolls, and returns whether the input was for that.
    pub fn act(&mut self, input: &Input) -> bool {
        // Drawing shows the last lines however far this goes; it is held to what could be there.
        let most = self.reading.as_ref().map_or(0, |lines| lines.len() * 3) + 12;
        let to = input.moves(self.top, most + 1, (5, 3));
        self.top = to.unwrap_or(self.top);
        to.is_some()
    }

    /// Draws the calendar, what it comes to, and what the log says.
    pub fn draw(&self, brush: &mut Brush<'_>) {
        brush.scrolled(&self.lines(usize::from(brush.area.width)), self.top);
    }

    fn lines(&self, width: usize) -> Vec<Line> {
        let log_days = &self.counts;
        let one = |text: String, role: Role| vec![(text, role)];
        let wrapped = |text: &str, role: Role| {
            sanitize::wrap(text, width).into_iter().map(move |row| one(row, role)).collect::<Vec<_>>()
        };
        let mut lines = vec![one(log_days.format_count(), Role::Title)];
        lines.extend(wrapped(&log_days.what_next(), Role::Dim));
        lines.push(Vec::new());
        lines.extend(self.calendar());
        let legend = format!("{} none  {} one  {} two, three  {} more", mark(0), mark(1), mark(2), mark(4));
        lines.extend(wrapped(&legend, Role::Dim));
        if let Some(reading) = &self.reading {
            lines.push(Vec::new());
            lines.push(one("What your log shows".to_owned(), Role::Title));
            for line in reading {
                let role = if line.found.is_some() { Role::Plain } else { Role::Dim };
                // The number stays with what it is the number of.
                lines.extend(wrapped(&app::format_line(line).replace("n = ", "n\u{a0}=\u{a0}"), role));
            }
        }
        lines
    }

    fn calendar(&self) -> Vec<Line> {
        let weeks = self.counts.calendar();
        let name = |day: &Day| (format!("{:^4}", day.date.format("%a").to_string()), Role::Dim);
        let mut lines = Vec::new();
        if let Some(first) = weeks.first() {
            let before = (" ".repeat(usize::from(DATE)), Role::Dim);
            lines.push(std::iter::once(before).chain(first.iter().map(name)).collect());
        }
        for week in &weeks {
            let from = week.first().map_or(String::new(), |day| day.date.format("%-d %b").to_string());
            let mut line = vec![(format!("{from:<width$}", width = usize::from(DATE)), Role::Dim)];
            for day in week {
                let mark = day.entries.map_or(" ", mark);
                let today = day.date == self.counts.today();
                let cell = if today { format!("[{mark}]") } else { format!(" {mark} ") };
                let role = match day.entries {
                    Some(1..) => Role::Good,
                    _ => Role::Dim,
                };
                line.push((
                    format!("{cell:<width$}", width = usize::from(DAY)),
                    if today { Role::Accent } else { role },
                ));
            }
            lines.push(line);
        }
        lines
    }
}

/// The mark for a number of entries: it grows with them.
fn mark(entries: u64) -> &'static str {
    match entries {
        0 => "·",
        1 => "▂",
        2..=3 => "▄",
        _ => "█",
    }
}

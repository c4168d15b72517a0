//! How the exercise looks: what one writes about in the frame, the steps, the page, what stands beside it.

use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::Practice;
use crate::charts;
use crate::domain::pages::{Page, Progress};
use crate::domain::time::stopwatch;
use crate::sanitize;
use crate::tui::dialog::Dialog;
use crate::tui::outcome::Outcome;
use crate::tui::route::Answer;
use crate::tui::theme::{Role, Surface, Theme};
use crate::tui::widgets::chart;
use crate::tui::widgets::meter::{Step, StepState, pips, step_line, step_places};
use crate::tui::widgets::paint::{Brush, text_width};
use crate::tui::widgets::panel::Panel;
use crate::tui::widgets::split;

/// Columns of the list of steps.
const STEPS: u16 = 22;
/// From so many rows on, the steps have a line of their own where they stand above the page.
const STEP_LINE: u16 = 18;
/// Longest row of a page, in columns.
const PAGE: u16 = 100;
/// Columns that a page with a wide table needs.
const WIDE: u16 = 78;
/// Columns of the title in which a name can be recognized.
const NAME: usize = 32;
/// Cells of the pips that say how many pages are done.
const PIPS: usize = 10;

/// The parts of the screen.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Parts {
    /// The list of steps, or the line of them.
    pub steps: Rect,
    /// Whether it is the list.
    pub listed: bool,
    pub page: Rect,
    /// The pane with its frame.
    pub pane: Rect,
}

impl Practice {
    /// Parts the area among the steps, the page and the pane.
    pub(super) fn parts(&self) -> Parts {
        let inside = Panel::inside(self.area).intersection(self.area);
        if self.quick || self.form.is_alone() {
            return Parts { page: inside, ..Parts::default() };
        }
        let called = |height: u16| if self.form.calls_pane() { height * 2 / 5 } else { 0 };
        if split::columns(self.area.width) > 1 {
            let steps = Rect { width: STEPS, ..inside };
            let rest = Rect { x: steps.right(), width: inside.width.saturating_sub(STEPS), ..inside };
            let pane = (rest.width / 3).clamp(28, 64);
            if self.form.is_wide() && rest.width < WIDE + pane {
                let height = rest.height - called(rest.height);
                let pane = Rect { y: rest.y + height, height: rest.height - height, ..rest };
                return Parts { steps, listed: true, page: Rect { height, width: rest.width - 2, ..rest }, pane };
            }
            let page = Rect { width: rest.width.saturating_sub(pane + 2).min(PAGE), ..rest };
            let pane = Rect { x: page.right() + 2, width: rest.right().saturating_sub(page.right() + 2), ..rest };
            return Parts { steps, listed: true, page, pane };
        }
        let line = if self.area.height >= STEP_LINE { 2 } else { 0 };
        let steps = Rect { height: line.min(1), ..inside };
        let below = inside.height.saturating_sub(line);
        let pane = called(below);
        let page = Rect { y: inside.y + line, height: below - pane, ..inside };
        Parts { steps, listed: false, page, pane: Rect { y: page.bottom(), height: pane, ..inside } }
    }

    pub(super) fn draw_all(&self, buf: &mut Buffer, theme: &Theme, mono: Duration) -> Option<Position> {
        let mut brush = Brush::new(buf, self.area, theme);
        let exercise = self.loaded.exercise();
        let parts = self.parts();
        if self.quick {
            Panel::over(&exercise.title).counter(&self.marks).draw(&mut brush, Surface::Raised);
            return self.form.draw(parts.page, buf, theme);
        }
        let (desk, cap) = (self.desk_now(mono), exercise.minutes.cap());
        let over = desk > cap;
        let planned = format!("{} of {}–{}", stopwatch(desk), exercise.minutes.least, exercise.minutes.most);
        let time = format!("{planned}{}", if over { " · over" } else { "" });
        // A finished entry needs no clock any more.
        let is_late = self.form.clock_waits() && self.head.as_ref().is_some_and(|head| head.finished.is_some());
        let words = self.form.clock_words().filter(|_| !is_late);
        let (time, role) = words.unwrap_or((time, if over { Role::Warn } else { Role::Dim }));
        let title = self.title(usize::from(self.area.width.saturating_sub(text_width(&time) + 11)));
        let (page, pages) = self.form.page_number();
        let done = pips((page + 1) * PIPS / pages.max(1), PIPS);
        let foot = format!("{done} page {} of {pages}", page + 1);
        let panel = Panel::new(&title).counter(&time).aside(&foot).hue(exercise.hue);
        panel.counted(role).draw(&mut brush, Surface::Base);
        if parts.listed {
            self.draw_list(&mut Brush::new(buf, parts.steps, theme));
        } else {
            let mut line = Brush::new(buf, parts.steps, theme);
            step_line(&mut line, 0, &self.steps(), self.form.step_number(), exercise.hue);
        }
        if parts.pane.height > 2 {
            self.form.draw_pane(parts.pane, buf, theme);
        }
        self.form.draw(parts.page, buf, theme)
    }

    /// Returns what stands in the frame, in so many columns: the exercise if there is room for it, the step, and what one
    /// writes about.
    fn title(&self, room: usize) -> String {
        let step = self.form.step().map_or("", |step| step.title.as_str());
        let whole = format!("{} ─ {step}", self.loaded.exercise().title);
        let Some((name, count)) = self.form.about() else { return sanitize::cut(&whole, room) };
        let fits = |title: &str| sanitize::width(title) + sanitize::width(&name) + sanitize::width(&count) + 3 <= room;
        // A long name is cut rather than the exercise left out, as long as enough of the name is left.
        let title = if fits(&whole) || sanitize::width(&whole) + NAME <= room { whole } else { step.to_owned() };
        let left = room.saturating_sub(sanitize::width(&title) + sanitize::width(&count) + 3);
        format!("{title} ─ {}{count}", sanitize::cut(&name, left))
    }

    /// Lists the steps as they stand.
    fn steps(&self) -> Vec<Step<'_>> {
        let overview = self.form.overview();
        let pages = |index: usize| overview.pages.iter().filter(move |page| page.step == index);
        let is_done = |page: &&Page| overview.gaps_on(page).next().is_none();
        let counts = |index| (pages(index).filter(is_done).count(), pages(index).count());
        let all = self.loaded.exercise().steps.iter().zip(&overview.progress).enumerate();
        all.map(|(index, (step, progress))| Step {
            title: &step.title,
            state: state(*progress),
            pages: Some(counts(index)).filter(|(_, all)| !step.each.is_empty() && *all > 0),
        })
        .collect()
    }

    /// Asks which page to go to. Steps that have no page yet are listed too, as they are beside the page.
    pub(super) fn ask_page(&self) -> Outcome {
        let exercise = self.loaded.exercise();
        let mut places = Vec::new();
        for (index, step) in self.steps().into_iter().enumerate() {
            let title = format!("{} {}", step.state.mark(), step.title);
            let before = places.len();
            for (number, page) in self.form.overview().pages.iter().enumerate().filter(|(_, page)| page.step == index) {
                let row = exercise.row_title(self.form.answers(), &page.row);
                let label = if page.row.is_empty() { title.clone() } else { format!("{title}: {row}") };
                places.push((label, Answer::Page(number)));
            }
            if places.len() == before {
                places.push((title, Answer::Step(index)));
            }
        }
        let here = Answer::Page(self.form.page_number().0);
        let marked = places.iter().position(|(_, place)| *place == here).unwrap_or_default();
        let answers = places.iter().map(|(label, place)| (label.as_str(), place.clone())).collect();
        Outcome::Ask(Box::new(Dialog::new("Go to", Vec::new(), answers).marking(marked)))
    }

    /// Lists the rows of the list of steps: the number of each step, and after the one that is open those of its pages.
    fn step_rows(&self) -> Vec<(usize, Option<usize>)> {
        let pages = || self.form.overview().pages.iter().enumerate();
        let here = self.form.step_number();
        let rows = |step: usize| {
            let inner = pages().filter(move |(_, page)| page.step == step && step == here && !page.row.is_empty());
            std::iter::once((step, None)).chain(inner.map(move |(number, _)| (step, Some(number))))
        };
        (0..self.loaded.exercise().steps.len()).flat_map(rows).collect()
    }

    /// Returns the first row of the list that shows, so that the open page is among them.
    fn first_step_row(&self, rows: &[(usize, Option<usize>)], height: u16) -> usize {
        let (step, page) = (self.form.step_number(), self.form.page_number().0);
        let here = rows.iter().rposition(|row| *row == (step, None) || *row == (step, Some(page)));
        let height = usize::from(height);
        (here.unwrap_or(0) + 2).saturating_sub(height).min(rows.len().saturating_sub(height))
    }

    fn draw_list(&self, brush: &mut Brush<'_>) {
        let (steps, here, overview) = (self.steps(), self.form.step_number(), self.form.overview());
        let page = self.form.page_number().0;
        let rows = self.step_rows();
        let Rect { width, height, .. } = brush.area;
        let first = self.first_step_row(&rows, height);
        for (y, (step, number)) in (0..height).zip(rows.iter().skip(first)) {
            let Some(step_here) = steps.get(*step) else { continue };
            let about = number.and_then(|number| overview.pages.get(number));
            let rated = about.and_then(|page| self.rated.get(&page.row)).map_or(&[][..], |(_, drawn)| drawn);
            let (text, role) = if let Some(about) = about {
                let mark = if overview.gaps_on(about).next().is_none() { "●" } else { "○" };
                let title = self.loaded.exercise().row_title(self.form.answers(), &about.row);
                let role = if *number == Some(page) { Role::Accent } else { Role::Dim };
                (format!("  {mark} {title}"), role)
            } else {
                let role = match step_here.state {
                    _ if *step == here => Role::Title,
                    StepState::Done => Role::Plain,
                    StepState::Begun | StepState::Open => Role::Dim,
                };
                (format!("{} {}", step_here.state.mark(), step_here.title), role)
            };
            let taken = sanitize::width(&charts::text(rated));
            let room = usize::from(width.saturating_sub(2)).saturating_sub(taken + usize::from(taken > 0));
            brush.line(0, y, &sanitize::cut(&text, room), role);
            chart::paint(brush, (room as u16 + 1, y), &[rated.to_vec()], None);
        }
    }

    /// Opens the step or the page that was clicked in the steps, at a place of them.
    pub(super) fn click_steps(&mut self, parts: Parts, column: u16, row: u16) -> Outcome {
        if !parts.listed {
            let (places, _) = step_places(&self.steps(), self.form.step_number(), parts.steps.width);
            let step = places.iter().position(|place| place.contains(&column));
            return step.map_or(Outcome::Moved, |step| self.form.open_step(step));
        }
        let rows = self.step_rows();
        match rows.get(self.first_step_row(&rows, parts.steps.height) + usize::from(row)) {
            Some((_, Some(page))) => self.form.turn_to(*page),
            Some((step, None)) => self.form.open_step(*step),
            None => Outcome::Moved,
        }
    }
}

fn state(progress: Progress) -> StepState {
    match progress {
        Progress::Done => StepState::Done,
        Progress::Begun => StepState::Begun,
        Progress::Untouched | Progress::Closed(_) => StepState::Open,
    }
}

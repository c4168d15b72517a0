//! The page after an exercise is finished: what came of it, and what is next.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::finished::{Change, Finished, Next as NextUp};
use crate::domain::hue::Hue;
use crate::domain::number_format::rounded;
use crate::domain::time::spoken;
use crate::sanitize;
use crate::tui::action::{Action, Input, KeyContext};
use crate::tui::context::Context;
use crate::tui::input::MouseKind;
use crate::tui::outcome::{Next, Outcome};
use crate::tui::route::Route;
use crate::tui::theme::{Role, Surface, Theme};
use crate::tui::widgets::chip::Chip;
use crate::tui::widgets::meter::pips;
use crate::tui::widgets::paint::Brush;
use crate::tui::widgets::panel::Panel;
use crate::tui::widgets::split;

/// Columns that names of what changed take.
const NAMES: usize = 26;
/// Rows below the text: the way on, with a row of air.
const FOOT: u16 = 2;

/// The page.
#[derive(Debug)]
pub(super) struct FinishPage {
    title: String,
    hue: Option<Hue>,
    finished: Finished,
    /// What was said about finishing: how, how long, and against what was planned.
    message: String,
    next: Option<String>,
    lines: Vec<Vec<(String, Role)>>,
    scroll: usize,
    area: Rect,
}

impl FinishPage {
    pub fn new(title: &str, hue: Option<Hue>, message: String, finished: Finished, cx: &Context) -> Self {
        let next = finished.next.as_ref().map(|next| describe(next, cx));
        let (title, lines) = (title.to_owned(), Vec::new());
        Self { title, hue, finished, message, next, lines, scroll: 0, area: Rect::ZERO }
    }

    pub fn act(&mut self, input: &Input) -> Outcome {
        if let Some(to) = input.moves(self.scroll, self.lines.len(), (10, 3)) {
            let shown = usize::from(self.text_area().height);
            self.scroll = to.min(self.lines.len().saturating_sub(shown));
            return Outcome::Moved;
        }
        match input {
            Input::Do(Action::Open) => self.go_on(),
            Input::Do(Action::Back) => Outcome::Back(None),
            Input::Mouse(mouse) if mouse.kind == MouseKind::Press => {
                let way = self.way_area();
                let on_way = way.contains((mouse.column, mouse.row).into());
                if on_way { self.go_on() } else { Outcome::Moved }
            }
            Input::Mouse(_) | Input::Tick(_) | Input::Rest => Outcome::Moved,
            _ => Outcome::Ignored,
        }
    }

    /// Goes on with the next exercise of the plan, or back if there is none.
    fn go_on(&self) -> Outcome {
        let Some(next) = &self.finished.next else { return Outcome::Back(None) };
        let route = match next.begun {
            Some(entry) => Route::Entry(entry, None),
            None => Route::Begin(next.exercise.clone(), Some(self.finished.week.week)),
        };
        Outcome::Close(Some(Next::Go(route)))
    }

    pub fn footer() -> Vec<Action> {
        vec![Action::Open, Action::Back, Action::Help]
    }

    pub fn contexts() -> Vec<KeyContext> {
        vec![KeyContext::Anywhere]
    }

    pub fn arrange(&mut self, area: Rect) {
        self.area = area;
        self.lines = self.text(usize::from(self.text_area().width));
    }

    fn text_area(&self) -> Rect {
        let inside = split::measure(Panel::inside(self.area), true);
        Rect { height: inside.height.saturating_sub(FOOT), ..inside }
    }

    fn way_area(&self) -> Rect {
        let text = self.text_area();
        let rows = u16::try_from(self.lines.len()).unwrap_or(u16::MAX).min(text.height);
        Rect { y: text.y.saturating_add(rows + 1), height: 1, ..text }.intersection(self.area)
    }

    fn text(&self, width: usize) -> Vec<Vec<(String, Role)>> {
        let wrapped = |text: &str, role: Role| {
            sanitize::wrap(text.trim(), width).into_iter().map(move |row| vec![(row, role)]).collect::<Vec<_>>()
        };
        let mut lines = wrapped(&format!("✓ {}", self.message), Role::Good);
        lines.extend(wrapped(&self.finished.head.summary, Role::Title));
        if let Some((title, sentence)) = &self.finished.keep {
            lines.push(Vec::new());
            lines.extend(wrapped(&format!("Worth keeping: {title}"), Role::Dim));
            lines.extend(wrapped(sentence, Role::Quote));
        }
        if !self.finished.changes.is_empty() {
            lines.push(Vec::new());
            lines.extend(wrapped("Since last time", Role::Dim));
            lines.extend(self.finished.changes.iter().map(change));
        }
        let week = &self.finished.week;
        let (done, all) = (week.slots.iter().filter(|slot| slot.is_done()).count(), week.slots.len());
        lines.push(Vec::new());
        lines.push(vec![
            (pips(done, all), self.hue.map_or(Role::Focus, Role::Hue)),
            (format!(" {done} of {all} this week · {}", spoken(week.desk)), Role::Plain),
        ]);
        lines
    }

    pub fn draw(&self, buf: &mut Buffer, theme: &Theme) {
        let title = format!("{} ─ finished", self.title);
        Panel::new(&title).hue(self.hue).draw(&mut Brush::new(buf, self.area, theme), Surface::Base);
        Brush::new(buf, self.text_area(), theme).scrolled(&self.lines, self.scroll);
        let mut way = Brush::new(buf, self.way_area(), theme);
        let label = self.next.as_deref().unwrap_or("Back to Today");
        Chip { picked: true, focused: true, ..Chip::new(label) }.draw(&mut way, 0, 0);
    }
}

/// Formats one change: what it is about, the value before and now.
fn change(change: &Change) -> Vec<(String, Role)> {
    let name = format!("{}: {}", change.subject, change.title.to_lowercase());
    let name = sanitize::cut(&name, NAMES);
    let pad = " ".repeat(NAMES.saturating_sub(sanitize::width(&name)) + 2);
    let (before, day) = change.before;
    let value = |value: f64| Role::Value(value.round().clamp(0.0, 5.0) as u8);
    if (change.now - before).abs() < f64::EPSILON {
        let day = day.format("%-d %b");
        return vec![(name + &pad, Role::Plain), (format!("still {}, as on {day}", rounded(before)), Role::Dim)];
    }
    vec![
        (name + &pad, Role::Plain),
        (rounded(before), value(before)),
        (" ▸ ".to_owned(), Role::Dim),
        (rounded(change.now), value(change.now)),
        (format!("  since {}", day.format("%-d %b")), Role::Dim),
    ]
}

/// Names the exercise to go on with, its day and its time.
fn describe(next: &NextUp, cx: &Context) -> String {
    let day = match (next.day - cx.today()).num_days() {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        _ => next.day.format("%A").to_string(),
    };
    format!("Next: {} · {day} · {}–{} min ▸", next.title, next.minutes.0, next.minutes.1)
}

//! Clocks: large digits, a strip of what happened, and a key for each mark. Only one runs at a time, and it goes on while
//! something else has the focus. What ran is an answer, so that it is saved like any.

mod steps;
mod view;

use std::time::Duration;

use crate::domain::kinds::{Choice, TimerKind, TimerRows, Writes, tenths};
use crate::domain::locate::FieldPath;
use crate::domain::scope::Scope;
use crate::domain::time::clock;
use crate::domain::value::{Answers, Value};
use crate::tui::action::Action;
use crate::tui::form::Form;
use crate::tui::form::item::PageItem;
use crate::tui::form::left::Removed;
use crate::tui::outcome::Outcome;
use crate::tui::route::Effect;
use crate::tui::widgets::chip::{Chip, flow};

/// The clock of a form: the one that runs, if any does.
#[derive(Debug, Default)]
pub struct Clock {
    now: Duration,
    running: Option<Running>,
    rings: bool,
}

#[derive(Debug, Clone)]
struct Running {
    key: FieldPath,
    since: Duration,
    /// The seconds it had run before.
    before: f64,
}

impl Form {
    /// Brings the time it is now, which the clock that runs takes down.
    pub fn set_now(&mut self, now: Duration) {
        self.clock.now = now;
        self.run_clock();
    }

    /// Returns whether a clock runs.
    pub fn has_clock(&self) -> bool {
        self.clock.running.is_some()
    }

    /// Returns whether the focus is on a clock that takes marks.
    pub fn takes_marks(&self) -> bool {
        self.focused_key().and_then(|key| self.timer(&key)).is_some_and(TimerKind::stops)
    }

    /// Returns how long until the clock shows another second, or rings.
    pub fn clock_wakeup(&self, now: Duration) -> Option<Duration> {
        if self.clock.rings {
            return Some(Duration::from_millis(1));
        }
        let running = self.clock.running.as_ref()?;
        let ran = running.before + now.saturating_sub(running.since).as_secs_f64();
        Some(Duration::from_secs_f64((1.0 - ran.fract()).max(0.001)))
    }

    /// Takes down how long the clock ran up to now. One with marks stops at its end.
    fn run_clock(&mut self) {
        let Some(running) = self.clock.running.clone() else { return };
        let Some(kind) = self.timer(&running.key).cloned() else { return };
        let (before, total) = (self.ran(&running.key), self.total(&running.key));
        let ran = tenths(running.before + self.clock.now.saturating_sub(running.since).as_secs_f64());
        let end = total.filter(|total| ran >= *total);
        self.clock.rings |= end.is_some_and(|end| before < end);
        if let Some(rows) = kind.rows.as_ref().filter(|rows| matches!(rows.each, Writes::Steps { .. })) {
            if self.is_past_steps(&running.key, rows) {
                self.clock.running = None;
                return;
            }
            self.spend(&running.key, rows, ran - before);
        }
        let end = end.filter(|_| kind.stops());
        if end.is_some() {
            self.clock.running = None;
        }
        let ran = end.unwrap_or(ran);
        if ran > before {
            self.set(&running.key, Some(Value::Number(ran)));
        }
    }

    /// Rings once at the end.
    pub(in crate::tui::form) fn ring(&mut self) -> Outcome {
        if std::mem::take(&mut self.clock.rings) { Outcome::Run(Effect::Bell) } else { Outcome::Moved }
    }

    fn timer(&self, key: &FieldPath) -> Option<&TimerKind> {
        self.field(key)?.kind.as_timer()
    }

    fn ran(&self, key: &FieldPath) -> f64 {
        self.value(key).and_then(Value::as_number).unwrap_or(0.0)
    }

    fn total(&self, key: &FieldPath) -> Option<f64> {
        self.timer(key)?.total(&Scope::at(&self.exercise, &self.answers, &key.row))
    }

    fn runs(&self, key: &FieldPath) -> bool {
        self.clock.running.as_ref().is_some_and(|running| running.key == *key)
    }

    /// Returns whether a clock that stops at its end has come to it.
    fn is_over(&self, key: &FieldPath) -> bool {
        let stops = self.timer(key).is_some_and(TimerKind::stops);
        stops && self.total(key).is_some_and(|total| self.ran(key) >= total)
    }

    /// Lists what a clock can write rows of: marks, or steps.
    fn picks_of(&self, key: &FieldPath, rows: &TimerRows) -> &[Choice] {
        let first = key.row.field(&rows.group).into_row(0).field(&rows.pick);
        self.field(&first).map_or(&[], |field| field.kind.options())
    }

    /// Finds the clock that the action is for: the one at the focus, the one that runs, or that of the steps.
    fn clock_here(&self) -> Option<FieldPath> {
        let focused = self.focused_key().filter(|key| self.is_timer(key));
        let running = || self.clock.running.as_ref().map(|running| running.key.clone());
        let on_page = || self.items.iter().filter_map(PageItem::key).find(|key| self.is_timer(key)).cloned();
        focused.or_else(running).or_else(on_page).or_else(|| self.clock_of_steps())
    }

    /// Starts, pauses or continues the clock.
    pub(in crate::tui::form) fn switch_clock(&mut self) -> Outcome {
        let Some(key) = self.clock_here() else { return Outcome::Ignored };
        let Some(kind) = self.timer(&key).cloned() else { return Outcome::Ignored };
        if self.runs(&key) {
            if kind.unpaused {
                return Outcome::Say("this clock can't be paused".to_owned());
            }
            self.stop_clock(&key, &kind);
            return Outcome::Changed;
        }
        if self.is_over(&key) {
            return Outcome::Say(self.with_keys("the time is up", &[(Action::NextField, "goes on")]));
        }
        let begins = self.ran(&key) == 0.0;
        self.clock.running =
            Some(Running { since: self.clock.now, before: self.ran(&key), key: key.clone() });
        self.set(&key, Some(Value::Number(self.ran(&key))));
        let steps = kind.rows.is_some_and(|rows| matches!(rows.each, Writes::Steps { .. }));
        // From a step, it starts with that one.
        if begins && steps && self.clock_of_steps().is_none() {
            self.turn_to(self.page + 1);
        }
        Outcome::Changed
    }
}

/// Marks.
impl Form {
    /// Stops the running clock, with the mark of a pause where it has one.
    fn stop_clock(&mut self, key: &FieldPath, kind: &TimerKind) {
        self.clock.running = None;
        if let Some(TimerRows { each: Writes::Marks { pause: Some(pause) }, .. }) = &kind.rows {
            self.add_mark(key, pause);
        }
    }

    /// Stops a clock that takes marks once its page is left: nobody marks anything elsewhere.
    pub(in crate::tui::form) fn leave_clock(&mut self) -> Outcome {
        let Some(key) = self.clock.running.as_ref().map(|running| running.key.clone()) else {
            return Outcome::Moved;
        };
        let shown = self.items.iter().any(|item| item.key() == Some(&key));
        let stops = |kind: &&TimerKind| kind.stops() && !kind.unpaused && !shown;
        let Some(kind) = self.timer(&key).filter(stops).cloned() else { return Outcome::Moved };
        self.stop_clock(&key, &kind);
        Outcome::Say(format!("the clock stopped at {}", clock(self.ran(&key).floor())))
    }

    pub(in crate::tui::form) fn do_on_timer(&mut self, action: Action) -> Outcome {
        match action {
            Action::Up => self.step_focus(false),
            Action::Down => self.step_focus(true),
            Action::Open | Action::Newline => self.step_focus(true),
            Action::Toggle => self.switch_clock(),
            Action::Clear => match self.focused_key().filter(|key| !self.runs(key)) {
                Some(key) => self.set(&key, None),
                None => Outcome::Say(self.with_keys("the clock runs", &[(Action::Clock, "pauses it")])),
            },
            _ => Outcome::Ignored,
        }
    }

    pub(in crate::tui::form) fn type_on_timer(&mut self, c: char) -> Outcome {
        let Some(key) = self.focused_key() else { return Outcome::Ignored };
        let Some(rows) = self.timer(&key).and_then(|kind| kind.rows.clone()) else { return Outcome::Ignored };
        let typed = c.to_lowercase().to_string();
        let is_meant =
            |option: &&Choice| option.letter.is_some_and(|letter| letter.to_lowercase().to_string() == typed);
        let Some(mark) = self.picks_of(&key, &rows).iter().find(is_meant).map(|option| option.id.clone())
        else {
            return Outcome::Ignored;
        };
        if !self.runs(&key) {
            return Outcome::Say(self.not_a_mark());
        }
        self.add_mark(&key, &mark)
    }

    /// Explains why a letter is no mark.
    pub(super) fn not_a_mark(&self) -> String {
        let Some(key) = self.focused_key() else { return String::new() };
        if self.is_over(&key) {
            self.with_keys("the time is up", &[(Action::NextField, "goes on")])
        } else if self.runs(&key) {
            "this key is not a mark".to_owned()
        } else {
            self.with_keys("the clock isn't running", &[(Action::Clock, "starts it")])
        }
    }

    fn add_mark(&mut self, key: &FieldPath, mark: &str) -> Outcome {
        let Some(rows) = self.timer(key).and_then(|kind| kind.rows.clone()) else { return Outcome::Ignored };
        let at = self.ran(key);
        self.append(&key.row.field(&rows.group), rows.row(mark, at));
        Outcome::Changed
    }

    /// Adds a row at the end of a group, in place of an empty one.
    fn append(&mut self, group: &FieldPath, row: Answers) {
        let rows = self.rows_mut(group);
        rows.pop_if(|row| row.is_empty());
        rows.push(row);
        self.forget_controls(group);
        self.changed();
    }

    /// Goes to the words of the last mark, while the clock goes on; without one, on from the clock.
    pub(in crate::tui::form) fn add_word(&mut self) -> Outcome {
        let group = self.focused_key().filter(|key| self.runs(key)).and_then(|key| self.group_of(&key));
        let last = group.as_ref().and_then(|group| self.rows(group).iter().rposition(|row| !row.is_empty()));
        let line = group.as_ref().and_then(|group| self.first_line(group));
        match (group, last, line) {
            (Some(group), Some(last), Some(line)) => {
                self.focus_row(&group, last, Some(&line));
                Outcome::Moved
            }
            _ => self.step_focus(true),
        }
    }

    /// Removes the last mark; it can be brought back.
    pub(in crate::tui::form) fn unmark(&mut self) -> Outcome {
        let Some(key) = self.focused_key().filter(|key| self.is_timer(key)) else { return Outcome::Ignored };
        let Some(group) = self.group_of(&key) else { return Outcome::Ignored };
        let Some(index) = self.rows(&group).iter().rposition(|row| !row.is_empty()) else {
            return Outcome::Say("there is no mark to remove".to_owned());
        };
        let place = self.place();
        let row = self.rows_mut(&group).remove(index);
        self.forget_controls(&group);
        self.changed();
        self.left.removed.push(Removed { place, group, index, row });
        self.just_removed = true;
        Outcome::Say(self.with_keys("mark removed", &[(Action::Undo, "restores it")]))
    }

    /// Goes back from the words of a mark to the clock that runs.
    pub(in crate::tui::form) fn back_to_clock(&mut self) -> bool {
        let Some(running) = &self.clock.running else { return false };
        let key = running.key.clone();
        let group = self.group_of(&key);
        let is_word = self.focused_key().and_then(|key| key.row.group()).map(|(group, _)| group) == group;
        group.is_some() && is_word && self.focus_on(&key)
    }

    fn group_of(&self, key: &FieldPath) -> Option<FieldPath> {
        let rows = self.timer(key)?.rows.as_ref()?;
        Some(key.row.field(&rows.group))
    }

    pub(super) fn click_timer(&mut self, key: &FieldPath, (inside, column): (u16, u16), row: u16) -> Outcome {
        let (digits, air, strip, chips) = self.timer_parts(key, inside);
        let places = self.mark_chips(key);
        let chips_at = digits + air + strip;
        let found = flow(&places.iter().map(|(label, _)| Chip::new(label)).collect::<Vec<_>>(), inside);
        let hit = places.iter().zip(found).find(|((label, _), (x, y))| {
            row == chips_at + y && (*x..*x + Chip::new(label).width()).contains(&column)
        });
        match hit {
            Some(((_, letter), _)) => self.type_on_timer(*letter),
            None if row < digits || chips == 0 => self.switch_clock(),
            None => Outcome::Moved,
        }
    }
}

//! Times and the table they are printed in.

use std::io::{Write, stdout};
use std::time::Duration;

use empathy::sys::clock::Clock;

/// Times of one thing, sorted.
pub struct Times(Vec<Duration>);

impl Times {
    /// Measures something so many times.
    pub fn of(count: usize, mut measure: impl FnMut() -> Duration) -> Self {
        // The first is to warm up.
        measure();
        Self::from((0..count).map(|_| measure()).collect())
    }

    /// Sorts times that were measured.
    pub fn from(mut times: Vec<Duration>) -> Self {
        times.sort();
        Self(times)
    }

    /// Gives the time that so many per cent do not exceed, in milliseconds.
    pub fn at(&self, percent: usize) -> f64 {
        let index = (self.0.len() * percent / 100).min(self.0.len().saturating_sub(1));
        self.0.get(index).map_or(0.0, Duration::as_secs_f64) * 1_000.0
    }

    /// Gives the median, in milliseconds.
    pub fn median(&self) -> f64 {
        self.at(50)
    }
}

/// Measures how long something takes.
pub fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let clock = Clock::system();
    let made = work();
    (made, clock.now().mono)
}

/// A table on standard output.
pub struct Table;

impl Table {
    /// Prints a line.
    pub fn line(text: &str) {
        let _ = writeln!(stdout(), "{text}");
    }

    /// Prints what stands above.
    pub fn head() {
        Self::line(&format!("\n{:<52} {:>9} {:>9} {:>9}   goal", "goals, in ms", "best", "median", "p95"));
    }

    /// Prints times without a goal.
    pub fn times(what: &str, times: &Times) {
        Self::line(&Self::row(what, times));
    }

    /// Prints times, and whether one of them keeps its goal.
    pub fn goal(what: &str, times: &Times, found: f64, goal: f64, of: &str) {
        let mark = if found <= goal { "kept" } else { "MISSED" };
        Self::line(&format!("{}   {of} ≤ {goal:.3} ms: {mark}", Self::row(what, times)));
    }

    /// The best tells what it takes; the others also what else the machine was doing.
    fn row(what: &str, times: &Times) -> String {
        format!("{what:<52} {:>9.3} {:>9.3} {:>9.3}", times.at(0), times.median(), times.at(95))
    }

    /// Prints anything else.
    pub fn value(what: &str, value: &str, kept: Option<bool>) {
        let mark = kept.map_or("", |kept| if kept { "kept" } else { "MISSED" });
        Self::line(&format!("{what:<52} {value:>29}   {mark}"));
    }
}

/// What does not grow differs by chance only.
pub fn growth(what: &str, ratio: f64) {
    Table::value(what, &format!("× {ratio:.2}"), Some(ratio <= 1.2));
}

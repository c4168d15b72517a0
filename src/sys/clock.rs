//! The only place that reads a clock. Everything else is given a [`Now`].

use std::time::{Duration, Instant};

use chrono::{Local, NaiveDateTime, Offset, TimeZone};

use crate::domain::time::{Moment, Now};

/// The clock: the machine's, or a fixed one that goes on from where it was set.
#[derive(Debug, Clone, Copy)]
pub struct Clock {
    started: Instant,
    fixed: Option<Moment>,
}

impl Clock {
    /// Reads the machine's clock.
    #[expect(clippy::disallowed_methods, reason = "this is the clock")]
    pub fn system() -> Self {
        Self { started: Instant::now(), fixed: None }
    }

    /// Starts at a given moment and goes on from there (`EMPATHY_NOW`).
    pub fn starting_at(moment: Moment) -> Self {
        Self { fixed: Some(moment), ..Self::system() }
    }

    /// Reads both clocks.
    #[expect(clippy::disallowed_methods, reason = "this is the clock")]
    pub fn now(&self) -> Now {
        let mono = self.started.elapsed();
        let wall = if let Some(start) = self.fixed {
            Moment::new(start.ms.saturating_add(milliseconds(mono)), start.offset)
        } else {
            let now = Local::now();
            Moment::new(now.timestamp_millis(), now.offset().fix().local_minus_utc() / 60)
        };
        Now { wall, mono }
    }

    /// The minutes east of UTC of a local time; the first of two when clocks go back.
    pub fn offset_at(&self, time: NaiveDateTime) -> i32 {
        match (self.fixed, Local.from_local_datetime(&time).earliest()) {
            (Some(fixed), _) => fixed.offset,
            (None, Some(there)) => there.offset().fix().local_minus_utc() / 60,
            // An hour that was left out when clocks went forward.
            (None, None) => self.now().wall.offset,
        }
    }
}

fn milliseconds(time: Duration) -> i64 {
    i64::try_from(time.as_millis()).unwrap_or(i64::MAX)
}

//! Killed at any instant while somebody types: the journal is whole, and what is lost was typed just now.

use std::fmt;
use std::time::Duration;

use empathy::sys::rng::Rng;
use rustix::process::Signal;

use super::journal::{begin_draft, go_on, wait_written, written};
use crate::support::World;
use crate::support::pty::clock;

/// 250 keys a second.
const BETWEEN_KEYS: Duration = Duration::from_millis(4);
/// How many programs are typed into at once.
const AT_ONCE: u64 = 4;

/// How old the oldest lost key was in each run, and how much was on disk in the end, of all programs together.
struct Losses(Vec<Duration>, usize);

impl Losses {
    fn at(&self, share: usize) -> Duration {
        self.0[(self.0.len() - 1) * share / 100]
    }
}

impl fmt::Display for Losses {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [half, most, nearly, all] = [50, 90, 95, 100].map(|share| self.at(share).as_millis());
        let runs = self.0.len();
        write!(
            f,
            "{runs} kills; oldest lost key: p50 {half} ms, p90 {most} ms, p95 {nearly} ms, max {all} ms"
        )
    }
}

/// Types into several programs at once, and kills each `runs` times after `least` to `most` ms of typing.
fn kill_while_typing(runs: usize, least: usize, most: usize, env: &[(&str, &str)]) -> Losses {
    let one = |seed: u64| -> (Vec<Duration>, usize) {
        let world = World::new();
        begin_draft(&world, "");
        let mut chance = Rng::seeded(seed);
        let mut typed = Typed::default();
        let run = |_| {
            let typing = least + chance.below(most - least);
            typed.until_killed(&world, Duration::from_millis(typing as u64), env)
        };
        let ages = (0..runs).map(run).collect();
        (ages, typed.kept.len())
    };
    let all: Vec<_> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..AT_ONCE).map(|seed| scope.spawn(move || one(seed))).collect();
        threads.into_iter().map(|thread| thread.join().expect("a run")).collect()
    });
    let mut ages: Vec<Duration> = all.iter().flat_map(|(ages, _)| ages).copied().collect();
    ages.sort();
    Losses(ages, all.iter().map(|(_, kept)| kept).sum())
}

/// What was typed into one draft over several sittings.
#[derive(Default)]
struct Typed {
    kept: String,
    words: usize,
}

impl Typed {
    /// Types numbered words until it is time to kill, and gives the age of the oldest key that was lost.
    fn until_killed(&mut self, world: &World, typing: Duration, env: &[(&str, &str)]) -> Duration {
        let mut pty = go_on(world, env);
        let mut text = self.kept.clone();
        let mut times: Vec<Duration> = Vec::new();
        let start = clock();
        let killed = 'typing: loop {
            self.words += 1;
            for key in format!("w{} ", self.words).chars() {
                let due = start + BETWEEN_KEYS * times.len() as u32;
                while clock() < due.min(start + typing) {
                    std::thread::sleep(Duration::from_millis(1));
                }
                if clock() >= start + typing {
                    pty.signal(Signal::KILL);
                    break 'typing clock();
                }
                times.push(clock());
                text.push(key);
                pty.keys(key.encode_utf8(&mut [0; 4]));
            }
        };
        assert_eq!(pty.exit().code, 128 + 9);
        let stored = written(world);
        assert!(text.starts_with(&stored), "no true prefix. Typed:\n{text}\nStored:\n{stored}");
        assert!(stored.starts_with(&self.kept), "older words are gone. Were:\n{}\nAre:\n{stored}", self.kept);
        let lost = times.get(stored.len() - self.kept.len()).map(|at| killed.saturating_sub(*at));
        self.kept = stored;
        lost.unwrap_or_default()
    }
}

#[test]
fn a_kill_at_any_instant_leaves_a_beginning_of_what_was_typed() {
    let losses = kill_while_typing(25, 60, 1200, &[]);
    println!("{losses}");
    assert!(losses.1 > 0, "nothing was ever saved: {losses}");
}

#[test]
fn a_program_that_saves_late_is_found_out() {
    let losses = kill_while_typing(2, 2000, 2500, &[("EMPATHY_FAILPOINT", "save-late")]);
    assert_eq!(losses.1, 0, "the planted fault was not noticed: {losses}");
}

#[test]
fn what_was_saved_before_a_kill_is_there_and_written_on() {
    let world = World::new();
    begin_draft(&world, "");
    for (before, now) in [("", "one "), ("one ", "two "), ("one two ", "three")] {
        let mut pty = go_on(&world, &[]);
        pty.keys(now);
        wait_written(&world, &format!("{before}{now}"));
        pty.signal(Signal::KILL);
        assert_eq!(pty.exit().code, 128 + 9);
        assert_eq!(written(&world), format!("{before}{now}"));
    }
}

#[test]
fn a_watch_killed_in_the_middle_keeps_its_marks_and_its_time() {
    let world = World::new();
    let mut pty = world.open(&["practice", "watch"], &[]);
    pty.wait("Five-Minute Watch");
    pty.keys("1Mum\t21Otter\tfind an hour\x13");
    pty.wait("Don't explain");
    pty.keys(" ");
    pty.wait("0:01 of 5:00");
    pty.keys("h");
    pty.wait("What you saw");
    pty.wait("0:03 of 5:00");
    pty.signal(Signal::KILL);
    pty.exit();
    let pty = world.open(&["practice", "watch"], &[]);
    pty.wait("paused");
    pty.wait("hesitates");
    pty.wait("of 5:00");
}

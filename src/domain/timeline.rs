//! A clock that ran: how long, of how long, and what happened when. It is drawn as a row of characters wherever it is read.

use super::exercise::Exercise;
use super::kinds::{Choice, Writes};
use super::locate::FieldPath;
use super::scope::Scope;
use super::time::clock;
use super::value::{Answers, Value};

/// The sign of a pause, which is no letter: no mark has it.
const PAUSE: char = '║';

/// How a clock ran.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Timeline {
    /// How long it should run; `None` if it counts up.
    pub total: Option<f64>,
    pub ran: f64,
    /// What happened, in order.
    pub moments: Vec<Moment>,
}

/// Something at a time.
#[derive(Debug, Clone, PartialEq)]
pub struct Moment {
    /// Seconds since the beginning; of a step, the second it began.
    pub at: f64,
    /// The sign that stands for it.
    pub sign: char,
    pub label: String,
}

impl Moment {
    fn new(at: f64, option: Option<&Choice>) -> Self {
        let label = option.map_or_else(String::new, |option| option.label.clone());
        let sign = option.and_then(|option| option.letter).or_else(|| label.chars().next());
        Self { at, sign: sign.unwrap_or('?'), label }
    }
}

impl Timeline {
    /// Draws it over so many columns: time that passed, time that is left, and the signs of moments in it.
    pub fn strip(&self, width: usize) -> String {
        let whole = self.total.unwrap_or(0.0).max(self.ran).max(1.0);
        let place = |at: f64| ((at / whole * width as f64) as usize).min(width.saturating_sub(1));
        let ran = if self.ran >= whole { width } else { place(self.ran) };
        let mut cells: Vec<char> = (0..width).map(|cell| if cell < ran { '─' } else { '·' }).collect();
        for moment in &self.moments {
            let from = place(moment.at);
            // Two in one place stand side by side, as far as there is room.
            let is_free = |cell: &&usize| matches!(cells.get(**cell), Some('─' | '·'));
            let places: Vec<usize> = (from..width).chain((0..from).rev()).collect();
            if let Some(free) = places.iter().find(is_free).copied()
                && let Some(cell) = cells.get_mut(free)
            {
                *cell = moment.sign;
            }
        }
        cells.into_iter().collect()
    }

    /// Draws it between its ends: `0:00 ──h───c···· 5:00`.
    pub fn row(&self, width: usize) -> String {
        let end = clock(self.total.unwrap_or(0.0).max(self.ran));
        format!("0:00 {} {end}", self.strip(width))
    }

    /// Describes what its signs mean, each once, in the order they come: `h hesitates · g gives up`.
    pub fn signs(&self) -> Vec<String> {
        let mut signs: Vec<String> = Vec::new();
        for Moment { sign, label, .. } in &self.moments {
            let meaning = format!("{sign} {label}");
            if !signs.contains(&meaning) {
                signs.push(meaning);
            }
        }
        signs
    }

    /// Writes how long it ran: `4:10 of 5:00`, or `5:00` where it ran to its end.
    pub fn length(&self) -> String {
        match self.total {
            Some(total) if (self.ran - total).abs() >= 0.1 => {
                format!("{} of {}", clock(self.ran), clock(total))
            }
            _ => clock(self.ran),
        }
    }
}

impl Exercise {
    /// Returns how the clock at a place ran; `None` if there is none, or it never did.
    pub fn timeline(&self, answers: &Answers, key: &FieldPath) -> Option<Timeline> {
        let kind = self.field_at(key)?.kind.as_timer()?;
        let ran = answers.at(key).and_then(Value::as_number)?;
        let total = kind.total(&Scope::at(self, answers, &key.row));
        let Some(rows) = &kind.rows else { return Some(Timeline { total, ran, ..Timeline::default() }) };
        let group = key.row.field(&rows.group);
        let pick = self.field(&[group.row.groups(), vec![group.field.clone()]].concat(), &rows.pick);
        let stretches = matches!(rows.each, Writes::Steps { .. });
        let (mut moments, mut passed) = (Vec::new(), 0.0);
        for row in answers.row(&key.row).map_or(&[][..], |here| here.rows(&rows.group)) {
            let Some(time) = row.get(&rows.time).and_then(Value::as_number) else { continue };
            let id = row.get(&rows.pick).and_then(|value| value.as_picks()?.picked.first());
            let option = pick
                .zip(id)
                .and_then(|(pick, id)| pick.kind.options().iter().find(|option| option.id == *id));
            let mut moment = Moment::new(if stretches { passed } else { time }, option);
            if id.is_some() && id == rows.pause() {
                moment.sign = PAUSE;
            }
            moments.push(moment);
            passed += time;
        }
        moments.sort_by(|one, other| one.at.total_cmp(&other.at));
        Some(Timeline { total, ran, moments })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn timeline(marks: &[(f64, char)]) -> Timeline {
        let moment = |(at, sign): &(f64, char)| Moment { at: *at, sign: *sign, label: String::new() };
        Timeline { total: Some(100.0), ran: 80.0, moments: marks.iter().map(moment).collect() }
    }

    #[test]
    fn marks_stand_where_they_happened_and_beside_each_other_where_that_is_taken() {
        let strip = |marks: &[(f64, char)]| timeline(marks).strip(10);
        assert_eq!(strip(&[]), "────────··");
        assert_eq!(strip(&[(0.0, 'h'), (45.0, 'c'), (46.0, 't'), (79.9, 'g')]), "h───ct─g··");
        assert_eq!(strip(&[(100.0, 'a'), (100.0, 'b')]), "────────ba");
        assert_eq!(strip(&[(5.0, 'x'); 12]), "xxxxxxxxxx");
        assert_eq!(timeline(&[]).strip(0), "");
        assert_eq!(Timeline { total: None, ..timeline(&[]) }.strip(4), "────");
    }

    #[test]
    fn a_clock_says_of_how_long_unless_it_ran_to_its_end() {
        assert_eq!(timeline(&[]).length(), "1:20 of 1:40");
        assert_eq!(Timeline { ran: 100.0, ..timeline(&[]) }.length(), "1:40");
        assert_eq!(Timeline { total: None, ..timeline(&[]) }.length(), "1:20");
    }
}

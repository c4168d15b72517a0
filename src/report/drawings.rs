//! Charts that exercises declare: from what measures of a run say to marks, each with its numbers and a sentence.

use super::days;
use super::document::{Body, Chart, Table};
use super::input::{Run, WeekInput};
use crate::charts::{Bar, Bars, Gauge, Line, Mark, Part, Points, Second, Tone};
use crate::domain::exercise::Exercise;
use crate::domain::facts::{Fact, subject_key};
use crate::domain::hue::Hue;
use crate::domain::metric::Reading;
use crate::domain::number_format::{counted, percent, rounded};
use crate::domain::projections::{self, Measure};
use crate::wording;

/// The most subjects that are drawn over time beside one another.
const SUBJECTS: usize = 6;
/// What one value over time is called.
const NOUN: &str = "rating";
/// From which share of a scale on a value is high.
const HIGH: f64 = 0.7;

/// Draws a chart; nothing where there is too little to look at.
pub(super) fn drawn(input: &WeekInput, run: &Run, chart: &projections::Chart) -> Option<Body> {
    let of = |id: &str| Measured::of(run, id);
    let charts: Vec<Chart> = match chart {
        projections::Chart::OverTime(id) => over_time(input, run, &of(id)?),
        projections::Chart::Values(id) => values(&of(id)?).into_iter().collect(),
        projections::Chart::Counts(id) => counts(&of(id)?).into_iter().collect(),
        projections::Chart::Pairs { across, up } => pairs(&of(across)?, &of(up)?).into_iter().collect(),
    };
    (!charts.is_empty()).then_some(Body::Charts(charts))
}

/// What a run says of a measure.
struct Measured<'a> {
    exercise: &'a Exercise,
    measure: &'a Measure,
    reading: Reading,
    /// What counts of it, in the order of the entry.
    facts: Vec<Fact>,
}

impl<'a> Measured<'a> {
    fn of(run: &'a Run, id: &str) -> Option<Self> {
        let measure = run.exercise.measures.iter().find(|measure| measure.id == id)?;
        let reading = Reading::of(&run.exercise, measure)?;
        let facts = run.exercise.facts_of(|measure| measure.id == id, &run.answers);
        let facts = facts.filter(|fact| !fact.uncounted).collect();
        Some(Self { exercise: &run.exercise, measure, reading, facts })
    }

    /// The dimension that a category stands for, if it stands for one.
    fn hue(&self, category: &str) -> Option<Hue> {
        let field = self.exercise.field(&self.measure.group, self.measure.field()?)?;
        let options = field.kind.options();
        options.iter().find(|option| option.id == category)?.hue
    }

    /// The ends of its scale; of other numbers, 0 and the highest.
    fn range(&self, values: impl Iterator<Item = f64>) -> (f64, f64) {
        match self.reading {
            Reading::Scale { min, max } => (min as f64, max as f64),
            _ => (0.0, values.fold(1.0, f64::max)),
        }
    }
}

/// What a row is called, else what it is about.
fn name(fact: &Fact) -> String {
    fact.item.clone().or_else(|| fact.subject.clone()).unwrap_or_default()
}

fn table<const N: usize>(columns: [&str; N], rows: impl Iterator<Item = [String; N]>) -> Table {
    let rows = rows.map(Vec::from).collect();
    Table { columns: columns.map(str::to_owned).into(), rows, ..Table::default() }
}

/// Draws each subject that was spoken about before, too: one value is no line.
fn over_time(input: &WeekInput, run: &Run, of: &Measured<'_>) -> Vec<Chart> {
    let mut seen = Vec::new();
    let mut charts = Vec::new();
    for subject in of.facts.iter().filter_map(|fact| fact.subject.as_deref()) {
        let key = subject_key(subject);
        if seen.contains(&key) || charts.len() == SUBJECTS {
            continue;
        }
        let before = input.before.all(run, &of.measure.id, subject);
        let about = |fact: &&Fact| fact.subject.as_deref().is_some_and(|other| subject_key(other) == key);
        let now = of.facts.iter().filter(about).map(|fact| (run.head.day, fact.value));
        let points: Vec<_> = before.map(|earlier| (earlier.day, earlier.value)).chain(now).collect();
        seen.push(key);
        let [(first, from), .., (last, to)] = points.as_slice() else { continue };
        let (n, lowest) = (points.len(), points.iter().map(|(_, value)| *value).fold(*to, f64::min));
        let days = days::stretch(*first, *last);
        let [start, end, low] = [*from, *to, lowest].map(rounded);
        let says = format!(
            "{}, {days}. The first was {start}, the newest is {end}, and the lowest was {low}.",
            counted(n, NOUN)
        );
        let rows = points.iter().map(|(day, value)| [days::full(*day), rounded(*value)]);
        let table = table(["Day", &of.measure.title], rows);
        let range = of.range(points.iter().map(|(_, value)| *value));
        let (noun, better) = (NOUN.to_owned(), of.measure.better);
        let mark = Mark::Line(Line { points, range, noun, better, today: None });
        charts.push(Chart { number: 0, name: Some(subject.to_owned()), says, table, mark });
    }
    charts
}

/// Draws the value of each row, the highest first.
fn values(of: &Measured<'_>) -> Option<Chart> {
    let mut facts: Vec<&Fact> = of.facts.iter().collect();
    facts.sort_by(|one, other| other.value.total_cmp(&one.value));
    let highest = facts.first()?.value;
    let (low, high) = of.range(facts.iter().map(|fact| fact.value));
    let says = match of.reading {
        Reading::Scale { .. } => {
            let from = (low + (high - low) * HIGH).ceil();
            let most = facts.iter().filter(|fact| fact.value >= from).count();
            let [from, low, high] = [from, low, high].map(rounded);
            format!("{most} of {} are {from} or higher, on a scale from {low} to {high}.", facts.len())
        }
        _ => format!("The highest of {} is {}.", facts.len(), rounded(highest)),
    };
    let rows = facts.iter().map(|fact| [name(fact), rounded(fact.value)]);
    let table = table(["What", &of.measure.title], rows);
    let bar = |fact: &&Fact| bar(name(fact), fact.value, vec![rounded(fact.value)]);
    let bars = Bars { all: facts.iter().map(bar).collect(), second: Second::Nothing, full: Some(high) };
    Some(Chart { number: 0, name: None, says, table, mark: Mark::Bars(bars) })
}

/// Draws labelled numbers as bars, each with what stands beside it.
pub(super) fn bars(says: String, columns: [&str; 2], rows: Vec<(String, f64, String)>) -> Chart {
    let table = table(columns, rows.iter().map(|(label, _, note)| [label.clone(), note.clone()]));
    let all = rows.into_iter().map(|(label, value, note)| bar(label, value, vec![note])).collect();
    let mark = Mark::Bars(Bars { all, second: Second::Nothing, full: None });
    Chart { number: 0, name: None, says, table, mark }
}

/// Draws a whole in parts; nothing of nothing.
pub(super) fn gauge(says: String, columns: [&str; 2], parts: Vec<(&str, usize, Tone)>) -> Option<Chart> {
    let parts: Vec<_> = parts.into_iter().filter(|(_, n, _)| *n > 0).collect();
    let table = table(columns, parts.iter().map(|(label, n, _)| [(*label).to_owned(), n.to_string()]));
    let part = |(label, n, tone): (&str, usize, Tone)| Part { label: label.to_owned(), n: n as u64, tone };
    let mark = Mark::Gauge(Gauge { parts: parts.into_iter().map(part).collect() });
    (!table.rows.is_empty()).then_some(Chart { number: 0, name: None, says, table, mark })
}

fn bar(label: String, value: f64, notes: Vec<String>) -> Bar {
    Bar {
        label,
        value,
        hue: None,
        second: None,
        notes: notes.into_iter().map(|note| (note, Tone::Plain)).collect(),
    }
}

/// Counts how often each category was picked, the most frequent first.
fn counts(of: &Measured<'_>) -> Option<Chart> {
    let Reading::Categories(options) = &of.reading else { return None };
    let picked = |fact: &Fact| match (&fact.words, &fact.category) {
        (Some(own), _) => Some(own.split_whitespace().collect::<Vec<_>>().join(" ")),
        (None, category) => category.clone(),
    };
    let label =
        |id: &str| options.iter().find(|(known, _)| known == id).map_or(id, |(_, label)| label).to_owned();
    let mut counts: Vec<(String, usize)> = Vec::new();
    for category in of.facts.iter().filter_map(picked) {
        match counts.iter_mut().find(|(known, _)| subject_key(known) == subject_key(&category)) {
            Some((_, count)) => *count += 1,
            None => counts.push((category, 1)),
        }
    }
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let named = |(id, count): (String, usize)| (label(&id), count, of.hue(&id));
    let counts: Vec<(String, usize, Option<Hue>)> = counts.into_iter().map(named).collect();
    let whole: usize = counts.iter().map(|(_, count, _)| count).sum();
    let most = counts.first()?.1;
    let leading: Vec<String> =
        counts.iter().take_while(|(_, count, _)| *count == most).map(|(label, ..)| label.clone()).collect();
    let tied = || format!("{} answers are tied at {most} of {whole} each.", leading.len());
    let says = wording::most_often(&leading, most as u64, whole as u64).unwrap_or_else(tied);
    let rows = counts.iter().map(|(label, count, _)| [label.clone(), count.to_string()]);
    let table = table([&of.measure.title, "Count"], rows);
    let share = |count: usize| percent(count as f64 / whole as f64);
    let bar = |(label, count, hue): &(String, usize, Option<Hue>)| Bar {
        hue: *hue,
        ..bar(label.clone(), *count as f64, vec![count.to_string(), share(*count)])
    };
    let bars = Bars { all: counts.iter().map(bar).collect(), second: Second::Nothing, full: None };
    Some(Chart { number: 0, name: None, says, table, mark: Mark::Bars(bars) })
}

/// Draws two values of each row that has both.
fn pairs(across: &Measured<'_>, up: &Measured<'_>) -> Option<Chart> {
    let pair = |fact: &Fact| {
        let other = up.facts.iter().find(|other| other.place == fact.place)?;
        Some((name(fact), (fact.value, other.value)))
    };
    let (names, all): (Vec<String>, Vec<(f64, f64)>) = across.facts.iter().filter_map(pair).unzip();
    if all.is_empty() {
        return None;
    }
    let range = across.range(all.iter().map(|(x, y)| x.max(*y)));
    let middle = f64::midpoint(range.0, range.1);
    let uneven = all.iter().filter(|(x, y)| *x > middle && *y < middle).count();
    let [right, top] = [across, up].map(|of| of.measure.title.as_str());
    let [on, and] = [right, top].map(wording::uncapitalized);
    let says = format!("{uneven} of {} score high on {on} and low on {and}.", all.len());
    let rows = names.iter().zip(&all).map(|(name, (x, y))| [name.clone(), rounded(*x), rounded(*y)]);
    let table = table(["What", right, top], rows);
    let [low, high] = [range.0, range.1].map(rounded);
    let axes = [right, top].map(|title| format!("{title}: {low} is lowest, {high} is highest"));
    Some(Chart { number: 0, name: None, says, table, mark: Mark::Points(Points { all, names, axes, range }) })
}

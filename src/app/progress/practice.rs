//! Practice itself: days, minutes, weeks. A day left out is a gap and nothing more.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate};

use super::sentences::format_week;
use super::{Behind, Figure, Item, Sheet, Why};
use crate::app::week;
use crate::charts::{Bar, Bars, Cell, Cells, Column, ENTRIES, Fit, Look, Mark, Second, Series, Table, Tone};
use crate::db::Filter;
use crate::domain::entry::{Head, State, active_time};
use crate::domain::number_format::signed;
use crate::domain::plan::Week;
use crate::domain::progress::FigureSpec;
use crate::domain::projections::Better;
use crate::domain::stats::activity::{Activity, Day, Done, WeekSum};
use crate::domain::stats::summary_stats::SummaryStats;
use crate::error::Result;
use crate::exercises::Loaded;

/// Weeks in the picture of a year: a leap year that begins on the last day of a week touches 54, so one may be missing.
const YEAR: u64 = 53;
/// How many weeks of minutes are looked at.
const WEEKS: u64 = 8;
/// How many entries of each exercise are looked through for them, the newest.
const LISTED: usize = 200;

fn days_back(today: NaiveDate, days: u64) -> NaiveDate {
    today.checked_sub_days(Days::new(days)).unwrap_or(today)
}

fn shades(
    rows: Vec<Series>,
    heads: Vec<(usize, String)>,
    today: Option<usize>,
    legend: Option<&str>,
) -> Mark {
    let legend = legend.map(str::to_owned);
    Mark::Cells(Cells { rows, look: Look::Counts(ENTRIES), heads, today, legend, better: Better::Neither })
}

/// The days practised: the last fourteen, and a year.
pub(super) fn days(spec: &FigureSpec, on: &Sheet<'_>) -> Result<Figure> {
    let counts = on.store.entries_by_day(days_back(on.today, YEAR * 7), on.today)?;
    let rows = counts.iter().map(|(day, n)| vec![(*day).into(), (*n).into()]).collect();
    let data = Table { rows, ..Table::of_keys(["day", "entries"]) };
    let why = Why::new(
        "a day counts if a finished entry belongs to it; the darker, the more entries",
        "finished entries of a year",
        counts.iter().map(|(_, n)| n).sum(),
    );
    let activity = Activity::of_counts(counts, on.today);
    let last = activity.last(14);
    let initial =
        |(at, (day, _)): (usize, &(NaiveDate, u64))| (at, day.format("%a").to_string()[..1].to_owned());
    let heads = last.iter().enumerate().map(initial).collect();
    let values = last.iter().map(|(_, n)| Some(*n as f64)).collect();
    let fortnight = shades(vec![Series { label: String::new(), values, latest: None }], heads, Some(0), None);
    let weeks = activity.weeks(YEAR, week::holding(on.store, on.today)?.starts.weekday());
    let (fortnight_days, month_days) = (activity.of_last(14), activity.of_last(30));
    let said =
        format!("You practised on {fortnight_days} of the last 14 days and {month_days} of the last 30.");
    let items = [14, 30, YEAR * 7]
        .map(|n| Item::of(format!("the last {n} days"), Behind::Days(days_back(on.today, n - 1), on.today)))
        .into();
    let headline = (month_days > 0).then(|| said.clone());
    let marks = vec![fortnight, year(&weeks, on.today), Mark::sentence(said)];
    Ok(Figure { data, items, headline, ..Figure::new(spec, marks, why) })
}

/// A row a weekday, a column a week, with the months they begin in.
fn year(weeks: &[[Day; 7]], today: NaiveDate) -> Mark {
    let month = |(at, week): (usize, &[Day; 7])| {
        let begins = week.iter().find(|day| day.date.day() == 1)?;
        Some((at, begins.date.format("%b").to_string()))
    };
    let heads = weeks.iter().enumerate().filter_map(month).collect();
    let row = |at: usize| Series {
        label: weeks.first().map_or(String::new(), |week| week[at].date.format("%a").to_string()),
        values: weeks.iter().map(|week| week[at].entries.map(|n| n as f64)).collect(),
        latest: None,
    };
    let today = weeks.last().and_then(|week| week.iter().position(|day| day.date == today));
    shades((0..7).map(row).collect(), heads, today, Some("entries"))
}

/// What exercises take against what they are meant to take.
pub(super) fn minutes(spec: &FigureSpec, on: &Sheet<'_>) -> Result<Figure> {
    let this = week::holding(on.store, on.today)?;
    let from = week::holding(on.store, days_back(this.starts, (WEEKS - 1) * 7))?;
    let mut spent: BTreeMap<String, SummaryStats> = BTreeMap::new();
    for (exercise, _, _, time) in on.store.desk_times(from.label(), this.label())? {
        // What was logged in one line, from the command line, took no time that was measured.
        if time.is_zero() {
            continue;
        }
        spent.entry(exercise).or_default().add(time.as_secs_f64() / 60.0);
    }
    let columns = vec![
        Column::data("exercise"),
        Column::new("title", "Exercise", Fit::Words),
        Column::data("least"),
        Column::data("most"),
        Column::new("", "Planned", Fit::Words),
        Column::new("mean", "Minutes", Fit::Number),
        Column::new("n", "n", Fit::Number),
        Column::new("", "", Fit::Words),
    ];
    let mut data = Table::new(columns);
    let plan = week::plan(on.store, on.catalog, this)?;
    let captured = on.catalog.captured(plan).ok().map(Loaded::id);
    for loaded in on.catalog.all() {
        let heading = loaded.heading();
        let Some(stats) = spent.get(&heading.id) else { continue };
        let mean = stats.mean().unwrap_or_default();
        let (least, most) = (heading.minutes.least, heading.minutes.most);
        // The log asks for a line; the rest can be added when there is time.
        let is_log = captured == Some(heading.id.as_str());
        let (words, tone) = if mean < f64::from(least) && is_log {
            ("", Tone::Dim)
        } else if mean < f64::from(least) {
            ("shorter than planned", Tone::Dim)
        } else if mean > f64::from(most) {
            ("longer than planned", Tone::Warn)
        } else {
            ("as planned", Tone::Good)
        };
        data.rows.push(vec![
            heading.id.as_str().into(),
            heading.title.as_str().into(),
            u64::from(least).into(),
            u64::from(most).into(),
            Cell::from(format!("{least}–{most}")).toned(Tone::Dim),
            Cell::from(mean).toned(Tone::Strong),
            Cell::from(stats.n()).toned(Tone::Dim),
            Cell::from(words).toned(tone),
        ]);
    }
    let why = Why::new(
        "the mean of the active minutes, of entries with any; a pause of more than a minute and a half does not count",
        format!("finished entries of the last {WEEKS} weeks"),
        spent.values().map(SummaryStats::n).sum(),
    );
    let behind = Behind::Days(days_back(on.today, WEEKS * 7), on.today);
    let items = vec![Item::of("the last eight weeks", behind)];
    Ok(Figure { data: data.clone(), items, ..Figure::new(spec, vec![Mark::Table(data)], why) })
}

/// How long each topic was practised in the exercises that train it, and which of them comes next for the one with the least.
pub(super) fn topics(spec: &FigureSpec, on: &Sheet<'_>) -> Result<Figure> {
    let from = days_back(on.today, WEEKS * 7 - 1);
    let mut data = Table::of_keys(["topic", "minutes", "n", "last"]);
    let (mut bars, mut items, mut least) = (Vec::new(), Vec::new(), None::<(f64, String)>);
    for tag in &spec.tags {
        let (mut heads, mut next) = (Vec::new(), None::<(Option<NaiveDate>, &Loaded)>);
        for loaded in on.catalog.all().filter(|loaded| loaded.heading().tags.contains(tag)) {
            let filter = Filter { exercise: Some(loaded.id().to_owned()), ..Filter::default() };
            let finished = on.store.list(&filter, None, LISTED)?.into_iter();
            let finished: Vec<Head> = finished.filter(|head| head.state != State::Draft).collect();
            let last = finished.first().map(|head| head.day);
            if next.is_none_or(|(before, _)| last < before) {
                next = Some((last, loaded));
            }
            heads.extend(finished.into_iter().filter(|head| head.day >= from));
        }
        heads.sort_by_key(|head| std::cmp::Reverse(head.day));
        let minutes = active_time(&heads).as_secs_f64() / 60.0;
        let last = heads.first().map(|head| head.day);
        data.rows.push(vec![
            tag.as_str().into(),
            minutes.round().into(),
            (heads.len() as u64).into(),
            last.into(),
        ]);
        let said = last.map_or_else(String::new, |day| format!("last {}", day.format("%-d %b")));
        let notes = vec![
            (format!("{minutes:.0} min"), Tone::Strong),
            (format!("n {}", heads.len()), Tone::Dim),
            (said, Tone::Dim),
        ];
        let bar = Bar { label: tag.clone(), value: minutes, second: None, notes, hue: None };
        bars.push((bar, heads.len() as u64));
        items.push(Item::of(tag.clone(), Behind::Entries(heads.iter().map(|head| head.id).collect())));
        if let Some((_, loaded)) = next
            && least.as_ref().is_none_or(|(so_far, _)| minutes < *so_far)
        {
            least =
                Some((minutes, format!("You practised {tag} least. Try “{}” next.", loaded.heading().title)));
        }
    }
    let why = Why::new(
        "the active minutes of finished exercises on each topic; time shows how much you practised, not how good you are",
        format!("finished entries of the last {WEEKS} weeks"),
        bars.iter().map(|(_, n)| n).sum(),
    );
    let bars = bars.into_iter().map(|(bar, _)| bar).collect();
    let marks = vec![
        Mark::Bars(Bars { all: bars, second: Second::Nothing, full: None }),
        Mark::sentence(least.map(|(_, said)| said).unwrap_or_default()),
    ];
    Ok(Figure { data, items, ..Figure::new(spec, marks, why) })
}

/// Sums up the finished entries of a week.
fn week_sum(heads: &[Head]) -> WeekSum {
    let finished = heads.iter().filter(|head| head.state != State::Draft);
    WeekSum::of(finished.map(|head| (head.day, Done { entries: 1, time: active_time([head]) })))
}

/// This week beside the one before.
pub(super) fn week_comparison(spec: &FigureSpec, on: &Sheet<'_>) -> Result<Figure> {
    let this = week::holding(on.store, on.today)?;
    let before = week::before(on.store, this)?;
    let sum = |week: Week| on.store.of_week(week.label()).map(|heads| week_sum(&heads));
    let (was, now) = (sum(before)?, sum(this)?);
    let columns = vec![
        Column::new("what", "", Fit::Words),
        Column::new("before", "Week before", Fit::Number),
        Column::new("now", "This week", Fit::Number),
        Column::new("", "Change", Fit::Number),
    ];
    let mut data = Table::new(columns);
    let mut items = Vec::new();
    for (name, was, now) in [
        ("Entries finished", was.entries, now.entries),
        ("Days", was.days, now.days),
        ("Minutes", was.minutes, now.minutes),
    ] {
        data.rows.push(vec![
            name.into(),
            Cell::from(was).toned(Tone::Dim),
            Cell::from(now).toned(Tone::Strong),
            signed(now as f64 - was as f64).into(),
        ]);
        items.push(Item::of(name, Behind::Days(this.starts, on.today)));
    }
    let why = Why::new(
        "finished entries of each week, the days they belong to, and the active minutes",
        "finished entries of two weeks",
        was.entries + now.entries,
    );
    let said = format_week(was, now);
    let marks = vec![Mark::Table(data.clone()), Mark::sentence(said.clone())];
    Ok(Figure { data, items, headline: Some(said), ..Figure::new(spec, marks, why) })
}

//! Practice itself: days, minutes, weeks. A day left out is a gap and nothing more.

use std::collections::BTreeMap;

use chrono::{Datelike, Days};

use super::{Behind, Data, Drawn, Item, Said, Sheet, Why, drawn};
use crate::app::week;
use crate::charts::{Chart, Column, Fortnight, Heat, Row, Table, Tone};
use crate::domain::number_format::{rounded, signed};
use crate::domain::plan::WeekLabel;
use crate::domain::progress::Figure;
use crate::domain::stats::activity::{Activity, Done, WEEKS as WEEKS_OF_YEAR};
use crate::domain::stats::summary_stats::SummaryStats;
use crate::domain::stats::week_comparison::{Against, WeekSum};
use crate::error::Result;

/// How many weeks the picture of a year has.
const YEAR: u64 = WEEKS_OF_YEAR as u64;
/// How many weeks of minutes are looked at.
const WEEKS: u64 = 8;

/// Draws the days practised: the last fourteen, and a year.
pub(super) fn days(figure: &Figure, on: &Sheet<'_>) -> Result<Drawn> {
    let from = on.today.checked_sub_days(Days::new(YEAR * 7)).unwrap_or(on.today);
    let counts = on.store.entries_by_day(from, on.today)?;
    let mut data = Data::new(&["day", "entries"]);
    data.rows = counts.iter().map(|(day, n)| vec![day.to_string().into(), (*n).into()]).collect();
    let n = counts.iter().map(|(_, n)| n).sum();
    let done =
        |entries: u64| Done { entries: usize::try_from(entries).unwrap_or_default(), ..Done::default() };
    let practised = Activity::of(counts.into_iter().map(|(day, n)| (day, done(n))), on.today);
    let starts = week::holding(on.store, on.today)?.starts.weekday();
    let picture = Chart::from(vec![
        Fortnight::new(&practised).into(),
        Heat::new(practised.grid(WEEKS_OF_YEAR, starts)).into(),
    ]);
    let said = Said::Plain(format!("{} of the last 30 days.", practised.of_last(30)));
    let back = |days: u64| on.today.checked_sub_days(Days::new(days - 1)).unwrap_or(on.today);
    let items = [14, 30, YEAR * 7]
        .map(|n| Item::of(format!("the last {n} days"), Behind::Days(back(n), on.today)))
        .into();
    let why = Why {
        formula: "a day counts if a finished entry belongs to it; the darker, the more entries (1, 2, 3, 4 and more)"
            .to_owned(),
        inputs: "finished entries of a year".to_owned(),
        n,
    };
    Ok(Drawn { said: vec![said], data, items, ..drawn(figure, picture, why) })
}

/// The first and the last week that minutes are looked at.
fn weeks_back(on: &Sheet<'_>) -> Result<(WeekLabel, WeekLabel)> {
    let this = week::holding(on.store, on.today)?;
    let back = this.starts.checked_sub_days(Days::new((WEEKS - 1) * 7)).unwrap_or(this.starts);
    Ok((week::holding(on.store, back)?.label(), this.label()))
}

/// Draws what exercises take against what they are meant to take.
pub(super) fn minutes(figure: &Figure, on: &Sheet<'_>) -> Result<Drawn> {
    let (from, to) = weeks_back(on)?;
    let mut spent: BTreeMap<String, SummaryStats> = BTreeMap::new();
    for (exercise, _, _, time) in on.store.desk_times(from, to)? {
        spent.entry(exercise).or_default().add(time.as_secs_f64() / 60.0);
    }
    let n = spent.values().map(SummaryStats::n).sum();
    let mut data = Data::new(&["exercise", "title", "least", "most", "mean", "n"]);
    let head = vec![
        Column::words("Exercise"),
        Column::words("Meant"),
        Column::number("Minutes"),
        Column::number("n"),
        Column::words(""),
    ];
    let mut rows: Vec<Row> = Vec::new();
    for loaded in on.catalog.all() {
        let heading = &loaded.heading;
        let Some(spread) = spent.get(&heading.id) else { continue };
        let mean = spread.mean().unwrap_or_default();
        let (least, most) = (heading.minutes.least, heading.minutes.most);
        let (words, tone) = if mean < f64::from(least) {
            ("shorter than meant", Tone::Dim)
        } else if mean > f64::from(most) {
            ("longer than meant", Tone::Warn)
        } else {
            ("as meant", Tone::Good)
        };
        rows.push(vec![
            (heading.title.clone(), Tone::Plain),
            (format!("{least}–{most}"), Tone::Dim),
            (rounded(mean), Tone::Strong),
            (spread.n().to_string(), Tone::Dim),
            (words.to_owned(), tone),
        ]);
        data.rows.push(vec![
            heading.id.as_str().into(),
            heading.title.as_str().into(),
            u64::from(least).into(),
            u64::from(most).into(),
            mean.into(),
            spread.n().into(),
        ]);
    }
    let why = Why {
        formula:
            "the mean of the minutes at the desk; a pause of more than a minute and a half does not count"
                .to_owned(),
        inputs: format!("finished entries of the last {WEEKS} weeks"),
        n,
    };
    let days = (WEEKS * 7, on.today);
    let from = days.1.checked_sub_days(Days::new(days.0)).unwrap_or(days.1);
    let items = vec![Item::of("the last eight weeks", Behind::Days(from, on.today))];
    Ok(Drawn { data, items, ..drawn(figure, Table::new(head, rows), why) })
}

/// Draws this week beside the one before.
pub(super) fn weekly(figure: &Figure, on: &Sheet<'_>) -> Result<Drawn> {
    let this = week::holding(on.store, on.today)?;
    let before = week::before(on.store, this)?;
    let times = on.store.desk_times(before.label(), this.label())?;
    let done = times.into_iter().map(|(_, _, day, time)| (day, Done { entries: 1, time }));
    let against = Against::of(&Activity::of(done, on.today), this.starts.weekday());
    let numbers = |week: WeekSum| [week.entries as u64, week.days as u64, week.minutes];
    let (was, now) = (numbers(against.before), numbers(against.this));
    let head = vec![
        Column::words(""),
        Column::number(&before.label().to_string()),
        Column::number(&this.label().to_string()),
        Column::number("Change"),
    ];
    let mut data = Data::new(&["what", "before", "now"]);
    let mut rows: Vec<Row> = Vec::new();
    for (name, (was, now)) in
        ["Entries finished", "Days", "Minutes"].into_iter().zip(was.into_iter().zip(now))
    {
        rows.push(vec![
            (name.to_owned(), Tone::Plain),
            (was.to_string(), Tone::Dim),
            (now.to_string(), Tone::Strong),
            (signed(now as f64 - was as f64), Tone::Plain),
        ]);
        data.rows.push(vec![name.into(), was.into(), now.into()]);
    }
    let why = Why {
        formula: "entries finished for each week, the days they belong to, and the minutes at the desk"
            .to_owned(),
        inputs: "finished entries of two weeks".to_owned(),
        n: was[0] + now[0],
    };
    let items = vec![
        Item::of("Entries finished", Behind::Days(this.starts, on.today)),
        Item::of("Days", Behind::Days(this.starts, on.today)),
        Item::of("Minutes", Behind::Days(this.starts, on.today)),
    ];
    Ok(Drawn {
        data,
        items,
        said: vec![Said::Plain(against.sentence())],
        ..drawn(figure, Table::new(head, rows), why)
    })
}

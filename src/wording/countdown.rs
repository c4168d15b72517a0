//! What is said of the days before an interview.

use chrono::NaiveDate;

use crate::domain::countdown::{Countdown, DayPlan, Outlook};

/// In how many days an interview is.
pub fn in_days(left: i64) -> String {
    match left {
        ..=0 => "Interview today".to_owned(),
        1 => "Interview tomorrow".to_owned(),
        days => format!("Interview in {days} days"),
    }
}

/// When an interview was, and who asked for it: `Interview yesterday with Acme`.
pub fn was(day: NaiveDate, today: NaiveDate, company: Option<&str>) -> String {
    format!("Interview {}", ago(day, today, company))
}

/// When an interview was, and who asked for it, after what names it: `yesterday with Acme`.
pub fn ago(day: NaiveDate, today: NaiveDate, company: Option<&str>) -> String {
    let when = match (today - day).num_days() {
        ..=0 => "today".to_owned(),
        1 => "yesterday".to_owned(),
        days => format!("{days} days ago"),
    };
    let with = company.map(|name| format!(" with {name}")).unwrap_or_default();
    format!("{when}{with}")
}

/// A day, as in `Tue 15 Dec`; with its year where that is another one.
pub fn day(day: NaiveDate, today: NaiveDate) -> String {
    let far = (day - today).num_days() > 300;
    day.format(if far { "%a %-d %b %Y" } else { "%a %-d %b" }).to_string()
}

/// What a day still asks for: `User model · Tell from memory`. Empty if nothing is left.
pub fn still_open(plan: &DayPlan, countdown: &Countdown) -> String {
    let mut parts: Vec<(&str, usize)> = Vec::new();
    for part in plan.open(countdown) {
        match parts.iter_mut().find(|(title, _)| *title == part.title) {
            Some((_, count)) => *count += 1,
            None => parts.push((&part.title, 1)),
        }
    }
    let named = parts.into_iter().map(|(title, count)| {
        if count > 1 { format!("{count}\u{a0}×\u{a0}{title}") } else { title.to_owned() }
    });
    named.collect::<Vec<_>>().join(" · ")
}

/// What today asks for, in a line; where it asks for nothing, why.
pub fn today(outlook: &Outlook, countdown: &Countdown) -> String {
    let Some(today) = outlook.today() else {
        return "Tell one story aloud, and leave it at that.".to_owned();
    };
    let open = still_open(today, countdown);
    if !open.is_empty() {
        return format!("Today, {} min: {open}", today.minutes(countdown));
    }
    if !today.sessions.is_empty() {
        return "Everything for today is done.".to_owned();
    }
    let next = outlook.days.iter().find(|day| !day.sessions.is_empty());
    next.map_or_else(
        || "Everything is done.".to_owned(),
        |next| format!("Nothing today. The plan goes on {}.", next.day.format("%a %-d %b")),
    )
}

/// What finds no room any more, and what to do about it; nothing if all fits.
pub fn unfit(outlook: &Outlook, countdown: &Countdown) -> Option<String> {
    let named = outlook.unfit.iter().filter_map(|(part, count)| {
        let part = countdown.parts.get(*part)?;
        Some(format!("{count} × {} ({} min)", part.title, part.minutes))
    });
    let named: Vec<String> = named.collect();
    (!named.is_empty()).then(|| {
        let advice = if outlook.days.len() > 1 {
            "Leave something out, or give a day more minutes with `empathy interview --minutes`."
        } else {
            "Leave something out."
        };
        format!("No longer fits: {}. {advice}", named.join(", "))
    })
}

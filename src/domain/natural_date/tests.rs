//! Every accepted form, and what is refused.

use chrono::{Datelike, NaiveDate, NaiveDateTime, TimeDelta};

use super::words::MONTHS;
use super::{DateOrder, Present, Unread};
use crate::domain::time::Moment;
use crate::wording;

/// It is Friday 20 November 2026, 14:02.
fn read(text: &str, day_starts: u32) -> String {
    let now = Moment::parse("2026-11-20T14:02:31+01:00").expect("a time");
    read_at(text, now, day_starts)
}

fn read_at(text: &str, now: Moment, day_starts: u32) -> String {
    let here = Present { now, order: None, day_starts, offset_at: &|_| now.offset };
    match here.read(text) {
        Ok(when) => format!("{} {}", when.day, when.at.local().format("%Y-%m-%d %H:%M")),
        Err(unread) => wording::unread(text, &unread).to_string(),
    }
}

#[test]
fn words_mean_the_last_time_it_was_so() {
    for (text, expected) in [
        ("now", "2026-11-20 2026-11-20 14:02"),
        ("today", "2026-11-20 2026-11-20 14:02"),
        ("today 9:15", "2026-11-20 2026-11-20 09:15"),
        ("yesterday", "2026-11-19 2026-11-19 12:00"),
        ("Yesterday 18:30", "2026-11-19 2026-11-19 18:30"),
        ("18:30 yesterday", "2026-11-19 2026-11-19 18:30"),
        ("yesterday at 6:30 PM", "2026-11-19 2026-11-19 18:30"),
        ("yesterday 12pm", "2026-11-19 2026-11-19 12:00"),
        ("yesterday 12am", "2026-11-19 2026-11-19 00:00"),
        ("yesterday noon", "2026-11-19 2026-11-19 12:00"),
        ("the day before yesterday", "2026-11-18 2026-11-18 12:00"),
        ("18:30", "2026-11-19 2026-11-19 18:30"),
        ("9am", "2026-11-20 2026-11-20 09:00"),
        ("14:02", "2026-11-20 2026-11-20 14:02"),
        ("friday", "2026-11-20 2026-11-20 14:02"),
        ("last friday", "2026-11-13 2026-11-13 12:00"),
        ("mon 8:05", "2026-11-16 2026-11-16 08:05"),
        ("on Saturday", "2026-11-14 2026-11-14 12:00"),
        ("last week", "2026-11-13 2026-11-13 12:00"),
        ("3 days ago", "2026-11-17 2026-11-17 12:00"),
        ("2 weeks ago 7pm", "2026-11-06 2026-11-06 19:00"),
        ("a month ago", "2026-10-20 2026-10-20 12:00"),
        ("an hour ago", "2026-11-20 2026-11-20 13:02"),
        ("20 minutes ago", "2026-11-20 2026-11-20 13:42"),
        ("16 hours ago", "2026-11-19 2026-11-19 22:02"),
        ("18 nov", "2026-11-18 2026-11-18 12:00"),
        ("nov 18th 18:30", "2026-11-18 2026-11-18 18:30"),
        ("Wed 18 November, 7:00", "2026-11-18 2026-11-18 07:00"),
        ("24 December", "2025-12-24 2025-12-24 12:00"),
        ("29 feb", "2024-02-29 2024-02-29 12:00"),
        ("3 may 2025", "2025-05-03 2025-05-03 12:00"),
        ("2026-11-18", "2026-11-18 2026-11-18 12:00"),
        ("2026-11-18 18:30", "2026-11-18 2026-11-18 18:30"),
        ("2026-11-18T18:30:00+00:00", "2026-11-18 2026-11-18 18:30"),
    ] {
        assert_eq!(read(text, 0), expected, "{text}");
    }
}

#[test]
fn it_may_be_said_in_more_ways_than_one() {
    for (text, expected) in [
        ("6pm", "2026-11-19 2026-11-19 18:00"),
        ("9PM", "2026-11-19 2026-11-19 21:00"),
        ("12pm", "2026-11-20 2026-11-20 12:00"),
        ("6:30 p.m.", "2026-11-19 2026-11-19 18:30"),
        ("18.30", "2026-11-19 2026-11-19 18:30"),
        ("18:30:15", "2026-11-19 2026-11-19 18:30"),
        ("noon", "2026-11-20 2026-11-20 12:00"),
        ("midnight", "2026-11-20 2026-11-20 00:00"),
        ("yesterday at noon", "2026-11-19 2026-11-19 12:00"),
        ("last night", "2026-11-19 2026-11-19 22:00"),
        ("this morning", "2026-11-20 2026-11-20 08:00"),
        ("last friday 8pm", "2026-11-13 2026-11-13 20:00"),
        ("friday 18:30", "2026-11-13 2026-11-13 18:30"),
        ("monday 9am", "2026-11-16 2026-11-16 09:00"),
        ("Thurs. 9.15", "2026-11-19 2026-11-19 09:15"),
        ("two days ago", "2026-11-18 2026-11-18 12:00"),
        ("2d ago", "2026-11-18 2026-11-18 12:00"),
        ("a week ago at 7 pm", "2026-11-13 2026-11-13 19:00"),
        ("last month", "2026-10-20 2026-10-20 12:00"),
        ("a year ago", "2025-11-20 2025-11-20 12:00"),
        ("30 min ago", "2026-11-20 2026-11-20 13:32"),
        ("30m ago", "2026-11-20 2026-11-20 13:32"),
        ("1h ago", "2026-11-20 2026-11-20 13:02"),
        ("half an hour ago", "2026-11-20 2026-11-20 13:32"),
        ("the 5th of November", "2026-11-05 2026-11-05 12:00"),
        ("sept. 3", "2026-09-03 2026-09-03 12:00"),
        ("Wed 2026-11-18", "2026-11-18 2026-11-18 12:00"),
        ("18:30 2026-11-18", "2026-11-18 2026-11-18 18:30"),
        ("18.11.2026", "2026-11-18 2026-11-18 12:00"),
        ("3.4.2026 18.30", "2026-04-03 2026-04-03 18:30"),
        ("11/18/2026", "2026-11-18 2026-11-18 12:00"),
        ("18/11/2026", "2026-11-18 2026-11-18 12:00"),
        ("5/5/2026", "2026-05-05 2026-05-05 12:00"),
        ("2026/11/18", "2026-11-18 2026-11-18 12:00"),
        ("2026-11-18T18:30", "2026-11-18 2026-11-18 18:30"),
        ("2026-11-18t18:30:15", "2026-11-18 2026-11-18 18:30"),
        ("18.11.", "2026-11-18 2026-11-18 12:00"),
        ("20.11.", "2026-11-20 2026-11-20 14:02"),
        ("3.12. 18.30", "2025-12-03 2025-12-03 18:30"),
        ("Wed 18.11.", "2026-11-18 2026-11-18 12:00"),
        ("yesterday 10.11", "2026-11-19 2026-11-19 10:11"),
        ("11/18", "2026-11-18 2026-11-18 12:00"),
        ("18/11 9am", "2026-11-18 2026-11-18 09:00"),
        ("5/5", "2026-05-05 2026-05-05 12:00"),
        ("yesterday evening", "2026-11-19 2026-11-19 19:00"),
        ("friday night", "2026-11-13 2026-11-13 22:00"),
        ("yesterday in the afternoon", "2026-11-19 2026-11-19 15:00"),
        ("wednesday morning", "2026-11-18 2026-11-18 08:00"),
        ("morning", "2026-11-20 2026-11-20 08:00"),
    ] {
        assert_eq!(read(text, 0), expected, "{text}");
    }
    // Months are counted as `date` counts them: the 31st of February is the 3rd of March.
    let end = Moment::parse("2026-03-31T14:02:31+01:00").expect("a time");
    assert_eq!(read_at("a month ago", end, 0), "2026-03-03 2026-03-03 12:00");
}

#[test]
fn a_date_that_is_two_is_read_in_the_order_of_the_person() {
    let now = Moment::parse("2026-11-20T14:02:31+01:00").expect("a time");
    let day = |text: &str, order| {
        Present { now, order, day_starts: 0, offset_at: &|_| 60 }
            .read(text)
            .ok()
            .map(|when| when.day.to_string())
    };
    for (text, day_first, month_first) in [
        ("3/4/2026", "2026-04-03", "2026-03-04"),
        ("3/4", "2026-04-03", "2026-03-04"),
        ("25/4", "2026-04-25", "2026-04-25"),
        ("3.4.", "2026-04-03", "2026-04-03"),
    ] {
        assert_eq!(day(text, Some(DateOrder::DayMonth)).as_deref(), Some(day_first), "{text}");
        assert_eq!(day(text, Some(DateOrder::MonthDay)).as_deref(), Some(month_first), "{text}");
    }
}

#[test]
fn every_date_is_a_day_of_the_calendar_or_refused() {
    for (index, name) in MONTHS.split(' ').enumerate() {
        let (month, name) = (index as u32 + 1, &name[..3]);
        for day in 0..=40 {
            for year in [2024, 2025] {
                let date = NaiveDate::from_ymd_opt(year, month, day);
                for text in [
                    format!("{day} {name} {year}"),
                    format!("{name} {day} {year}"),
                    format!("{year}-{month}-{day}"),
                    format!("{year}-{month:02}-{day:02}"),
                    format!("{day}.{month}.{year}"),
                ] {
                    let expected = match date {
                        Some(date) => format!("{date} {date} 12:00"),
                        None => format!("could not read `{text}` as a date or time"),
                    };
                    assert_eq!(read(&text, 0), expected, "{text}");
                }
            }
        }
    }
}

#[test]
fn the_time_on_the_wall_is_that_of_the_place() {
    let now = Moment::parse("2026-11-20T14:02:31+01:00").expect("a time");
    let summer = |time: NaiveDateTime| if time.month() < 10 { 120 } else { 60 };
    let here = Present { now, order: None, day_starts: 0, offset_at: &summer };
    let at =
        |text: &str| here.read(text).map(|when| when.at.rfc3339()).map_err(|unread| format!("{unread:?}"));
    assert_eq!(at("3 july 18:30").as_deref(), Ok("2026-07-03T18:30:00+02:00"));
    assert_eq!(at("yesterday 18:30").as_deref(), Ok("2026-11-19T18:30:00+01:00"));
    assert_eq!(at("20 minutes ago").as_deref(), Ok("2026-11-20T13:42:31+01:00"));
}

#[test]
fn days_that_start_after_midnight_are_the_persons_own() {
    for (text, expected) in [
        ("yesterday", "2026-11-19 2026-11-19 12:00"),
        ("yesterday 1:30", "2026-11-19 2026-11-20 01:30"),
        ("thursday 1:30", "2026-11-19 2026-11-20 01:30"),
        ("2026-11-20 01:30", "2026-11-19 2026-11-20 01:30"),
        ("01:30", "2026-11-19 2026-11-20 01:30"),
    ] {
        assert_eq!(read(text, 4), expected, "{text}");
    }
    assert_eq!(read("yesterday", 14), "2026-11-19 2026-11-19 14:00");
    let night = Moment::parse("2026-11-21T02:00:00+01:00").expect("a time");
    assert_eq!(read_at("today 1:30", night, 4), "2026-11-20 2026-11-21 01:30");
    assert_eq!(read_at("yesterday", night, 4), "2026-11-19 2026-11-19 12:00");
}

#[test]
fn what_is_to_come_is_told_as_it_was_understood() {
    for (text, expected) in [
        ("tomorrow 9:00", "Saturday 21 November 2026, 09:00"),
        ("today 18:30", "Friday 20 November 2026, 18:30"),
        ("next friday", "Friday 27 November 2026, 12:00"),
        ("2026-12-24", "Thursday 24 December 2026, 12:00"),
        ("24 dec 2026", "Thursday 24 December 2026, 12:00"),
    ] {
        assert_eq!(read(text, 0), format!("`{text}` is {expected}, which is in the future"));
    }
}

#[test]
fn every_form_in_the_table_of_the_readme_is_read() {
    let readme = include_str!("../../../README.md");
    let table = readme.split("| days and times |").nth(1).and_then(|rest| rest.split("\n\n").next());
    let rows = table.expect("the table").lines().skip(2);
    let forms: Vec<&str> = rows.flat_map(|row| row.split('`').skip(1).step_by(2)).collect();
    assert!(forms.len() > 20, "{forms:?}");
    for form in forms {
        assert!(read(form, 0).starts_with("202"), "{form}: {}", read(form, 0));
    }
    for refused in ["3/4", "10.11"] {
        assert!(
            readme.contains(&format!("`{refused}`")) && !read(refused, 0).starts_with("202"),
            "{refused}"
        );
    }
}

#[test]
fn what_means_nothing_is_refused_to_its_last_word() {
    for text in [
        "",
        "  ",
        "someday",
        "yesterday 25:00",
        "25:00",
        "13pm",
        "0am",
        "2026-02-30",
        "2026-13",
        "2026-",
        "friday 18:30 or so",
        "32 nov",
        "nov",
        "5",
        "1830",
        "2026",
        "yesterday yesterday",
        "18:30 18:30",
        "last",
        "ago",
        "x days ago",
        "99999999999999 days ago",
        "99999 hours ago ago",
        "1900-01-01",
        "0001-01-01",
        "20 nov 26",
        "é:é",
        "ｆriday",
        "+002026-11-20",
        "3/4/2026",
        "13/13/2026",
        "11/12",
        "13/32",
        "10.11",
        "12.13.",
        "31.2.",
        "2026-11-18T",
        "2026-11-18T25:00",
        "18.11.26",
        "26-11-18",
        "this friday",
        "2 hours",
        "-2147483648 days ago",
        "2.5 hours ago",
        "an hour and a half ago",
        "last night 23:00",
        "5p",
        "5:30p",
        "yesterday z",
        "utc",
        "18:30 utc",
        "18:30+01:00",
        "@0",
        "TZ=\"UTC\" 18:30",
        "yesterday (or so)",
        "18:",
        ":30",
        "monkey",
        "20 november-ish",
        "todays",
        "3 days agos",
        "1pmam",
        "1pmpm",
        "novz 5",
        "5 novz",
        "min",
        "th",
        "pm",
        "a",
    ] {
        assert_eq!(read(text, 0), format!("could not read `{}` as a date or time", text.trim()), "{text}");
    }
}

proptest::proptest! {
    /// The forms in which days and times are shown, in lists, on screens and in messages.
    #[test]
    fn what_is_shown_can_be_typed_back(back in 0_i64..360, minute in 0_i64..1440) {
        let now = Moment::parse("2026-11-20T23:59:59+01:00").expect("a time");
        let here = Present { now, order: None, day_starts: 0, offset_at: &|_| 60 };
        let day = now.local().date() - TimeDelta::days(back);
        for form in ["%F", "%a %F", "%-d %b", "%a %-d %b", "%a %-d %b %Y", "%-d %B %Y", "%A %-d %B %Y"] {
            let text = day.format(form).to_string();
            proptest::prop_assert_eq!(here.read(&text).map(|when| when.day), Ok(day), "{}", text);
        }
        let time = day.and_hms_opt(0, 0, 0).expect("midnight") + TimeDelta::minutes(minute);
        for form in ["%F %H:%M", "%a %-d %b %Y, %H:%M", "%A %-d %B %Y, %H:%M", "%FT%H:%M"] {
            let text = time.format(form).to_string();
            proptest::prop_assert_eq!(here.read(&text).map(|when| when.at.local()), Ok(time), "{}", text);
        }
    }

    #[test]
    fn any_text_is_read_or_refused(
        text in "(?s).{0,30}",
        words in "((last|next|[0-9]{1,10}|mon|friday|nov|feb|day|days|week|months|years|h|min|hours|ago|now|today|\
            yesterday|noon|night|half|an|two|at|am|pm|th|st|s|t|z|[0-9]{1,2}|[0-9]{4}|:|/|-|\\.|\\+|,)[ ]?){0,7}",
        day_starts in 0..24_u32,
    ) {
        for text in [text, words] {
            for ms in [i64::MIN, 0, 1_763_000_000_000, 253_402_300_700_000, 8_000_000_000_000_000, i64::MAX] {
                let now = Moment::new(ms, 60);
                let here = Present { now, order: None, day_starts, offset_at: &|_| 60 };
                if let Ok(when) = here.read(&text) {
                    proptest::prop_assert!(when.at.ms <= ms, "{text}");
                }
            }
        }
    }
}

#[test]
fn a_day_to_come_is_the_next_there_will_be() {
    let now = Moment::parse("2026-11-20T14:02:31+00:00").expect("a moment");
    let here = Present { now, order: None, day_starts: 0, offset_at: &|_| 0 };
    for (text, day) in [
        ("15 dec", "2026-12-15"),
        ("dec 15", "2026-12-15"),
        ("tue 15 dec", "2026-12-15"),
        ("3 march", "2027-03-03"),
        ("20 nov", "2026-11-20"),
        ("19 nov", "2027-11-19"),
        ("29 feb", "2028-02-29"),
        ("15.12.", "2026-12-15"),
        ("12/15", "2026-12-15"),
        ("monday", "2026-11-23"),
        ("friday", "2026-11-20"),
        ("next friday", "2026-11-27"),
        ("in 3 days", "2026-11-23"),
        ("2 weeks", "2026-12-04"),
        ("in a month", "2026-12-20"),
        ("In 3 weeks", "2026-12-11"),
        ("monday 10:00", "2026-11-23"),
        ("10am 15 dec", "2026-12-15"),
        ("next friday at 9:30", "2026-11-27"),
        ("yesterday", "2026-11-19"),
        ("fri 13 nov", "2026-11-13"),
        ("mon 3 aug", "2026-08-03"),
        ("15 dec 2025", "2025-12-15"),
        ("2026-11-01", "2026-11-01"),
    ] {
        assert_eq!(here.day_ahead(text).map(|day| day.to_string()).as_deref(), Ok(day), "{text}");
    }
    for text in ["", "soon", "30 feb", "mon 30 feb", "in"] {
        assert_eq!(here.day_ahead(text), Err(Unread::Unclear), "{text}");
    }
}

#[test]
fn a_weekday_that_the_day_is_not_on_is_named() {
    let now = Moment::parse("2026-11-20T14:02:31+00:00").expect("a moment");
    let here = Present { now, order: None, day_starts: 0, offset_at: &|_| 0 };
    let other = |day: &str| Unread::Weekday(day.parse().expect("a day"));
    // The 15th of December was a Monday the year before.
    for text in ["mon 15 dec", "wed 15 dec", "Mon, 15 Dec at 10:00", "mon 15 dec 2026", "mon 2026-12-15"] {
        assert_eq!(here.day_ahead(text), Err(other("2026-12-15")), "{text}");
    }
    for text in ["mon 19 nov", "mon 19 nov 18:30", "18:30 mon 19.11.", "monday 2026-11-19"] {
        assert_eq!(here.read(text), Err(other("2026-11-19")), "{text}");
    }
    assert_eq!(here.read("mon 30 feb"), Err(Unread::Unclear));
}

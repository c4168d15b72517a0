//! `remind`: what makes a calendar or the system remind a person to practise. It is printed or written to a file, and
//! takes effect only where the person puts it.

use std::path::Path;

use chrono::{Datelike as _, NaiveTime, Weekday};

use super::calendar::{self, Occasion};
use super::world::talk;
use super::{Out, World};
use crate::app::week;
use crate::cli::{self, Reminder};
use crate::domain::plan::Week;
use crate::error::{Error, Result};

/// Prints the reminder or writes it to a file, and says on standard error how it is switched on.
pub fn run(world: &World, out: &mut Out, args: &cli::Remind) -> Result<()> {
    let at = calendar::time(&args.at)?;
    let (text, how) = match args.kind {
        Reminder::Ics => (events(world, at, args.days.as_ref())?, ICS),
        kind => {
            let days = args.days.as_ref().map_or_else(|| planned_days(world), |days| Ok(days.0.clone()))?;
            let script = script(world, kind == Reminder::Launchd || cfg!(target_os = "macos"))?;
            match kind {
                Reminder::Systemd => (systemd(at, &days, &script), SYSTEMD),
                Reminder::Launchd => (launchd(at, &days, &script), LAUNCHD),
                _ => (cron(at, &days, &script), CRON),
            }
        }
    };
    calendar::deliver(out, &text, args.output.as_deref(), args.force, "reminder")?;
    talk(how);
    Ok(())
}

const ICS: &str = "This is not active yet. Save it to a file and open that with your calendar app. To change it, import it again.";
const SYSTEMD: &str = "This is not active yet. It is a script that sets up a systemd timer for you. Read it, then run it with `sh`.";
const LAUNCHD: &str = "This is not active yet. Save it as `~/Library/LaunchAgents/empathy.remind.plist`, then run `launchctl load` with that file, or `launchctl unload` to stop it.";
const CRON: &str =
    "This is not active yet. Add the line with `crontab -e`. Remove the line to stop the reminders.";

/// The weekdays on which the plan of this week has an exercise.
fn planned_days(world: &World) -> Result<Vec<Weekday>> {
    let (store, (catalog, _)) = (world.store()?, world.load());
    let view = week::view(&store, &catalog, world.week(&store, None)?)?;
    let mut days: Vec<Weekday> = view.slots.iter().map(|slot| slot.day.weekday()).collect();
    days.sort_by_key(Weekday::num_days_from_monday);
    days.dedup();
    Ok(days)
}

/// A shell command that shows what is next, and nothing when nothing is.
fn script(world: &World, mac: bool) -> Result<String> {
    let program = std::env::current_exe()
        .map_err(|error| Error::usage(format!("could not find this program: {error}"), "try it again"))?;
    let journal = std::path::absolute(&world.places.journal).unwrap_or_else(|_| world.places.journal.clone());
    let quoted = |path: &Path| format!("'{}'", path.display().to_string().replace('\'', r"'\''"));
    let ask = format!("{} --journal {} status --format '{{next}}'", quoted(&program), quoted(&journal));
    let show = if mac {
        r#"export n; osascript -e 'display notification (system attribute "n") with title "empathy"'"#
    } else {
        r#"notify-send --app-name=empathy "Time to practise" "$n""#
    };
    Ok(format!(r#"n=$({ask}); [ -z "$n" ] || {{ {show}; }}"#))
}

/// The two or three letters of weekdays, in a list.
fn listed(days: &[Weekday], separator: &str, letters: impl Fn(&Weekday) -> String) -> String {
    days.iter().map(letters).collect::<Vec<_>>().join(separator)
}

/// A shell script that writes the two files of a timer and starts it.
fn systemd(at: NaiveTime, days: &[Weekday], script: &str) -> String {
    // Within double quotes of a unit file.
    let script = script.replace('\\', r"\\").replace('"', "\\\"").replace('%', "%%").replace('$', "$$");
    let days = listed(days, ",", Weekday::to_string);
    format!(
        r#"#!/bin/sh
# Reminds you to practise. To remove it: systemctl --user disable --now empathy-remind.timer
set -e
units="${{XDG_CONFIG_HOME:-$HOME/.config}}/systemd/user"
mkdir -p "$units"
cat > "$units/empathy-remind.service" <<'END'
[Unit]
Description=Remind me to practise

[Service]
Type=oneshot
ExecStart=/bin/sh -c "{script}"
END
cat > "$units/empathy-remind.timer" <<'END'
[Unit]
Description=Remind me to practise

[Timer]
OnCalendar={days} {}
Persistent=true

[Install]
WantedBy=timers.target
END
systemctl --user daemon-reload
systemctl --user enable --now empathy-remind.timer
"#,
        at.format("%H:%M")
    )
}

/// A job of launchd.
fn launchd(at: NaiveTime, days: &[Weekday], script: &str) -> String {
    let script = script.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let [hour, minute] = ["%-H", "%-M"].map(|part| at.format(part).to_string());
    let times = days.iter().map(|day| {
        let day = day.num_days_from_sunday();
        format!("    <dict><key>Weekday</key><integer>{day}</integer><key>Hour</key><integer>{hour}</integer><key>Minute</key><integer>{minute}</integer></dict>\n")
    });
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
  <key>Label</key><string>empathy.remind</string>
  <key>ProgramArguments</key>
  <array><string>/bin/sh</string><string>-c</string><string>{script}</string></array>
  <key>StartCalendarInterval</key>
  <array>
{}  </array>
</dict>
</plist>
"#,
        times.collect::<String>()
    )
}

/// A line of a table of cron, which knows nothing of a person's screen and takes `%` for a new line.
fn cron(at: NaiveTime, days: &[Weekday], script: &str) -> String {
    let days = listed(days, ",", |day| day.num_days_from_sunday().to_string());
    let screen = if cfg!(target_os = "macos") {
        ""
    } else {
        "export DBUS_SESSION_BUS_ADDRESS=unix:path=/run/user/$(id -u)/bus; "
    };
    format!("{} * * {days} {screen}{}\n", at.format("%-M %-H"), script.replace('%', r"\%"))
}

/// A calendar with an event a week for each exercise of the plan, or one event on some days.
fn events(world: &World, at: NaiveTime, days: Option<&cli::Days>) -> Result<String> {
    let (store, (catalog, _)) = (world.store()?, world.load());
    let week = world.week(&store, None)?;
    let events = if let Some(days) = days {
        let words = ["Practise", "`empathy` shows what is next."];
        vec![event((week, at), "practise", words, 30, &days.0)]
    } else {
        let weekly = |slot: &week::Slot| {
            let day = [slot.day.weekday()];
            event((week, at), &slot.exercise, [&slot.title, &slot.about], slot.minutes.1, &day)
        };
        week::view(&store, &catalog, week)?.slots.iter().map(weekly).collect()
    };
    Ok(calendar::calendar("remind", world.now().wall, &events))
}

/// An event at one time of some days, from a week on.
fn event(
    (week, at): (Week, NaiveTime),
    id: &str,
    words: [&str; 2],
    minutes: u32,
    days: &[Weekday],
) -> Occasion {
    let first = (1..=7).map(|day| week.day(day)).find(|day| days.contains(&day.weekday()));
    let by_day = listed(days, ",", |day| day.to_string()[..2].to_uppercase());
    let [title, about] = words.map(str::to_owned);
    Occasion {
        uid: id.to_owned(),
        title,
        about,
        start: first.unwrap_or(week.starts).and_time(at),
        minutes,
        repeats: Some(format!("FREQ=WEEKLY;BYDAY={by_day}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAYS: [Weekday; 2] = [Weekday::Mon, Weekday::Sun];

    fn six() -> NaiveTime {
        NaiveTime::from_hms_opt(18, 5, 0).expect("a time")
    }

    #[test]
    fn scripts_survive_what_each_system_makes_of_them() {
        let script = r#"n=$('/a b/%c' \ "&<"); echo "$n""#;
        let unit = systemd(six(), &DAYS, script);
        assert!(unit.contains(r#"-c "n=$$('/a b/%%c' \\ \"&<\"); echo \"$$n\"""#), "{unit}");
        assert!(unit.contains("OnCalendar=Mon,Sun 18:05\n"), "{unit}");
        let job = launchd(six(), &DAYS, script);
        assert!(job.contains(r#"<string>n=$('/a b/%c' \ "&amp;&lt;"); echo "$n"</string>"#), "{job}");
        assert!(job.contains("<integer>0</integer><key>Hour</key><integer>18</integer>"), "{job}");
        let line = cron(six(), &DAYS, script);
        assert!(line.starts_with("5 18 * * 1,0 ") && line.contains(r"\%c"), "{line}");
        assert_eq!(line.lines().count(), 1);
    }
}

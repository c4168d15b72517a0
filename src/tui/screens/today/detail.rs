//! What is marked, in detail: what it is about, where it was left, what to do next.

use super::Today;
use super::lines::Line;
use crate::app::returning;
use crate::app::week::Slot;
use crate::domain::entry::Head;
use crate::domain::plan::SlotState;
use crate::sanitize;
use crate::tui::action::Action;
use crate::tui::keymap::Keys;
use crate::tui::theme::{Role, Surface};
use crate::tui::widgets::paint::Brush;
use crate::tui::widgets::panel::Panel;
use crate::wording;

impl Today {
    /// Draws what is marked in detail, or what is next.
    pub(super) fn draw_detail(&self, brush: &mut Brush<'_>, key: &Keys<'_>) {
        let open = key.name(Action::Open);
        let slot = self.slot();
        let (title, mut lines, next) = match self.lines.get(self.marked) {
            Some(Line::Slot(index)) => match self.view.slots.get(*index) {
                Some(slot) => (detail_title(slot), about_slot(slot), self.what_next(slot, key)),
                None => return,
            },
            Some(Line::Daily(daily)) => {
                let next = match (&daily.head, daily.is_done()) {
                    (None, _) => format!("{open} starts it. One or two sentences are enough."),
                    (Some(_), false) => format!("{open} continues where you stopped."),
                    (Some(_), true) => format!("Done for today. {open} opens it to read or change."),
                };
                let outcome = daily.head.as_ref().map(Head::outcome).unwrap_or_default();
                (daily.title.clone(), vec![(daily.question.clone(), Role::Title), (outcome, Role::Dim)], next)
            }
            Some(Line::Returning(back)) => {
                let skip = key.name(Action::Skip);
                let rate = back.scale.as_ref().map_or(String::new(), |(_, most)| {
                    format!("Press 1 to {most} to rate it at once. ")
                });
                let next = format!("{rate}{open} opens it. {skip} skips it for good.");
                let when = wording::ago(returning::age(back.one.day, self.day));
                let text = format!("{when}: {}", back.one.returning.text);
                (back.title.clone(), vec![(text, Role::Plain)], next)
            }
            Some(Line::Due(_)) => {
                let about = "Tell each one before you forget it: one minute, then a grade.".to_owned();
                let next = format!("{open} asks you. Nothing has to be typed.");
                ("Tell from memory".to_owned(), vec![(about, Role::Plain)], next)
            }
            Some(Line::Interview([title, day, what])) => {
                let lines = vec![(what.clone(), Role::Plain), (day.clone(), Role::Dim)];
                (title.clone(), lines, format!("{open} shows the plan. Each part opens there with one key."))
            }
            Some(Line::Draft(head, title)) => {
                let about = format!("You began it on {}.", head.day.format("%A %-d %B"));
                let discard = key.name(Action::Discard);
                (title.clone(), vec![(about, Role::Plain)], format!("{open} continues it. {discard} discards it."))
            }
            Some(Line::Capture) => {
                let about = "Write one line while you still feel it. You can add the rest later.".to_owned();
                ("Something just happened?".to_owned(), vec![(about, Role::Plain)], format!("{open} opens the line."))
            }
            Some(Line::First(first)) => {
                let (title, about, _) = self.about_first(*first);
                (title, vec![(about.to_owned(), Role::Plain)], format!("{open} does it."))
            }
            Some(Line::Other { title, about, .. }) => {
                (title.clone(), vec![(about.clone(), Role::Plain)], format!("{open} starts it."))
            }
            Some(Line::Library(_)) => {
                let about = "Interviews, the craft of AI products and your own exercises, each with its minutes.".to_owned();
                ("More to practise".to_owned(), vec![(about, Role::Plain)], format!("{open} shows them all."))
            }
            Some(Line::Offer(words, _)) => {
                let about = "One line was enough to log it. You can add what is missing now.".to_owned();
                (words.clone(), vec![(about, Role::Plain)], format!("{open} shows them in the log."))
            }
            Some(Line::Reaction(_)) => ("Lately".to_owned(), Vec::new(), format!("{open} opens it to read.")),
            Some(Line::Calendar) => {
                let about = "Each mark is a day: the taller it is, the more you wrote.".to_owned();
                ("Your days".to_owned(), vec![(about, Role::Plain)], format!("{open} shows the day in the log."))
            }
            Some(Line::Trust) => {
                let about = "The products you rated last, with their last ratings.".to_owned();
                ("Trust now".to_owned(), vec![(about, Role::Plain)], format!("{open} shows them in Progress."))
            }
            Some(Line::Before(_)) => ("Weeks before".to_owned(), Vec::new(), format!("{open} shows that week.")),
            None => {
                let about = "Use `empathy exercises list` to see which there are.".to_owned();
                ("There are no exercises".to_owned(), vec![(about, Role::Plain)], String::new())
            }
        };
        let left = slot.and_then(left).map_or(String::new(), |minutes| format!("about {minutes} min"));
        let hue = slot.and_then(|slot| slot.hue);
        let mut inside = Panel::new(&title).hue(hue).counter(&left).draw(brush, Surface::Panel);
        lines.retain(|(text, _)| !text.is_empty());
        lines.push((next, Role::Accent));
        // What to do comes last and always shows.
        let (width, height) = (inside.area.width.min(76), inside.area.height);
        let mut rows: Vec<(String, Role)> = Vec::new();
        let spaced = height > 6;
        let keep = lines.last().map_or(0, |(text, _)| sanitize::wrap(text, width.into()).len() as u16);
        for (index, (text, role)) in lines.iter().enumerate() {
            let is_last = index + 1 == lines.len();
            let kept = if is_last { 0 } else { keep };
            let room = height.saturating_sub(rows.len() as u16 + kept);
            rows.extend(sanitize::clipped(text, width.into(), room.into()).into_iter().map(|row| (row, *role)));
            if spaced && !is_last && rows.len() as u16 + kept + 1 < height {
                rows.push((String::new(), Role::Plain));
            }
        }
        for ((text, role), y) in rows.iter().zip(0..) {
            inside.line(0, y, text, *role);
        }
    }

    fn what_next(&self, slot: &Slot, key: &Keys<'_>) -> String {
        let open = key.name(Action::Open);
        let changed = slot.current().is_some_and(|head| head.open_draft);
        match slot.state {
            SlotState::Open
                if self.view.next() == self.view.slots.iter().position(|s| s.exercise == slot.exercise) =>
            {
                format!(
                    "Next. {open} starts it. It takes {} to {} minutes, and you can stop at any point.",
                    slot.minutes.0, slot.minutes.1
                )
            }
            SlotState::Open => format!("{open} starts it. Any order is fine."),
            SlotState::Begun(..) => format!("{open} continues where you stopped."),
            SlotState::Skipped => format!("Skipped this week. {} restores it.", key.name(Action::Skip)),
            _ if changed => {
                let discard = key.name(Action::Discard);
                format!("Changed since it was finished. {open} continues, {discard} discards the changes.")
            }
            SlotState::Partial => {
                let repeat = key.name(Action::Repeat);
                format!("Finished with open answers. {open} opens it, {repeat} starts it again.")
            }
            SlotState::Done => {
                let repeat = key.name(Action::Repeat);
                format!("{open} opens it to read or change. {repeat} starts it again.")
            }
        }
    }
}

fn about_slot(slot: &Slot) -> Vec<(String, Role)> {
    let mut lines = Vec::new();
    if let Some(stopped) = &slot.stopped {
        lines.push((format!("You stopped in “{}”:", stopped.step), Role::Plain));
        lines.extend(stopped.words.iter().map(|words| (format!("“{}”", words.trim()), Role::Quote)));
    } else {
        lines.push((slot.about.clone(), Role::Plain));
        lines.push((slot.outcome(), Role::Plain));
    }
    lines.push((slot.why.clone(), Role::Dim));
    lines
}

fn detail_title(slot: &Slot) -> String {
    match slot.state {
        SlotState::Begun(..) => format!("Go on: {}", slot.title),
        _ => slot.title.clone(),
    }
}

/// Returns about how many minutes are left of an exercise, in fives.
fn left(slot: &Slot) -> Option<u32> {
    let part = match slot.state {
        SlotState::Open => 1.0,
        SlotState::Begun(page, of) => of.saturating_sub(page.saturating_sub(1)) as f64 / of.max(1) as f64,
        _ => return None,
    };
    Some(((f64::from(slot.minutes.1) * part / 5.0).ceil() as u32 * 5).max(5))
}

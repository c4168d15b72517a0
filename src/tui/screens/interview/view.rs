//! How the interview looks: the list, what is marked as a page beside it, and what is missing at the right.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Group, Interview, Line};
use crate::app::countdown::Ahead;
use crate::app::rehearsal::Prompt;
use crate::db::Recallable;
use crate::domain::number_format::{counted, percent, times};
use crate::sanitize;
use crate::tui::action::Action;
use crate::tui::context::DrawContext;
use crate::tui::theme::{Role, Surface};
use crate::tui::widgets::chip::{self, Chip};
use crate::tui::widgets::paint::{Brush, text_width};
use crate::tui::widgets::panel::Panel;
use crate::tui::widgets::split::split;
use crate::wording;

/// What a date is good for.
const NO_DATE: &str = "The plan counts back from the day: what to practise each day, and for how long. A day you miss moves to the next days with room.";

/// What is said of an interview that is over.
const OVER: &str = "While you remember, write down their questions and the stories you told. The follow-ups show what a story still lacks.";

/// Rows that the page of what is marked takes below the list, where there is no place beside it.
const BELOW: u16 = 8;
/// How many things that no story answers are named.
const OPEN: usize = 5;
/// From so many rows on there is place for it.
const TALL: u16 = 20;

/// The areas of the panels.
#[derive(Debug, Clone, Copy)]
pub(super) struct Places {
    pub list: Rect,
    pub page: Option<Rect>,
    pub missing: Option<Rect>,
}

impl Places {
    /// Parts the area; what is missing, if it is asked for, takes the place of what is marked, or all there is.
    pub fn of(area: Rect, missing: bool) -> Self {
        let parts = split(area, &[4, 4, 3]);
        let list = parts.first().copied().unwrap_or(area);
        match parts.len() {
            2 if missing => return Self { list, page: None, missing: parts.get(1).copied() },
            ..2 if missing => return Self { list: Rect::ZERO, page: None, missing: Some(area) },
            _ => {}
        }
        if parts.len() > 1 || area.height < TALL {
            return Self { list, page: parts.get(1).copied(), missing: parts.get(2).copied() };
        }
        let list = Rect { height: area.height - BELOW, ..list };
        Self { list, page: Some(Rect { y: list.bottom(), height: BELOW, ..list }), missing: None }
    }
}

impl Interview {
    pub(super) fn draw_all(&self, buf: &mut Buffer, cx: &DrawContext<'_>) {
        let places = self.places();
        if !places.list.is_empty() {
            self.draw_list(&mut Brush::new(buf, places.list, cx.theme), cx);
        }
        if let Some(page) = places.page {
            self.draw_page(&mut Brush::new(buf, page, cx.theme));
        }
        if let Some(missing) = places.missing {
            self.draw_missing(&mut Brush::new(buf, missing, cx.theme), cx);
        }
    }

    fn draw_list(&self, brush: &mut Brush<'_>, cx: &DrawContext<'_>) {
        let keys = cx.keymap.at(&super::CONTEXTS);
        let due = self.count(Group::Due);
        let named = [(keys.name(Action::Recall), "recalls what is due")];
        let counter = if due > 0 { format!("{due} due") } else { "nothing due".to_owned() };
        let (from, total) = self.list.scrolled();
        let panel = Panel::new("Stories and concepts")
            .counter(&counter)
            .keys(if due > 0 { &named } else { &[] })
            .focused(true)
            .scrolled(from, total);
        let mut inside = panel.draw(brush, Surface::Panel);
        self.list.draw(&mut inside, |row, index, marked| self.draw_line(row, index, marked));
    }

    fn draw_line(&self, row: &mut Brush<'_>, index: usize, marked: bool) {
        let Some((group, line)) = self.lines.get(index) else { return };
        let heading = row.area.height.saturating_sub(1);
        if heading > 0 {
            let title = match (group, &self.ahead) {
                (Group::Countdown, Some(ahead)) => {
                    let interview = &ahead.interview;
                    let left = wording::countdown::in_days(interview.days_left(self.today));
                    let day = wording::countdown::day(interview.day, self.today);
                    let with = interview.company.iter().map(|name| format!(" · {name}"));
                    format!("{left} · {day}{}", with.collect::<String>())
                }
                (Group::Begin | Group::Over | Group::Countdown | Group::NoDate, _) => group.title().to_owned(),
                _ => format!("{} · {}", group.title(), self.count(*group)),
            };
            row.line(0, 0, &title, Role::Dim);
        }
        let mut row = row.part(0, heading, u16::MAX, 1);
        let (title, aside, role) = match line {
            Line::Item(index) => {
                let Some(item) = self.items.get(*index) else { return };
                let state = match item.lacks.first() {
                    Some(lack) if *group == Group::NeedsWork => lack.clone(),
                    _ => wording::recall::due(item.due, self.today, item.reviews, item.retired),
                };
                let role = match group {
                    Group::Due => Role::Accent,
                    Group::NeedsWork => Role::Warn,
                    _ => Role::Dim,
                };
                (item.title.clone(), state, role)
            }
            Line::Session(index) => {
                let Some(part) = self.sessions.get(*index) else { return };
                (part.title.clone(), format!("{} min", part.minutes), Role::Accent)
            }
            Line::Over(over) => (over.was.clone(), over.title.clone(), Role::Accent),
            Line::Date => match &self.ahead {
                Some(ahead) => (
                    wording::countdown::today(&ahead.outlook, &self.countdown),
                    String::new(),
                    Role::Dim,
                ),
                None => ("Set a date, and get a plan that counts back".to_owned(), String::new(), Role::Dim),
            },
            Line::NewCards => {
                ("Learn a new concept".to_owned(), format!("{} to learn", self.new_cards), Role::Dim)
            }
            Line::Begin(_, title, _) => (title.clone(), String::new(), Role::Dim),
        };
        let room = row.area.width.saturating_sub(text_width(&aside) + 4);
        let title = sanitize::cut(&sanitize::line(&title), usize::from(room));
        row.line(2, 0, &title, if marked { Role::Title } else { Role::Plain });
        row.right(2, 0, &aside, role);
    }

    fn draw_page(&self, brush: &mut Brush<'_>) {
        if let (Some(Line::Session(_) | Line::Date), Some(ahead)) = (self.line(), &self.ahead) {
            return self.draw_countdown(brush, ahead);
        }
        let (title, counter, hue) = match (&self.marked, self.line()) {
            (None, Some(Line::Date)) => ("Your next interview".to_owned(), String::new(), None),
            (None, Some(Line::Over(over))) => (over.title.clone(), String::new(), None),
            (Some(prompt), _) => (prompt.kind.clone(), prompt.id.clone(), prompt.hue),
            (None, Some(Line::Begin(_, title, _))) => (title.clone(), String::new(), None),
            _ => ("Concepts".to_owned(), String::new(), None),
        };
        let panel = Panel::new(&title).counter(&counter).hue(hue);
        let mut inside = panel.draw(brush, Surface::Panel);
        match (&self.marked, self.line()) {
            (Some(prompt), _) => self.draw_marked(&mut inside, prompt),
            (None, Some(Line::Begin(_, _, about))) => {
                inside.block(0, 0, about, Role::Plain);
            }
            (None, Some(Line::Over(over))) => {
                let y = inside.block(0, 0, &over.was, Role::Title);
                inside.block(0, y + 1, OVER, Role::Plain);
            }
            (None, Some(Line::Date)) => {
                inside.block(0, 0, NO_DATE, Role::Plain);
            }
            _ => {
                let cards = format!("{} you haven't seen yet.", counted(self.new_cards, "concept card"));
                let y = inside.block(0, 0, &cards, Role::Plain);
                inside.block(0, y + 1, "One a day is enough. Each comes back when you are about to forget it.", Role::Dim);
            }
        }
    }

    /// Draws how far each part is, then the days until the interview.
    fn draw_countdown(&self, brush: &mut Brush<'_>, ahead: &Ahead) {
        let budget = format!("{} min a day", ahead.budget);
        let mut inside = Panel::new("The countdown").counter(&budget).draw(brush, Surface::Panel);
        let so_far = || ahead.progress(&self.countdown);
        let mut y = 0;
        if inside.area.height > TALL {
            for (part, done, times) in so_far() {
                inside.line(0, y, &part.title, Role::Plain);
                inside.line(19, y, &format!("{done} of {times}"), Role::Dim);
                let pips = "■".repeat(done) + &"□".repeat(times - done);
                inside.right(0, y, &pips, if done < times { Role::Accent } else { Role::Good });
                y += 1;
            }
            y += 1;
        } else {
            let so_far: Vec<String> =
                so_far().map(|(part, done, times)| format!("{} {done}/{times}", part.title)).collect();
            y = inside.block(0, 0, &so_far.join(" · "), Role::Dim);
        }
        if let Some(unfit) = wording::countdown::unfit(&ahead.outlook, &self.countdown) {
            y = inside.block(0, y, &unfit, Role::Warn);
        }
        for day in ahead.outlook.days.iter().filter(|day| !day.sessions.is_empty()) {
            let said = wording::countdown::still_open(day, &self.countdown);
            let (said, minutes) = match day.minutes(&self.countdown) {
                0 => ("done".to_owned(), String::new()),
                minutes => (said, format!("{minutes:>3} min")),
            };
            let name = if day.day == self.today { "Today".to_owned() } else { wording::countdown::day(day.day, self.today) };
            inside.line(0, y, &name, Role::Dim);
            inside.line(11, y, &minutes, Role::Dim);
            y = inside.part(19, y, u16::MAX, u16::MAX).block(0, 0, &said, Role::Plain) + y;
        }
    }

    fn draw_marked(&self, inside: &mut Brush<'_>, prompt: &Prompt) {
        let Some(item) = self.item() else { return };
        let mut y = inside.block(0, 0, &prompt.title, Role::Title);
        let mut stands = vec![wording::recall::due(item.due, self.today, item.reviews, item.retired)];
        if let Some(chance) = item.chance {
            stands.push(format!("{} chance of recall today", percent(chance)));
        }
        match &self.standing {
            Some((told, _)) => stands.push(told.clone()),
            None if item.reviews > 0 => stands.push(format!("told {}", times(item.reviews as usize))),
            None => {}
        }
        y = inside.block(0, y, &stands.join(" · "), Role::Dim);
        if let Some(last) = &prompt.last {
            y = inside.block(0, y, last, Role::Dim);
        }
        if !item.lacks.is_empty() {
            let chips: Vec<Chip<'_>> = item.lacks.iter().map(|lack| Chip::new(lack)).collect();
            y += chip::draw_all(inside, y, &chips);
        }
        if let Some(trouble) = &prompt.trouble {
            let text = wording::recall::trouble(trouble.failed, trouble.of, trouble.part.as_deref());
            y = inside.block(0, y + 1, &text, Role::Warn);
        }
        for concern in self.standing.iter().flat_map(|(_, concerns)| concerns) {
            y = inside.block(0, y, concern, Role::Warn);
        }
        // What is to be told is not given away before.
        if prompt.source.is_some() || item.due <= self.today && !item.retired {
            inside.block(0, y + 1, "What belongs in it shows once you have told it.", Role::Dim);
            return;
        }
        for (title, text) in &prompt.parts {
            y = inside.block(0, y + 1, title, Role::Dim);
            y = inside.block(0, y, text, Role::Plain);
        }
    }

    fn draw_missing(&self, brush: &mut Brush<'_>, cx: &DrawContext<'_>) {
        let panel = Panel::new("What is missing");
        let mut inside = panel.draw(brush, Surface::Panel);
        let stories: Vec<_> = self.items.iter().filter(|item| !item.lacks.is_empty() && !item.retired).collect();
        let mut lacks: Vec<(&str, usize)> = Vec::new();
        for lack in stories.iter().flat_map(|item| &item.lacks) {
            match lacks.iter_mut().find(|(known, _)| known == lack) {
                Some((_, count)) => *count += 1,
                None => lacks.push((lack, 1)),
            }
        }
        let mut y = 0;
        for (lack, count) in &lacks {
            inside.line(0, y, lack, Role::Plain);
            inside.right(0, y, &count.to_string(), Role::Dim);
            y += 1;
        }
        if lacks.is_empty() {
            let has_stories = self.items.iter().any(|item| matches!(item.card, Recallable::Entry(_)));
            let says = if has_stories { "Nothing: every story has its parts." } else { "You have no story yet." };
            y = inside.block(0, 0, says, Role::Plain);
        }
        if !self.open.is_empty() {
            y = inside.block(0, y + 1, "No story is ready yet for", Role::Dim);
            for title in self.open.iter().take(OPEN) {
                y = inside.block(0, y, title, Role::Plain);
            }
            let more = self.open.len().saturating_sub(OPEN);
            let key = cx.keymap.at(&super::CONTEXTS).name(Action::Coverage);
            let all = if more > 0 { format!("and {more} more · {key} shows all") } else { format!("{key} shows all") };
            y = inside.block(0, y, &all, Role::Dim);
        }
        if let Some(question) = &self.question {
            y = inside.block(0, y + 1, "A question for today", Role::Dim);
            y = inside.block(0, y, &question.text, Role::Title);
            for follow_up in &question.follow_ups {
                y = inside.block(0, y + 1, &format!("Then: {follow_up}"), Role::Plain);
            }
        }
    }
}

//! What is done to entries of the log: picked, tagged, moved to the trash, undone. Each is one change.

use std::collections::BTreeSet;

use super::over::Over;
use super::order::Order;
use super::{CONTEXTS, Log};
use crate::tui::screens::View;
use crate::app::log_filters::{self, Pick};
use crate::app::undo::named;
use crate::app::week;
use crate::db::{Towards, Write, Written, normal_tag};
use crate::domain::entry::Head;
use crate::domain::id::EntryId;
use crate::domain::natural_date::Present;
use crate::domain::number_format::counted;
use crate::error::Result;
use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::dialog::Dialog;
use crate::tui::outcome::Outcome;
use crate::tui::route::{Answer, Route};
use crate::wording;

const MOST: usize = 1_000;

impl Log {
    /// Picks what is marked, or no more, and goes on to the next.
    pub(super) fn pick_marked(&mut self, cx: &Context) -> Result<()> {
        let Some(id) = self.marked().map(|row| row.head.id) else { return Ok(()) };
        if !self.picked.remove(&id) {
            self.picked.insert(id);
        }
        self.with_list(cx, |list, read| list.step(1, read))
    }

    pub(super) fn pick_all(&mut self, cx: &Context) -> Result<Outcome> {
        let mut query = log_filters::query(&self.on, cx.today());
        query.resolve(|| cx.catalog.searchable());
        let all = cx.store.log_window(&self.exercise.id, &query, None, Towards::Older, MOST)?;
        self.picked = all.into_iter().map(|listed| listed.head.id).collect();
        let message = match self.picked.len() {
            MOST => format!("the newest {MOST} picked"),
            count => format!("{count} picked"),
        };
        Ok(Outcome::Say(message))
    }

    /// Opens the line for a day before that is shown alone: what is added there belongs to it.
    pub(super) fn capture(&self, cx: &Context) -> Outcome {
        let day = self.on.iter().find_map(Pick::one_day).filter(|day| *day < cx.today());
        day.map_or(Outcome::Ignored, |day| Outcome::Open(Route::Capture(Some(day))))
    }

    /// Lists what is to be changed: what is picked, else what is marked.
    fn targets(&self) -> Vec<EntryId> {
        if self.picked.is_empty() {
            return self.marked().map(|row| row.head.id).into_iter().collect();
        }
        self.picked.iter().copied().collect()
    }

    fn heads(ids: &[EntryId], cx: &Context) -> Result<Vec<Head>> {
        Ok(cx.store.shorts(ids)?.into_values().collect())
    }

    /// Asks for words about what is to be changed; `verb` is what is done to it then.
    fn ask(&self, verb: &str, title: impl FnOnce(&str) -> String, lines: Vec<String>, answer: (&str, Answer), cx: &Context) -> Result<Outcome> {
        let ids = self.targets();
        if ids.is_empty() {
            return Ok(Outcome::Say(format!("there is nothing to {verb} here")));
        }
        let answers = vec![answer, ("Cancel", Answer::Nothing)];
        let title = title(&named(&Self::heads(&ids, cx)?));
        Ok(Outcome::Ask(Box::new(Dialog::new(title, lines, answers).typing(""))))
    }

    pub(super) fn ask_tags(&self, cx: &Context) -> Result<Outcome> {
        let mut lines = vec![
            "Type tags with spaces between them. A - before a tag removes it.".to_owned(),
            "old=new renames a tag on every entry.".to_owned(),
        ];
        let tags: BTreeSet<String> = cx.store.tags_of(&self.targets())?.into_values().flatten().collect();
        if !tags.is_empty() {
            lines.push(format!("Tags now: {}", tags.into_iter().collect::<Vec<_>>().join(", ")));
        }
        self.ask("tag", |those| format!("Tag {those}"), lines, ("Change the tags", Answer::Tag), cx)
    }

    pub(super) fn tag(&self, typed: &str, cx: &Context) -> Result<Outcome> {
        if let Some((old, new)) = typed.split_once('=') {
            return Self::rename_tag((normal_tag(old), normal_tag(new)), cx);
        }
        let (mut add, mut remove) = (Vec::new(), Vec::new());
        for word in typed.split_whitespace() {
            let tag = normal_tag(word);
            if tag.is_empty() {
                let message = format!("`{word}` is not a tag – a tag has letters, digits or emoji, as in `second-look`");
                return Ok(Outcome::Warn(message));
            }
            if word.starts_with('-') { remove.push(tag) } else { add.push(tag) }
        }
        let ids = self.targets();
        let message = format!("changed the tags of {} – {}", named(&Self::heads(&ids, cx)?), undo_hint(cx));
        Ok(Outcome::write(Write::Tag(ids, add, remove), Outcome::Confirm(message)))
    }

    fn rename_tag((old, new): (String, String), cx: &Context) -> Result<Outcome> {
        if old.is_empty() || new.is_empty() || old == new {
            return Ok(Outcome::Warn("name two tags, as in work=job".to_owned()));
        }
        let ids = cx.store.tagged(&old)?;
        if ids.is_empty() {
            return Ok(Outcome::Warn(format!("no entry has the tag `{old}`")));
        }
        let entries = counted(ids.len(), "entry");
        let message = format!("renamed `{old}` to `{new}` on {entries} – {}", undo_hint(cx));
        Ok(Outcome::write(Write::Tag(ids, vec![new], vec![old]), Outcome::Confirm(message)))
    }

    pub(super) fn ask_day(&self, cx: &Context) -> Result<Outcome> {
        let lines = vec!["A day in your words: yesterday, last friday, 3 days ago, 2026-11-18.".to_owned()];
        self.ask("move", |those| format!("Move {those} to"), lines, ("Move to that day", Answer::MoveTo), cx)
    }

    pub(super) fn move_to(&self, typed: &str, cx: &Context) -> Result<Outcome> {
        let now = cx.now.wall;
        // Only the day counts, and days start at the same hour whatever the season.
        let present = Present {
            now,
            order: cx.settings.date_order,
            day_starts: cx.settings.day_starts,
            offset_at: &|_| now.offset,
        };
        let day = present.read(typed).map_err(|unread| wording::unread(typed, &unread))?.day;
        let ids = self.targets();
        let those = named(&Self::heads(&ids, cx)?);
        let week = week::holding(&cx.store, day)?.label();
        let message = format!("moved {those} to {} – {}", day.format("%a %-d %b %Y"), undo_hint(cx));
        Ok(Outcome::write(Write::Move(ids, day, week), Outcome::Confirm(message)))
    }

    /// Moves what is picked to the trash, and says how to take that back.
    pub(super) fn trash(&self, cx: &Context) -> Result<Outcome> {
        let ids = self.targets();
        if ids.is_empty() {
            return Ok(Outcome::Say("there is nothing to delete here".to_owned()));
        }
        let those = named(&Self::heads(&ids, cx)?);
        let message = format!("deleted {those} – {}", undo_hint(cx));
        Ok(Outcome::write(Write::Trash(ids), Outcome::Confirm(message)))
    }

    /// Shows what was written: nothing stays picked that was deleted, and what is there again is marked.
    pub(super) fn show_written(&mut self, write: &Write, written: &Written, cx: &Context) -> Result<()> {
        if matches!(write, Write::Trash(_)) {
            self.picked.clear();
        }
        self.reload(cx)?;
        let Some(undone) = &written.undone else { return Ok(()) };
        let there = self.list.rows().position(|row| undone.change.entries.contains(&row.head.id));
        match there {
            Some(index) => self.with_list(cx, |list, read| list.mark(index, read)),
            None => Ok(()),
        }
    }

    pub(super) fn orders(&self) -> Vec<(String, Order)> {
        let ends = [("Newest".to_owned(), Order::Newest), ("Oldest".to_owned(), Order::Oldest)];
        let columns =
            self.titles.iter().enumerate().map(|(n, title)| (title.clone(), Order::Column(n, false)));
        ends.into_iter().chain(columns).collect()
    }

    pub(super) fn ask_order(&self) -> Outcome {
        let orders = self.orders();
        let answers =
            orders.iter().enumerate().map(|(n, (title, _))| (title.as_str(), Answer::Order(n))).collect();
        let lines =
            vec!["Numbers sort highest first. Choose the same order again to reverse it.".to_owned()];
        Outcome::Ask(Box::new(Dialog::new("Sort by", lines, answers)))
    }

    /// Shows what is offered to be completed; the next of it, if it is shown already.
    pub(super) fn complete(&mut self, cx: &Context) -> Result<Outcome> {
        let shown = self.on.iter().find_map(Pick::measure);
        let at = self.offers.iter().position(|offer| Some(offer.measure.as_str()) == shown);
        let next = at.map_or(0, |at| (at + 1) % self.offers.len());
        let pick = self.offers.get(next).and_then(|offer| Pick::of_measure(&self.exercise, &offer.measure));
        let Some(pick) = pick else {
            return Ok(Outcome::Say("no entry is missing a part".to_owned()));
        };
        self.over = Over::Nothing;
        self.narrow(vec![pick], cx)?;
        Ok(Outcome::Moved)
    }
}

pub(super) fn turned(order: Order) -> Order {
    match order {
        Order::Newest => Order::Oldest,
        Order::Oldest => Order::Newest,
        Order::Column(column, turned) => Order::Column(column, !turned),
    }
}

fn undo_hint(cx: &Context) -> String {
    format!("{} undoes it", cx.keymap.name(&CONTEXTS, Action::TakeBack))
}

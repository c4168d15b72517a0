//! What is done to entries of the log: picked, tagged, moved to the trash, and taken back. Each is one change.

use std::collections::BTreeSet;

use super::window::Order;
use super::{Log, Over};
use crate::app::log_filters::{self, Pick};
use crate::app::undo::{self, TakenBack, named};
use crate::app::week;
use crate::db::{Towards, normal_tag};
use crate::domain::entry::Head;
use crate::domain::id::EntryId;
use crate::domain::natural_date::Present;
use crate::error::Result;
use crate::tui::context::Context;
use crate::tui::dialog::Dialog;
use crate::tui::route::{Answer, Step};
use crate::tui::theme::Role;

/// How many entries are picked at once.
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

    /// Picks all that the list holds.
    pub(super) fn pick_all(&mut self, cx: &Context) -> Result<Step> {
        let mut query = log_filters::query(&self.on, cx.today());
        query.resolve(|| cx.catalog.searchable());
        let all = cx.store.log_window(&self.exercise.id, &query, None, Towards::Older, MOST)?;
        self.picked = all.into_iter().map(|listed| listed.head.id).collect();
        let words = match self.picked.len() {
            MOST => format!("the newest {MOST} are picked"),
            count => format!("{count} picked"),
        };
        Ok(Step::Say(words, Role::Plain))
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

    /// Asks for the words to tag with.
    pub(super) fn ask_tags(&self, cx: &Context) -> Result<Step> {
        let ids = self.targets();
        if ids.is_empty() {
            return Ok(Step::Say("there is nothing to tag here".to_owned(), Role::Plain));
        }
        let mut lines = vec!["Words with spaces between them; a - before one takes it away.".to_owned()];
        let tags: BTreeSet<String> = cx.store.tags_of(&ids)?.into_values().flatten().collect();
        if !tags.is_empty() {
            lines.push(format!("Now: {}", tags.into_iter().collect::<Vec<_>>().join(", ")));
        }
        let title = format!("Tag {}", named(&Self::heads(&ids, cx)?));
        let answers = vec![("Tag", Answer::Tag), ("Leave it", Answer::Nothing)];
        Ok(Step::Ask(Box::new(Dialog::new(title, lines, answers).typing(""))))
    }

    fn tag(&mut self, typed: &str, cx: &mut Context) -> Result<Step> {
        let (mut add, mut remove) = (Vec::new(), Vec::new());
        for word in typed.split_whitespace() {
            let tag = normal_tag(word);
            if tag.is_empty() {
                let words = format!("`{word}` is no tag – a tag has letters or digits, as in `second-look`");
                return Ok(Step::Say(words, Role::Bad));
            }
            if word.starts_with('-') { remove.push(tag) } else { add.push(tag) }
        }
        let ids = self.targets();
        let changed = cx.store.tag(&ids, &add, &remove, cx.now.wall)?;
        self.reload(cx)?;
        if changed == 0 {
            return Ok(Step::Say("nothing was changed".to_owned(), Role::Plain));
        }
        let words = format!("changed the tags of {}; u takes it back", named(&Self::heads(&ids, cx)?));
        Ok(Step::Say(words, Role::Good))
    }

    /// Asks for the day to move to.
    pub(super) fn ask_day(&self, cx: &Context) -> Result<Step> {
        let ids = self.targets();
        if ids.is_empty() {
            return Ok(Step::Say("there is nothing to move here".to_owned(), Role::Plain));
        }
        let lines = vec!["A day in your words: yesterday, last friday, 3 days ago, 2026-11-18.".to_owned()];
        let title = format!("Move {} to", named(&Self::heads(&ids, cx)?));
        let answers = vec![("Move", Answer::MoveTo), ("Leave it", Answer::Nothing)];
        Ok(Step::Ask(Box::new(Dialog::new(title, lines, answers).typing(""))))
    }

    fn move_to(&mut self, typed: &str, cx: &mut Context) -> Result<Step> {
        let now = cx.now.wall;
        // Only the day counts, and days start at the same hour whatever the season.
        let present = Present { now, day_starts: cx.settings.day_starts, offset_at: &|_| now.offset };
        let day = present.read(typed)?.day;
        let ids = self.targets();
        let those = named(&Self::heads(&ids, cx)?);
        let week = week::holding(&cx.store, day)?.label();
        if cx.store.move_to_day(&ids, day, week, now)? == 0 {
            return Ok(Step::Say("nothing was changed: that is its day already".to_owned(), Role::Plain));
        }
        self.reload(cx)?;
        Ok(Step::Say(format!("moved {those} to {}; u takes it back", day.format("%a %-d %b %Y")), Role::Good))
    }

    /// Moves what is picked to the trash, and says how to take that back.
    pub(super) fn trash(&mut self, cx: &mut Context) -> Result<Step> {
        let ids = self.targets();
        if ids.is_empty() {
            return Ok(Step::Say("there is nothing to delete here".to_owned(), Role::Plain));
        }
        let those = named(&Self::heads(&ids, cx)?);
        cx.store.trash(&ids, cx.now.wall)?;
        for id in &ids {
            cx.saver.forget(*id);
        }
        self.picked.clear();
        self.reload(cx)?;
        Ok(Step::Say(format!("deleted {those}; u takes it back"), Role::Good))
    }

    /// Takes back the last change of the journal, whatever it was.
    pub(super) fn take_back(&mut self, cx: &mut Context) -> Result<Step> {
        let (done, entries, now) = match undo::last(&mut cx.store, &cx.catalog, cx.now.wall)? {
            None => return Ok(Step::Say("there is nothing to take back".to_owned(), Role::Plain)),
            Some(TakenBack::Gone(words)) => return Ok(Step::Say(words, Role::Warn)),
            Some(TakenBack::Done { done, entries, now }) => (done, entries, now),
        };
        self.reload(cx)?;
        // What is there again is looked at.
        let there = self.list.rows().position(|row| entries.contains(&row.head.id));
        if let Some(index) = there {
            self.with_list(cx, |list, read| list.mark(index, read))?;
        }
        let words = [vec![format!("took back: {done}")], now].concat().join("; ");
        Ok(Step::Say(words, Role::Good))
    }

    fn orders(&self) -> Vec<(String, Order)> {
        let ends = [("Newest".to_owned(), Order::Newest), ("Oldest".to_owned(), Order::Oldest)];
        let columns =
            self.titles.iter().enumerate().map(|(n, title)| (title.clone(), Order::Column(n, false)));
        ends.into_iter().chain(columns).collect()
    }

    pub(super) fn ask_order(&self) -> Step {
        let orders = self.orders();
        let answers =
            orders.iter().enumerate().map(|(n, (title, _))| (title.as_str(), Answer::Order(n))).collect();
        let lines =
            vec!["By a column: numbers the highest first. The same once more turns it round.".to_owned()];
        Step::Ask(Box::new(Dialog::new("Sort by", lines, answers)))
    }

    /// Shows what is offered to be completed; the next of it, if it is shown already.
    pub(super) fn complete(&mut self, cx: &Context) -> Result<Step> {
        let shown = self.on.iter().find_map(Pick::measure);
        let at = self.offers.iter().position(|offer| Some(offer.measure.as_str()) == shown);
        let next = at.map_or(0, |at| (at + 1) % self.offers.len());
        let pick = self.offers.get(next).and_then(|offer| Pick::of_measure(&self.exercise, &offer.measure));
        let Some(pick) = pick else {
            return Ok(Step::Say("nothing wants to be completed".to_owned(), Role::Plain));
        };
        self.over = Over::Nothing;
        self.narrow(vec![pick], cx)?;
        Ok(Step::Stay)
    }

    /// Does what an answer to one of its questions means.
    pub fn answered(&mut self, answer: &Answer, typed: &str, cx: &mut Context) -> Result<Step> {
        match answer {
            Answer::Tag => return self.tag(typed, cx),
            Answer::MoveTo => return self.move_to(typed, cx),
            Answer::Order(index) => {
                if let Some((_, order)) = self.orders().into_iter().nth(*index) {
                    let turned = if self.list.order() == order { turned(order) } else { order };
                    self.start(turned, cx)?;
                }
            }
            _ => {}
        }
        Ok(Step::Stay)
    }
}

fn turned(order: Order) -> Order {
    match order {
        Order::Newest => Order::Oldest,
        Order::Oldest => Order::Newest,
        Order::Column(column, turned) => Order::Column(column, !turned),
    }
}

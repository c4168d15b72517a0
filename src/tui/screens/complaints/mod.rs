//! Complaints, one at a time, to be labelled: a key labels and the next one is there.
//!
//! ```text
//!   card      the complaint that is looked at, and what is said of it    labels   the keys with their counts, as rows
//!   sitting   what was labelled, and what of that is on its way          view     where everything stands
//!   act       what a key does                                            mouse    what is under it
//!   list      several, and one again; listing, its rows in memory          approve  the likely ones, with one key
//!   page      how well suggestions do                                    shares   how many are read of each product
//!   helped    what is suggested, learnt, and labelled without asking     filters  what the queue can be narrowed to
//!   footer    what keys are called, and which are named below
//! ```
//!
//! What a key does is shown at once; the saver writes it in order. What the journal says afterwards counts.

mod act;
mod approve;
mod card;
mod filters;
mod footer;
mod helped;
mod labels;
mod list;
mod listing;
mod mouse;
mod page;
mod shares;
mod sitting;
mod view;

use std::collections::VecDeque;
use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use self::approve::Approve;
use self::card::{Card, Mode};
use self::helped::Helped;
use self::listing::Listing;
use self::page::Page;
use self::sitting::{Came, Done, Sitting};
use self::view::Places;
use crate::app::triage::narrow::{self, Pick};
use crate::app::triage::{Next, Order, Queue, Tally};
use crate::db::{ComplaintFilter, Write, Written};
use crate::domain::complaint::{Complaint, ComplaintId, Picked};
use crate::domain::time::Now;
use crate::error::Result;
use crate::sys::settings::Explained;
use crate::tui::action::{Action, Input, KeyContext};
use crate::tui::filters::Filters;
use crate::tui::context::{Context, DrawContext};
use crate::tui::input::MouseKind;
use crate::tui::outcome::Outcome;
use crate::tui::picker::Picker;
use crate::tui::route::{Answer, Route};
use crate::tui::screens::{Tab, View};

/// Where keys mean something on the screen.
const CONTEXTS: [KeyContext; 2] = [KeyContext::Complaints, KeyContext::Anywhere];
const IN_NOTE: [KeyContext; 4] = [KeyContext::Note, KeyContext::Writing, KeyContext::Form, KeyContext::Anywhere];
const LISTS: [KeyContext; 3] = [KeyContext::ComplaintList, KeyContext::Complaints, KeyContext::Anywhere];
/// So many complaints are read at once, and again when so few are left.
const READ: usize = 24;
const FEW: usize = 8;
/// How soon to look again for what is worked out aside.
const SOON: Duration = Duration::from_millis(15);

/// What lies over the complaint.
#[derive(Debug)]
enum Over {
    Nothing,
    Filters(Box<Filters<Pick>>),
    List(Box<Listing>),
    Approve(Box<Approve>),
    Page(Box<Page>),
}

#[derive(Debug)]
pub struct Complaints {
    /// What the queue is narrowed to.
    on: Vec<Pick>,
    queue: Queue,
    /// What comes after the card, the next first.
    ahead: VecDeque<Next>,
    card: Option<Card>,
    sitting: Sitting,
    helped: Helped,
    tally: Tally,
    over: Over,
    /// The list that a complaint, or the filters, were opened from.
    behind: Option<Box<Listing>>,
    /// How much is said of why something is suggested.
    explained: Explained,
    /// What happened by itself, until the next key.
    notice: Option<String>,
    area: Rect,
    places: Places,
}

impl Complaints {
    /// Opens what waits, the newest first, or one of them.
    pub fn open(at: Option<ComplaintId>, cx: &Context) -> Result<Self> {
        let mut screen = Self {
            on: Vec::new(),
            queue: Queue::begin(Order::Date, &ComplaintFilter::default(), std::iter::empty()),
            ahead: VecDeque::new(),
            card: None,
            sitting: Sitting::default(),
            helped: Helped::begin(cx)?,
            tally: Tally::default(),
            over: Over::Nothing,
            behind: None,
            explained: cx.settings.explanations,
            notice: None,
            area: Rect::ZERO,
            places: Places::default(),
        };
        screen.begin(Order::Date, cx)?;
        if let Some(complaint) = at.map_or(Ok(None), |id| cx.store.complaint(id))? {
            screen.open_again(complaint, cx)?;
        }
        Ok(screen)
    }

    /// Begins the queue again, in an order.
    fn begin(&mut self, order: Order, cx: &Context) -> Result<()> {
        if !self.sitting.waits() {
            self.tally = Tally::read(&cx.store)?;
        }
        let products = self.tally.products().into_iter().map(|share| share.name);
        self.queue = Queue::begin(order, &narrow::filter(&self.on, cx.today()), products);
        self.ahead.clear();
        self.card = None;
        self.helped.look_elsewhere();
        self.go_on(&[], cx)
    }

    /// Reads on where few are left, without those that are being labelled, and looks at the next one if none is looked at.
    fn go_on(&mut self, labelling: &[Done], cx: &Context) -> Result<()> {
        self.read_on(labelling, cx)?;
        if self.card.is_none()
            && let Some(next) = self.ahead.pop_front()
        {
            self.look_at(next, cx)?;
        }
        Ok(())
    }

    fn read_on(&mut self, labelling: &[Done], cx: &Context) -> Result<()> {
        if self.ahead.len() < FEW {
            let mut held = self.sitting.pending();
            held.extend(labelling.iter().map(|done| done.next.complaint.id));
            held.extend(self.ahead.iter().map(|next| next.complaint.id));
            held.extend(self.card.iter().map(|card| card.next.complaint.id));
            self.ahead.extend(self.queue.more(&cx.store, READ, &held)?);
            if self.queue.wants_unsure() {
                self.helped.look_for_unsure(&narrow::filter(&self.on, cx.today()), cx);
            }
        }
        Ok(())
    }

    /// Looks at a complaint; one that was labelled before comes with what was said of it.
    fn look_at(&mut self, next: Next, cx: &Context) -> Result<()> {
        let before = match next.complaint.decision {
            Some(_) => cx.store.standing_label(next.complaint.id)?.map(|labelled| labelled.label),
            None => None,
        };
        let card = Card::new(next, before.as_ref().map(Into::into));
        let card = match &before {
            Some(label) => card.said(label),
            None => card,
        };
        self.card = Some(Card { before, ..card });
        self.suggest(cx);
        self.fit_card();
        Ok(())
    }

    /// Puts back what is looked at, and looks at this one.
    fn open_again(&mut self, complaint: Complaint, cx: &Context) -> Result<()> {
        self.ahead.retain(|next| next.complaint.id != complaint.id);
        if let Some(card) = self.card.take().filter(|card| card.next.complaint.id != complaint.id) {
            self.ahead.push_front(card.next);
        }
        self.look_at(Next { complaint, picked: Picked::Order }, cx)
    }

    /// Reads everything again: the journal went another way than what was shown.
    fn read_again(&mut self, cx: &Context) -> Result<()> {
        self.sitting.forget();
        self.helped = Helped::begin(cx)?;
        self.begin(self.queue.order(), cx)?;
        self.reload_list(cx)
    }

    fn mode(&self) -> Mode {
        self.card.as_ref().map_or(Mode::Labelling, |card| card.mode)
    }
}

impl View for Complaints {
    const TAB: Option<Tab> =
        Some(Tab { action: Action::Complaints, label: "Complaints", route: |_| Route::Complaints(None) });

    fn update(&mut self, input: Input, cx: &mut Context) -> Result<Outcome> {
        if !matches!(input, Input::Tick(_)) {
            self.notice = None;
        }
        match self.over {
            Over::Nothing => {}
            Over::Filters(_) => return self.filters_acted(&input, cx),
            Over::List(_) => return self.list_acted(&input, cx),
            Over::Approve(_) => return self.approve_acted(&input, cx),
            Over::Page(_) => return self.page_acted(&input, cx),
        }
        match input {
            Input::Tick(_) => self.hear(cx),
            Input::Do(action) => self.act(action, cx),
            Input::Mouse(mouse) if mouse.kind != MouseKind::Release => self.mouse(mouse, cx),
            input => Ok(self.type_note(&input)),
        }
    }

    fn answered(&mut self, answer: &Answer, _: &str, cx: &mut Context) -> Result<Outcome> {
        match answer {
            Answer::Order(index) => {
                if let Some(order) = Order::ALL.get(*index) {
                    self.begin(*order, cx)?;
                }
            }
            Answer::EraseLearnt => return Ok(Self::erase_learnt()),
            _ => {}
        }
        Ok(Outcome::Moved)
    }

    fn wrote(&mut self, write: &Write, written: &Written, done: Outcome, cx: &mut Context) -> Result<Outcome> {
        match write {
            Write::KeepLearnt(..) => return Ok(done),
            Write::Label(_) | Write::UndoLabels | Write::RedoLabels => {}
            _ => {
                self.read_again(cx)?;
                self.show_page(cx)?;
                return Ok(done);
            }
        }
        match self.sitting.wrote(written) {
            Came::AsShown if self.sitting.waits() => {}
            Came::AsShown => {
                self.tally = Tally::read(&cx.store)?;
                self.helped.settle(cx)?;
                self.reload_list(cx)?;
            }
            Came::Nothing => return self.show_written(write, &[], cx),
            Came::Otherwise(about) => {
                self.read_again(cx)?;
                return self.show_written(write, &about, cx);
            }
        }
        Ok(done)
    }

    fn refused(&mut self, write: &Write, cx: &Context) -> Result<()> {
        if matches!(write, Write::KeepLearnt(..)) { Ok(()) } else { self.read_again(cx) }
    }

    fn labels(&self) -> bool {
        true
    }

    fn reload(&mut self, cx: &Context) -> Result<()> {
        // How much is suggested may have been set otherwise.
        self.suggest(cx);
        if self.sitting.waits() {
            return Ok(());
        }
        self.tally = Tally::read(&cx.store)?;
        self.go_on(&[], cx)?;
        self.reload_list(cx)
    }

    fn next_wakeup(&self, _: &Context, _: Now) -> Option<Duration> {
        let looks = matches!(&self.over, Over::Approve(approve) if approve.waits());
        (looks || self.helped.waits()).then_some(SOON)
    }

    fn arrange(&mut self, area: Rect) {
        self.area = area;
        self.fit_card();
        let list = self.list_area();
        match &mut self.over {
            Over::Nothing => {}
            Over::Filters(filters) => filters.arrange(area),
            Over::List(listing) => listing.rows.arrange(usize::from(list.height)),
            Over::Approve(approve) => approve.arrange(area),
            Over::Page(page) => page.arrange(area),
        }
    }

    fn draw(&self, buf: &mut Buffer, cx: &DrawContext<'_>) -> Option<Position> {
        // What stands beside the labels works, while a note is open too.
        let contexts = if self.mode() == Mode::Note { &IN_NOTE[..] } else { &CONTEXTS };
        self.draw_all(buf, cx.theme, &cx.keymap.at(contexts))
    }

    fn contexts(&self) -> Vec<KeyContext> {
        match self.over {
            Over::Nothing => {}
            Over::Filters(_) => return Picker::CONTEXTS.to_vec(),
            Over::List(_) | Over::Approve(_) | Over::Page(_) => return LISTS.to_vec(),
        }
        match self.mode() {
            Mode::Labelling | Mode::Second => CONTEXTS.to_vec(),
            Mode::Phrase => [&[KeyContext::Phrase], &CONTEXTS[..]].concat(),
            Mode::Note => IN_NOTE.to_vec(),
        }
    }

    fn label(&self, action: Action) -> &'static str {
        self.label_now(action)
    }

    fn footer(&self) -> Vec<Action> {
        self.footer_now()
    }
}

//! The log: what was captured, by day; narrowed, put in order, changed several at once, with one entry beside the list.
//!
//! ```text
//!   order    newest first, oldest first, or by a column
//!   act      what is done to entries                           pairs    opposite reactions, side by side
//!   view     the list, the page and the days beside it         row      one entry of the list
//!   days     a month as a calendar, and what the log shows     mouse    what is under it
//!   over     what lies over the list, and what its keys do
//! ```

mod act;
mod days;
mod mouse;
mod over;
mod pairs;
mod row;
mod view;
mod order;

use std::collections::BTreeSet;
use std::time::Duration;

use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use self::days::Days;
use self::over::Over;
use self::pairs::Pairs;
use self::row::Widths;
use self::view::Places;
use self::order::Order;
use crate::app::log::{self, Asked, Offer, Row};
use crate::app::page::{self, Page};
use crate::app::log_filters::{self, Pick};
use crate::app::week;
use crate::db::{Scope, Towards, Write, Written};
use crate::domain::exercise::Exercise;
use crate::domain::id::EntryId;
use crate::domain::locate::Place;
use crate::domain::search::Query;
use crate::domain::time::Now;
use crate::error::Result;
use crate::tui::action::{Action, Input, KeyContext};
use crate::tui::context::{Context, DrawContext};
use crate::tui::outcome::Outcome;
use crate::tui::page as layout;
use crate::tui::picker::Picker;
use crate::tui::reader::Reader;
use crate::tui::route::{Answer, Route};
use crate::tui::screens::{Tab, View};
use crate::tui::undo;
use crate::tui::widgets::panel::Panel;
use crate::tui::window::{MOVES, Read, Window};

/// Where keys mean something on the list.
const CONTEXTS: [KeyContext; 2] = [KeyContext::Log, KeyContext::Anywhere];
/// How far the entries that match are counted.
const MOST_COUNTED: usize = 999;

/// How many characters of an answer are read beside the list.
const LONGEST: usize = 8_000;

#[derive(Debug)]
pub struct Log {
    exercise: Exercise,
    titles: Vec<String>,
    widths: Widths,
    list: Window<Row>,
    order: Order,
    /// How many entries match, as far as they are counted, and the days of the newest and the oldest.
    total: usize,
    span: Option<(NaiveDate, NaiveDate)>,
    /// What the list is narrowed to.
    on: Vec<Pick>,
    /// What is picked, to be changed at once.
    picked: BTreeSet<EntryId>,
    asked: Asked,
    offers: Vec<Offer>,
    /// What is marked, to be read beside the list.
    beside: Option<Page>,
    reader: Reader,
    days: Days,
    today: NaiveDate,
    over: Over,
    area: Rect,
    places: Places,
}

impl Log {
    /// Opens the log at its newest entry, narrowed to what a measure holds for if one is given.
    pub fn open(measure: Option<&str>, cx: &Context) -> Result<Self> {
        let exercise = week::captured(&cx.store, &cx.catalog, cx.today())?.exercise().clone();
        let on = measure.and_then(|measure| Pick::of_measure(&exercise, measure)).into_iter().collect();
        let titles = log::titles(&exercise);
        let mut screen = Self {
            titles,
            widths: Widths::default(),
            total: 0,
            span: None,
            list: Window::default(),
            order: Order::Newest,
            on,
            picked: BTreeSet::new(),
            asked: Asked::default(),
            offers: log::offers(&cx.store, &exercise)?,
            beside: None,
            reader: Reader::default(),
            days: Days::read(&exercise, cx.today(), cx)?,
            today: cx.today(),
            over: Over::Nothing,
            area: Rect::ZERO,
            places: Places::default(),
            exercise,
        };
        screen.start(Order::Newest, cx)?;
        Ok(screen)
    }

    /// Opens the log of one day.
    pub fn open_day(day: NaiveDate, cx: &Context) -> Result<Self> {
        let mut screen = Self::open(None, cx)?;
        screen.narrow(vec![Pick::day(day)], cx)?;
        Ok(screen)
    }

    /// Begins the list again, in an order.
    fn start(&mut self, order: Order, cx: &Context) -> Result<()> {
        self.count(cx)?;
        self.order = order;
        self.with_list(cx, |list, read| {
            *list = order.open(read)?;
            Ok(())
        })
    }

    fn query(&self, cx: &Context) -> Query {
        let mut query = log_filters::query(&self.on, cx.today());
        query.resolve(|| cx.catalog.searchable());
        query
    }

    /// Counts what matches, and finds its ends.
    fn count(&mut self, cx: &Context) -> Result<()> {
        let query = self.query(cx);
        self.total = cx.store.log_count(&self.exercise.id, &query, MOST_COUNTED + 1)?;
        let end = |towards| -> Result<Option<NaiveDate>> {
            let read = cx.store.log_window(&self.exercise.id, &query, None, towards, 1)?;
            Ok(read.first().map(|listed| listed.head.day))
        };
        self.span = end(Towards::Older)?.zip(end(Towards::Newer)?);
        Ok(())
    }

    /// Does something with the list, which may read on, and follows it with what stands beside.
    fn with_list(
        &mut self,
        cx: &Context,
        act: impl FnOnce(&mut Window<Row>, &mut Read<'_, Row>) -> Result<()>,
    ) -> Result<()> {
        let query = self.query(cx);
        let Self { list, asked, exercise, .. } = self;
        act(list, &mut |from, towards, limit| {
            let read = cx.store.log_window(&exercise.id, &query, from, towards, limit)?;
            Ok(log::rows(&cx.store, &cx.catalog, exercise, asked, read))
        })?;
        self.follow(cx)
    }

    /// Reads what stands beside the list for what is marked now.
    fn follow(&mut self, cx: &Context) -> Result<()> {
        self.widths.widen(self.list.rows());
        let marked = self.list.marked().map(|row| row.head.id);
        if self.beside.as_ref().map(|beside| beside.head.id) != marked {
            self.beside = match marked {
                Some(id) => page::read(&cx.store, &cx.catalog, &mut self.asked, id, LONGEST)?,
                None => None,
            };
            self.reader.begin();
            // The cursor is where the person put it.
            if let Some(day) = self.list.marked().map(|row| row.head.day)
                && !matches!(self.over, Over::Days)
            {
                self.days.go(day, &self.exercise, cx)?;
            }
        }
        Ok(())
    }

    fn act(&mut self, action: Action, cx: &mut Context) -> Result<Outcome> {
        match action {
            action if MOVES.contains(&action) => self.with_list(cx, |list, read| list.act(action, read))?,
            Action::ReadUp => drop(self.reader.act(&Input::Do(Action::HalfUp))),
            Action::ReadDown => drop(self.reader.act(&Input::Do(Action::HalfDown))),
            Action::Capture => return Ok(self.capture(cx)),
            Action::Open => return Ok(self.open_marked(Route::Entry)),
            Action::Edit => return Ok(self.open_marked(Route::Edit)),
            Action::Filter => self.open_filters(cx)?,
            Action::Everything => self.narrow(Vec::new(), cx)?,
            Action::Complete => return self.complete(cx),
            Action::Order => return Ok(self.ask_order()),
            Action::Toggle => self.pick_marked(cx)?,
            Action::PickAll => return self.pick_all(cx),
            Action::PickNone => self.picked.clear(),
            Action::Tag => return self.ask_tags(cx),
            Action::Move => return self.ask_day(cx),
            Action::Trash => return self.trash(cx),
            Action::TakeBack => return undo::ask(cx, self.scope()),
            Action::DoAgain => return undo::redo(cx, self.scope()),
            Action::Days if matches!(self.over, Over::Days) => self.over = Over::Nothing,
            Action::Days => self.over = Over::Days,
            Action::Opposites => self.over = Over::Pairs(Pairs::open(&self.exercise, cx)?),
            Action::Back if matches!(self.over, Over::Days) => self.over = Over::Nothing,
            Action::Back if !self.picked.is_empty() => self.picked.clear(),
            Action::Back if !self.on.is_empty() => {
                let mut on = std::mem::take(&mut self.on);
                on.pop();
                self.narrow(on, cx)?;
            }
            _ => return Ok(Outcome::Ignored),
        }
        Ok(Outcome::Moved)
    }

    /// Opens what is marked; where it is looked at for what it lacks, at that answer.
    fn open_marked(&self, route: impl FnOnce(EntryId, Option<Place>) -> Route) -> Outcome {
        let Some(row) = self.list.marked() else {
            return Outcome::Say("there is nothing to open here".to_owned());
        };
        let mut lacking = self.on.iter().filter_map(Pick::measure);
        let place = lacking.find_map(|measure| log::missing(&self.exercise, measure));
        Outcome::Open(route(row.head.id, place))
    }

    /// Narrows the list to other things, and begins it again.
    fn narrow(&mut self, on: Vec<Pick>, cx: &Context) -> Result<()> {
        self.on = on;
        self.start(self.order, cx)
    }

    /// Returns what undo is about here.
    fn scope(&self) -> Scope {
        Scope::Exercise(self.exercise.id.clone())
    }

    /// Returns the row that is marked, for what is done to it.
    fn marked(&self) -> Option<&Row> {
        self.list.marked()
    }
}

impl View for Log {
    const TAB: Option<Tab> = Some(Tab { action: Action::Log, label: "Log", route: |_| Route::Log(None) });

    fn update(&mut self, input: Input, cx: &mut Context) -> Result<Outcome> {
        self.days.read_shows(&self.exercise, cx)?;
        match &mut self.over {
            Over::Filters(_) => return self.filters_acted(&input, cx),
            Over::Pairs(pairs) => {
                let outcome = pairs.act(&input, cx, &mut self.asked)?;
                let closes = matches!(input, Input::Do(Action::Back | Action::Opposites));
                if closes && matches!(outcome, Outcome::Ignored) {
                    self.over = Over::Nothing;
                    return Ok(Outcome::Moved);
                }
                return Ok(outcome);
            }
            Over::Days => match self.days_acted(&input, cx)? {
                Outcome::Ignored => {}
                outcome => return Ok(outcome),
            },
            Over::Nothing => {}
        }
        let outcome = match input {
            Input::Do(action) => self.act(action, cx)?,
            Input::Mouse(mouse) => self.mouse(mouse, cx)?,
            Input::Tick(_) => Outcome::Moved,
            _ => Outcome::Ignored,
        };
        self.follow(cx)?;
        Ok(outcome)
    }

    fn answered(&mut self, answer: &Answer, typed: &str, cx: &mut Context) -> Result<Outcome> {
        match answer {
            Answer::Tag => return self.tag(typed, cx),
            Answer::Undo => return undo::last(cx, self.scope()),
            Answer::MoveTo => return self.move_to(typed, cx),
            Answer::Order(index) => {
                if let Some((_, order)) = self.orders().into_iter().nth(*index) {
                    let turned = if self.order == order { act::turned(order) } else { order };
                    self.start(turned, cx)?;
                }
            }
            _ => {}
        }
        Ok(Outcome::Moved)
    }

    fn wrote(&mut self, write: &Write, written: &Written, done: Outcome, cx: &mut Context) -> Result<Outcome> {
        self.show_written(write, written, cx)?;
        Ok(done)
    }

    fn neighbour(&mut self, by: isize, cx: &Context) -> Result<Option<EntryId>> {
        if matches!(self.over, Over::Pairs(_)) {
            return Ok(None);
        }
        let before = self.list.marked().map(|row| row.head.id);
        self.with_list(cx, |list, read| list.step(by, read))?;
        Ok(self.list.marked().map(|row| row.head.id).filter(|id| Some(*id) != before))
    }

    fn reload(&mut self, cx: &Context) -> Result<()> {
        self.today = cx.today();
        self.offers = log::offers(&cx.store, &self.exercise)?;
        self.days = Days::read(&self.exercise, self.days.at(), cx)?;
        self.beside = None;
        self.count(cx)?;
        if let Over::Pairs(pairs) = &mut self.over {
            pairs.reload(&self.exercise, cx, &mut self.asked)?;
        }
        let order = self.order;
        self.with_list(cx, |list, read| order.reload(list, read))
    }

    fn next_wakeup(&self, _: &Context, _: Now) -> Option<Duration> {
        self.days.waits().then_some(Duration::ZERO)
    }

    fn arrange(&mut self, area: Rect) {
        self.area = area;
        self.places = Places::of(area, matches!(self.over, Over::Days));
        self.list.arrange(usize::from(self.rows_area().height / self.rows_each()));
        self.days.arrange([self.places.month, self.places.shows]);
        let inside = Panel::inside(self.places.page);
        let Self { beside, reader, .. } = self;
        reader.arrange((inside.width, inside.height), |width| {
            beside.as_ref().map_or_else(Vec::new, |page| layout::lines(page, width))
        });
        match &mut self.over {
            Over::Filters(filters) => filters.arrange(area),
            Over::Pairs(pairs) => pairs.arrange(area),
            Over::Days | Over::Nothing => {}
        }
    }

    fn draw(&self, buf: &mut Buffer, cx: &DrawContext<'_>) -> Option<Position> {
        self.draw_all(buf, cx.theme, &cx.keymap.at(&CONTEXTS))
    }

    fn contexts(&self) -> Vec<KeyContext> {
        match self.over {
            Over::Filters(_) => Picker::CONTEXTS.to_vec(),
            _ => CONTEXTS.to_vec(),
        }
    }

    fn label(&self, action: Action) -> &'static str {
        match action {
            Action::Newline => Action::Toggle.label(),
            Action::Open if matches!(self.over, Over::Days) => "go to the day",
            Action::Open => "read",
            action => action.label(),
        }
    }

    fn footer(&self) -> Vec<Action> {
        match &self.over {
            Over::Filters(_) => Picker::FOOTER.to_vec(),
            Over::Pairs(pairs) => pairs.footer(),
            Over::Days => vec![Action::Open, Action::Left, Action::Right, Action::Back, Action::Help],
            _ if !self.picked.is_empty() => {
                vec![
                    Action::Toggle,
                    Action::Tag,
                    Action::Move,
                    Action::Trash,
                    Action::PickAll,
                    Action::Back,
                    Action::Help,
                ]
            }
            Over::Nothing => vec![
                Action::Open,
                Action::Edit,
                Action::Capture,
                Action::Filter,
                Action::Toggle,
                Action::TakeBack,
                Action::Days,
                Action::Tag,
                Action::Trash,
                Action::Opposites,
                Action::Help,
                Action::Quit,
            ],
        }
    }
}

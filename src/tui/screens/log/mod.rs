//! The log: what was captured, by day; narrowed, put in order, changed several at once, with one entry beside the list.
//!
//! ```text
//!   window   the rows in memory, and the mark among them       filters  what the list can be narrowed to
//!   act      what is done to entries                           view     how the list looks
//!   side     what stands beside it: one entry, or the days     pairs    opposite reactions, side by side
//! ```

mod act;
mod filters;
mod pairs;
mod side;
mod view;
mod window;

use std::collections::BTreeSet;

use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use self::filters::Filters;
use self::pairs::Pairs;
use self::side::Days;
use self::window::{Line, Order, Read, Window};
use crate::app::log::{self, Asked, Offer, Row};
use crate::app::page::{self, Page};
use crate::app::log_filters::{self, Pick};
use crate::app::undo;
use crate::db::{Write, Written};
use crate::domain::exercise::Exercise;
use crate::domain::id::EntryId;
use crate::domain::locate::Place;
use crate::error::Result;
use crate::tui::action::{Action, Input, KeyContext};
use crate::tui::context::{Context, DrawContext};
use crate::tui::input::{Mouse, MouseKind};
use crate::tui::outcome::Outcome;
use crate::tui::picker::Picker;
use crate::tui::route::{Answer, Route};
use crate::tui::screens::{Tab, View};
use crate::wording;

/// Where keys mean something on the list.
const CONTEXTS: [KeyContext; 2] = [KeyContext::Log, KeyContext::Anywhere];
/// From this width on, something stands beside the list.
const WIDE: u16 = 110;

/// How many characters of an answer are read beside the list.
const LONGEST: usize = 8_000;

/// What lies over the list, or in its place.
#[derive(Debug)]
enum Over {
    Nothing,
    Filters(Box<Filters>),
    Days,
    Pairs(Pairs),
}

#[derive(Debug)]
pub struct Log {
    exercise: Exercise,
    titles: Vec<String>,
    /// The widest that stood in each column so far.
    widths: Vec<usize>,
    list: Window,
    /// What the list is narrowed to.
    on: Vec<Pick>,
    /// What is picked, to be changed at once.
    picked: BTreeSet<EntryId>,
    asked: Asked,
    offers: Vec<Offer>,
    beside: Option<Page>,
    days: Days,
    today: NaiveDate,
    over: Over,
    area: Rect,
}

impl Log {
    /// Opens the log at its newest entry, narrowed to what a measure holds for if one is given.
    pub fn open(measure: Option<&str>, cx: &Context) -> Result<Self> {
        let exercise = cx.catalog.captured()?.exercise().clone();
        let on = measure.and_then(|measure| Pick::of_measure(&exercise, measure)).into_iter().collect();
        let titles = log::titles(&exercise);
        let mut screen = Self {
            widths: vec![0; titles.len()],
            titles,
            list: Window::open(Order::Newest, &mut |_, _, _| Ok(Vec::new()))?,
            on,
            picked: BTreeSet::new(),
            asked: Asked::default(),
            offers: log::offers(&cx.store, &exercise)?,
            beside: None,
            days: Days::read(&exercise, cx)?,
            today: cx.today(),
            over: Over::Nothing,
            area: Rect::ZERO,
            exercise,
        };
        screen.start(Order::Newest, cx)?;
        Ok(screen)
    }

    /// Begins the list again, in an order.
    fn start(&mut self, order: Order, cx: &Context) -> Result<()> {
        self.with_list(cx, |list, read| {
            *list = Window::open(order, read)?;
            Ok(())
        })
    }

    /// Does something with the list, which may read on, and follows it with what stands beside.
    fn with_list(
        &mut self,
        cx: &Context,
        act: impl FnOnce(&mut Window, &mut Read<'_>) -> Result<()>,
    ) -> Result<()> {
        let mut query = log_filters::query(&self.on, cx.today());
        query.resolve(|| cx.catalog.searchable());
        let Self { list, asked, exercise, .. } = self;
        act(list, &mut |from, towards, limit| {
            let read = cx.store.log_window(&exercise.id, &query, from, towards, limit)?;
            Ok(log::rows(&cx.store, &cx.catalog, exercise, asked, read))
        })?;
        self.follow(cx)
    }

    /// Reads what stands beside the list for what is marked now.
    fn follow(&mut self, cx: &Context) -> Result<()> {
        view::widen(&mut self.widths, &self.titles, self.list.rows());
        let marked = self.list.marked().map(|row| row.head.id);
        if self.beside.as_ref().map(|beside| beside.head.id) != marked {
            self.beside = match marked {
                Some(id) => page::read(&cx.store, &cx.catalog, &mut self.asked, id, LONGEST)?,
                None => None,
            };
        }
        Ok(())
    }

    fn is_wide(&self) -> bool {
        self.area.width >= WIDE
    }

    fn act(&mut self, action: Action, cx: &mut Context) -> Result<Outcome> {
        match action {
            Action::Up => self.with_list(cx, |list, read| list.step(-1, read))?,
            Action::Down => self.with_list(cx, |list, read| list.step(1, read))?,
            Action::PageUp => self.with_list(cx, |list, read| list.page(false, read))?,
            Action::PageDown => self.with_list(cx, |list, read| list.page(true, read))?,
            Action::First => self.with_list(cx, Window::first)?,
            Action::Last => self.with_list(cx, Window::last)?,
            Action::Open => return Ok(self.open_marked(Route::Entry)),
            Action::Edit => return Ok(self.open_marked(Route::Edit)),
            Action::Filter => self.over = Over::Filters(Box::new(Filters::open(&self.exercise, &self.on, cx)?)),
            Action::Everything => self.narrow(Vec::new(), cx)?,
            Action::Complete => return self.complete(cx),
            Action::Order => return Ok(self.ask_order()),
            Action::Toggle => self.pick_marked(cx)?,
            Action::PickAll => return self.pick_all(cx),
            Action::PickNone => self.picked.clear(),
            Action::Tag => return self.ask_tags(cx),
            Action::Move => return self.ask_day(cx),
            Action::Trash => return self.trash(cx),
            Action::TakeBack => {
                return Ok(Outcome::write(undo::last(&cx.store, &cx.catalog)?, Outcome::Moved));
            }
            Action::Days => {
                self.over = if matches!(self.over, Over::Days) { Over::Nothing } else { Over::Days };
                self.days.open(&self.exercise, cx)?;
            }
            Action::Opposites => self.over = Over::Pairs(Pairs::open(&self.exercise, cx)?),
            Action::Back if matches!(self.over, Over::Days) => self.over = Over::Nothing,
            Action::Back if !self.picked.is_empty() => self.picked.clear(),
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
        self.start(self.list.order(), cx)
    }

    fn toggle(&mut self, pick: Pick, cx: &Context) -> Result<Outcome> {
        let mut on = self.on.clone();
        log_filters::toggle(&mut on, pick);
        let mut query = log_filters::query(&on, cx.today());
        query.resolve(|| cx.catalog.searchable());
        let misread = query.problems.first().map(|misread| {
            let (message, hint) = wording::misread(misread);
            format!("{message} – {hint}")
        });
        self.narrow(on, cx)?;
        if let Over::Filters(filters) = &mut self.over {
            filters.set_on(&self.on);
        }
        Ok(misread.map_or(Outcome::Moved, Outcome::Warn))
    }

    fn filters_acted(&mut self, outcome: Outcome, input: &Input, cx: &Context) -> Result<Outcome> {
        let Over::Filters(filters) = &mut self.over else { return Ok(outcome) };
        match (outcome, input) {
            (Outcome::Chosen, _) => filters.marked().map_or(Ok(Outcome::Moved), |pick| self.toggle(pick, cx)),
            (outcome, _) if outcome.changed() => {
                filters.look(&self.exercise, cx)?;
                Ok(outcome)
            }
            (Outcome::Ignored, Input::Do(Action::Back)) => {
                self.over = Over::Nothing;
                Ok(Outcome::Moved)
            }
            (Outcome::Ignored, Input::Do(Action::Help | Action::Quit | Action::Suspend)) => Ok(Outcome::Ignored),
            (Outcome::Ignored, _) => Ok(Outcome::Moved),
            (outcome, _) => Ok(outcome),
        }
    }

    fn mouse(&mut self, mouse: Mouse, cx: &mut Context) -> Result<Outcome> {
        match mouse.kind {
            MouseKind::WheelUp => self.with_list(cx, |list, read| list.scroll(-3, read))?,
            MouseKind::WheelDown => self.with_list(cx, |list, read| list.scroll(3, read))?,
            MouseKind::Press => {
                if let Some(pick) = self.chip_at(mouse.column, mouse.row) {
                    return self.toggle(pick, cx);
                }
                let list = self.list_area();
                let inside = mouse.column < list.right() && mouse.row >= list.y;
                let line = usize::from(mouse.row.saturating_sub(list.y));
                let Some(Line::Entry(index)) = self.list.view().get(line).copied().filter(|_| inside) else {
                    return Ok(Outcome::Moved);
                };
                if self.list.is_marked(index) {
                    return Ok(self.open_marked(Route::Entry));
                }
                self.with_list(cx, |list, read| list.mark(index, read))?;
            }
            MouseKind::Drag | MouseKind::Release => {}
        }
        Ok(Outcome::Moved)
    }

    /// Returns the row that is marked, for what is done to it.
    fn marked(&self) -> Option<&Row> {
        self.list.marked()
    }
}

impl View for Log {
    const TAB: Option<Tab> = Some(Tab { action: Action::Log, label: "Log", route: |_| Route::Log(None) });

    fn update(&mut self, input: Input, cx: &mut Context) -> Result<Outcome> {
        match &mut self.over {
            Over::Filters(filters) => {
                let outcome = filters.act(&input);
                return self.filters_acted(outcome, &input, cx);
            }
            Over::Pairs(pairs) => {
                let outcome = pairs.act(&input, cx, &mut self.asked)?;
                let closes = matches!(input, Input::Do(Action::Back | Action::Opposites));
                if closes && matches!(outcome, Outcome::Ignored) {
                    self.over = Over::Nothing;
                    return Ok(Outcome::Moved);
                }
                return Ok(outcome);
            }
            Over::Days if self.days.act(&input) => return Ok(Outcome::Moved),
            // The list is not in view.
            Over::Days if self.area.width < WIDE && matches!(input, Input::Mouse(_)) => {
                return Ok(Outcome::Moved);
            }
            Over::Days | Over::Nothing => {}
        }
        let outcome = match input {
            Input::Do(action) => self.act(action, cx)?,
            Input::Mouse(mouse) => self.mouse(mouse, cx)?,
            _ => Outcome::Ignored,
        };
        self.follow(cx)?;
        Ok(outcome)
    }

    fn answered(&mut self, answer: &Answer, typed: &str, cx: &mut Context) -> Result<Outcome> {
        match answer {
            Answer::Tag => return self.tag(typed, cx),
            Answer::MoveTo => return self.move_to(typed, cx),
            Answer::Order(index) => {
                if let Some((_, order)) = self.orders().into_iter().nth(*index) {
                    let turned = if self.list.order() == order { act::turned(order) } else { order };
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
        let before = self.list.marked().map(|row| row.head.id);
        self.with_list(cx, |list, read| list.step(by, read))?;
        Ok(self.list.marked().map(|row| row.head.id).filter(|id| Some(*id) != before))
    }

    fn reload(&mut self, cx: &Context) -> Result<()> {
        self.today = cx.today();
        self.offers = log::offers(&cx.store, &self.exercise)?;
        self.days = Days::read(&self.exercise, cx)?;
        self.beside = None;
        if matches!(self.over, Over::Days) {
            self.days.open(&self.exercise, cx)?;
        }
        if let Over::Pairs(pairs) = &mut self.over {
            pairs.reload(&self.exercise, cx, &mut self.asked)?;
        }
        self.with_list(cx, Window::reload)
    }

    fn arrange(&mut self, area: Rect) {
        self.area = area;
        self.list.arrange(usize::from(self.list_area().height));
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
        if action == Action::Newline { Action::Toggle.label() } else { action.label() }
    }

    fn footer(&self) -> Vec<Action> {
        match &self.over {
            Over::Filters(_) => Picker::FOOTER.to_vec(),
            Over::Pairs(pairs) => pairs.footer(),
            Over::Days => vec![Action::Down, Action::Up, Action::Back, Action::Help],
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
                Action::Capture,
                Action::Filter,
                Action::Order,
                Action::Toggle,
                Action::Tag,
                Action::Trash,
                Action::TakeBack,
                Action::Days,
                Action::Opposites,
                Action::Help,
                Action::Quit,
            ],
        }
    }
}

//! An entry to be read: nothing typed here changes it. Its history shows in the same place.

mod versions;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::history::{self, Event};
use crate::app::log::Asked;
use crate::app::page::{self, Page};
use crate::app::people;
use crate::db::{ChangeKind, Scope, Write, Written};
use crate::domain::id::EntryId;
use crate::domain::locate::Place;
use crate::domain::value::Value;
use crate::error::{Error, Result};
use crate::tui::action::{Action, Input, KeyContext};
use crate::tui::context::{Context, DrawContext};
use crate::tui::effects;
use crate::tui::keymap::Keys;
use crate::tui::outcome::Outcome;
use crate::tui::picker::Picker;
use crate::tui::reader::Reader;
use crate::tui::route::{Answer, Paper, Route};
use crate::tui::screens::{Extent, View};
use crate::tui::theme::Surface;
use crate::tui::undo;
use crate::tui::widgets::paint::Brush;
use crate::tui::widgets::panel::Panel;
use crate::tui::widgets::split::measure;
use crate::tui::page as layout;

/// Columns that the frame takes of the width.
const FRAME: u16 = 4;

/// An entry that is read.
#[derive(Debug)]
pub struct Read {
    page: Page,
    /// Where it was found, to be edited there.
    place: Option<Place>,
    /// The words that it was found by.
    found: String,
    /// Its history, while that shows.
    events: Option<Vec<Event>>,
    reader: Reader,
    area: Rect,
}

impl Read {
    /// Opens an entry, with what stands at a place of it in sight.
    pub fn open(id: EntryId, place: Option<Place>, cx: &Context) -> Result<Self> {
        let page = page::read(&cx.store, &cx.catalog, &mut Asked::default(), id, usize::MAX)?;
        let page = page.ok_or_else(|| {
            Error::unknown("this entry no longer exists", "it may have been deleted in another window")
        })?;
        let mut screen = Self {
            page,
            place,
            found: String::new(),
            events: None,
            reader: Reader::default(),
            area: Rect::ZERO,
        };
        screen.found = screen.found_there();
        screen.reader.find(&screen.found);
        Ok(screen)
    }

    /// Returns the words that stand where it was found.
    fn found_there(&self) -> String {
        let Some((place, (_, answers))) = self.place.as_ref().zip(self.page.said.as_ref()) else {
            return String::new();
        };
        let text = answers.at(&place.at).and_then(Value::typed).unwrap_or_default();
        let rest = text.get(place.cursor..).unwrap_or_default().trim_start();
        rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default().to_owned()
    }

    /// Returns whether the person looks for words here, other than those it was found by.
    fn searches(&self) -> bool {
        !self.reader.words().is_empty() && self.reader.words() != self.found
    }

    fn act(&mut self, action: Action, cx: &Context) -> Result<Outcome> {
        match action {
            Action::Edit => return Ok(Outcome::Open(Route::Edit(self.page.head.id, self.place.clone()))),
            Action::CopyPage => return self.copy(cx),
            Action::Export => return self.ask_where(cx),
            Action::History => {
                self.events = match self.events {
                    Some(_) => None,
                    None => Some(history::events(&cx.store, &self.page.head)?),
                };
                self.reader.begin();
            }
            Action::TakeBack => return undo::ask(cx, self.scope()),
            Action::DoAgain => return undo::redo(cx, self.scope()),
            Action::NextEntry => return Ok(Outcome::Neighbour(1)),
            Action::PreviousEntry => return Ok(Outcome::Neighbour(-1)),
            Action::Find => self.reader.type_words(),
            Action::FindNext => self.reader.next(true),
            Action::FindPrevious => self.reader.next(false),
            Action::Back if self.searches() => self.reader.find(""),
            Action::Back if self.events.is_some() => {
                self.events = None;
                self.reader.begin();
            }
            _ => return Ok(Outcome::Ignored),
        }
        Ok(Outcome::Moved)
    }

    /// Returns what undo is about here.
    fn scope(&self) -> Scope {
        Scope::Entry(self.page.head.id)
    }

    /// Copies it as it may leave: with people under their aliases.
    fn copy(&self, cx: &Context) -> Result<Outcome> {
        let Some((exercise, answers)) = &self.page.said else { return Ok(unread()) };
        let (text, replaced) = effects::entry_text(cx, exercise, answers)?;
        let aliases = if replaced.people.is_empty() { "" } else { ", with people under their aliases" };
        let words = text.split_whitespace().count();
        let warned = people::warnings(&replaced).into_iter().map(|warning| format!(" · {warning}"));
        let warned: String = warned.collect();
        let message = format!("copied {} to the clipboard: {words} words{aliases}{warned}", self.page.head.short);
        Ok(Outcome::CopiedSaying(text, message))
    }

    fn ask_where(&self, cx: &Context) -> Result<Outcome> {
        let Some((exercise, answers)) = &self.page.said else { return Ok(unread()) };
        let (text, replaced) = effects::entry_text(cx, exercise, answers)?;
        let name = format!("{}-{}.md", self.page.head.day, self.page.head.short);
        let line = "Markdown, with questions and answers, and people under their aliases. An existing file is not \
                    overwritten.";
        let dialog = effects::ask_where("Write this entry to a file", line, &name, Paper::Text(text), &replaced);
        Ok(Outcome::Ask(Box::new(dialog)))
    }

    /// Returns the frame of the page.
    fn frame(&self) -> Rect {
        let room = Rect { width: self.area.width.saturating_sub(FRAME), ..self.area };
        let text = measure(room, true);
        Rect { width: text.width + FRAME, ..text }
    }

    fn draw_frame(&self, buf: &mut Buffer, cx: &DrawContext<'_>, keys: &Keys<'_>) -> Option<Position> {
        let mut brush = Brush::new(buf, self.frame(), cx.theme);
        let (from, total) = self.reader.scrolled();
        let title = match self.events {
            Some(_) => format!("History · {}", layout::title(&self.page)),
            None => layout::title(&self.page),
        };
        let names = [Action::PreviousEntry, Action::NextEntry, Action::HalfDown, Action::HalfUp];
        // Letters are no keys while they are looked for.
        let names = if self.reader.is_typing() { &[][..] } else { &names[..] };
        let named = keys.named(names, Action::label);
        let found = self.reader.found();
        let panel = Panel::new(&title)
            .counter(self.page.head.short.as_str())
            .keys(&named)
            .aside(&found)
            .hue(self.page.hue)
            .scrolled(from, total);
        let mut inside = panel.draw(&mut brush, Surface::Panel);
        self.reader.draw(&mut inside)
    }
}

fn unread() -> Outcome {
    Outcome::Warn("the journal could not read this entry – “empathy doctor” says what you can do".to_owned())
}

impl View for Read {
    fn update(&mut self, input: Input, cx: &mut Context) -> Result<Outcome> {
        if self.reader.is_typing() {
            return Ok(self.reader.type_on(&input));
        }
        match input {
            Input::Do(action) => match self.act(action, cx)? {
                Outcome::Ignored if self.reader.act(&input) => Ok(Outcome::Moved),
                outcome => Ok(outcome),
            },
            Input::Mouse(_) if self.reader.act(&input) => Ok(Outcome::Moved),
            _ => Ok(Outcome::Ignored),
        }
    }

    fn answered(&mut self, answer: &Answer, _: &str, cx: &mut Context) -> Result<Outcome> {
        if *answer == Answer::Undo { undo::last(cx, self.scope()) } else { Ok(Outcome::Moved) }
    }

    fn wrote(&mut self, write: &Write, written: &Written, done: Outcome, cx: &mut Context) -> Result<Outcome> {
        let id = self.page.head.id;
        let kind = written.undone.as_ref().map(|undone| undone.change.kind);
        let trashed = match write {
            Write::Undo(..) => matches!(kind, Some(ChangeKind::Log | ChangeKind::Restore)),
            Write::Redo(..) => kind == Some(ChangeKind::Trash),
            _ => false,
        };
        if !trashed && page::read(&cx.store, &cx.catalog, &mut Asked::default(), id, usize::MAX)?.is_some() {
            self.reload(cx)?;
            return Ok(done);
        }
        // It was taken away: nobody can go on with it here.
        Ok(match done {
            Outcome::Confirm(message) | Outcome::Say(message) | Outcome::Warn(message) => {
                Outcome::Back(Some(message))
            }
            _ => Outcome::Back(None),
        })
    }

    fn reload(&mut self, cx: &Context) -> Result<()> {
        let id = self.page.head.id;
        if let Some(page) = page::read(&cx.store, &cx.catalog, &mut Asked::default(), id, usize::MAX)? {
            self.page = page;
        }
        if self.events.is_some() {
            self.events = Some(history::events(&cx.store, &self.page.head)?);
        }
        self.reader.renew();
        Ok(())
    }

    fn extent(&self) -> Extent {
        Extent::Full
    }

    fn arrange(&mut self, area: Rect) {
        self.area = area;
        let inside = Panel::inside(self.frame());
        let Self { page, events, reader, .. } = self;
        reader.arrange((inside.width, inside.height), |width| match events {
            Some(events) => versions::lines(events, width),
            None => layout::lines(page, width),
        });
    }

    fn draw(&self, buf: &mut Buffer, cx: &DrawContext<'_>) -> Option<Position> {
        self.draw_frame(buf, cx, &cx.keymap.at(&self.contexts()))
    }

    fn contexts(&self) -> Vec<KeyContext> {
        if self.reader.is_typing() {
            return Picker::CONTEXTS.to_vec();
        }
        let found = (!self.reader.words().is_empty()).then_some(KeyContext::Found);
        found.into_iter().chain([KeyContext::Read, KeyContext::Anywhere]).collect()
    }

    fn footer(&self) -> Vec<Action> {
        if self.reader.is_typing() {
            return vec![Action::Newline, Action::Back];
        }
        let mut keys = vec![Action::Edit, Action::CopyPage, Action::History, Action::Export, Action::Find];
        if !self.reader.words().is_empty() {
            keys.push(Action::FindNext);
        }
        keys.extend([Action::NextEntry, Action::Back, Action::Help]);
        keys
    }

    fn label(&self, action: Action) -> &'static str {
        if action == Action::Newline { Action::Find.label() } else { action.label() }
    }
}

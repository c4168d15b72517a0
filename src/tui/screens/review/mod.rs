//! The weekly review as a reader would get it, to read once more before it goes out as a file. Beside it, where there is room,
//! stand its outline, which moves the page, and who is called what in the file.

mod choose;
mod contents;
mod view;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use self::contents::{Contents, Going};
use self::view::Places;
use crate::app::outgoing::Asked;
use crate::app::review::Span;
use crate::app::week;
use crate::domain::difference::Difference;
use crate::domain::plan::Week;
use crate::error::Result;
use crate::sanitize;
use crate::tui::action::{Action, Input, KeyContext};
use crate::tui::changes;
use crate::tui::context::{Context, DrawContext};
use crate::tui::effects::{self, Audience, Choice, Heading, Reading};
use crate::tui::find::Line;
use crate::tui::input::MouseKind;
use crate::tui::outcome::Outcome;
use crate::tui::picker::Picker;
use crate::tui::reader::Reader;
use crate::tui::route::{Answer, Route};
use crate::tui::screens::{Tab, View};
use crate::tui::theme::Role;
use crate::tui::widgets::panel::Panel;

#[derive(Debug)]
pub struct Review {
    week: Week,
    this_week: Week,
    /// Whom the page is for, and what goes in.
    asked: Asked,
    /// What it is written as, and who gets it.
    going: Going,
    reading: Reading,
    reader: Reader,
    headings: Vec<Heading>,
    /// The heading that is marked in the outline.
    marked: usize,
    /// Whether keys move in the outline, or in what goes in.
    outlined: bool,
    /// What goes in, in the place of the outline, while it is chosen.
    contents: Option<Contents>,
    /// What changed since it was shared, in the place of the page, while that is read: when that was, and the changes.
    since: Option<(String, Vec<Difference>)>,
    /// Who is called what in the file, laid out.
    aliases: Vec<String>,
    area: Rect,
}

impl Review {
    /// Opens the review of a week, this one if none is given.
    pub fn open(week: Option<Week>, cx: &Context) -> Result<Self> {
        let this_week = cx.this_week()?;
        let week = week.unwrap_or(this_week);
        let asked =
            Asked { span: Span::Week(week), reader: Audience::default(), choice: Choice::default() };
        Ok(Self {
            week,
            this_week,
            reading: effects::review(cx, &asked)?,
            asked,
            going: Going::default(),
            reader: Reader::default(),
            headings: Vec::new(),
            marked: 0,
            outlined: false,
            contents: None,
            since: None,
            aliases: Vec::new(),
            area: Rect::ZERO,
        })
    }

    /// Shows another week, or as many days that end with it.
    fn go(&mut self, week: Week, cx: &Context) -> Result<()> {
        let before = self.days(cx)?.into_iter().position(|(span, _)| span == self.asked.span);
        self.week = week;
        let span = before.and_then(|at| self.days(cx).ok()?.get(at).map(|(span, _)| *span));
        // What was left out belongs to the days before.
        let choice = Choice { without: Vec::new(), ..self.asked.choice.clone() };
        self.ask(Asked { span: span.unwrap_or(Span::Week(week)), choice, ..self.asked }, cx)
    }

    /// Shows another review, from its top.
    fn ask(&mut self, asked: Asked, cx: &Context) -> Result<()> {
        self.reading = effects::review(cx, &asked)?;
        self.asked = asked;
        self.since = None;
        self.reader = Reader::default();
        self.marked = 0;
        self.renew_contents(cx)?;
        self.arrange(self.area);
        Ok(())
    }

    /// Marks the heading that what shows first stands under.
    fn follow(&mut self) {
        let (top, _) = self.reader.scrolled();
        self.marked = self.headings.partition_point(|heading| heading.line <= top).saturating_sub(1);
    }

    /// Marks a heading, and shows what stands under it.
    fn turn_to(&mut self, heading: usize) {
        self.marked = heading.min(self.headings.len().saturating_sub(1));
        if let Some(heading) = self.headings.get(self.marked) {
            // The title of all stands above the first one.
            self.reader.scroll_to(if self.marked == 0 { 0 } else { heading.line });
        }
    }

    /// Moves in the outline; whether the input was for that.
    fn act_outlined(&mut self, input: &Input) -> bool {
        let places = self.places();
        let Some(outline) = places.outline.filter(|_| self.contents.is_none()) else { return false };
        let inside = Panel::inside(outline);
        if let Input::Mouse(mouse) = input {
            let hit = outline.contains(Position::new(mouse.column, mouse.row));
            if mouse.kind == MouseKind::Press {
                self.outlined = hit;
                let row = usize::from(mouse.row.saturating_sub(inside.y)) + self.outline_top(inside.height);
                if hit && mouse.row >= inside.y && row < self.headings.len() {
                    self.turn_to(row);
                }
                return true;
            }
        }
        let page = usize::from(inside.height.saturating_sub(1)).max(1);
        match input.moves(self.marked, self.headings.len(), (page, 3)) {
            Some(heading) if self.outlined && !matches!(input, Input::Mouse(_)) => {
                self.turn_to(heading);
                true
            }
            _ => false,
        }
    }

    fn act(&mut self, action: Action, cx: &Context) -> Result<Outcome> {
        match action {
            // Enter reads on, or reads what is marked.
            Action::Open if self.outlined => self.outlined = false,
            Action::NextPanel => self.outlined = !self.outlined && self.places().outline.is_some(),
            Action::PreviousWeek => self.go(week::before(&cx.store, self.week)?, cx)?,
            Action::NextWeek if self.week.starts < self.this_week.starts => {
                self.go(week::after(&cx.store, self.week)?, cx)?;
            }
            Action::NextWeek => return Ok(Outcome::Say("this is the newest week".to_owned())),
            Action::ThisWeek => self.go(self.this_week, cx)?,
            Action::Contents => self.open_contents(cx)?,
            Action::NextReader => {
                let reader = self.asked.reader.next();
                // The parts are those of a reader.
                let choice = Choice { parts: None, ..self.asked.choice.clone() };
                self.ask(Asked { reader, choice, ..self.asked }, cx)?;
                return Ok(Outcome::Say(format!("the review for {}", reader.words())));
            }
            Action::Since | Action::Back if self.since.is_some() => self.read(None),
            Action::Since => match effects::since(cx, &self.asked, &self.reading)? {
                Some(since) => self.read(Some(since)),
                None => return Ok(Outcome::Say(not_shared(self.reading.name()))),
            },
            Action::Find => self.reader.type_words(),
            Action::FindNext => self.reader.next(true),
            Action::FindPrevious => self.reader.next(false),
            Action::Back if !self.reader.words().is_empty() => self.reader.find(""),
            Action::Export => {
                let days = match self.asked.span {
                    Span::Week(week) => week.label().to_string(),
                    Span::Days(from, until) => format!("{from}-to-{until}"),
                };
                let Going { format, to } = &self.going;
                let name = format!("review-{days}-{}{}", self.asked.reader.name(), format.ending());
                let dialog = self.reading.ask_where(&name, &self.asked, to.clone());
                return Ok(Outcome::Ask(Box::new(dialog)));
            }
            Action::CopyPage => {
                let text = self.reading.text();
                let words = text.split_whitespace().count();
                let said = format!("copied the review to the clipboard: {words} words, with aliases for people");
                return Ok(Outcome::CopiedSaying(text, said));
            }
            _ => return Ok(Outcome::Ignored),
        }
        Ok(Outcome::Moved)
    }

    /// Shows what changed, or the page, from its top.
    fn read(&mut self, since: Option<(String, Vec<Difference>)>) {
        self.since = since;
        self.reader = Reader::default();
        self.arrange(self.area);
    }

    /// Lays out what changed since it was shared.
    fn lay_out_since((shared, changes): &(String, Vec<Difference>), width: usize) -> Vec<Line> {
        let none = changes.is_empty().then_some("Nothing has changed since.");
        let said = [shared.as_str()].into_iter().chain(none);
        let rows = said.flat_map(|text| sanitize::wrap(text, width)).map(|row| vec![(row, Role::Plain)]);
        let changes = changes.iter().flat_map(|change| {
            std::iter::once(Line::new()).chain(changes::lines(change, width))
        });
        rows.chain(changes).collect()
    }

    /// Lays the page out, with who is called what in the file above it where there is no place beside it.
    fn lay_out(reading: &Reading, width: usize, beside: bool) -> (Vec<Line>, Vec<Heading>) {
        let (page, mut headings) = reading.page(width);
        let replaced = if beside { &[] } else { reading.replaced() };
        let rows = replaced.iter().flat_map(|line| sanitize::wrap(line, width));
        let mut lines: Vec<Line> = rows.map(|row| vec![(row, Role::Dim)]).collect();
        if !lines.is_empty() {
            lines.push(Line::new());
        }
        for heading in &mut headings {
            heading.line += lines.len();
        }
        lines.extend(page);
        (lines, headings)
    }
}

impl View for Review {
    const TAB: Option<Tab> = Some(Tab { action: Action::Review, label: "Review", route: Route::Review });

    fn update(&mut self, input: Input, cx: &mut Context) -> Result<Outcome> {
        if self.reader.is_typing() {
            return Ok(self.reader.type_on(&input));
        }
        if let Some(outcome) = self.act_contents(&input, cx)? {
            return Ok(outcome);
        }
        if self.act_outlined(&input) {
            return Ok(Outcome::Moved);
        }
        if let Input::Do(action) = input {
            let outcome = self.act(action, cx)?;
            if !matches!(outcome, Outcome::Ignored) {
                return Ok(outcome);
            }
        }
        let input = if input == Input::Do(Action::Open) { Input::Do(Action::PageDown) } else { input };
        if !self.reader.act(&input) {
            return Ok(Outcome::Ignored);
        }
        self.follow();
        Ok(Outcome::Moved)
    }

    fn answered(&mut self, answer: &Answer, typed: &str, cx: &mut Context) -> Result<Outcome> {
        let typed = typed.trim();
        match answer {
            Answer::TitleReview => {
                let title = Some(typed.to_owned()).filter(|title| !title.is_empty());
                let choice = Choice { title, ..self.asked.choice.clone() };
                self.choose(Asked { choice, ..self.asked }, cx)
            }
            Answer::SendReviewTo => {
                self.going.to = Some(typed.to_owned()).filter(|to| !to.is_empty());
                self.renew_contents(cx)?;
                Ok(Outcome::Moved)
            }
            Answer::SaveChoice => {
                effects::save_choice(cx, typed, &self.asked)?;
                self.renew_contents(cx)?;
                Ok(Outcome::Confirm(format!("saved this choice as {typed}")))
            }
            _ => Ok(Outcome::Moved),
        }
    }

    fn reload(&mut self, cx: &Context) -> Result<()> {
        let (top, _) = self.reader.scrolled();
        self.this_week = cx.this_week()?;
        self.reading = effects::review(cx, &self.asked)?;
        if self.since.is_some() {
            self.since = effects::since(cx, &self.asked, &self.reading)?;
        }
        self.reader.renew();
        self.renew_contents(cx)?;
        self.arrange(self.area);
        self.reader.scroll_to(top);
        Ok(())
    }

    fn arrange(&mut self, area: Rect) {
        self.area = area;
        let places = self.places();
        let inside = Panel::inside(places.page);
        let (reading, since, headings) = (&self.reading, &self.since, &mut self.headings);
        self.reader.arrange((inside.width, inside.height), |width| {
            if let Some(since) = since {
                headings.clear();
                return Self::lay_out_since(since, width);
            }
            let (lines, headed) = Self::lay_out(reading, width, places.aliases.is_some());
            *headings = headed;
            lines
        });
        self.marked = self.marked.min(self.headings.len().saturating_sub(1));
        self.outlined &= places.outline.is_some();
        if let Some((contents, area)) = self.contents.as_mut().zip(places.outline) {
            contents.arrange(area);
        }
        let beside = places.aliases.map(|area| usize::from(Panel::inside(area).width));
        let replaced = if beside.is_some() { self.reading.replaced() } else { &[] };
        let rows = replaced.iter().flat_map(|line| line.split(" · "));
        self.aliases = rows.flat_map(|row| sanitize::wrap(row, beside.unwrap_or(1))).collect();
    }

    fn draw(&self, buf: &mut Buffer, cx: &DrawContext<'_>) -> Option<Position> {
        self.draw_all(buf, cx.theme, &cx.keymap.at(&self.contexts()))
    }

    fn contexts(&self) -> Vec<KeyContext> {
        if self.reader.is_typing() {
            return Picker::CONTEXTS.to_vec();
        }
        let found = (!self.reader.words().is_empty()).then_some(KeyContext::Found);
        let picks = (self.contents.is_some() && self.outlined).then_some(KeyContext::Picking);
        let inner = found.into_iter().chain(picks);
        inner.chain([KeyContext::Review, KeyContext::Anywhere]).collect()
    }

    fn footer(&self) -> Vec<Action> {
        if self.reader.is_typing() {
            return vec![Action::Newline, Action::Back];
        }
        let mut keys = if self.contents.is_some() && self.outlined {
            vec![Action::Toggle, Action::RowUp, Action::RowDown, Action::Contents, Action::Export]
        } else {
            vec![Action::Export, Action::Contents, Action::NextReader, Action::Since, Action::CopyPage, Action::Find]
        };
        if !self.reader.words().is_empty() {
            keys.extend([Action::FindNext, Action::Back]);
        }
        if self.places().outline.is_some() {
            keys.push(Action::NextPanel);
        }
        keys.extend([Action::PageDown, Action::PreviousWeek, Action::NextWeek, Action::Today, Action::Palette]);
        keys.extend([Action::Help, Action::Quit]);
        keys
    }

    fn label(&self, action: Action) -> &'static str {
        match action {
            Action::Newline => Action::Find.label(),
            Action::NextPanel if self.outlined => "page",
            Action::NextPanel if self.contents.is_some() => Action::Contents.label(),
            Action::Contents if self.contents.is_some() => "close",
            Action::Since if self.since.is_some() => "page",
            Action::NextPanel => "outline",
            _ => action.label(),
        }
    }

    fn week(&self) -> Option<Week> {
        Some(self.week)
    }
}

impl Review {
    /// Where its panels stand.
    fn places(&self) -> Places {
        Places::of(self.area, !self.reading.replaced().is_empty(), self.contents.is_some())
    }
}

fn not_shared(name: &str) -> String {
    format!("you have not shared {name} yet: “write file” keeps a copy of what you share")
}

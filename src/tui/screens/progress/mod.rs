//! Progress: a section is what its numbers say in one sentence, and panels of figures below. What belongs to the marked row of
//! a figure stands beside its rows; each number is one key away from the entries behind it and from how it was calculated.

mod act;
mod grid;
mod pane;
mod search;
mod view;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use self::pane::{Pane, Part};
use self::search::Search;
use crate::app::progress::{self, Figure, FirstStep, Item, Source, Why};
use crate::domain::progress::{Board, Section};
use crate::error::Result;
use crate::sanitize;
use crate::tui::action::{Action, Input, KeyContext};
use crate::tui::context::{Context, DrawContext};
use crate::tui::outcome::Outcome;
use crate::tui::picker::Picker;
use crate::tui::route::Route;
use crate::tui::screens::{Tab, View};
use crate::tui::theme::Role;
use crate::tui::widgets::paint::Brush;

/// The most rows of the verdict.
const VERDICT: usize = 2;
/// The fewest rows of panels that stay above what explains them.
const LEAST: u16 = 5;

pub(super) const CONTEXTS: [KeyContext; 2] = [KeyContext::Progress, KeyContext::Anywhere];

#[derive(Debug)]
pub struct Progress {
    board: Board,
    section: usize,
    /// The figures there is something to show of.
    figures: Vec<Figure>,
    /// What the section says, in rows.
    verdict: Vec<String>,
    /// What to do first, while there is nothing to show.
    first: Option<FirstStep>,
    /// The marked item of each figure.
    marked: Vec<usize>,
    panes: Vec<Pane>,
    /// The panel that has the focus.
    focus: usize,
    /// Whether evidence is shown before the person has rated themselves.
    evidence: bool,
    /// Whether the numbers of the focused figure are explained, and in which rows.
    explained: bool,
    explanation: Vec<String>,
    search: Search,
    area: Rect,
}

impl Progress {
    /// Opens the first section, or one by its name.
    pub fn open(section: Option<&str>, cx: &Context) -> Result<Self> {
        let board = progress::sections(&cx.catalog);
        let named = section.and_then(|id| board.sections.iter().position(|section| section.id == id));
        let mut screen = Self {
            board,
            section: named.unwrap_or(0),
            figures: Vec::new(),
            verdict: Vec::new(),
            first: None,
            marked: Vec::new(),
            panes: Vec::new(),
            focus: 0,
            evidence: false,
            explained: false,
            explanation: Vec::new(),
            search: Search::default(),
            area: Rect::ZERO,
        };
        screen.load(cx)?;
        Ok(screen)
    }

    /// Reads the section again, keeping what is marked.
    fn load(&mut self, cx: &Context) -> Result<()> {
        let Some(section) = self.board.sections.get(self.section) else { return Ok(()) };
        self.figures = read(section, self.evidence, cx)?;
        let nothing = self.figures.is_empty();
        self.first = if nothing { progress::first_step(section, &source(self.evidence, cx))? } else { None };
        self.marked.resize(self.figures.len(), 0);
        for (marked, figure) in self.marked.iter_mut().zip(&self.figures) {
            *marked = (*marked).min(figure.items.len().saturating_sub(1));
        }
        self.lay_out();
        Ok(())
    }

    /// Lays out what the section says, the panels, and what explains the focused one below them.
    fn lay_out(&mut self) {
        self.explanation = self.explain();
        self.place_panes();
        // Which panel has the focus may be known only now.
        let explanation = self.explain();
        if explanation != self.explanation {
            self.explanation = explanation;
            self.place_panes();
        }
    }

    /// Places the panels, and lays out what stands in each.
    fn place_panes(&mut self) {
        self.verdict = self.verdict_rows();
        let area = self.grid();
        let parts: Vec<Vec<(Part, u16)>> = self.figures.iter().map(pane::parts).collect();
        let groups: Vec<grid::Group> =
            parts.iter().map(|parts| parts.iter().map(|(_, weight)| *weight).collect()).collect();
        let rows = grid::rows(&groups, area.width);
        let mut panes = Vec::new();
        let mut heights = Vec::new();
        for row in &rows {
            let mut height = 0;
            for slot in row {
                let (Some(figure), Some((part, _))) =
                    (self.figures.get(slot.group), parts.get(slot.group).and_then(|parts| parts.get(slot.index)))
                else {
                    continue;
                };
                let inside = usize::from(slot.width.saturating_sub(4));
                let marked = self.marked.get(slot.group).copied().unwrap_or_default();
                let drawn = crate::charts::draw(pane::marks(figure, *part, marked), inside).0.len();
                height = height.max(u16::try_from(drawn).unwrap_or(u16::MAX).saturating_add(2));
                let place = Rect { x: area.x + slot.x, width: slot.width, ..area };
                panes.push(Pane {
                    figure: slot.group,
                    part: *part,
                    page: heights.len(),
                    area: place,
                    rows: Vec::new(),
                    places: Vec::new(),
                    top: 0,
                });
            }
            heights.push(height);
        }
        let places = grid::pages(&heights, area);
        for pane in &mut panes {
            if let (Some(place), Some(figure)) = (places.get(pane.page), self.figures.get(pane.figure)) {
                let marked = self.marked.get(pane.figure).copied().unwrap_or_default();
                pane.area = Rect { y: place.y, height: place.height, ..pane.area };
                pane.page = place.page;
                pane.fill(figure, marked);
                pane.show(marked);
            }
        }
        self.panes = panes;
        self.focus = self.focus.min(self.panes.len().saturating_sub(1));
    }

    fn sections(&self) -> &[Section] {
        &self.board.sections
    }

    fn verdict_rows(&self) -> Vec<String> {
        let Some(section) = self.sections().get(self.section) else { return Vec::new() };
        let said = progress::verdict(section, &self.figures).unwrap_or(&section.about);
        // The corner is for the page and the key that explains.
        let room = usize::from(self.area.width.saturating_sub(16)).max(1);
        let mut rows = sanitize::wrap(said, room);
        if rows.len() > VERDICT {
            rows = vec![sanitize::cut(said, room)];
        }
        rows
    }

    /// Rows above the panels: the sections, what this one says.
    fn head(&self) -> u16 {
        1 + self.verdict.len() as u16
    }

    /// The area of the panels.
    fn grid(&self) -> Rect {
        let foot = self.explanation_height();
        let (y, height) = (self.area.y + self.head(), self.area.height.saturating_sub(self.head() + foot));
        Rect { y, height, ..self.area }
    }

    /// The words below the panels: how the numbers of the focused figure were calculated, if that was asked.
    fn explain(&self) -> Vec<String> {
        let figure = self.panes.get(self.focus).and_then(|pane| self.figures.get(pane.figure));
        let Some(figure) = figure.or(self.figures.first()).filter(|_| self.explained) else { return Vec::new() };
        let Why { formula, inputs, n } = &figure.why;
        let room = usize::from(self.area.width.saturating_sub(4)).max(1);
        let words = [figure.about.clone(), format!("Why: {formula}."), format!("From {inputs}; n = {n}.")];
        words.iter().flat_map(|words| sanitize::wrap(words, room)).collect()
    }

    fn explanation_height(&self) -> u16 {
        let rows = self.explanation.len() as u16;
        let most = self.area.height.saturating_sub(self.head() + LEAST);
        if rows == 0 { 0 } else { (rows + 2).min(most) }
    }

    /// The page that shows: the one of the focused panel.
    fn page(&self) -> usize {
        self.panes.get(self.focus).map_or(0, |pane| pane.page)
    }

    fn pages(&self) -> usize {
        self.panes.last().map_or(1, |pane| pane.page + 1)
    }

    /// The figure that has the focus, with its marked item.
    fn marked_item(&self) -> Option<&Item> {
        let pane = self.panes.get(self.focus)?;
        self.figures.get(pane.figure)?.items.get(*self.marked.get(pane.figure)?)
    }
}

/// What figures are asked of.
fn source(evidence: bool, cx: &Context) -> Source<'_> {
    Source { store: &cx.store, catalog: &cx.catalog, today: cx.today(), subject: None, evidence }
}

/// Reads the figures of a section that there is something to show of.
fn read(section: &Section, evidence: bool, cx: &Context) -> Result<Vec<Figure>> {
    let mut figures = progress::figures(&section.side_by_side(), &source(evidence, cx))?;
    figures.retain(|figure| !figure.is_empty());
    Ok(figures)
}

impl View for Progress {
    const TAB: Option<Tab> =
        Some(Tab { action: Action::Progress, label: "Progress", route: |_| Route::Progress(None) });

    fn update(&mut self, input: Input, cx: &mut Context) -> Result<Outcome> {
        self.act(&input, cx)
    }

    fn reload(&mut self, cx: &Context) -> Result<()> {
        self.load(cx)
    }

    fn arrange(&mut self, area: Rect) {
        let resized = self.area != area;
        self.area = area;
        self.search.finder.arrange(area.width);
        if resized {
            self.lay_out();
        }
    }

    fn draw(&self, buf: &mut Buffer, cx: &DrawContext<'_>) -> Option<Position> {
        self.draw_all(buf, cx.theme, &cx.keymap.at(&CONTEXTS));
        self.search.finder.draw(&mut Brush::new(buf, self.area, cx.theme), "words to find in Progress")
    }

    fn contexts(&self) -> Vec<KeyContext> {
        if self.search.finder.is_typing() {
            return Picker::CONTEXTS.to_vec();
        }
        let found = (!self.search.finder.words().is_empty()).then_some(KeyContext::Found);
        found.into_iter().chain(CONTEXTS).collect()
    }

    fn footer(&self) -> Vec<Action> {
        if self.search.finder.is_typing() {
            return vec![Action::Newline, Action::Back];
        }
        let item = self.marked_item();
        let mut actions = Vec::new();
        if item.is_some_and(|item| !item.behind.is_nothing()) || self.first.is_some() {
            actions.push(Action::Open);
        }
        if item.is_some_and(|item| item.begin.is_some()) {
            actions.push(Action::Practise);
        }
        if self.panes.len() > 1 {
            actions.push(Action::NextPanel);
        }
        actions.push(Action::NextSection);
        actions.extend((!self.panes.is_empty()).then_some(Action::Why));
        if self.figures.iter().any(|figure| figure.hidden) {
            actions.push(Action::ShowEvidence);
        }
        if !self.search.finder.words().is_empty() {
            actions.splice(..0, [Action::FindNext, Action::Back]);
        }
        actions.push(Action::Find);
        actions.extend([Action::Help, Action::Quit]);
        actions
    }

    fn label(&self, action: Action) -> &'static str {
        if action == Action::Newline { Action::Find.label() } else { action.label() }
    }

    fn status(&self) -> (String, Role) {
        (self.search.finder.found("in Progress"), Role::Dim)
    }
}

//! How the screen looks: the complaint large, what is said of it below, and the keys that label it with what they labelled so
//! far; beside it where there is room.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::act::order_label;
use super::card::{Card, Mode};
use super::listing::Listing;
use super::{Complaints, Over, labels, shares};
use crate::app::triage::narrow::Pick;
use crate::app::triage::{GOAL, suggester};
use crate::domain::complaint::{Decision, Dimension};
use crate::sanitize;
use crate::suggest::SURE;
use crate::sys::settings::Explained;
use crate::tui::action::Action;
use crate::tui::keymap::Keys;
use crate::tui::text::Look;
use crate::tui::theme::{Role, Surface, Theme, hue_mark};
use crate::tui::widgets::paint::Brush;
use crate::tui::widgets::panel::Panel;
use crate::tui::widgets::split::{measure, split};
use crate::wording::complaint::{title as called, said_why, stars};

/// The shares of the complaint, and of what stands beside it.
const SHARES: [u16; 2] = [80, 40];
/// Rows of what is said of a complaint, below its text, and of what is suggested.
const SAID: u16 = 1;
const HINT: u16 = 2;
/// The rows of text that a short one gets, however much room there is.
const CALM: u16 = 14;
/// Below so many rows the suggestion is one row, without its reasons.
const LOW: u16 = 16;
/// From so many rows on, what there is to do and the labels both have room.
const ROOMY: u16 = 20;

/// Where everything stands.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Places {
    /// The frame of the complaint.
    pub card: Rect,
    /// The frame beside it; without area where there is no room.
    pub side: Rect,
    pub text: Rect,
    /// What is suggested.
    pub hint: Rect,
    /// What is said of it.
    pub said: Rect,
    pub labels: Rect,
    /// How many are read of each product; without area where there is no room.
    pub shares: Rect,
}

impl Places {
    pub fn of(area: Rect) -> Self {
        let parts = split(area, &SHARES);
        let card = parts.first().copied().unwrap_or_default();
        let side = parts.get(1).copied().unwrap_or_default();
        let inside = Panel::inside(card);
        let beside = Panel::inside(side);
        let below = if side.area() == 0 { labels::rows(inside.width) } else { 0 };
        // Product and date stand above, with a row of air below them.
        let air = u16::from(inside.height >= LOW);
        let hint = if air > 0 { HINT } else { 1 };
        let (head, foot) = (1 + air, hint + SAID + below);
        let height = inside.height.saturating_sub(head + foot + 2 * air);
        let text = Rect { y: inside.y + head, height, ..measure(inside, false) };
        let hint = Rect { y: text.bottom() + air, height: hint, ..inside }.intersection(inside);
        let said = Rect { y: hint.bottom(), height: SAID, ..inside }.intersection(inside);
        let labels = if below == 0 {
            Rect { height: labels::rows(beside.width), ..beside }
        } else {
            Rect { y: said.bottom() + air, height: below, ..inside }.intersection(inside)
        };
        // The text keeps its last column free.
        let text = Rect { width: (text.width + 1).min(inside.width), ..text };
        let height = beside.bottom().saturating_sub(labels.bottom() + 1);
        let shares = Rect { y: labels.bottom() + 1, height, ..beside };
        let shares = if below == 0 { shares } else { Rect::ZERO };
        Self { card, side, text, hint, said, labels, shares }
    }
}

impl Places {
    /// Takes so many rows from the text, and lets what is below it follow.
    fn raise(&mut self, rows: u16) {
        self.text.height -= rows;
        self.hint.y -= rows;
        self.said.y -= rows;
        if self.side.area() == 0 {
            self.labels.y -= rows;
        }
    }
}

impl Complaints {
    /// Fits the text and the note to their places. Where a short text has much room, what is said of it stands nearer.
    pub(super) fn fit_card(&mut self) {
        self.places = Places::of(self.area);
        let Some(card) = &mut self.card else { return };
        let Places { text, .. } = self.places;
        card.text.set_size(text.width, text.height);
        if card.text.rows() <= usize::from(CALM) {
            self.places.raise(text.height.saturating_sub(CALM));
        }
        let Places { text, said, .. } = self.places;
        card.text.set_size(text.width, text.height);
        card.note.set_size(said.width.saturating_sub(6), 1);
    }

    pub(super) fn draw_all(
        &self,
        buf: &mut Buffer,
        theme: &Theme,
        keys: &Keys<'_>,
    ) -> Option<Position> {
        let tags: Vec<String> = self.on.iter().map(Pick::label).collect();
        let tags: Vec<&str> = tags.iter().map(String::as_str).collect();
        let mut brush = Brush::new(buf, self.area, theme);
        match &self.over {
            Over::List(list) => {
                self.draw_list(list, &tags, &mut brush);
                return None;
            }
            Over::Approve(approve) => {
                approve.draw(&mut brush);
                return None;
            }
            Over::Page(page) => {
                page.draw(&mut brush);
                return None;
            }
            Over::Nothing | Over::Filters(_) => {}
        }
        let counted = self.tally.counted();
        let title = match counted {
            ..=GOAL => format!("Complaints · {counted} of {GOAL}"),
            _ => format!("Complaints · {counted} labelled"),
        };
        let order = order_label(self.queue.order()).to_lowercase();
        // While a note is typed, its key is a letter.
        let key = if self.mode() == Mode::Note { String::new() } else { keys.name(Action::Order) };
        let order = format!("{order}  {key}");
        let waiting = match self.tally.automatic() {
            0 => format!("{} to read", self.tally.waiting()),
            automatic => format!("{automatic} automatic, {} to read", self.tally.waiting()),
        };
        let (from, total) = self.card.as_ref().map_or((0, 0), |card| (card.text.first_row(), card.text.rows()));
        let frame = Panel::new(&title).tags(&tags).counter(order.trim_end()).aside(&waiting).focused(true);
        let frame = if total > usize::from(self.places.text.height) { frame.scrolled(from, total) } else { frame };
        let mut brush = Brush::new(buf, self.places.card, theme);
        let mut inside = frame.draw(&mut brush, Surface::Panel);
        let cursor = if let Some(card) = &self.card {
            self.draw_card(card, &mut inside, keys)
        } else {
            inside.block(0, 1, &self.nothing(keys), Role::Dim);
            None
        };
        if self.places.side.area() > 0 {
            let mut side = Brush::new(brush.buf, self.places.side, theme);
            Panel::new("Labels").draw(&mut side, Surface::Panel);
            shares::draw(&mut Brush::new(brush.buf, self.places.shares, theme), &self.tally, &self.on);
        }
        // On a low screen, what there is to do stands where the labels would.
        let has_room = self.places.side.area() > 0 || self.places.card.height >= ROOMY;
        if self.card.is_some() || has_room {
            labels::draw(&mut Brush::new(brush.buf, self.places.labels, theme), &self.tally, keys);
        }
        match &self.over {
            Over::Filters(filters) => {
                brush.send_behind();
                filters.draw(buf, theme)
            }
            _ => cursor,
        }
    }

    /// Returns where the rows of the list stand.
    pub(super) fn list_area(&self) -> Rect {
        Panel::inside(self.area)
    }

    fn draw_list(&self, list: &Listing, tags: &[&str], brush: &mut Brush<'_>) {
        let title = format!("Complaints · {}", self.tally.all());
        let picked = if list.picked.is_empty() { String::new() } else { format!("{} picked", list.picked.len()) };
        let picked = self.notice.as_ref().unwrap_or(&picked);
        let (from, total) = list.rows.scrolled().unwrap_or_default();
        let panel = Panel::new(&title).tags(tags).counter("newest first").aside(picked).focused(true);
        let mut inside = panel.scrolled(from, total).draw(brush, Surface::Panel);
        if list.marked().is_none() {
            inside.block(0, 1, "No complaint matches.", Role::Dim);
        }
        list.draw(&mut inside);
    }

    /// Describes what to do where there is no complaint to label.
    fn nothing(&self, keys: &Keys<'_>) -> String {
        let all = self.tally.all();
        if all == 0 {
            return format!(
                "There are no complaints in this journal yet. Copy reviews of one and two stars from an app store, G2 or \
                 Reddit into a file. {} imports it, or what you paste; on the command line it is:\n\n  \
                 empathy import complaints FILE\n\nThen each review shows here, and one key labels it.",
                keys.name(Action::ImportComplaints)
            );
        }
        let later = self.tally.of(Decision::Later).decided;
        let undo = keys.name(Action::TakeBack);
        let later = match later {
            0 => String::new(),
            n => format!(" {n} left for later: {} and Enter show them again.", keys.name(Action::Order)),
        };
        let progress = keys.name(Action::Progress);
        format!(
            "Every complaint here is labelled.{later} {undo} undoes the last label.\n\n\
             {progress} shows in Progress what they say together. More come with: empathy import complaints FILE"
        )
    }

    fn draw_card(&self, card: &Card, inside: &mut Brush<'_>, keys: &Keys<'_>) -> Option<Position> {
        draw_head(card, inside);
        let theme = inside.theme;
        let place = self.places.text;
        let because = if self.explained == Explained::Off { &[] } else { card.because() };
        let mut marked: Vec<_> = because.iter().map(|words| (words.clone(), theme.style(Role::Hint))).collect();
        if let Some(phrase) = &card.phrase {
            marked.push((phrase.clone(), theme.style(Role::Marked)));
        }
        let look = Look {
            text: theme.surface(Surface::Panel).patch(theme.style(Role::Title)),
            selection: theme.style(Role::Marked),
            marked: &marked,
            ..Look::default()
        };
        card.text.render(place, inside.buf, &look);
        self.draw_hint(card, &mut Brush::new(inside.buf, self.places.hint, theme), keys);
        let mut said = Brush::new(inside.buf, self.places.said, theme);
        if card.mode == Mode::Note {
            let area = said.area;
            let x = said.line(0, 0, "note  ", Role::Accent);
            let field = Rect { x: area.x + x, width: area.width.saturating_sub(x), ..area };
            let placeholder = ("in your words; Esc or Enter keeps it", theme.style(Role::Dim));
            let look = Look {
                text: theme.surface(Surface::Panel),
                selection: theme.style(Role::Marked),
                placeholder,
                ..Look::default()
            };
            card.note.render(field, said.buf, &look);
            return card.note.cursor_position(field);
        }
        draw_said(card, &mut said, keys);
        None
    }
}

impl Complaints {
    /// Describes what is suggested and why, or that it is not sure; what happened by itself stands in its place.
    fn draw_hint(&self, card: &Card, brush: &mut Brush<'_>, keys: &Keys<'_>) {
        if let Some(notice) = &self.notice {
            brush.block(0, 0, notice, Role::Warn);
            return;
        }
        if card.is_check {
            brush.block(0, 0, "One in ten is asked without a suggestion, as a check.", Role::Dim);
            return;
        }
        let Some(suggestion) = card.shown() else { return };
        let percent = |share: f32| format!("{:.0}%", share * 100.0);
        let also = |many: usize| {
            let all = suggestion.alternatives.iter().take(many);
            let all = all.map(|(subject, share)| format!("{} {}", subject.label(), percent(*share)));
            all.collect::<Vec<_>>().join(", ")
        };
        let Some(subject) = suggestion.subject else {
            let known = if suggestion.alternatives.is_empty() { String::new() } else { format!(" ({})", also(2)) };
            brush.pieces(0, 0, &[("Suggestion: ", Role::Dim), ("not sure", Role::Plain), (&known, Role::Dim)]);
            if self.explained == Explained::Full {
                let line = format!("Below {} the suggestion leaves the choice to you.", percent(SURE));
                brush.line(0, 1, &line, Role::Dim);
            }
            return;
        };
        let mark = suggester::decision(subject).dimension().map(|dimension| hue_mark(dimension.hue()));
        let mark = mark.map(|(glyph, letter)| format!("{glyph}{letter} ")).unwrap_or_default();
        let key = keys.name(Action::Accept);
        let end = brush.pieces(
            0,
            0,
            &[
                ("Suggestion: ", Role::Dim),
                (&mark, Role::Plain),
                (subject.label(), Role::Plain),
                (&format!(" · {} likely", percent(suggestion.confidence)), Role::Dim),
            ],
        );
        brush.right(end + 2, 0, &format!("{key} accepts"), Role::Dim);
        let text = &card.next.complaint.said.text;
        let words = suggestion.because.iter().filter_map(|words| text.get(words.clone()));
        let words = words.map(|words| format!("“{}”", sanitize::line(words))).collect::<Vec<_>>().join(", ");
        let because = if words.is_empty() { "its words as a whole".to_owned() } else { words };
        let line = match self.explained {
            Explained::Off => String::new(),
            Explained::Short => format!("because of {because}"),
            Explained::Full if suggestion.alternatives.is_empty() => {
                format!("because of {because}; nothing else is likely")
            }
            Explained::Full => format!("because of {because}; or {}", also(3)),
        };
        brush.line(0, 1, &line, Role::Dim);
    }
}

/// Draws what it is about, where it is from, its stars and its date.
fn draw_head(card: &Card, inside: &mut Brush<'_>) {
    let said = &card.next.complaint.said;
    let rest = [
        Some(said.source.clone()).filter(|source| !source.is_empty()),
        said.stars.map(stars),
        said.day.map(|day| day.format("%-d %b %Y").to_string()),
    ];
    let rest: Vec<String> = rest.into_iter().flatten().collect();
    let product = if said.product.is_empty() { "No product" } else { &said.product };
    let room = usize::from(inside.area.width);
    let product = sanitize::cut(&sanitize::line(product), room.saturating_sub(44).max(12));
    let rest = if rest.is_empty() { String::new() } else { format!(" · {}", rest.join(" · ")) };
    let end = inside.pieces(0, 0, &[(&product, Role::Accent), (&rest, Role::Plain)]);
    inside.right(end + 1, 0, card.next.complaint.short.as_str(), Role::Dim);
}

/// Draws the second dimension, whether they could say why, and the note, as far as there is any of it.
fn draw_said(card: &Card, line: &mut Brush<'_>, keys: &Keys<'_>) {
    if card.mode == Mode::Second {
        let text = format!(
            "Second dimension: which key? {}–{}",
            keys.name(Action::Trust),
            keys.name(Action::Automation)
        );
        line.line(0, 0, &text, Role::Accent);
        return;
    }
    let mut pieces: Vec<(String, Role)> = Vec::new();
    let mut add = |label: &str, text: String, role| {
        if !pieces.is_empty() {
            pieces.push(("   ".to_owned(), Role::Plain));
        }
        let label = if label.is_empty() { String::new() } else { format!("{label} ") };
        pieces.extend([(label, Role::Dim), (text, role)]);
    };
    if let Some(stood) = card.from {
        let how = if stood.is_own { "labelled" } else { "labelled automatically" };
        add(how, called(stood.decision).to_owned(), Role::Plain);
    }
    if let Some(second) = card.second {
        add("also", mark_of(second), Role::Hue(second.hue()));
    }
    if let Some(why) = card.why {
        add("", said_why(why).to_owned(), Role::Plain);
    }
    let note = card.note.text();
    if !note.trim().is_empty() {
        add("note", format!("“{}”", note.trim()), Role::Title);
    }
    let pieces: Vec<(&str, Role)> = pieces.iter().map(|(text, role)| (text.as_str(), *role)).collect();
    line.pieces(0, 0, &pieces);
}

/// A dimension with its glyph and its letter.
fn mark_of(dimension: Dimension) -> String {
    let (glyph, letter) = hue_mark(dimension.hue());
    format!("{glyph}{letter} {}", called(Decision::About(dimension)))
}

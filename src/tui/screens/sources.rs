//! The sources, over the screen they were opened from: where what the exercises and the concept cards say comes from.

use crate::app::sources;
use crate::domain::facts::subject_key;
use crate::error::Result;
use crate::tui::context::Context;
use crate::tui::outcome::Outcome;
use crate::tui::screens::list_overlay::{ListOverlay, Source};
use crate::tui::theme::Role;
use crate::tui::widgets::paint::Brush;

/// The sources over a screen.
pub type Sources = ListOverlay<Texts>;

/// What is listed.
#[derive(Debug)]
pub struct Texts {
    all: Vec<Text>,
    shown: Vec<Text>,
}

/// A source and what rests on it.
#[derive(Debug, Clone)]
struct Text {
    title: String,
    link: Option<String>,
    /// What was taken from it, or the cards that name it.
    rests: String,
    /// Whether only cards name it.
    of_cards: bool,
}

impl Sources {
    /// Opens the sources.
    pub fn open(cx: &Context) -> Result<Self> {
        let text = |one: sources::Cited<'_>| Text {
            title: one.title.to_owned(),
            link: one.link.map(str::to_owned),
            rests: one.about.map_or_else(|| one.cards.join(" "), str::to_owned),
            of_cards: one.about.is_none(),
        };
        let all = sources::all(cx.catalog.deck()).into_iter().map(text).collect();
        Self::over(Texts { all, shown: Vec::new() }, cx)
    }
}

impl Source for Texts {
    const ROWS: u16 = 4;

    fn look(&mut self, typed: &str, _: &Context) -> Result<usize> {
        let words: Vec<String> = typed.split_whitespace().map(subject_key).collect();
        let fits = |text: &&Text| {
            let whole = subject_key(&format!("{} {}", text.title, text.rests));
            words.iter().all(|word| whole.contains(word))
        };
        self.shown = self.all.iter().filter(fits).cloned().collect();
        Ok(self.shown.len())
    }

    fn chosen(&self, index: usize, _: &Context) -> Result<Outcome> {
        Ok(match self.shown.get(index) {
            Some(text) => {
                let whole = [Some(&text.title), text.link.as_ref()].into_iter().flatten();
                let whole = whole.map(String::as_str).collect::<Vec<_>>().join(", ");
                Outcome::CopiedSaying(whole, "the source is copied".to_owned())
            }
            None => Outcome::Say("no source matches what you typed".to_owned()),
        })
    }

    fn headed(&self) -> Vec<usize> {
        let of_cards = |index: usize| self.shown.get(index).map(|text| text.of_cards);
        (0..self.shown.len()).filter(|index| *index == 0 || of_cards(*index) != of_cards(index - 1)).collect()
    }

    fn title(&self) -> (&str, &str) {
        ("Sources", "words that narrow the list, Enter copies")
    }

    fn instead(&self, _: bool) -> Option<(String, Role)> {
        self.shown.is_empty().then(|| ("No source matches.".to_owned(), Role::Dim))
    }

    fn draw_line(&self, row: &mut Brush<'_>, index: usize, marked: bool) {
        let Some(text) = self.shown.get(index) else { return };
        let heading = row.area.height.saturating_sub(Self::ROWS);
        if heading > 0 {
            let title = if text.of_cards { "Sources of the concept cards" } else { "What the exercises rest on" };
            row.line(0, 0, title, Role::Dim);
        }
        let mut row = row.part(0, heading, u16::MAX, Self::ROWS);
        let role = if marked { Role::Accent } else { Role::Plain };
        let below = row.part(2, 0, u16::MAX, 2).block(0, 0, &text.title, role).min(2);
        row.part(4, below, u16::MAX, 1).line(0, 0, &text.rests, Role::Dim);
        if let Some(link) = &text.link {
            row.part(4, below + 1, u16::MAX, 1).line(0, 0, link, Role::Dim);
        }
    }
}

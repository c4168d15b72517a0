//! Looking for words in all of Progress: in its sections, their figures, and the rows of those.

use super::pane::{self, UNCUT};
use super::{Progress, read};
use crate::charts;
use crate::error::Result;
use crate::tui::action::Input;
use crate::tui::context::Context;
use crate::tui::find::{Finder, matching};
use crate::tui::outcome::Outcome;

/// What is looked for, and where words can be.
#[derive(Debug, Default)]
pub(super) struct Search {
    pub finder: Finder,
    /// All places, in the order of the sections; read when the search begins.
    places: Vec<Place>,
}

/// A section, a figure of it, or a row of that.
#[derive(Debug)]
struct Place {
    section: usize,
    figure: Option<usize>,
    item: Option<usize>,
    text: String,
}

impl Progress {
    /// Lets words be typed to be looked for.
    pub(super) fn begin_search(&mut self, cx: &Context) -> Result<()> {
        self.search.places.clear();
        for (section, spec) in self.board.sections.iter().enumerate() {
            let places = &mut self.search.places;
            places.push(Place { section, figure: None, item: None, text: spec.title.clone() });
            for (at, figure) in read(spec, self.evidence, cx)?.iter().enumerate() {
                let place = |item, text| Place { section, figure: Some(at), item, text };
                places.push(place(None, figure.title.clone()));
                let Some((part, _)) = pane::parts(figure).first().copied() else { continue };
                let (rows, starts) = charts::draw(pane::marks(figure, part, 0), UNCUT);
                let ends = starts.iter().skip(1).copied().chain([rows.len()]);
                for (item, (start, end)) in starts.iter().zip(ends).enumerate().take(figure.items.len()) {
                    let text = rows.get(*start..end).unwrap_or_default().iter().map(|row| charts::text(row));
                    places.push(place(Some(item), text.collect::<Vec<_>>().join(" ")));
                }
            }
        }
        self.search.finder.type_words();
        Ok(())
    }

    /// Takes what is typed, and shows the first match from this section on.
    pub(super) fn type_on(&mut self, input: &Input, cx: &Context) -> Result<Outcome> {
        let outcome = self.search.finder.type_on(input);
        if outcome.changed() {
            let Search { finder, places } = &mut self.search;
            finder.set_hits(matching(places.iter().map(|place| place.text.as_str()), finder.words()));
            let here = places.iter().position(|place| place.section == self.section);
            finder.seek(here.unwrap_or_default());
            self.show_hit(cx)?;
        }
        Ok(outcome)
    }

    /// Goes to the next match, or to the one before.
    pub(super) fn next_hit(&mut self, forward: bool, cx: &Context) -> Result<()> {
        self.search.finder.next(forward);
        self.show_hit(cx)
    }

    fn show_hit(&mut self, cx: &Context) -> Result<()> {
        let hit = self.search.finder.hit().and_then(|hit| self.search.places.get(hit));
        let Some(Place { section, figure, item, .. }) = hit else { return Ok(()) };
        let (section, figure, item) = (*section, *figure, *item);
        if section != self.section {
            self.turn(section, cx)?;
        }
        if let Some(pane) = self.panes.iter().position(|pane| Some(pane.figure) == figure) {
            self.focus(pane);
        }
        if let (Some(figure), Some(item)) = (figure, item) {
            self.mark(figure, item);
        }
        Ok(())
    }
}

//! A question, over whatever is on the screen: while it is typed or pasted, the stories that answer it, with the reason.

use crate::app::stories::{Fit, Matched, Stories};
use crate::db::Recallable;
use crate::domain::id::EntryId;
use crate::error::Result;
use crate::sanitize;
use crate::tui::context::Context;
use crate::tui::outcome::Outcome;
use crate::tui::route::{Remember, Route};
use crate::tui::screens::list_overlay::{ListOverlay, Source};
use crate::tui::theme::Role;
use crate::tui::widgets::paint::Brush;
use crate::wording::stories::{ASK, BLANK, standing, told};

/// The question over a screen.
pub type Matching = ListOverlay<Found>;

/// What is asked, and the stories there are.
#[derive(Debug)]
pub struct Found {
    stories: Stories,
    matched: Option<Matched>,
}

impl Matching {
    /// Opens it with a question typed, or none.
    pub fn open(question: &str, cx: &Context) -> Result<Self> {
        let stories = Stories::read(&cx.store, &cx.catalog, cx.today())?;
        Self::typed(Found { stories, matched: None }, question, cx)
    }
}

impl Found {
    fn fit(&self, index: usize) -> Option<&Fit> {
        self.matched.as_ref()?.best.get(index)
    }
}

impl Source for Found {
    const ROWS: u16 = 4;

    fn look(&mut self, typed: &str, cx: &Context) -> Result<usize> {
        let asked = (!typed.trim().is_empty()).then(|| self.stories.matching(&cx.catalog, typed));
        self.matched = asked;
        Ok(self.matched.as_ref().map_or(0, |matched| matched.best.len()))
    }

    fn chosen(&self, index: usize, _: &Context) -> Result<Outcome> {
        Ok(match self.entry(index) {
            Some(entry) => Outcome::Open(Route::Recall(Remember::This(Recallable::Entry(entry)))),
            None => Outcome::Say("there is no story to tell".to_owned()),
        })
    }

    fn entry(&self, index: usize) -> Option<EntryId> {
        self.stories.all.get(self.fit(index)?.story).map(|one| one.entry)
    }

    fn title(&self) -> (&str, &str) {
        ("A story for a question", ASK)
    }

    fn instead(&self, blank: bool) -> Option<(String, Role)> {
        match self.matched.as_ref().map(|matched| &matched.nothing) {
            _ if blank => Some((BLANK.to_owned(), Role::Dim)),
            Some(Some(nothing)) => Some((nothing.to_string(), Role::Warn)),
            _ => None,
        }
    }

    fn draw_line(&self, row: &mut Brush<'_>, index: usize, marked: bool) {
        let Some((fit, one)) = self.fit(index).and_then(|fit| Some((fit, self.stories.all.get(fit.story)?))) else {
            return;
        };
        let title = sanitize::line(&one.story.title);
        let x = row.line(2, 0, &format!("{}. {title}", index + 1), if marked { Role::Title } else { Role::Plain });
        row.line(x + 1, 0, one.short.as_str(), Role::Dim);
        let (interviews, practice) = self.stories.told(fit.story);
        let ready = if one.story.is_ready() { Role::Good } else { Role::Warn };
        let x = row.line(4, 1, &standing(&one.story.lacks, one.story.observed), ready);
        row.line(x + 1, 1, &format!("· {}", told(interviews, practice)), Role::Dim);
        let reasons: Vec<String> = fit.reasons.iter().map(ToString::to_string).collect();
        row.line(4, 2, &sanitize::line(&reasons.join(" · ")), Role::Plain);
        let concerns = self.stories.concerns_said(fit.story);
        row.line(4, 3, &sanitize::line(&concerns.join(" · ")), Role::Warn);
    }
}

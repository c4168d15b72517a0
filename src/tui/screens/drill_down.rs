//! The entries behind a number, over whatever is on the screen: typed words narrow them, Enter opens the marked one.

use std::rc::Rc;

use crate::app::progress::Behind;
use crate::domain::entry::Head;
use crate::domain::facts::subject_key;
use crate::domain::id::EntryId;
use crate::domain::number_format::{counted, times};
use crate::error::Result;
use crate::exercises::Catalog;
use crate::tui::context::Context;
use crate::tui::outcome::Outcome;
use crate::tui::route::Route;
use crate::tui::screens::list_overlay::{ListOverlay, Source};
use crate::tui::theme::Role;
use crate::tui::widgets::paint::Brush;

/// The entries behind a number, over a screen.
pub type DrillDown = ListOverlay<Entries>;

/// The entries behind a number.
#[derive(Debug)]
pub struct Entries {
    title: String,
    behind: Behind,
    /// Whether there are any at all.
    none: bool,
    shown: Vec<Head>,
    catalog: Rc<Catalog>,
}

impl DrillDown {
    /// Opens the entries behind something.
    pub fn open(title: String, behind: Behind, cx: &Context) -> Result<Self> {
        let catalog = Rc::clone(&cx.catalog);
        let (all, values) = behind.entries(&cx.store)?;
        // The number that was opened may count values, of which one entry can give several.
        let values = values.filter(|n| *n > all.len());
        let often = values.map(|n| format!(", {} in {}", times(n), counted(all.len(), "entry")));
        let title = title + &often.unwrap_or_default();
        Self::over(Entries { title, behind, none: true, shown: Vec::new(), catalog }, cx)
    }
}

impl Entries {
    fn title_of(&self, head: &Head) -> &str {
        self.catalog.get(&head.exercise).map_or("", |loaded| loaded.heading().title.as_str())
    }

    /// Whether an entry has every word that is typed.
    fn fits(&self, head: &Head, words: &[String]) -> bool {
        let text = format!("{} {} {} {}", head.short, head.day, self.title_of(head), head.summary);
        let text = subject_key(&text);
        words.iter().all(|word| text.contains(word))
    }
}

impl Source for Entries {
    fn look(&mut self, typed: &str, cx: &Context) -> Result<usize> {
        let words: Vec<String> = typed.split_whitespace().map(subject_key).collect();
        let (mut all, _) = self.behind.entries(&cx.store)?;
        self.none = all.is_empty();
        all.retain(|head| self.fits(head, &words));
        self.shown = all;
        Ok(self.shown.len())
    }

    fn chosen(&self, index: usize, _: &Context) -> Result<Outcome> {
        Ok(match self.shown.get(index) {
            Some(head) => Outcome::Open(Route::Entry(head.id, None)),
            None => Outcome::Say("no entry matches what you typed".to_owned()),
        })
    }

    fn entry(&self, index: usize) -> Option<EntryId> {
        self.shown.get(index).map(|head| head.id)
    }

    fn title(&self) -> (&str, &str) {
        (&self.title, "words that narrow the list")
    }

    fn instead(&self, _: bool) -> Option<(String, Role)> {
        let message = if self.none { "No entries yet." } else { "No entry matches." };
        self.shown.is_empty().then(|| (message.to_owned(), Role::Dim))
    }

    fn draw_line(&self, row: &mut Brush<'_>, index: usize, marked: bool) {
        let Some(head) = self.shown.get(index) else { return };
        let x = row.line(2, 0, &head.day.format("%a %-d %b %Y").to_string(), Role::Dim);
        let x = row.line(x.max(18), 0, self.title_of(head), if marked { Role::Accent } else { Role::Plain });
        let x = row.line(x + 1, 0, head.short.as_str(), Role::Dim);
        row.line(x + 2, 0, &head.summary, Role::Plain);
    }
}

//! Where stories stand, over whatever is on the screen: what interviewers ask for against the dimensions, and where none
//! stands yet.

use crate::app::stories::{Coverage as Places, Spot, Stories};
use crate::domain::id::EntryId;
use crate::error::Result;
use crate::sanitize;
use crate::tui::context::Context;
use crate::tui::outcome::{Next, Outcome};
use crate::tui::route::Route;
use crate::tui::screens::list_overlay::{ListOverlay, Source};
use crate::tui::theme::Role;
use crate::tui::widgets::paint::Brush;
use crate::wording;
use crate::wording::stories::spot;

/// Columns of the titles at most, and of a column.
const TITLE: u16 = 40;
const COLUMN: u16 = 6;

/// The coverage over a screen.
pub type Coverage = ListOverlay<Shown>;

/// A line: under which heading, what it is called, its spots.
#[derive(Debug, Clone)]
struct Line {
    heading: String,
    title: String,
    spots: Vec<Spot>,
    /// The exercise that fills it, if one does.
    begins: Option<String>,
}

/// Where stories stand.
#[derive(Debug)]
pub struct Shown {
    stories: Stories,
    columns: Vec<&'static str>,
    all: Vec<Line>,
    /// Those that what is typed leaves.
    visible: Vec<Line>,
}

impl Coverage {
    /// Opens it.
    pub fn open(cx: &Context) -> Result<Self> {
        let stories = Stories::read(&cx.store, &cx.catalog, cx.today())?;
        let Places { rows, columns, sides } = stories.coverage(&cx.store, &cx.catalog)?;
        let asked = rows.into_iter().map(|row| Line {
            heading: wording::stories::ASKED.to_owned(),
            title: row.title,
            spots: row.spots,
            begins: row.begins,
        });
        let places = sides.into_iter().flat_map(|side| {
            let line = move |spot: Spot| Line {
                heading: side.title.clone(),
                title: spot.title.clone(),
                spots: vec![spot],
                begins: None,
            };
            side.spots.into_iter().map(line)
        });
        let columns = columns.map(|hue| hue.map_or("none", |hue| wording::hue_mark(hue).1)).to_vec();
        Self::over(Shown { stories, columns, all: asked.chain(places).collect(), visible: Vec::new() }, cx)
    }
}

impl Source for Shown {
    fn look(&mut self, typed: &str, _: &Context) -> Result<usize> {
        let typed = typed.trim().to_lowercase();
        let fits = |line: &&Line| line.title.to_lowercase().contains(&typed);
        self.visible = self.all.iter().filter(fits).cloned().collect();
        Ok(self.visible.len())
    }

    fn chosen(&self, index: usize, _: &Context) -> Result<Outcome> {
        let begins = self.visible.get(index).and_then(|line| line.begins.clone());
        Ok(match (self.entry(index), begins) {
            (Some(entry), _) => Outcome::Open(Route::Entry(entry, None)),
            (None, Some(exercise)) => Outcome::Close(Some(Next::Go(Route::Begin(exercise, None)))),
            (None, None) => Outcome::Say("there is no story here yet".to_owned()),
        })
    }

    fn entry(&self, index: usize) -> Option<EntryId> {
        let spots = &self.visible.get(index)?.spots;
        let ready = spots.iter().flat_map(|spot| &spot.ready);
        let first = ready.chain(spots.iter().flat_map(|spot| &spot.unready)).next()?;
        self.stories.all.get(*first).map(|one| one.entry)
    }

    fn headed(&self) -> Vec<usize> {
        let heading = |index: usize| self.visible.get(index).map(|line| &line.heading);
        (0..self.visible.len()).filter(|index| *index == 0 || heading(*index) != heading(index - 1)).collect()
    }

    fn title(&self) -> (&str, &str) {
        (wording::stories::COVERAGE, wording::stories::MARKS)
    }

    fn instead(&self, _: bool) -> Option<(String, Role)> {
        self.visible.is_empty().then(|| ("Nothing is called that.".to_owned(), Role::Dim))
    }

    fn draw_line(&self, row: &mut Brush<'_>, index: usize, marked: bool) {
        let Some(line) = self.visible.get(index) else { return };
        let y = row.area.height.saturating_sub(1);
        // What is narrow cuts titles before it hides a column.
        let columns = u16::try_from(self.columns.len()).unwrap_or_default().saturating_mul(COLUMN);
        let first = row.area.width.saturating_sub(columns).clamp(COLUMN, TITLE);
        if y > 0 {
            let has_columns = line.spots.len() > 1;
            let room = if has_columns { first - 1 } else { row.area.width };
            row.line(0, 0, &sanitize::cut(&sanitize::line(&line.heading), usize::from(room)), Role::Dim);
            if has_columns {
                for (x, name) in (first..).step_by(usize::from(COLUMN)).zip(&self.columns) {
                    row.line(x, 0, name, Role::Dim);
                }
            }
        }
        let title = sanitize::cut(&sanitize::line(&line.title), usize::from(first) - 3);
        row.line(2, y, &title, if marked { Role::Title } else { Role::Plain });
        for (x, one) in (first..).step_by(usize::from(COLUMN)).zip(&line.spots) {
            let role = if one.ready.is_empty() { Role::Dim } else { Role::Good };
            row.line(x, y, &spot(one.ready.len(), one.unready.len()), role);
        }
    }
}

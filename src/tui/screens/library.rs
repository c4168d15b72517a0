//! The library, over whatever is on the screen: every exercise by topic. Typed words narrow it, Enter practises the marked one.

use crate::app::library::{self, Volume};
use crate::domain::facts::subject_key;
use crate::domain::number_format::counted;
use crate::error::Result;
use crate::tui::context::Context;
use crate::tui::outcome::{Next, Outcome};
use crate::tui::screens::list_overlay::{ListOverlay, Source};
use crate::tui::theme::Role;
use crate::tui::widgets::paint::{Brush, text_width};
use crate::wording;

/// Columns of the titles, of the minutes and of the last day.
const TITLE: u16 = 24;
const MINUTES: u16 = 11;
const LAST: u16 = 13;

/// The library over a screen.
pub type Library = ListOverlay<Volumes>;

/// The exercises there are.
#[derive(Debug)]
pub struct Volumes {
    all: Vec<Volume>,
    shown: Vec<Volume>,
}

impl Library {
    /// Opens the library.
    pub fn open(cx: &Context) -> Result<Self> {
        let all = library::all(&cx.store, &cx.catalog)?;
        Self::over(Volumes { all, shown: Vec::new() }, cx)
    }
}

impl Source for Volumes {
    const ROWS: u16 = 2;

    fn look(&mut self, typed: &str, _: &Context) -> Result<usize> {
        let words: Vec<String> = typed.split_whitespace().map(subject_key).collect();
        let fits = |volume: &&Volume| {
            let topic = wording::topic(volume.topic.as_deref());
            let skills = volume.evidence.iter().chain(&volume.tags).cloned().collect::<Vec<_>>().join(" ");
            let text = format!("{} {} {topic} {skills}", volume.title, volume.about);
            let text = subject_key(&text);
            words.iter().all(|word| text.contains(word))
        };
        self.shown = self.all.iter().filter(fits).cloned().collect();
        Ok(self.shown.len())
    }

    fn chosen(&self, index: usize, cx: &Context) -> Result<Outcome> {
        Ok(match self.shown.get(index) {
            Some(volume) => Outcome::Close(Some(Next::Go(cx.way_to(&volume.id)?))),
            None => Outcome::Say("no exercise matches what you typed".to_owned()),
        })
    }

    fn headed(&self) -> Vec<usize> {
        let topic = |index: usize| self.shown.get(index).map(|volume| &volume.topic);
        (0..self.shown.len()).filter(|index| *index == 0 || topic(*index) != topic(index - 1)).collect()
    }

    fn title(&self) -> (&str, &str) {
        ("Library", "words that narrow the list")
    }

    fn instead(&self, _: bool) -> Option<(String, Role)> {
        self.shown.is_empty().then(|| ("No exercise matches.".to_owned(), Role::Dim))
    }

    fn draw_line(&self, row: &mut Brush<'_>, index: usize, marked: bool) {
        let Some(volume) = self.shown.get(index) else { return };
        let heading = row.area.height.saturating_sub(Self::ROWS);
        if heading > 0 {
            row.line(0, 0, wording::topic(volume.topic.as_deref()), Role::Dim);
        }
        let mut row = row.part(0, heading, u16::MAX, Self::ROWS);
        row.part(2, 0, TITLE, 1).line(0, 0, &volume.title, if marked { Role::Accent } else { Role::Plain });
        let (least, most) = volume.minutes;
        let x = TITLE + 3;
        row.line(x, 0, &format!("{least}–{most} min"), Role::Dim);
        let last = volume.last.map_or("never".to_owned(), |day| day.format("%-d %b %Y").to_string());
        row.line(x + MINUTES, 0, &last, Role::Dim);
        let x = x + MINUTES + LAST;
        let room = row.area.width.saturating_sub(x);
        let evidence = format!("evidence: {}", volume.evidence.join(", "));
        let skills = volume.evidence.len();
        if skills > 0 && text_width(&evidence) <= room {
            row.line(x, 0, &evidence, Role::Dim);
        } else if skills > 0 {
            row.line(x, 0, &format!("evidence of {}", counted(skills, "skill")), Role::Dim);
        }
        row.line(4, 1, &volume.about, Role::Dim);
    }
}

//! How well suggestions do: against the person's own decisions, by dimension and by confidence; and what was learnt, which can
//! be written to a file, and erased.

use ratatui::layout::Rect;

use super::{Complaints, Over};
use crate::app::triage::levels;
use crate::app::triage::report::{self, Class, LOOKED, Report, Score};
use crate::db::Write;
use crate::domain::number_format::{counted, percent};
use crate::error::Result;
use crate::sanitize;
use crate::suggest::Subject;
use crate::tui::action::{Action, Input};
use crate::tui::context::Context;
use crate::tui::dialog::Dialog;
use crate::tui::find::Line;
use crate::tui::outcome::Outcome;
use crate::tui::reader::Reader;
use crate::tui::route::{Answer, Paper};
use crate::tui::theme::{Role, Surface};
use crate::tui::widgets::paint::Brush;
use crate::tui::widgets::panel::Panel;

/// Fewer decisions than this say little.
const FEW: u64 = 30;
/// Columns of a name, and of a bar.
const NAME: usize = 19;
const BAR: usize = 14;

#[derive(Debug)]
pub(super) struct Page {
    lines: Vec<Line>,
    reader: Reader,
    area: Rect,
}

impl Page {
    pub fn arrange(&mut self, area: Rect) {
        self.area = area;
        let inside = Panel::inside(area);
        let lines = &self.lines;
        self.reader.arrange((inside.width, inside.height), |width| {
            lines.iter().flat_map(|line| wrapped(line, width)).collect()
        });
    }

    pub fn draw(&self, brush: &mut Brush<'_>) {
        let (from, total) = self.reader.scrolled();
        let panel = Panel::new("How well suggestions do").focused(true).scrolled(from, total);
        self.reader.draw(&mut panel.draw(brush, Surface::Panel));
    }
}

impl Complaints {
    pub(super) fn show_page(&mut self, cx: &Context) -> Result<Outcome> {
        let report = Report::read(&cx.store)?;
        let mut page = Page { lines: self.lines(&report), reader: Reader::default(), area: Rect::ZERO };
        page.arrange(self.area);
        self.over = Over::Page(Box::new(page));
        Ok(Outcome::Moved)
    }

    pub(super) fn page_acted(&mut self, input: &Input, cx: &Context) -> Result<Outcome> {
        let Over::Page(page) = &mut self.over else { return Ok(Outcome::Ignored) };
        match input {
            Input::Tick(_) => return self.hear(cx),
            Input::Do(Action::Back | Action::HowWell) => self.over = Over::Nothing,
            Input::Do(Action::Export) => {
                let json = serde_json::to_string_pretty(self.helped.suggester.learnt()).unwrap_or_default();
                let lines = vec!["Words from complaints, and how much each counts, as JSON. No complaint is in it.".to_owned()];
                let name = "empathy-learnt.json";
                return Ok(Outcome::Ask(Box::new(Dialog::export("Write what was learnt", lines, name, Paper::Text(json), None))));
            }
            Input::Do(Action::Trash) => {
                let lines = vec!["Your labels stay. Suggestions begin again with the built-in model, and learn from the labels you make from now on.".to_owned()];
                let answers = vec![("Keep it", Answer::Nothing), ("Erase what was learnt", Answer::EraseLearnt)];
                return Ok(Outcome::Ask(Box::new(Dialog::new("Erase what was learnt?", lines, answers))));
            }
            input => return Ok(if page.reader.act(input) { Outcome::Moved } else { Outcome::Ignored }),
        }
        Ok(Outcome::Moved)
    }

    pub(super) fn erase_learnt() -> Outcome {
        Outcome::write(Write::EraseLearnt, Outcome::Confirm("what was learnt is erased".to_owned()))
    }

    fn lines(&self, report: &Report) -> Vec<Line> {
        let plain = |text: String| vec![(text, Role::Plain)];
        let dim = |text: &str| vec![(text.to_owned(), Role::Dim)];
        let title = |text: &str| vec![(text.to_owned(), Role::Title)];
        let mut lines = Vec::new();
        if report.decisions == 0 {
            lines.push(plain("You have not decided about a complaint yet while something was suggested.".to_owned()));
            lines.push(dim("Label some, and this page compares what was suggested with what you decided."));
        } else {
            let sure = report.decisions - report.abstained;
            let right: u64 = report.scores.iter().map(|score| score.right).sum();
            let decisions = counted(usize::try_from(report.decisions).unwrap_or(usize::MAX), "decision");
            lines.push(plain(format!("Based on {decisions}, at most your last {LOOKED}. Approved lists and automatic labels are left out.")));
            lines.push(plain(format!("Confident suggestions: {sure}, {right} of them right. Unsure: {}.", report.abstained)));
            if report.decisions < FEW {
                lines.push(dim("With so few decisions, read the figures as a first impression."));
            }
            lines.push(dim("You saw the suggestion when you decided, which makes agreement look better than it is."));
            lines.extend([Vec::new(), title("By dimension")]);
            lines.push(dim(&format!("{:NAME$} {:>17} {:>17}", "", "precision", "recall")));
            lines.extend(report.scores.iter().map(score_line));
            lines.push(dim("Precision: of those it suggested, how many you labelled that way. Recall: of those you labelled that way, how many it suggested."));
            lines.extend([Vec::new(), title("By confidence")]);
            lines.extend(report.classes.iter().filter(|class| class.n > 0).map(class_line));
            let error = percent(report.calibration_error());
            lines.push(dim(&format!("Well calibrated means: of those said to be 80% likely, 8 in 10 are right. Expected calibration error: {error}.")));
        }
        lines.extend([Vec::new(), title("Automatic labels")]);
        lines.push(plain(levels::missing(&self.helped.trials).unwrap_or_else(|| {
            let from = self.helped.trials.earned().unwrap_or(1.0);
            format!("Earned for suggestions of {} and more: choose it in the settings.", percent(f64::from(from)))
        })));
        let learnt = self.helped.suggester.learnt();
        lines.extend([Vec::new(), title("What it has learnt")]);
        lines.push(plain(format!("After {} of your decisions, {} words count differently than in the built-in model.", learnt.decisions, learnt.words.len() + learnt.expressions.len())));
        for subject in Subject::ALL {
            let words = report::words(learnt, subject);
            if !words.is_empty() {
                lines.push(vec![(format!("{:NAME$}", subject.label()), Role::Dim), (words.join(", "), Role::Plain)]);
            }
        }
        lines
    }
}

/// Wraps a line of one piece; one of several stands in columns.
fn wrapped(line: &Line, width: usize) -> Vec<Line> {
    match line.as_slice() {
        [(text, role)] => sanitize::wrap(text, width).into_iter().map(|row| vec![(row, *role)]).collect(),
        _ => vec![line.clone()],
    }
}

fn score_line(score: &Score) -> Line {
    let share = |part: u64, whole: u64| match whole {
        0 => "–".to_owned(),
        _ => format!("{} ({part} of {whole})", percent(part as f64 / whole as f64)),
    };
    let (precision, recall) = (share(score.right, score.suggested), share(score.right, score.decided));
    vec![
        (format!("{:NAME$}", score.subject.label()), Role::Plain),
        (format!(" {precision:>17} {recall:>17}"), Role::Title),
    ]
}

fn class_line(class: &Class) -> Line {
    let share = class.right as f64 / class.n as f64;
    let filled = (share * BAR as f64).round() as usize;
    let bar = format!("{}{}", "▇".repeat(filled), "·".repeat(BAR - filled.min(BAR)));
    let said = format!("said {}–{}", percent(f64::from(class.from)), percent(f64::from(class.to)));
    vec![
        (format!("{said:NAME$}"), Role::Plain),
        (bar, Role::Accent),
        (format!("  {} right ({} of {})", percent(share), class.right, class.n), Role::Title),
    ]
}

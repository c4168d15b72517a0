//! The form: one page of an exercise with its fields, the focus, and the answers they make.
//!
//! ```text
//!   left     what can be undone once one is back: texts and rows
//!   pages    opening a page, its rows, and what is built and counted again as answers change
//!   focus    the field that has the focus, and moving it
//!   item     what stands on a page, from exercise and answers
//!   kinds    what each kind of field keeps between keys, its keys, clicks and picture
//!   act      what a key does to the form
//!   rows     adding, removing, moving and pasting rows
//!   layout   where each item stands, and scrolling
//!   spot     one place on the page, and text around it
//!   table    groups of short fields
//!   view     drawing, the terminal's cursor
//!   popup    what lies over the page at the focus
//!   mouse    what a click, a drag and the wheel do
//!   pane     example, coach and evidence beside the page
//!   grading  an answer with the rich example, and questions to grade it by
//!   suggest  earlier answers and beginnings to pick from
//!   repair   words of one's own in place of those a hint points at
//!   hints    what the coach and the judge say, and when
//! ```
//!
//! Deliberately absent: the store, the clock, and any exercise by name. What can be cited and suggested is brought in.

mod act;
mod focus;
mod grading;
mod hints;
mod item;
mod kinds;
mod layout;
mod left;
mod mouse;
mod pages;
mod pane;
mod popup;
mod repair;
mod rows;
mod spot;
mod suggest;
mod table;
mod view;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::rc::Rc;

pub use self::left::Left;
pub use self::suggest::EARLIER;
use crate::domain::evidence::Citable;
use crate::domain::exercise::{Exercise, Field, Rule, Step};
use crate::domain::fault::Fault;
use crate::domain::field_role::FieldRole;
use crate::domain::kinds::Answering;
use crate::domain::locate::{FieldPath, Place, RowPath};
use crate::domain::pages::{Overview, Page};
use crate::domain::scope::Scope;
use crate::domain::value::{Answers, Cited, Value};

use crate::tui::action::{Action, Input};
use crate::tui::keymap::Keymap;
use crate::tui::outcome::Outcome;
use crate::tui::text::TextArea;
use item::PageItem;
use kinds::{Clock, Control};

/// A page of an exercise being filled in.
#[derive(Debug)]
pub struct Form {
    exercise: Rc<Exercise>,
    answers: Answers,
    overview: Overview,
    page: usize,
    items: Vec<PageItem>,
    focus: usize,
    controls: BTreeMap<FieldPath, Control>,
    left: Left,
    layout: layout::Layout,
    window: layout::Window,
    pane: pane::Pane,
    /// Pages the person was done with: their faults are shown.
    judged: BTreeSet<(usize, RowPath)>,
    advice: BTreeMap<FieldPath, hints::Advice>,
    ignored: BTreeSet<FieldPath>,
    hints_off: Vec<Rule>,
    repairing: Option<repair::Repairing>,
    /// What the week is about, for the first page.
    theme: Option<String>,
    /// What the entry begins with.
    first: Answers,
    grading: Option<grading::Grading>,
    citable: Vec<Citable>,
    /// The entries cited that were not deleted.
    there: BTreeSet<Cited>,
    /// Where texts of this page have words of those they are held against.
    theirs: BTreeMap<FieldPath, Vec<Range<usize>>>,
    suggestions: Vec<String>,
    suggestion: Option<usize>,
    /// What was cut or deleted last in any text.
    killed: String,
    /// Whether nothing was done since a row was removed.
    just_removed: bool,
    /// How rows were put into another order since anything else changed, the last at the end.
    orders: Vec<(FieldPath, Vec<usize>)>,
    /// Whether letters were just typed where none can be: a space after them picks nothing.
    stray: bool,
    dragged_row: Option<usize>,
    clock: Clock,
    keymap: Keymap,
    /// Whether an answer changed since that was asked last.
    changed: bool,
}

impl Form {
    /// Opens an exercise with the answers there are, at the place the person left.
    pub fn new(exercise: Rc<Exercise>, answers: Answers, place: Option<&Place>) -> Self {
        let mut form = Self {
            exercise,
            answers,
            overview: Overview::default(),
            page: 0,
            items: Vec::new(),
            focus: 0,
            controls: BTreeMap::new(),
            left: Left::default(),
            layout: layout::Layout::default(),
            window: layout::Window::default(),
            pane: pane::Pane::default(),
            judged: BTreeSet::new(),
            advice: BTreeMap::new(),
            ignored: BTreeSet::new(),
            hints_off: Vec::new(),
            repairing: None,
            theme: None,
            first: Answers::default(),
            grading: None,
            citable: Vec::new(),
            there: BTreeSet::new(),
            theirs: BTreeMap::new(),
            suggestions: Vec::new(),
            suggestion: None,
            killed: String::new(),
            just_removed: false,
            orders: Vec::new(),
            stray: false,
            dragged_row: None,
            clock: Clock::default(),
            keymap: Keymap::built_in(),
            changed: false,
        };
        form.recount();
        form.open_page(0);
        if let Some(place) = place {
            form.go_to(place);
        }
        form
    }

    /// Returns the answers so far, without rows that hold nothing at the end of groups.
    pub fn answers(&self) -> &Answers {
        &self.answers
    }

    /// Returns the exercise.
    pub fn exercise(&self) -> &Exercise {
        &self.exercise
    }

    /// Returns where the person is.
    pub fn place(&self) -> Place {
        let Some(page) = self.page() else { return Place::default() };
        let step = self.step().map(|step| step.id.clone()).unwrap_or_default();
        let at = self.focused_key().unwrap_or_else(|| page.row.field(""));
        Place { step, at, cursor: self.focused_text().map_or(0, TextArea::cursor) }
    }

    /// Goes to a place, if a page has it.
    pub fn go_to(&mut self, place: &Place) {
        let Some(page) = self.exercise.page_of(&self.overview.pages, place) else { return };
        self.open_page(page);
        if self.focus_on(&place.at)
            && let Some(text) = self.focused_text_mut()
        {
            text.set_cursor(place.cursor);
        }
    }

    /// Returns the step the person is on.
    pub fn step(&self) -> Option<&Step> {
        self.exercise.steps.get(self.page()?.step)
    }

    /// Returns the page the person is on: index from 0, and how many there are.
    pub fn page_number(&self) -> (usize, usize) {
        (self.page, self.overview.pages.len())
    }

    /// Returns whether nothing comes after the page the person is on.
    pub fn is_last_page(&self) -> bool {
        self.page + 1 >= self.overview.pages.len()
    }

    /// Returns the number of the step the person is on, from 0.
    pub fn step_number(&self) -> usize {
        self.page().map_or(0, |page| page.step)
    }

    /// Returns the pages there are, and how far each step is.
    pub fn overview(&self) -> &Overview {
        &self.overview
    }

    /// Returns whether the focus is where text is typed.
    pub fn is_writing(&self) -> bool {
        self.focused_text().is_some()
    }

    /// Names the subject that the rail and the evidence of this page are about.
    pub fn subject(&self) -> Option<String> {
        let page = self.page()?;
        let step = self.step()?;
        let scope = Scope::at(&self.exercise, &self.answers, &page.row);
        let about = |field: &'_ Field| match field.kind.answering() {
            Answering::Cites(kind) => kind.about.clone(),
            _ => None,
        };
        let within = |field: &Field| match field.kind.as_group() {
            Some(group) => group.fields.iter().find_map(about),
            None => about(field),
        };
        let name = step.rail.clone().or_else(|| step.fields.iter().find_map(within))?;
        scope.text(&name).map(str::to_owned)
    }

    /// Returns whether this page has a rail.
    pub fn has_rail(&self) -> bool {
        self.step().is_some_and(|step| step.rail.is_some())
    }

    /// Brings what can be cited about the subject.
    pub fn set_citable(&mut self, citable: Vec<Citable>) {
        self.citable = citable;
    }

    /// Brings the line about the week that stands on the first page.
    pub fn set_theme(&mut self, theme: Option<String>) {
        self.theme = theme;
    }

    /// Leaves the frames out, where the form is small.
    #[must_use]
    pub fn without_frames(self) -> Self {
        Self { window: layout::Window { framed: false, ..self.window }, ..self }
    }

    /// Returns whether what has the focus is all there is to see.
    pub fn is_alone(&self) -> bool {
        self.window.alone
    }

    /// Names what the page is about: its row with which of them it is, or else the product.
    pub fn about(&self) -> Option<(String, String)> {
        let page = self.page().filter(|_| self.page > 0)?;
        if page.row.is_empty() {
            let product = self.exercise.with_role(FieldRole::Product);
            let named = product.and_then(|field| self.answers.get(&field.id)?.as_text().map(str::to_owned));
            return named.or_else(|| self.subject()).map(|name| (name, String::new()));
        }
        let count = format!(" {}/{}", page.of.0, page.of.1);
        Some((self.exercise.row_title(&self.answers, &page.row), count))
    }

    /// Opens a new entry with what it begins with.
    pub fn begin(exercise: Rc<Exercise>, first: Answers) -> Self {
        Self { first: first.clone(), ..Self::new(exercise, first, None) }
    }

    /// Goes on with other answers, in which what was dealt is another one.
    pub fn deal(&mut self, answers: Answers) {
        self.first.clone_from(&answers);
        self.answers = answers;
        self.recount();
        self.open_page(0);
    }

    /// Returns whether the answer of a field was carried over from the last entry and was not changed.
    fn is_carried(&self, field: &Field, key: &FieldPath) -> bool {
        field.carry && self.first.at(key).is_some_and(|first| self.value(key) == Some(first))
    }

    /// Brings what of all that is cited is still there.
    pub fn set_there(&mut self, there: BTreeSet<Cited>) {
        self.there = there;
    }

    /// Takes note that an answer changed.
    fn changed(&mut self) -> Outcome {
        self.changed = true;
        self.recount();
        self.rebuild();
        Outcome::Changed
    }

    /// Returns whether an answer changed since this was last asked.
    pub fn take_changed(&mut self) -> bool {
        std::mem::take(&mut self.changed)
    }

    fn value(&self, key: &FieldPath) -> Option<&Value> {
        self.answers.at(key)
    }

    fn field(&self, key: &FieldPath) -> Option<&Field> {
        self.exercise.field_at(key)
    }

    fn page(&self) -> Option<&Page> {
        self.overview.pages.get(self.page)
    }

    /// Returns the fault of a field, once its page was judged.
    fn fault(&self, key: &FieldPath) -> Option<Fault> {
        let page = self.page()?;
        if key.other || !self.judged.contains(&(page.step, page.row.clone())) {
            return None;
        }
        self.exercise.fault(self.field(key)?, self.value(key), &self.answers, &key.row)
    }
}

impl Form {
    /// Returns what can be cited about the subject.
    pub fn citable(&self) -> Vec<&Citable> {
        let first = self.step().map_or(&[][..], |step| &step.rail_first);
        let mut found: Vec<&Citable> = self.citable.iter().collect();
        found.sort_by_key(|citable| !first.contains(&citable.exercise));
        found
    }

    /// Returns whether the focused field has an example answer.
    pub fn has_example(&self) -> bool {
        self.focused_field().is_some_and(|field| field.example.is_some())
    }
}

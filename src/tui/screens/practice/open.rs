//! How the screen is opened: for a new run, for what comes back, for quick capture, for an entry that is there.

use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use ratatui::layout::Rect;

use crate::app::{capture, practice, returning, week};
use crate::db::Returned;
use crate::domain::entry::{Draft, Head, State};
use crate::domain::id::EntryId;
use crate::domain::locate::Place;
use crate::domain::plan::Week;
use crate::error::{Error, Result};
use crate::exercises::Loaded;
use crate::tui::context::Context;
use crate::tui::form::Form;

use super::Practice;

impl Practice {
    /// Opens a new run of an exercise in a week, this one if none is given. Nothing is stored before something is written.
    pub fn begin(exercise: &str, week: Option<Week>, cx: &Context) -> Result<Self> {
        Self::begin_with(exercise, &[], week, cx)
    }

    /// Opens a new run of an exercise that begins with some answers, by field and as text.
    pub fn begin_with(
        exercise: &str,
        first: &[(String, String)],
        week: Option<Week>,
        cx: &Context,
    ) -> Result<Self> {
        let loaded = cx.catalog.find(exercise)?.clone();
        let week = week.map_or_else(|| cx.this_week(), Ok)?;
        let usual = practice::first_answers(&cx.store, &cx.catalog, loaded.exercise(), cx.today())?;
        let first = returning::first_answers(loaded.exercise(), first, usual);
        let mut form = Form::begin(Rc::new(loaded.exercise().clone()), first);
        form.set_theme(week::theme_line(&cx.store, &cx.catalog, week, loaded.id())?);
        let mut screen = Self::with(form, loaded, week, cx);
        screen.bring_evidence(cx)?;
        Ok(screen)
    }

    /// Opens a new run of the exercise that looks again at something that comes back.
    pub fn look_again(one: &Returned, cx: &Context) -> Result<Self> {
        let loaded = cx.catalog.find(&one.returning.exercise)?.clone();
        let first = practice::first_answers(&cx.store, &cx.catalog, loaded.exercise(), cx.today())?;
        let first = returning::first_answers(loaded.exercise(), &one.returning.first, first);
        let form = Form::begin(Rc::new(loaded.exercise().clone()), first);
        let mut screen = Self::with(form, loaded, cx.this_week()?, cx);
        screen.back = Some((one.entry, one.returning.clone()));
        screen.bring_evidence(cx)?;
        Ok(screen)
    }

    /// Opens the small form of what the plan captures, for an entry if it is begun, in a field.
    pub fn capture(begun: Option<Box<(Head, Arc<Draft>)>>, place: &Place, cx: &Context) -> Result<Self> {
        let loaded = week::captured(&cx.store, &cx.catalog, cx.today())?.clone();
        let small = loaded.exercise().quick().ok_or_else(|| {
            Error::unknown(
                "the exercise that the plan captures has no small form",
                "give some of its fields `quick = true`",
            )
        })?;
        let answers = begun.as_ref().map(|begun| begun.1.answers.clone()).unwrap_or_default();
        let (head, draft) = begun.map(|begun| *begun).unzip();
        let marks = head.as_ref().map_or(Ok(String::new()), |head| {
            capture::beside(&cx.store, (loaded.exercise(), &small), &answers, head.id)
        })?;
        let form = Form::new(Rc::new(small), answers, Some(place)).without_frames();
        Ok(Self { quick: true, head, draft, marks, ..Self::with(form, loaded, cx.this_week()?, cx) })
    }

    /// Opens an entry that is there, its draft or what was finished: at a place, or where it was left.
    pub fn open(id: EntryId, place: Option<&Place>, cx: &Context) -> Result<Self> {
        let gone = || {
            Error::unknown("this entry no longer exists", "it may have been discarded in another window")
        };
        let head = cx.store.head(id)?.ok_or_else(gone)?;
        let loaded = practice::stored_exercise(&cx.store, &head)?.ok_or_else(gone)?;
        let draft = cx.store.draft(id)?;
        let answers = match &draft {
            Some(draft) => draft.answers.clone(),
            None => cx.store.entry(id)?.ok_or_else(gone)?.answers,
        };
        let left_at = draft.as_ref().map(|draft| &draft.place);
        let mut form = Form::new(Rc::new(loaded.exercise().clone()), answers, left_at);
        form.go_on_from(cx.left.get(&id).cloned().unwrap_or_default());
        if let Some(place) = place {
            form.go_to(place);
        }
        if head.state == State::Draft
            && let Some(week) = week::labelled(&cx.store, head.week)?
        {
            form.set_theme(week::theme_line(&cx.store, &cx.catalog, week, &head.exercise)?);
        }
        let back = match head.state {
            State::Draft => returning::behind(&cx.store, loaded.exercise(), form.answers(), cx.today())?,
            State::Partial | State::Complete => None,
        };
        let mut screen = Self::with(form, loaded, cx.this_week()?, cx);
        screen.back = back.map(|one| (one.entry, one.returning));
        screen.desk = draft.as_ref().map_or(head.desk, |draft| draft.desk);
        screen.saved = draft.as_ref().map(|draft| draft.saved);
        // Whoever changes the entry elsewhere from now on is not written over.
        screen.base = if draft.is_none() { cx.store.resume(id, cx.now.wall).ok() } else { None };
        screen.draft = draft.map(Arc::new);
        screen.head = Some(head);
        screen.bring_in(cx)?;
        Ok(screen)
    }

    fn with(mut form: Form, loaded: Loaded, week: Week, cx: &Context) -> Self {
        form.set_keymap(&cx.keymap);
        form.set_hints_off(&cx.settings.hints_off);
        Self {
            form,
            loaded,
            week,
            head: None,
            draft: None,
            base: None,
            desk: Duration::ZERO,
            last_input: None,
            rest_from: None,
            saved: None,
            saving: false,
            trouble: None,
            subject: None,
            rated: BTreeMap::new(),
            suggested_for: None,
            stories: None,
            back: None,
            finished: None,
            quick: false,
            marks: String::new(),
            area: Rect::ZERO,
        }
    }
}

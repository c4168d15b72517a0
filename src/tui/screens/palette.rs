//! The command palette, over whatever is on the screen: what can be done here, where to go, what to practise, and
//! entries, found by a few letters of each.
//!
//! Of entries, the newest 300 are compared with what is typed, letter by letter; older ones are found by whole words,
//! or their beginnings, through the index of the search, 20 of them, and by their short id. Complaints are found as older
//! entries are.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::rc::Rc;

use crate::app::search;
use crate::db::Filter;
use crate::domain::complaint::{Complaint, ComplaintId};
use crate::domain::entry::Head;
use crate::domain::id::{EntryId, IdPrefix};
use crate::domain::search::Query;
use crate::error::Result;
use crate::exercises::{Catalog, Loaded};
use crate::sanitize;
use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::fuzzy::Fuzzy;
use crate::tui::outcome::{Next, Outcome};
use crate::tui::route::Route;
use crate::tui::screens::list_overlay::{ListOverlay, Source};
use crate::tui::theme::Role;
use crate::tui::widgets::paint::{Brush, text_width};

/// How many of the newest entries are looked at letter by letter.
const NEWEST: usize = 300;
/// How many older ones are found by their words.
const OLDER: usize = 20;
/// How many entries a short id may begin for them to come first.
const FEW: usize = 3;
/// How many lines are listed at most.
const MOST: usize = 100;

/// Something to pick.
#[derive(Debug, Clone)]
struct Offer {
    means: Means,
    /// What it is.
    label: String,
    /// A word it is found by, too: what an action is called in the foot of the screen.
    also: &'static str,
    /// More about it.
    more: String,
    /// Its key, or its day and id.
    aside: String,
}

/// What picking does.
#[derive(Debug, Clone)]
enum Means {
    Do(Action),
    Go(Route),
    Practise(String),
    Entry(EntryId),
    Complaint(ComplaintId),
}

impl Means {
    /// The group it is listed in while nothing is typed.
    fn group(&self) -> &'static str {
        match self {
            Self::Do(_) => "Here",
            Self::Go(_) => "Go to",
            Self::Practise(_) => "Practise",
            Self::Entry(_) | Self::Complaint(_) => "Read",
        }
    }
}

/// The palette over a screen.
pub type Palette = ListOverlay<Offers>;

/// What can be picked.
#[derive(Debug)]
pub struct Offers {
    /// What does not depend on what is typed: actions, places, exercises.
    fixed: Vec<Offer>,
    newest: Vec<Offer>,
    listed: Vec<Offer>,
    /// Whether all of it is listed, in groups.
    whole: bool,
    catalog: Rc<Catalog>,
}

impl Offers {
    /// Reads what can be picked. What can be done here comes with its keys.
    pub fn read(
        actions: Vec<(Action, String)>,
        places: Vec<(Action, Route, String)>,
        cx: &Context,
    ) -> Result<Self> {
        let here = actions.into_iter().map(|(action, key)| (Means::Do(action), action, key));
        let there = places.into_iter().map(|(action, route, key)| (Means::Go(route), action, key));
        let named = |(means, action, aside): (Means, Action, String)| Offer {
            means,
            label: cx.which.sentence(action).to_owned(),
            also: action.label(),
            more: String::new(),
            aside,
        };
        let mut fixed: Vec<Offer> = here.chain(there).map(named).collect();
        fixed.extend(cx.catalog.all().map(Loaded::heading).map(|heading| Offer {
            means: Means::Practise(heading.id.clone()),
            label: format!("Practise {}", heading.title),
            also: "",
            more: heading.about.clone(),
            aside: format!("{}–{} min", heading.minutes.least, heading.minutes.most),
        }));
        let catalog = Rc::clone(&cx.catalog);
        let mut offers = Self { fixed, newest: Vec::new(), listed: Vec::new(), whole: true, catalog };
        let newest = cx.store.list(&Filter::default(), None, NEWEST)?;
        offers.newest = newest.iter().map(|head| offers.entry(head)).collect();
        Ok(offers)
    }

    fn entry(&self, head: &Head) -> Offer {
        Offer {
            means: Means::Entry(head.id),
            label: self.catalog.title(&head.exercise).to_owned(),
            also: "",
            more: if head.version == 0 { "draft".to_owned() } else { head.outcome() },
            aside: format!("{} {}", head.day.format("%-d %b %Y"), head.short),
        }
    }

    /// Lists what fits what is typed, the best first.
    fn fitting(&self, typed: &str, cx: &Context) -> Result<Vec<Offer>> {
        let (by_id, complaints) = match typed.parse::<IdPrefix>() {
            Ok(prefix) => (cx.store.look_up(&prefix)?, cx.store.look_up_complaints(&prefix)?),
            Err(_) => (Vec::new(), Vec::new()),
        };
        let meant: Vec<Offer> =
            by_id.iter().map(|head| self.entry(head)).chain(complaints.iter().map(complaint)).collect();
        let (first, last) = if meant.len() <= FEW { (meant, Vec::new()) } else { (Vec::new(), meant) };
        let mut fuzzy = Fuzzy::new(typed);
        let mut fitting: Vec<(u32, &Offer)> = Vec::new();
        for offer in &self.fixed {
            fitting.extend(fuzzy.fit(&offer.label).max(fuzzy.fit(offer.also)).map(|fit| (fit, offer)));
        }
        for offer in &self.newest {
            let text = format!("{} {} {}", offer.label, offer.aside, offer.more);
            fitting.extend(fuzzy.fit(&text).map(|fit| (fit, offer)));
        }
        // Of equals, the shortest that can be done comes first, and entries come last, the newest before the others.
        fitting.sort_by_key(|(fit, offer)| {
            let entry = matches!(offer.means, Means::Entry(_));
            (Reverse(*fit), if entry { usize::MAX } else { offer.label.len() })
        });
        let mut query = Query::parse(typed, cx.today());
        query.resolve(|| self.catalog.searchable());
        let hits = cx.store.search(&query, OLDER)?;
        let older: Vec<Offer> = hits.iter().map(|hit| self.entry(&hit.head)).collect();
        let mut seen = BTreeSet::new();
        let best = fitting.into_iter().map(|(_, offer)| offer.clone());
        let all = first.into_iter().chain(best).chain(last).chain(older);
        let new = |offer: &Offer| !matches!(offer.means, Means::Entry(id) if !seen.insert(id));
        let complaints = search::complaints(&cx.store, &query, OLDER)?;
        let all = all.chain(complaints.iter().map(complaint));
        Ok(all.filter(new).take(MOST).collect())
    }
}

fn complaint(complaint: &Complaint) -> Offer {
    let said = &complaint.said;
    let day = said.day.map(|day| day.format("%-d %b %Y ").to_string()).unwrap_or_default();
    Offer {
        means: Means::Complaint(complaint.id),
        label: format!("Complaint about {}", said.product),
        also: "",
        more: said.text.clone(),
        aside: format!("{day}{}", complaint.short),
    }
}

impl Source for Offers {
    const CLOSE: &'static [Action] = &[Action::Back, Action::Palette];

    fn look(&mut self, typed: &str, cx: &Context) -> Result<usize> {
        let typed = typed.trim();
        self.whole = typed.is_empty();
        self.listed = if self.whole {
            self.fixed.iter().chain(&self.newest).take(MOST).cloned().collect()
        } else {
            self.fitting(typed, cx)?
        };
        Ok(self.listed.len())
    }

    fn chosen(&self, index: usize, cx: &Context) -> Result<Outcome> {
        let Some(offer) = self.listed.get(index) else {
            return Ok(Outcome::Say("nothing matches what you typed".to_owned()));
        };
        Ok(Outcome::Close(Some(match &offer.means {
            Means::Do(action) => Next::Do(*action),
            Means::Go(route) => Next::Go(route.clone()),
            Means::Entry(id) => Next::Go(Route::Entry(*id, None)),
            Means::Complaint(id) => Next::Go(Route::Complaints(Some(*id))),
            Means::Practise(id) => Next::Go(cx.way_to(id)?),
        })))
    }

    fn headed(&self) -> Vec<usize> {
        let group = |index: usize| self.listed.get(index).map(|offer| offer.means.group());
        let begins = |index: &usize| *index == 0 || group(*index) != group(index - 1);
        if self.whole { (0..self.listed.len()).filter(begins).collect() } else { Vec::new() }
    }

    fn title(&self) -> (&str, &str) {
        ("Do or open", "an action, a screen, an exercise, an entry, a complaint, an id")
    }

    fn instead(&self, _: bool) -> Option<(String, Role)> {
        self.listed.is_empty().then(|| ("Nothing matches.".to_owned(), Role::Dim))
    }

    fn draw_line(&self, row: &mut Brush<'_>, index: usize, marked: bool) {
        let Some(offer) = self.listed.get(index) else { return };
        let heading = row.area.height.saturating_sub(1);
        if heading > 0 {
            row.line(0, 0, offer.means.group(), Role::Dim);
        }
        let mut row = row.part(0, heading, u16::MAX, 1);
        let aside = text_width(&sanitize::line(&offer.aside));
        let room = row.area.width.saturating_sub(aside.saturating_add(4));
        let mut words = row.part(2, 0, room, 1);
        let x = words.line(0, 0, &offer.label, if marked { Role::Accent } else { Role::Plain });
        words.line(x + 2, 0, &offer.more, Role::Dim);
        let key = matches!(offer.means, Means::Do(_) | Means::Go(_));
        row.right(2, 0, &offer.aside, if key { Role::Accent } else { Role::Dim });
    }
}

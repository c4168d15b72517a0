//! The exercises there are: those that come with the program, and a person's own beside or over them.

use std::cell::OnceCell;
use std::path::Path;
use std::rc::Rc;
use std::sync::LazyLock;

use crate::domain::checklist::Checklist;
use crate::domain::countdown::Countdown;
use crate::domain::deck::Deck;
use crate::domain::metric::Metrics;
use crate::domain::plan::Plan;
use crate::domain::progress::Board;
use crate::domain::projections::Of;
use crate::domain::search::{Searchable, Source};
use crate::error::{Error, Problem, Result, did_you_mean};

use super::loaded::{BuiltIn, Loaded, Origin};
use super::registry::Measured;
use super::user_files::Role;
use super::{deck, embedded};

/// Every exercise there is, the plans, and what is looked at of all that is measured.
#[derive(Debug, Clone)]
pub struct Catalog {
    pub(super) loaded: Vec<Loaded>,
    /// The plans, the one that is practised unless another is chosen first.
    pub(super) plans: Vec<Plan>,
    /// The same in the order of [`Self::all`], which asks for their titles.
    pub(super) sorted: OnceCell<Vec<Loaded>>,
    /// Made at first use, unless a person's own files were to be compared with the others at load.
    pub(super) measured: OnceCell<Measured>,
    /// A person's own decks over the built-in ones, if there are any.
    pub(super) own_decks: Option<Rc<Deck>>,
}

impl Catalog {
    /// Whether one of the files that have problems gave no exercise at all.
    pub fn lacks(&self, problems: &[Problem]) -> bool {
        let gave = |path: &Path| {
            self.loaded.iter().any(|one| matches!(&one.origin, Origin::Own(own) if own == path))
        };
        problems.iter().any(|one| Role::of(&one.file) == Role::Exercise && !gave(&one.file))
    }

    /// Finds an exercise by its id.
    pub fn get(&self, id: &str) -> Option<&Loaded> {
        self.loaded.iter().find(|one| one.id() == id)
    }

    /// The title of an exercise, or its id if its file is gone.
    pub fn title<'a>(&'a self, id: &'a str) -> &'a str {
        self.get(id).map_or(id, |loaded| &loaded.heading().title)
    }

    /// Finds an exercise, or says which one was probably meant.
    pub fn find(&self, id: &str) -> Result<&Loaded> {
        self.get(id).ok_or_else(|| {
            let near = did_you_mean(id, self.all().map(Loaded::id));
            let those = || "`empathy exercises list` shows those there are".to_owned();
            let hint = near.map_or_else(those, |near| format!("did you mean `{near}`?"));
            Error::unknown(format!("there is no exercise `{id}`"), hint)
        })
    }

    /// Lists the exercises: those of the plan in its order, then the others by title.
    pub fn all(&self) -> impl Iterator<Item = &Loaded> {
        let sort = || {
            let Plan { days, capture, daily, .. } = self.plan();
            let named = |id: &Option<String>, one: &Loaded| id.as_deref() == Some(one.id());
            let place = |one: &Loaded| {
                let planned = days.iter().position(|day| day.exercise == one.id());
                planned.unwrap_or_else(|| match (named(capture, one), named(daily, one)) {
                    (true, _) => days.len(),
                    (_, true) => days.len() + 1,
                    _ => usize::MAX,
                })
            };
            let mut all = self.loaded.clone();
            all.sort_by_cached_key(|one| (place(one), one.heading().title.to_lowercase()));
            all
        };
        self.sorted.get_or_init(sort).iter()
    }

    /// Finds the exercise that a plan captures, or says that there is none.
    pub fn captured(&self, plan: &Plan) -> Result<&Loaded> {
        let id = plan.capture.as_deref().ok_or_else(|| {
            Error::unknown(
                format!("the plan `{}` names nothing to capture", plan.id),
                "add `capture = \"reaction\"` to its file",
            )
        })?;
        self.find(id)
    }

    /// Parses built-in exercises on a thread, for a caller that needs those with these ids a little later. What else there
    /// is waits until somebody asks for it: parsed at once, all of them take as long as everything else at a start.
    pub fn parse_ahead<'a>(&self, ids: impl IntoIterator<Item = &'a String>) {
        let built_in = ids.into_iter().filter_map(|id| self.get(id)?.as_built_in());
        BuiltIn::parse_ahead(built_in.collect());
    }

    /// What searches may ask of the exercises: the names of what can hold, and where the words of each role are found.
    pub fn searchable(&self) -> Searchable {
        let mut found = Searchable::default();
        for exercise in self.loaded.iter().map(Loaded::exercise) {
            for measure in &exercise.measures {
                match &measure.of {
                    Of::Holding => drop(found.states.insert(measure.id.clone())),
                    Of::Reaching(..) => {}
                    Of::Field(id) => {
                        let field = exercise.field(&measure.group, id);
                        if let Some((role, field)) = field.and_then(|field| Some((field.role?, field))) {
                            found.sources.insert((role, Source::Category(measure.id.clone())));
                            for option in field.kind.options() {
                                let letter = option.letter.map(String::from);
                                let names = letter.into_iter().chain([option.label.clone()]);
                                let names =
                                    names.map(|name| ((role, name.to_lowercase()), option.id.clone()));
                                found.names.extend(names);
                            }
                        }
                    }
                }
            }
            for field in exercise.fields_at(&[]) {
                if let (Some(role), Some(text)) = (field.role, field.kind.as_text()) {
                    let words = text.suggest.clone().map(|name| (role, Source::Vocabulary(name)));
                    found.sources.extend(words);
                }
            }
        }
        found
    }

    /// The measures of all exercises.
    pub fn metrics(&self) -> &Metrics {
        &self.measured().metrics
    }

    /// The checklist.
    pub fn checklist(&self) -> &Checklist {
        &self.measured().checklist
    }

    /// The figures of progress.
    pub fn board(&self) -> &Board {
        &self.measured().board
    }

    /// The countdown to an interview.
    pub fn countdown(&self) -> &Countdown {
        &self.measured().countdown
    }

    /// The id of the exercise that keeps the day of an interview; reads no exercise for that.
    pub fn keeps_interviews(&self) -> &str {
        self.measured.get().map_or(&embedded::KEEPS_INTERVIEWS, |measured| &measured.countdown.exercise)
    }

    /// The interview questions, the cases and the concept cards.
    pub fn deck(&self) -> &Deck {
        self.own_decks.as_deref().unwrap_or_else(|| deck::built_in())
    }

    fn measured(&self) -> &Measured {
        self.measured.get_or_init(|| Measured::of(&self.loaded, &[], &[], &[], &mut Vec::new()))
    }

    /// The plan that is practised unless another is chosen; every exercise it names is there.
    pub fn plan(&self) -> &Plan {
        static NONE: LazyLock<Plan> = LazyLock::new(Plan::default);
        self.plans.first().unwrap_or(&NONE)
    }

    /// Every plan, that one first.
    pub fn plans(&self) -> &[Plan] {
        &self.plans
    }

    /// Finds the plan with an id; the one that is practised unless another is chosen if there is none.
    pub fn plan_of(&self, id: Option<&str>) -> &Plan {
        self.plans.iter().find(|plan| Some(plan.id.as_str()) == id).unwrap_or_else(|| self.plan())
    }

    /// Finds a plan, or says which one was probably meant.
    pub fn find_plan(&self, id: &str) -> Result<&Plan> {
        self.plans.iter().find(|plan| plan.id == id).ok_or_else(|| {
            let near = did_you_mean(id, self.plans.iter().map(|plan| plan.id.as_str()));
            let those = || "`empathy plan` lists the plans there are".to_owned();
            let hint = near.map_or_else(those, |near| format!("did you mean `{near}`?"));
            Error::unknown(format!("there is no plan `{id}`"), hint)
        })
    }
}

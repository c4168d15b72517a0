//! What the complaints can be narrowed to: a product, a source, a decision, words.

use chrono::NaiveDate;

use super::tally::Tally;
use crate::db::{ComplaintFilter, Standing};
use crate::domain::complaint::Decision;
use crate::domain::search::Query;
use crate::wording::complaint as called;

/// Something to narrow to. Of one kind, one is on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pick {
    /// Those about a product.
    Product(String),
    /// Those from a source.
    Source(String),
    /// Those that nothing was decided about, or this.
    Decided(Option<Decision>),
    /// Those that hold these words.
    Words(String),
}

impl Pick {
    /// What its kind is called.
    pub fn group(&self) -> &'static str {
        match self {
            Self::Product(_) => "Product",
            Self::Source(_) => "Source",
            Self::Decided(_) => "Label",
            Self::Words(_) => "Words",
        }
    }

    /// What it is called.
    pub fn label(&self) -> String {
        match self {
            Self::Product(name) | Self::Source(name) => name.clone(),
            Self::Decided(None) => "not labelled".to_owned(),
            Self::Decided(Some(decision)) => called::title(*decision).to_owned(),
            Self::Words(words) => format!("“{words}”"),
        }
    }
}

/// Turns a pick on, in place of another of its kind, or off if it is on.
pub fn toggle(on: &mut Vec<Pick>, pick: Pick) {
    let was_on = on.contains(&pick);
    on.retain(|other| other.group() != pick.group());
    if !was_on {
        on.push(pick);
    }
}

/// What is asked of the journal.
pub fn filter(on: &[Pick], today: NaiveDate) -> ComplaintFilter {
    let mut filter = ComplaintFilter::default();
    for pick in on {
        match pick {
            Pick::Product(name) => filter.product = Some(name.clone()),
            Pick::Source(name) => filter.source = Some(name.clone()),
            Pick::Decided(None) => filter.standing = Standing::Waiting,
            Pick::Decided(Some(decision)) => filter.standing = Standing::Is(*decision),
            Pick::Words(words) => filter.words = Query::parse(words, today).words,
        }
    }
    filter
}

/// Lists what there is to pick for what is typed, with how many complaints each has; decisions only where they are asked for.
pub fn offered(tally: &Tally, typed: &str, decisions: bool) -> Vec<(Pick, String)> {
    let wanted = typed.trim().to_lowercase();
    let counts = |share: &super::Share| match share.automatic {
        0 => format!("{} of {} labelled", share.decided, share.all),
        automatic => format!("{} of {} labelled, {automatic} automatic", share.decided, share.all),
    };
    let products =
        tally.products().into_iter().map(|share| (Pick::Product(share.name.clone()), counts(&share)));
    let sources = tally.sources().into_iter().map(|share| (Pick::Source(share.name.clone()), counts(&share)));
    let mut all: Vec<(Pick, String)> =
        products.chain(sources).filter(|(pick, _)| !pick.label().is_empty()).collect();
    if decisions {
        let decided = Decision::ALL.map(|one| (Pick::Decided(Some(one)), tally.of(one)));
        let decided = decided.map(|(pick, share)| match share.automatic {
            0 => (pick, share.decided.to_string()),
            automatic => (pick, format!("{}, {automatic} automatic", share.decided)),
        });
        all.push((Pick::Decided(None), tally.waiting().to_string()));
        all.extend(decided);
    }
    all.retain(|(pick, _)| {
        pick.label().to_lowercase().contains(&wanted) || pick.group().to_lowercase().starts_with(&wanted)
    });
    if !wanted.is_empty() {
        all.push((Pick::Words(typed.trim().to_owned()), String::new()));
    }
    all
}

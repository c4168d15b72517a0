//! What keys are called here, and which of them the footer names.

use super::card::Mode;
use super::{Complaints, Over};
use crate::tui::action::Action;
use crate::tui::picker::Picker;

/// The keys that the footer shows in the list.
const IN_LIST: [Action; 8] = [
    Action::Open,
    Action::Toggle,
    Action::Filter,
    Action::Back,
    Action::PickAll,
    Action::PickNone,
    Action::TakeBack,
    Action::Help,
];
/// And where some are picked.
const PICKED: [Action; 9] = [
    Action::Toggle,
    Action::Trust,
    Action::Errors,
    Action::Models,
    Action::Automation,
    Action::Nothing,
    Action::PickAll,
    Action::Back,
    Action::Help,
];

impl Complaints {
    pub(super) fn label_now(&self, action: Action) -> &'static str {
        match (&self.over, action) {
            (Over::Approve(_), Action::Open) => return "approve",
            (Over::Page(_), Action::Trash) => return "erase",
            (Over::Filters(_), Action::Newline) => return Action::Toggle.label(),
            (Over::List(list), Action::Back) if !list.picked.is_empty() => return Action::PickNone.label(),
            (Over::List(_), Action::Back) => return "close",
            _ => {}
        }
        match (action, self.mode()) {
            (Action::Left, Mode::Phrase) => "word before",
            (Action::Right, Mode::Phrase) => "next word",
            (Action::Back | Action::Newline, Mode::Note) => "close the note",
            (Action::Back, Mode::Phrase | Mode::Second) => "done",
            (Action::Clear, _) => "no words",
            (action, _) => action.label(),
        }
    }

    pub(super) fn footer_now(&self) -> Vec<Action> {
        match self.over {
            Over::Nothing => {}
            Over::Filters(_) => return Picker::FOOTER.to_vec(),
            Over::List(ref list) if !list.picked.is_empty() => return PICKED.to_vec(),
            Over::List(_) => return IN_LIST.to_vec(),
            Over::Approve(_) => return vec![Action::Open, Action::Toggle, Action::Down, Action::Back, Action::Help],
            Over::Page(_) => return vec![Action::Back, Action::Down, Action::Export, Action::Trash, Action::Help],
        }
        match self.mode() {
            Mode::Second => vec![Action::Back, Action::Help],
            Mode::Phrase => vec![
                Action::Right,
                Action::Left,
                Action::Lengthen,
                Action::Shorten,
                Action::Clear,
                Action::Back,
                Action::Help,
            ],
            Mode::Note => vec![Action::Newline, Action::Back, Action::Help],
            // What is suggested can be taken only where something is.
            Mode::Labelling => self.can_accept().then_some(Action::Accept).into_iter().chain([
                Action::TakeBack,
                Action::NextPlace,
                Action::Filter,
                Action::List,
                Action::Second,
                Action::Phrase,
                Action::SaidWhy,
                Action::Note,
                Action::Order,
                Action::HowWell,
                Action::Approve,
                Action::DoAgain,
                Action::Help,
                Action::Quit,
            ])
            .collect(),
        }
    }
}

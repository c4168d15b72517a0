//! Every screen, and what leads to it on the demo journal.

/// A step of an exercise, in a row of each group around it: exercise, step, group and row.
pub type At = (&'static str, &'static str, &'static [(&'static str, usize)]);

/// A screen: its name, whether the journal is filled, the step of an exercise to begin at, the keys that lead to it.
pub struct Screen {
    pub name: &'static str,
    pub filled: bool,
    pub at: Option<At>,
    pub keys: &'static [&'static str],
}

const fn demo(name: &'static str, keys: &'static [&'static str]) -> Screen {
    Screen { name, filled: true, at: None, keys }
}

const fn empty(name: &'static str, keys: &'static [&'static str]) -> Screen {
    Screen { name, filled: false, at: None, keys }
}

const fn form(name: &'static str, at: At, keys: &'static [&'static str]) -> Screen {
    Screen { name, filled: true, at: Some(at), keys }
}

const MOMENT: At = ("trust-audit", "moment", &[("products", 1)]);

pub const SCREENS: [Screen; 39] = [
    empty("today_empty", &[]),
    demo("today", &[]),
    demo("today_past", &["["]),
    demo("capture", &["n"]),
    demo("tour", &["T"]),
    // Typed so that no path of this machine is in the picture.
    demo("journals", &["O", "s", "a", "m", "p", "l", "e"]),
    demo("settings", &[","]),
    demo("search", &["/", "O", "t", "t", "e", "r"]),
    demo("palette", &["up", ":"]),
    demo("help_today", &["?"]),
    demo("plan", &["p"]),
    demo("discard", &["x"]),
    empty("log_empty", &["2"]),
    demo("log", &["2"]),
    demo("log_filter", &["2", "f"]),
    demo("log_incomplete", &["2", "w"]),
    demo("log_calendar", &["2", "c"]),
    demo("help_log", &["2", "?"]),
    demo("read", &["2", "enter"]),
    demo("read_history", &["2", "enter", "h"]),
    demo("read_undo", &["2", "enter", "u"]),
    demo("complaints", &["3"]),
    demo("interview", &["4"]),
    demo("recall", &["4", "enter", "enter"]),
    demo("library", &["L"]),
    empty("progress_empty", &["5"]),
    demo("progress_trust", &["5"]),
    demo("progress_log", &["5", "right"]),
    demo("progress_complaints", &["5", "right", "right"]),
    demo("progress_errors", &["5", "right", "right", "right"]),
    demo("progress_automation", &["5", "right", "right", "right", "right"]),
    demo("progress_models", &["5", "left", "left", "left"]),
    demo("progress_checklist", &["5", "left", "left"]),
    demo("progress_practice", &["5", "left"]),
    demo("review", &["6"]),
    form("form_table", ("trust-audit", "products", &[]), &[]),
    form("form_prose", MOMENT, &["f2"]),
    form("form_alone", MOMENT, &["f6"]),
    form("form_ladder", ("automation-spectrum", "levels", &[("resist", 0)]), &[]),
];

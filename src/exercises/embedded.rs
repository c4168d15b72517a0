//! The files that come with the program.

/// A built-in file: its path in the `exercises` folder, and its text.
pub(super) type BuiltIn = (&'static str, &'static str);

macro_rules! built_in {
    ($path:literal) => {
        ($path, include_str!(concat!("../../exercises/", $path)))
    };
}

/// The plan of the week.
pub(super) const PLAN: BuiltIn = built_in!("plan.toml");

/// The checklist.
pub(super) const CHECKLIST: BuiltIn = built_in!("checklist.toml");

/// The figures of progress.
pub(super) const BOARD: BuiltIn = built_in!("progress.toml");

/// The exercises.
pub(super) const EXERCISES: [BuiltIn; 9] = [
    built_in!("week/trust-audit.toml"),
    built_in!("week/error-map.toml"),
    built_in!("week/mental-models.toml"),
    built_in!("week/automation-spectrum.toml"),
    built_in!("week/dimension-review.toml"),
    built_in!("log/reaction.toml"),
    built_in!("craft/explain-trust.toml"),
    built_in!("craft/complaint-sort.toml"),
    built_in!("craft/study-plan.toml"),
];

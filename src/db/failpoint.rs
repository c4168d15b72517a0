//! Fail points: faults planted on purpose, so that a test can show it would notice them. Absent from release builds.

/// Whether a fault is planted here (`EMPATHY_FAILPOINT`).
#[cfg(debug_assertions)]
pub(super) fn planted(point: &str) -> bool {
    std::env::var_os("EMPATHY_FAILPOINT").is_some_and(|name| name == point)
}

/// Tells that no fault is planted in a release.
#[cfg(not(debug_assertions))]
pub(super) const fn planted(_: &str) -> bool {
    false
}

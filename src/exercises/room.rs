//! Room on the stack for files that are deeper than any honest one.

use std::panic::resume_unwind;
use std::thread::{Builder, scope};

/// How many dots a line may have before its keys are taken to be deep.
const DOTS: usize = 16;

/// Enough for the deepest tree there is: TOML stops at 80 names in a key and 80 tables in a value.
const STACK: usize = 32 << 20;

/// Runs something that walks the tree of a text; `None` if there is no room for it.
///
/// Every dot of a key is a table in a table, and they are dropped one within the other: some thousands overflow the stack
/// of a thread, which ends the program.
pub(super) fn with_room<T: Send>(text: &str, run: impl FnOnce() -> T + Send) -> Option<T> {
    let deep = text.lines().any(|line| line.bytes().filter(|byte| *byte == b'.').nth(DOTS).is_some());
    if !deep {
        return Some(run());
    }
    scope(|threads| {
        let thread = Builder::new().stack_size(STACK).spawn_scoped(threads, run).ok()?;
        Some(thread.join().unwrap_or_else(|panic| resume_unwind(panic)))
    })
}

//! The trash empties itself: what has lain in it for long goes for good.

use crate::db::{Store, Write};
use crate::domain::time::Moment;

/// Milliseconds of a day.
const DAY: i64 = 24 * 60 * 60 * 1000;

/// What erases what went to the trash more than some days ago; `None` if it is kept for ever, as for 0 days.
pub fn expire(store: &Store, days: u32, now: Moment) -> Option<Write> {
    let before = Moment { ms: now.ms.saturating_sub(i64::from(days) * DAY), ..now };
    (days > 0 && !store.is_read_only()).then_some(Write::EmptyTrash(before))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::demo;
    use crate::db::Filter;

    #[test]
    fn what_was_thrown_away_long_ago_goes_and_the_rest_stays() {
        let mut store = Store::open_in_memory().expect("opens");
        demo::fill(&mut store, "2026-11-20".parse().expect("a day"), 1).expect("fills");
        let thrown_by_demo: Vec<_> =
            store.in_trash(9).expect("lists").into_iter().map(|head| head.id).collect();
        let heads = store.list(&Filter::default(), None, 2).expect("lists");
        let now = Moment::parse("2026-11-20T14:00:00+01:00").expect("a time");
        let ago = |days: i64| Moment { ms: now.ms - days * DAY, ..now };
        store.trash(&[heads[0].id], ago(31)).expect("trashes");
        store.trash(&[heads[1].id], ago(29)).expect("trashes");
        assert_eq!(expire(&store, 0, now), None);
        let mut erased = |days, now| {
            let write = expire(&store, days, now).expect("something to erase");
            store.apply(&write, now).expect("erases").entries
        };
        assert_eq!((erased(30, now), erased(30, now)), (1, 0));
        assert_eq!(erased(u32::MAX, Moment::new(i64::MIN, 0)), 0);
        let left = store.in_trash(9).expect("lists").into_iter().map(|head| head.id);
        assert!(left.eq(thrown_by_demo.into_iter().chain([heads[1].id])));
    }
}

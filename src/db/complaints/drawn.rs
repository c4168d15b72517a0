//! Which labelled complaints are a fair draw. Ids are made by a hash, so an order by id is one by chance, and what comes first
//! in it is a fair draw from all there are, whoever labelled it and why: as long as nothing before its end waits, or was
//! labelled without asking. So what was labelled out of turn, being unsure or likely, neither counts too much nor is missed.

use rusqlite::params;

use super::super::error::attempt;
use super::super::{Store, query};
use crate::domain::complaint::Decision;
use crate::error::Result;

impl Store {
    /// Counts the complaints of a fair draw from those about these products, by decision. The draw ends with the last complaint
    /// that chance picked before the first that no person decided. Reads the draw in an index, and nothing beyond it.
    pub fn drawn_counts(&self, products: &[String]) -> Result<Vec<(Decision, u64)>> {
        attempt("count the complaints picked by chance", || {
            let id =
                |sql: &str, values: &[&dyn rusqlite::ToSql]| query::value::<Vec<u8>>(&self.conn, sql, values);
            // Where no product has one, it may end anywhere.
            let mut first = vec![u8::MAX; 16];
            for product in products {
                let sql = "SELECT id FROM complaint INDEXED BY complaint_unjudged WHERE product = ?1 AND judged IS NULL
                           ORDER BY id LIMIT 1";
                first = id(sql, params![product])?.map_or(first.clone(), |waits| waits.min(first));
            }
            let mut last = Vec::new();
            for product in products {
                let sql = "SELECT id FROM complaint INDEXED BY complaint_chance
                           WHERE product = ?1 AND judged IS NOT NULL AND picked = 'chance' AND id < ?2 ORDER BY id DESC LIMIT 1";
                last = id(sql, params![product, first])?.unwrap_or_default().max(last);
            }
            let mut counts = Vec::new();
            for decision in Decision::ALL {
                let mut n = 0;
                for product in products {
                    let sql = "SELECT count(*) FROM complaint INDEXED BY complaint_judged
                               WHERE product = ?1 AND judged = ?2 AND id <= ?3";
                    let found: Option<i64> =
                        query::value(&self.conn, sql, params![product, decision.word(), last])?;
                    n += found.and_then(|n| u64::try_from(n).ok()).unwrap_or_default();
                }
                counts.push((decision, n));
            }
            Ok(counts)
        })
    }
}

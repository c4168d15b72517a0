//! Which labelled complaints are a fair draw. Ids are made by a hash, so an order by id is one by chance, and what comes first
//! in it is a fair draw from all there are, whoever labelled it and why: as long as nothing before its end waits, or was
//! labelled without asking. So what was labelled out of turn, being unsure or likely, neither counts too much nor is missed.

use rusqlite::{Row, params};

use super::super::error::attempt;
use super::super::{Store, query};
use crate::domain::complaint::Decision;
use crate::error::Result;

/// How far the complaints of one kind say how frequent it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DrawnCount {
    /// About which product they are.
    pub product: String,
    /// What was decided.
    pub decision: Decision,
    /// How many of them are in the draw.
    pub drawn: u64,
    /// How many were labelled without asking.
    pub automatic: u64,
}

impl Store {
    /// Counts the complaints of a fair draw from those about these products, by decision, and those that were labelled without
    /// asking. The draw ends with the last complaint that chance picked before the first that no person decided. Reads what
    /// persons decided, in an index.
    pub fn drawn_counts(&self, products: &[String]) -> Result<Vec<DrawnCount>> {
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
            let sql = "SELECT count(*) FILTER (WHERE id <= ?3) AS drawn,
                           (SELECT ifnull(sum(n), 0) FROM complaint_count WHERE product = ?1 AND decision = ?2) - count(*) AS automatic
                       FROM complaint INDEXED BY complaint_judged WHERE product = ?1 AND judged = ?2";
            let mut counts = Vec::new();
            for (product, decision) in
                products.iter().flat_map(|product| Decision::ALL.map(|decision| (product, decision)))
            {
                let read = |row: &Row<'_>| {
                    Ok(DrawnCount {
                        product: product.clone(),
                        decision,
                        drawn: query::count(row, "drawn")?,
                        automatic: query::count(row, "automatic")?,
                    })
                };
                counts.extend(query::one(&self.conn, sql, params![product, decision.word(), last], read)?);
            }
            Ok(counts)
        })
    }
}

//! Which labelled complaints are a fair draw. Ids are made by a hash, so an order by id is one by chance, and what comes first
//! in it is a fair draw from all there are, whoever labelled it and why: as long as nothing before its end waits. So what was
//! labelled out of turn, being unsure or likely, neither counts too much nor is missed.

use super::super::error::attempt;
use super::super::{Store, query};
use super::{about, decision};
use crate::domain::complaint::{Decision, Picked};
use crate::error::Result;

impl Store {
    /// Counts the complaints of a fair draw by decision: from all, or from those about these products. The draw ends with the
    /// last complaint that chance picked before the first that waits.
    pub fn drawn_counts(&self, products: &[String]) -> Result<Vec<(Decision, u64)>> {
        attempt("count the complaints picked by chance", || {
            let (about, mut values) = about(products);
            let sql = format!(
                "SELECT id FROM complaint AS near INDEXED BY complaint_waiting WHERE decision IS NULL {about} ORDER BY id LIMIT 1"
            );
            let first: Option<Vec<u8>> = query::value(&self.conn, &sql, rusqlite::params_from_iter(&values))?;
            values.push(Picked::Chance.word().to_owned().into());
            let picked = values.len();
            // Where nothing waits, it may end anywhere.
            values.push(first.unwrap_or_else(|| vec![u8::MAX; 16]).into());
            let sql = format!(
                "SELECT id FROM complaint WHERE id < ?{} AND picked = ?{picked} {about} ORDER BY id DESC LIMIT 1",
                values.len()
            );
            let last: Option<Vec<u8>> = query::value(&self.conn, &sql, rusqlite::params_from_iter(&values))?;
            let Some(last) = last else { return Ok(Vec::new()) };
            values.truncate(products.len());
            values.push(last.into());
            let sql = format!(
                "SELECT decision, count(*) AS n FROM complaint AS near WHERE id <= ?{} AND decision IS NOT NULL {about} GROUP BY 1",
                values.len()
            );
            query::all(&self.conn, &sql, rusqlite::params_from_iter(values), |row| {
                Ok((decision(&query::get::<String>(row, "decision")?)?, query::count(row, "n")?))
            })
        })
    }
}

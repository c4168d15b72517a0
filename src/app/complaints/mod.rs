//! Complaints of strangers: files of reviews as people get them, read into the journal.

mod columns;
mod encoding;
mod html;
mod job;
mod json;
mod table;
mod taking;
mod text;
mod values;

#[cfg(test)]
mod tests;

pub use self::encoding::named as encoding_named;
pub use self::job::{From, Job, Stand, Wanted};
pub use self::table::Format;
pub use self::taking::{Progress, Stars, Taken, Taking, take};

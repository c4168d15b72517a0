//! Tests of the journal, in memory or in a folder of their own.

mod entries;
mod support;

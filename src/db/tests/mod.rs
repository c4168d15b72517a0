//! Tests of the journal, in memory or in a folder of their own.

mod carrying;
mod changing;
mod complaints;
mod computed;
mod copied_back;
mod damage;
mod entries;
mod finishing;
mod lists;
mod memory;
mod migrating;
mod moving;
mod opening;
mod people;
mod privacy;
mod properties;
mod released;
mod revising;
mod saver;
mod saver_troubles;
mod searching;
mod support;
mod taking_back;
mod weeks;
mod windows;

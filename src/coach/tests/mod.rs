//! Every rule on sentences it must let pass and sentences it must point at.

mod whole;
mod words;

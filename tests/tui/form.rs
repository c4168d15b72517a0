//! Practising.

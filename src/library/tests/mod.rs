//! Files that are fine, files that are broken, and any bytes at all.

mod built_in;

//! The world outside, each part in one place: time, chance, folders, files, the editor and the settings.

pub mod archive;
pub mod clock;
pub mod csv;
pub mod editor;
pub mod files;
pub mod incoming;
pub mod interrupt;
pub mod journals;
pub mod paths;
pub mod profiles;
pub mod rng;
pub mod settings;
pub mod viewer;
pub mod zones;

//! tui
pub mod action;
pub mod form;
pub mod input;
pub mod keymap;
pub mod layout;
pub mod text;
pub mod theme;
pub mod widgets;

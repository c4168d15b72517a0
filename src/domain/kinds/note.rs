//! Notes: text that is only shown.

use super::FieldKind;
use crate::domain::template::Template;

impl FieldKind for Template {}

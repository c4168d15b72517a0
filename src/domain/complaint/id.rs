//! How a complaint is called.

use std::fmt;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use crate::domain::id::{ShortId, letters_of, short_ids_of};

/// How the short ids of complaints begin.
pub const PREFIX: &str = "cmp";

/// Identifies a complaint in every journal: it is made of the product and the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ComplaintId(Uuid);

impl ComplaintId {
    /// The id of what was said about a product. Case of the product and white space count for nothing.
    pub fn of(product: &str, text: &str) -> Self {
        let mut hash = Sha256::new();
        for word in product.to_lowercase().split_whitespace() {
            hash.update(word);
            hash.update(" ");
        }
        hash.update("\0");
        for word in text.split_whitespace() {
            hash.update(word);
            hash.update(" ");
        }
        let mut bytes = [0; 16];
        bytes.iter_mut().zip(hash.finalize()).for_each(|(byte, hashed)| *byte = hashed);
        Self(uuid::Builder::from_custom_bytes(bytes).into_uuid())
    }

    /// Takes an id from its sixteen stored bytes.
    pub fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(Uuid::from_bytes(bytes))
    }

    /// Returns the sixteen bytes to store.
    pub fn bytes(self) -> [u8; 16] {
        *self.0.as_bytes()
    }

    /// Lists the short ids it may have, shortest first.
    pub fn short_ids(self) -> impl Iterator<Item = ShortId> {
        short_ids_of(letters_of(self.bytes()), PREFIX)
    }
}

impl fmt::Display for ComplaintId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_words_about_a_product_are_one_complaint() {
        let one = ComplaintId::of("Otter", "It lied\r\n to me");
        assert_eq!(ComplaintId::of(" otter ", "It  lied to me\n"), one);
        assert_ne!(ComplaintId::of("Otter", "It lied to you"), one);
        assert_ne!(ComplaintId::of("Otter It", "lied to me"), one, "words do not move between the two");
        assert!(one.short_ids().next().is_some_and(|short| short.as_str().len() == "cmp-7f3k".len()));
    }
}

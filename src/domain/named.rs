//! Closed sets of things that files and the journal know by a word.

/// Declares such a set: every one with its word, in the order of the declaration.
macro_rules! named {
    ($(#[$meta:meta])* pub enum $set:ident { $($(#[$about:meta])* $one:ident = $word:literal,)* }) => {
        $(#[$meta])*
        pub enum $set { $($(#[$about])* $one,)* }

        impl $set {
            /// Every one with its name, in order.
            pub const ALL: [(&'static str, Self); [$($word),*].len()] = [$(($word, Self::$one),)*];

            /// Returns the name that files and the journal have for it.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$one => $word,)* }
            }

            /// Finds the one of this name.
            pub fn named(name: &str) -> Option<Self> {
                Self::ALL.into_iter().find(|(known, _)| *known == name).map(|(_, one)| one)
            }
        }
    };
}

pub(crate) use named;

//! A review as it leaves: the files it is made of, safe to show.

use crate::sanitize;

/// What is written: one file, or several in a folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Written {
    /// Its files with their names in the folder; the one file of a review has none.
    pub files: Vec<(Option<String>, Vec<u8>)>,
    /// Whether it can be shown in a terminal.
    pub is_text: bool,
    /// The letters that no font has.
    missing: Vec<char>,
    /// Whether a template left out the places for answers.
    lacks_places: bool,
}

impl Written {
    /// Makes one file of a text.
    pub fn text(text: &str) -> Self {
        Self { files: vec![(None, safe(text))], is_text: true, ..Self::default() }
    }

    /// Makes a file of each table, by its name.
    pub fn tables(tables: Vec<(String, String)>) -> Self {
        let file = |(name, text): (String, String)| (Some(format!("{name}.csv")), safe(&text));
        Self { files: tables.into_iter().map(file).collect(), is_text: true, ..Self::default() }
    }

    /// Makes one file of pages, with the letters that could not be printed.
    pub fn pages(bytes: Vec<u8>, missing: Vec<char>) -> Self {
        Self { files: vec![(None, bytes)], missing, ..Self::default() }
    }

    /// Whether answers find the way back to the entry of this id.
    pub fn names(&self, id: &str) -> bool {
        let has = |page: &[u8]| page.windows(id.len()).any(|part| part == id.as_bytes());
        self.is_text && self.files.iter().any(|(_, page)| has(page))
    }

    /// Notes whether the places for answers are there that the entry of this id waits for.
    #[must_use]
    pub fn with_places_for(self, id: Option<&str>) -> Self {
        Self { lacks_places: id.is_some_and(|id| !self.names(id)), ..self }
    }

    /// Describes what could not be written as it is.
    pub fn remark(&self) -> Option<String> {
        if self.lacks_places {
            let said = "Your template has no places for answers, so none can be imported. `answering` in it makes them.";
            return Some(said.to_owned());
        }
        let letters: String = self.missing.iter().take(20).collect();
        (!letters.is_empty()).then(|| {
            format!(
                "No font on this machine has {letters}. They are printed as boxes. Install a font that has them, or write the review as `--format html`."
            )
        })
    }

    /// Returns it as it is printed: several files after one another, each under its name.
    pub fn printed(self) -> Vec<u8> {
        let mut all = Vec::new();
        for (name, bytes) in self.files {
            if let Some(name) = name {
                let before = if all.is_empty() { "" } else { "\n" };
                all.extend(format!("{before}# {}\n", name.trim_end_matches(".csv")).into_bytes());
            }
            all.extend(bytes);
        }
        all
    }
}

fn safe(text: &str) -> Vec<u8> {
    sanitize::block(text).into_owned().into_bytes()
}

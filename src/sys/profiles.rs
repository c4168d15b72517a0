//! What a person chose to show in reviews, each choice under a name: a file of their own in a folder, to be read and changed
//! by hand too.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::error::{Error, Problem, Result, did_you_mean};
use crate::sys::files;

/// The most letters of a name.
const LONGEST: usize = 40;

/// A choice as its file says it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Profile {
    /// Whom it is for: `me`, `peer` or `interview`.
    #[serde(rename = "for")]
    pub reader: String,
    /// The title; that of the review if left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The products it is about; all if there are none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub products: Vec<String>,
    /// The names of its parts in their order; the usual ones if left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parts: Option<Vec<String>>,
}

/// The file of a choice, with its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Read {
    /// What it says.
    pub profile: Profile,
    /// Where it is.
    pub path: PathBuf,
    /// The text, to show where something is wrong.
    pub text: String,
}

impl Read {
    /// Locates a mistake at a value in the file.
    pub fn wrong(&self, value: &str, message: impl Into<String>) -> Error {
        let at = self.text.find(&format!("\"{value}\"")).unwrap_or(0);
        Error::Problems(vec![Problem::at(&self.path, &self.text, at, message)])
    }
}

/// Lists the names there are, in the order of letters.
pub fn names(folder: &Path) -> Vec<String> {
    let files = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|file| file.path());
    let named = files.filter(|path| path.extension().is_some_and(|ending| ending == "toml"));
    let mut names: Vec<String> =
        named.filter_map(|path| path.file_stem()?.to_str().map(str::to_owned)).collect();
    names.sort();
    names
}

/// Reads a choice by its name.
///
/// # Errors
///
/// Reports that there is none of this name, or where its file is wrong.
pub fn load(folder: &Path, name: &str) -> Result<Read> {
    let path = file(folder, name)?;
    let Some((path, text)) = files::read_own(&path, "check that the file can be read")? else {
        return Err(missing(folder, name));
    };
    let profile = toml::from_str(&text).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        Error::Problems(vec![Problem::at(&path, &text, at, error.message())])
    })?;
    Ok(Read { profile, path, text })
}

/// Writes a choice under a name, over the one that was there.
pub fn save(folder: &Path, name: &str, profile: &Profile) -> Result<()> {
    let path = file(folder, name)?;
    let text = toml::to_string(profile).map_err(|error| {
        Error::usage(format!("the profile can't be written: {error}"), "choose otherwise")
    })?;
    std::fs::create_dir_all(folder)
        .map_err(|cause| Error::file("make the folder", folder, &cause, "check that it can be written"))?;
    files::write_whole(&path, text.as_bytes(), true)
}

/// Deletes a choice.
pub fn delete(folder: &Path, name: &str) -> Result<()> {
    let path = file(folder, name)?;
    match std::fs::remove_file(&path) {
        Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => Err(missing(folder, name)),
        done => done.map_err(|cause| Error::file("delete", &path, &cause, "check that it can be deleted")),
    }
}

/// The file of a name, which must be one that every disk takes.
fn file(folder: &Path, name: &str) -> Result<PathBuf> {
    let fits = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
    if name.is_empty() || name.len() > LONGEST || !name.chars().all(fits) {
        return Err(Error::usage(
            format!("`{name}` can't be the name of a profile"),
            "use up to 40 small letters, digits and dashes, as in `trust-only`",
        ));
    }
    Ok(folder.join(format!("{name}.toml")))
}

fn missing(folder: &Path, name: &str) -> Error {
    let names = names(folder);
    let near = did_you_mean(name, names.iter().map(String::as_str));
    let hint = match near {
        Some(near) => format!("did you mean `{near}`?"),
        None if names.is_empty() => "`empathy review --save-profile NAME` saves one".to_owned(),
        None => format!("use one of {}", names.join(", ")),
    };
    Error::unknown(format!("there is no profile `{name}`"), hint)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_is_saved_read_listed_and_deleted_by_its_name() {
        let folder = tempfile::tempdir().expect("a folder");
        let folder = folder.path().join("report");
        let profile = Profile {
            reader: "peer".to_owned(),
            title: Some("\"Trust\"\nonly".to_owned()),
            products: vec!["Otter".to_owned()],
            parts: Some(vec!["summary".to_owned(), "trust".to_owned()]),
        };
        save(&folder, "trust-only", &profile).expect("saved");
        assert_eq!(load(&folder, "trust-only").expect("read").profile, profile);
        assert_eq!(names(&folder), ["trust-only"]);
        let near = load(&folder, "trust-onyl").expect_err("another name");
        assert!(near.hint() == Some("did you mean `trust-only`?"), "{near}");
        for name in ["", "../config", "A", "a b", &"a".repeat(41)] {
            let refused = save(&folder, name, &profile).expect_err("no name");
            assert!(refused.to_string().contains("can't be the name of a profile"), "{name}: {refused}");
        }
        delete(&folder, "trust-only").expect("deleted");
        assert!(delete(&folder, "trust-only").is_err() && names(&folder).is_empty());
    }

    #[test]
    fn a_mistake_in_a_file_is_located() {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("mine.toml"), "for = \"peer\"\npart = [\"trust\"]\n")
            .expect("written");
        let wrong = load(folder.path(), "mine").expect_err("no such key");
        assert!(wrong.to_string().contains("mine.toml:2:1") && wrong.to_string().contains("part"), "{wrong}");
    }
}

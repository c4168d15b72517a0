//! Writes one setting into `config.toml`, and leaves everything else in it as it is, comments too.

use std::path::Path;

use toml_edit::{DocumentMut, Item};

use crate::error::{Error, Problem, Result};
use crate::sys::files;

/// What a key is set to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A name or a command.
    Text(String),
    /// A whole number.
    Number(u32),
    /// On or off.
    Switch(bool),
    /// Several names.
    List(Vec<String>),
    /// The key is removed, and the default counts.
    Default,
}

/// One setting as it shall stand in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The name of the setting.
    pub key: &'static str,
    /// What it is set to.
    pub value: Value,
}

/// Sets a key of the file. Fails on a file that cannot be read, and then writes
/// nothing. Where the file is a link, what it leads to is written.
pub fn set(path: &Path, key: &str, value: &Value) -> Result<()> {
    let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let failed = |attempt: &str, cause: &std::io::Error| {
        Error::file(attempt, &path, cause, "check that the folder is there and can be written")
    };
    let text = match std::fs::read_to_string(&path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
        read => read.map_err(|error| failed("read", &error))?,
    };
    let text = changed(&path, &text, key, value)?;
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(|error| failed("make a folder for", &error))?;
    }
    files::write_whole(&path, text.as_bytes(), true)
}

fn changed(path: &Path, text: &str, key: &str, value: &Value) -> Result<String> {
    let mut document: DocumentMut = text.parse().map_err(|error: toml_edit::TomlError| {
        let at = error.span().map_or(0, |span| span.start);
        let problem = Problem::at(path, text, at, error.message());
        Error::usage(
            format!("the settings were not written: {problem}"),
            "correct this line of the file first",
        )
    })?;
    let value = match value {
        Value::Text(text) => Some(toml_edit::Value::from(text)),
        Value::Number(number) => Some(toml_edit::Value::from(i64::from(*number))),
        Value::Switch(on) => Some(toml_edit::Value::from(*on)),
        Value::List(names) => Some(names.iter().map(String::as_str).collect::<toml_edit::Array>().into()),
        Value::Default => None,
    };
    match (value, document.get_mut(key).and_then(Item::as_value_mut)) {
        (Some(value), Some(old)) => {
            let decor = old.decor().clone();
            *old = value;
            *old.decor_mut() = decor;
        }
        (Some(value), None) => {
            // Of a file of comments alone, they are the trailing text, and would end up below the key.
            let comments =
                if document.is_empty() { document.trailing().as_str().map(str::to_owned) } else { None };
            document.insert(key, Item::Value(value));
            if let (Some(comments), Some(mut key)) = (comments, document.key_mut(key)) {
                key.leaf_decor_mut().set_prefix(comments);
                document.set_trailing("");
            }
        }
        (None, _) => remove(&mut document, key),
    }
    Ok(document.to_string())
}

/// Removes a key, and keeps the comments above it above what follows.
fn remove(document: &mut DocumentMut, key: &str) {
    let keys: Vec<String> = document.iter().map(|(key, _)| key.to_owned()).collect();
    let Some(index) = keys.iter().position(|other| other == key) else { return };
    let prefix = |document: &DocumentMut, key: &str| {
        let decor = document.key(key).map(|key| key.leaf_decor().prefix().and_then(|text| text.as_str()));
        decor.flatten().unwrap_or_default().to_owned()
    };
    let comments = prefix(document, key);
    document.remove(key);
    if let Some(next) = keys.get(index + 1) {
        let both = comments + &prefix(document, next);
        if let Some(mut next) = document.key_mut(next) {
            next.leaf_decor_mut().set_prefix(both);
        }
    } else {
        let both = comments + document.trailing().as_str().unwrap_or_default();
        document.set_trailing(both);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(text: &str, key: &str, value: &Value) -> Result<String> {
        changed(Path::new("config.toml"), text, key, value)
    }

    #[test]
    fn one_setting_changes_and_everything_else_stays() {
        let text = "# mine\nmouse = false # never\n\n# at night\nday_starts  =  4\n";
        assert_eq!(
            after(text, "day_starts", &Value::Number(5)).as_deref(),
            Ok("# mine\nmouse = false # never\n\n# at night\nday_starts  =  5\n")
        );
        assert_eq!(
            after(text, "theme", &Value::Text("dusk".to_owned())).as_deref(),
            Ok(format!("{text}theme = \"dusk\"\n").as_str())
        );
        assert_eq!(
            after(text, "day_starts", &Value::Default).as_deref(),
            Ok("# mine\nmouse = false # never\n\n# at night\n")
        );
        assert_eq!(
            after(text, "mouse", &Value::Default).as_deref(),
            Ok("# mine\n\n# at night\nday_starts  =  4\n")
        );
        let names = Value::List(vec!["jargon".to_owned(), "future".to_owned()]);
        assert_eq!(after("", "hints_off", &names).as_deref(), Ok("hints_off = [\"jargon\", \"future\"]\n"));
        assert_eq!(after("", "mouse", &Value::Switch(true)).as_deref(), Ok("mouse = true\n"));
        assert_eq!(after("", "mouse", &Value::Default).as_deref(), Ok(""));
    }

    #[test]
    fn a_file_with_a_mistake_is_left_alone() {
        let refused = after("mouse = false\ntheme = \n", "mouse", &Value::Switch(true)).expect_err("refused");
        assert!(refused.to_string().contains("config.toml:2:"), "{refused}");
    }

    #[test]
    fn a_link_stays_a_link() {
        let folder = tempfile::tempdir().expect("a folder");
        let (real, link) = (folder.path().join("dotfiles.toml"), folder.path().join("config.toml"));
        std::fs::write(&real, "# kept\n").expect("written");
        std::os::unix::fs::symlink(&real, &link).expect("linked");
        set(&link, "mouse", &Value::Switch(false)).expect("set");
        assert!(link.is_symlink());
        assert_eq!(std::fs::read_to_string(&real).expect("read"), "# kept\nmouse = false\n");
        let deep = folder.path().join("new/folder/config.toml");
        set(&deep, "mouse", &Value::Switch(true)).expect("set");
        assert_eq!(std::fs::read_to_string(deep).expect("read"), "mouse = true\n");
    }
}

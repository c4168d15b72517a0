//! Reading the program's own sources: production code without comments, and the paths it names.

use std::path::{Path, PathBuf};

/// A file of production code; what was blanked out is spaces, so that lines and columns stay.
pub struct Source {
    /// Where it is, from `src` on: `tui/form/mod.rs`.
    pub file: String,
    /// Code without comments, tests, and what is in strings.
    pub code: String,
    /// The same with strings.
    pub with_strings: String,
}

/// A path named in code, from the root of the crate on.
#[derive(Debug, PartialEq, Eq)]
pub struct Named {
    pub file: String,
    pub line: usize,
    pub path: Vec<String>,
}

impl Source {
    /// Takes a file apart.
    pub fn new(file: &str, text: &str) -> Self {
        let tests = test_items(&blank(text, false));
        let without = |mut text: Vec<u8>| {
            for (from, to) in &tests {
                text[*from..*to].iter_mut().filter(|byte| **byte != b'\n').for_each(|byte| *byte = b' ');
            }
            String::from_utf8(text).expect("whole characters are blanked")
        };
        Self {
            file: file.to_owned(),
            code: without(blank(text, false).into_bytes()),
            with_strings: without(blank(text, true).into_bytes()),
        }
    }

    /// The module it is: `tui::form`.
    pub fn module(&self) -> Vec<String> {
        let path = self.file.trim_end_matches(".rs").trim_end_matches("/mod");
        match path {
            "lib" | "main" => Vec::new(),
            path => path.split('/').map(str::to_owned).collect(),
        }
    }

    /// Every path within the crate, and every `name::` of another.
    pub fn paths(&self) -> Vec<Named> {
        let tokens = tokens(&self.code);
        let mut found = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            if is_word(tokens[at].0) && tokens.get(at + 1).is_some_and(|next| next.0 == "::") {
                self.tree(&tokens, &mut at, &[], &mut found);
            } else {
                at += 1;
            }
        }
        found
    }

    /// Reads a path, and what is in braces at its end.
    fn tree(&self, tokens: &[(&str, usize)], at: &mut usize, before: &[String], found: &mut Vec<Named>) {
        let mut path = before.to_vec();
        let line = tokens[*at].1;
        while let Some((word, _)) = tokens.get(*at) {
            if *word == "{" {
                *at += 1;
                while tokens.get(*at).is_some_and(|token| token.0 != "}") {
                    if tokens[*at].0 != "," && (is_word(tokens[*at].0) || tokens[*at].0 == "{") {
                        self.tree(tokens, at, &path, found);
                    } else {
                        *at += 1;
                    }
                }
                *at += 1;
                return;
            }
            if !is_word(word) {
                break;
            }
            self.step(&mut path, word);
            *at += 1;
            if tokens.get(*at).is_none_or(|token| token.0 != "::") {
                break;
            }
            *at += 1;
        }
        if tokens.get(*at).is_some_and(|token| token.0 == "as") {
            *at += 2;
        }
        found.push(Named { file: self.file.clone(), line, path });
    }

    fn step(&self, path: &mut Vec<String>, word: &str) {
        let here = || [vec!["crate".to_owned()], self.module()].concat();
        match word {
            "super" => {
                if path.is_empty() {
                    *path = here();
                }
                path.pop();
            }
            "self" if path.is_empty() => *path = here(),
            "self" => {}
            word => path.push(word.to_owned()),
        }
    }
}

/// Every file of production code under `src`.
pub fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    walk(&root, &mut files);
    let texts: Vec<(String, String)> = files
        .iter()
        .map(|path| {
            let name = path.strip_prefix(&root).expect("inside").display().to_string();
            (name, std::fs::read_to_string(path).expect("text"))
        })
        .collect();
    let tests: Vec<String> = texts.iter().flat_map(|(name, text)| test_modules(name, text)).collect();
    let is_test = |name: &str| {
        name.split('/').any(|part| part == "tests" || part == "tests.rs")
            || tests.iter().any(|test| name == format!("{test}.rs") || name.starts_with(&format!("{test}/")))
    };
    texts.iter().filter(|(name, _)| !is_test(name)).map(|(name, text)| Source::new(name, text)).collect()
}

/// The files of modules that are only there for tests: `report/sample`.
fn test_modules(name: &str, text: &str) -> Vec<String> {
    let code = blank(text, false);
    let folder = name.trim_end_matches(".rs").trim_end_matches("/mod").trim_end_matches("lib");
    test_items(&code)
        .into_iter()
        .filter_map(|(from, to)| {
            let words: Vec<&str> = code.get(from..to)?.split_whitespace().collect();
            let module = words.iter().position(|word| *word == "mod")?;
            Some(format!("{folder}/{}", words.get(module + 1)?.strip_suffix(';')?))
        })
        .collect()
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> =
        std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            walk(&path, files);
        } else if path.extension().is_some_and(|kind| kind == "rs") {
            files.push(path);
        }
    }
}

/// Blanks out comments, and what is in strings unless they stay.
fn blank(text: &str, strings_stay: bool) -> String {
    let letters: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    let hide = |out: &mut String, letter: char| {
        for _ in 0..letter.len_utf8() {
            out.push(if letter == '\n' { '\n' } else { ' ' });
        }
    };
    while at < letters.len() {
        let rest = &letters[at..];
        let (length, hidden) = match rest {
            ['/', '/', ..] => (rest.iter().position(|c| *c == '\n').unwrap_or(rest.len()), true),
            ['"', ..] => (1 + string_end(&rest[1..], 0), !strings_stay),
            ['r', '"', ..] | ['r', '#', '"', ..] | ['r', '#', '#', '"', ..]
                if !follows_word(&letters, at) =>
            {
                let marks = rest[1..].iter().take_while(|c| **c == '#').count();
                (2 + marks + string_end(&rest[2 + marks..], marks + 100), !strings_stay)
            }
            ['\'', '\\', _, ..] => (3 + rest[3..].iter().position(|c| *c == '\'').unwrap_or(0), true),
            ['\'', _, '\'', ..] => (3, true),
            _ => (1, false),
        };
        for letter in rest.iter().take(length.max(1)) {
            if hidden { hide(&mut out, *letter) } else { out.push(*letter) }
        }
        at += length.max(1);
    }
    out
}

fn follows_word(letters: &[char], at: usize) -> bool {
    at > 0 && (letters[at - 1].is_alphanumeric() || letters[at - 1] == '_')
}

/// How many characters there are up to the end of a string; 100 and more marks mean a raw one.
fn string_end(rest: &[char], raw: usize) -> usize {
    let mut at = 0;
    while at < rest.len() {
        match rest[at] {
            '\\' if raw == 0 => at += 1,
            '"' if raw == 0 => return at + 1,
            '"' if rest[at + 1..].iter().take_while(|c| **c == '#').count() >= raw - 100 => {
                return at + raw - 99;
            }
            _ => {}
        }
        at += 1;
    }
    rest.len()
}

/// Where items for tests begin and end, in bytes.
fn test_items(code: &str) -> Vec<(usize, usize)> {
    let mut items = Vec::new();
    let mut from = 0;
    while let Some(found) = code[from..].find("#[cfg(test)]") {
        let start = from + found;
        let mut depth = 0;
        let mut end = code.len();
        for (offset, letter) in code[start..].char_indices().skip("#[cfg(test)]".len()) {
            match letter {
                '{' => depth += 1,
                '}' => depth -= 1,
                ';' if depth == 0 => {}
                _ => continue,
            }
            if depth == 0 {
                end = start + offset + 1;
                break;
            }
        }
        items.push((start, end));
        from = end;
    }
    items
}

/// Words and the marks that matter in paths, each with its line.
fn tokens(code: &str) -> Vec<(&str, usize)> {
    let mut found = Vec::new();
    for (number, line) in code.lines().enumerate() {
        let mut rest = line;
        while let Some(first) = rest.chars().next() {
            let word = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
            let length = match (word, rest.starts_with("::")) {
                (0, true) => 2,
                (0, false) => first.len_utf8(),
                (word, _) => word,
            };
            if !first.is_whitespace() {
                found.push((&rest[..length], number + 1));
            }
            rest = &rest[length..];
        }
    }
    found
}

fn is_word(token: &str) -> bool {
    token.chars().next().is_some_and(|c| c.is_alphabetic() || c == '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_strings_and_tests_are_blanked_and_lines_stay() {
        let text = "use a::b; // c::d\nlet s = \"e::f\\\"\"; let r = r#\"g::\"h\"#; let q = '\"';\n#[cfg(test)]\nmod tests {\n use i::j; fn k() {}\n}\nuse l::m;\n";
        let source = Source::new("x.rs", text);
        let paths: Vec<(usize, String)> =
            source.paths().into_iter().map(|named| (named.line, named.path.join("::"))).collect();
        assert_eq!(paths, [(1, "a::b".to_owned()), (7, "l::m".to_owned())]);
        assert!(source.with_strings.contains("e::f"));
        assert_eq!(test_modules("report/mod.rs", "#[cfg(test)]\nmod sample;\nmod other;"), ["report/sample"]);
    }

    #[test]
    fn braces_are_followed_and_relative_paths_made_whole() {
        let text = "use crate::{db::Store, tui::{self, form::{Form, Key as K}}};\nuse super::super::shown;\nfn f() { self::g::<u8>(); }";
        let source = Source::new("tui/form/act.rs", text);
        let paths: Vec<String> = source.paths().into_iter().map(|named| named.path.join("::")).collect();
        assert_eq!(
            paths,
            [
                "crate::db::Store",
                "crate::tui",
                "crate::tui::form::Form",
                "crate::tui::form::Key",
                "crate::tui::shown",
                "crate::tui::form::act::g"
            ]
        );
    }
}

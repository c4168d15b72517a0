//! Which key does what where: `assets/keys.toml` with the person's own file over it. Bad bindings are reported all at once.

use std::collections::HashMap;
use std::path::Path;

use toml::de::{DeTable, DeValue};

use super::action::{Action, KeyContext};
use super::input::Key;
use crate::error::{Problem, did_you_mean};
use crate::sys::settings::Preset;

/// The bindings that come with the program, and those that other presets lay over them.
const BUILT_IN: &str = include_str!("../../assets/keys.toml");
const EMACS: &str = include_str!("../../assets/emacs.toml");

/// Room for the bindings that come with the program, and some of a person's own.
const BINDINGS: usize = 400;

/// Names that actions had before, with those they have now.
const RENAMED: [(&str, &str); 1] = [("proof", "show-evidence")];

/// Which key does what where.
#[derive(Debug, Clone, Default)]
pub struct Keymap {
    bound: HashMap<(KeyContext, Key), Action>,
    /// For labels: the keys of each action, in the order of the file.
    keys: HashMap<(KeyContext, Action), Vec<Key>>,
    /// Whether letters are commands in a text after Esc.
    pub modal: bool,
}

impl Keymap {
    /// Returns the bindings that come with the program.
    pub fn built_in() -> Self {
        Self::preset(Preset::Plain)
    }

    /// Returns the bindings of a preset.
    pub fn preset(preset: Preset) -> Self {
        let (bound, keys) = (HashMap::with_capacity(BINDINGS), HashMap::with_capacity(BINDINGS));
        let mut map = Self { bound, keys, modal: false };
        let own = if preset == Preset::Emacs { Some(("assets/emacs.toml", EMACS)) } else { None };
        for (name, text) in [("assets/keys.toml", BUILT_IN)].into_iter().chain(own) {
            let problems = map.read(Path::new(name), text);
            debug_assert!(problems.is_empty(), "{}", Problem::list(&problems));
        }
        Self { modal: preset == Preset::Vim, ..map }
    }

    /// Lays a file's bindings over these. An action named in the file loses the keys it had; all mistakes are returned.
    pub fn read(&mut self, name: &Path, text: &str) -> Vec<Problem> {
        let mut problems = Vec::new();
        let problem = |at: usize, message: String, suggestion: Option<String>| {
            Problem::at(name, text, at, message).suggesting(suggestion)
        };
        let table = match DeTable::parse(text) {
            Ok(table) => table,
            Err(error) => {
                let at = error.span().map_or(0, |span| span.start);
                return vec![problem(at, error.message().to_owned(), None)];
            }
        };
        for (place, bindings) in table.get_ref() {
            let named = KeyContext::ALL.iter().find(|(_, name, _)| *name == place.get_ref().as_ref());
            let Some((context, ..)) = named else {
                let near = did_you_mean(place.get_ref(), KeyContext::ALL.iter().map(|(_, name, _)| *name));
                problems.push(problem(
                    place.span().start,
                    format!("`{}` is not a place for keys", place.get_ref()),
                    near,
                ));
                continue;
            };
            let Some(bindings) = bindings.get_ref().as_table() else {
                problems.push(problem(
                    bindings.span().start,
                    "a table of actions was expected".to_owned(),
                    None,
                ));
                continue;
            };
            for (action, keys) in bindings {
                let name = RENAMED.iter().find(|(old, _)| *old == action.get_ref().as_ref());
                let name = name.map_or(action.get_ref().as_ref(), |(_, name)| name);
                let Some(known) = Action::named(name) else {
                    let near = did_you_mean(action.get_ref(), Action::ALL.iter().map(|a| a.name()));
                    problems.push(problem(
                        action.span().start,
                        format!("`{}` is not an action", action.get_ref()),
                        near,
                    ));
                    continue;
                };
                let Some(list) = keys.get_ref().as_array() else {
                    let message = "a list of keys was expected, as in `[\"ctrl-s\"]`".to_owned();
                    problems.push(problem(keys.span().start, message, None));
                    continue;
                };
                self.unbind(*context, known);
                for key in list {
                    let parsed = match key.get_ref() {
                        DeValue::String(text) => text.parse::<Key>(),
                        _ => Err("a key in quotes was expected".to_owned()),
                    };
                    match parsed {
                        Ok(key) => self.bind(*context, key, known),
                        Err(message) => problems.push(problem(key.span().start, message, None)),
                    }
                }
            }
        }
        problems.sort_by_key(|p| (p.line, p.column));
        problems
    }

    fn bind(&mut self, context: KeyContext, key: Key, action: Action) {
        if let Some(before) = self.bound.insert((context, key), action)
            && let Some(keys) = self.keys.get_mut(&(context, before))
        {
            keys.retain(|k| *k != key);
        }
        self.keys.entry((context, action)).or_default().push(key);
    }

    fn unbind(&mut self, context: KeyContext, action: Action) {
        for key in self.keys.remove(&(context, action)).unwrap_or_default() {
            self.bound.remove(&(context, key));
        }
    }

    /// Returns what a key does. The first context that binds it decides. In a form, plain characters belong to the field:
    /// only the innermost context may bind them.
    pub fn action(&self, contexts: &[KeyContext], key: Key) -> Option<Action> {
        let filling_in = contexts.contains(&KeyContext::Form) && key.typed().is_some();
        let asked = if filling_in { &contexts[..contexts.len().min(1)] } else { contexts };
        asked.iter().find_map(|context| self.bound.get(&(*context, key)).copied())
    }

    /// Returns the first key of an action here, for labels. A key that means something else further in does not count.
    pub fn key(&self, contexts: &[KeyContext], action: Action) -> Option<Key> {
        contexts
            .iter()
            .filter_map(|context| self.keys.get(&(*context, action)))
            .flatten()
            .find(|key| self.action(contexts, **key) == Some(action))
            .copied()
    }

    /// Returns the name of an action's key here, for sentences; its label in quotes if it has no key.
    pub fn name(&self, contexts: &[KeyContext], action: Action) -> String {
        self.key(contexts, action).map_or_else(|| format!("“{}”", action.label()), |key| key.to_string())
    }

    /// Returns the names of keys in some contexts.
    pub fn at<'a>(&'a self, contexts: &'a [KeyContext]) -> Keys<'a> {
        Keys { keymap: self, contexts }
    }

    /// Lists what works in a context: action and its keys, for help.
    pub fn listed(&self, context: KeyContext) -> Vec<(Action, &[Key])> {
        let of = |action: &Action| Some((*action, self.keys.get(&(context, *action))?.as_slice()));
        Action::ALL.iter().filter_map(of).filter(|(_, keys)| !keys.is_empty()).collect()
    }
}

/// The names of keys where something is drawn.
#[derive(Debug, Clone, Copy)]
pub struct Keys<'a> {
    keymap: &'a Keymap,
    contexts: &'a [KeyContext],
}

impl Keys<'_> {
    /// Returns the name of an action's key; its label in quotes if it has no key.
    pub fn name(&self, action: Action) -> String {
        self.keymap.name(self.contexts, action)
    }

    /// Returns the names of keys, each with what it does.
    pub fn named(
        &self,
        actions: &[Action],
        does: impl Fn(Action) -> &'static str,
    ) -> Vec<(String, &'static str)> {
        actions.iter().map(|action| (self.name(*action), does(*action))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(text: &str) -> Key {
        text.parse().expect("a key")
    }

    #[test]
    fn the_built_in_file_is_sound_and_reaches_every_action() {
        let mut map = Keymap::default();
        assert_eq!(map.read(Path::new("keys.toml"), BUILT_IN), []);
        for action in Action::ALL {
            assert!(map.keys.keys().any(|(_, a)| a == action), "{action:?} has no key");
        }
    }

    #[test]
    fn presets_are_sound_and_leave_every_action_a_key() {
        for (name, preset) in Preset::ALL {
            let map = Keymap::preset(preset);
            let form = [KeyContext::Writing, KeyContext::Form, KeyContext::Anywhere];
            for action in Action::ALL {
                let bound: Vec<_> =
                    map.keys.iter().filter(|((_, a), keys)| a == action && !keys.is_empty()).collect();
                assert!(!bound.is_empty(), "{name}: {action:?} has no key");
            }
            for action in [
                Action::Undo,
                Action::Redo,
                Action::SelectAll,
                Action::Accept,
                Action::Editor,
                Action::RemoveRow,
            ] {
                assert!(map.key(&form, action).is_some(), "{name}: {action:?} has no key while one writes");
            }
        }
        assert_eq!(Keymap::built_in().read(Path::new("emacs.toml"), EMACS), []);
        let form = [KeyContext::Writing, KeyContext::Form, KeyContext::Anywhere];
        for (preset, pressed, action) in [
            (Preset::Plain, "ctrl-z", Action::Undo),
            (Preset::Plain, "ctrl-y", Action::Redo),
            (Preset::Plain, "ctrl-a", Action::SelectAll),
            (Preset::Emacs, "ctrl-a", Action::RowStart),
            (Preset::Emacs, "ctrl-e", Action::RowEnd),
            (Preset::Emacs, "ctrl-d", Action::Delete),
            (Preset::Emacs, "ctrl-n", Action::Down),
        ] {
            assert_eq!(Keymap::preset(preset).action(&form, key(pressed)), Some(action), "{pressed}");
        }
    }

    #[test]
    fn letters_are_text_while_somebody_writes() {
        let map = Keymap::built_in();
        let form = [KeyContext::Writing, KeyContext::Form, KeyContext::Anywhere];
        for letter in ["q", "?", "1", "j", " "] {
            assert_eq!(map.action(&form, key(letter)), None, "{letter}");
        }
        assert_eq!(map.action(&form, key("ctrl-s")), Some(Action::Done));
        assert_eq!(map.action(&[KeyContext::Anywhere], key("q")), Some(Action::Quit));
    }

    #[test]
    fn a_persons_file_replaces_keys_and_mistakes_are_all_reported() {
        let mut map = Keymap::built_in();
        let file =
            "[today]\nskip = [\"x\"]\nskp = []\n[nowhere]\n[form]\ndone = \"a\"\nback = [\"hyper-x\", 3]\n";
        let problems = map.read(Path::new("keys.toml"), file);
        let shown: Vec<String> = problems.iter().map(ToString::to_string).collect();
        insta::assert_snapshot!(shown.join("\n"), @r#"
        keys.toml:3:1: `skp` is not an action; did you mean `skip`?
        keys.toml:4:2: `nowhere` is not a place for keys; did you mean `anywhere`?
        keys.toml:6:8: a list of keys was expected, as in `["ctrl-s"]`
        keys.toml:7:9: `hyper-x` names no key; one looks like `ctrl-s`, `alt-up`, `f2` or `?`
        keys.toml:7:20: a key in quotes was expected
        "#);
        let today = [KeyContext::Today, KeyContext::Anywhere];
        assert_eq!(map.action(&today, key("x")), Some(Action::Skip));
        assert_eq!(map.action(&today, key("s")), None);
        assert_eq!(map.key(&today, Action::Discard), None);
        // The name that an action had before is understood in files of that time.
        assert_eq!(map.read(Path::new("keys.toml"), "[progress]\nproof = [\"e\"]\n"), []);
        assert_eq!(map.action(&[KeyContext::Progress], key("e")), Some(Action::ShowEvidence));
    }
}

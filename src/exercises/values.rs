//! The values a reader takes: words, numbers, lists.

use std::ops::RangeInclusive;

use toml::de::DeValue;

use super::diagnostics::Spot;
use super::reader::{Node, Reader, spot};

impl<'a> Reader<'a> {
    /// Takes words that are not blank, without the space around them.
    pub(super) fn text(&mut self, key: &'static str) -> Option<Spot<&'a str>> {
        let node = self.take(key)?;
        self.as_text(key, node)
    }

    /// Takes words that have to be there; empty if they are not.
    pub(super) fn need_text(&mut self, key: &'static str) -> Spot<&'a str> {
        self.needs_unless_there(key);
        self.text(key).unwrap_or(Spot { at: self.at, end: self.at, value: "" })
    }

    /// Takes words as a text of their own.
    pub(super) fn string(&mut self, key: &'static str) -> Option<String> {
        self.text(key).map(|words| words.value.to_owned())
    }

    /// Takes words that have to be there, as a text of their own.
    pub(super) fn need_string(&mut self, key: &'static str) -> String {
        self.need_text(key).value.to_owned()
    }

    pub(super) fn as_text(&self, key: &str, node: Node<'a>) -> Option<Spot<&'a str>> {
        let DeValue::String(words) = node.get_ref() else {
            self.unfit(key, node, "text");
            return None;
        };
        let words = words.trim();
        if words.is_empty() {
            self.source.report(node.span().start, format!("`{key}` is empty"));
            return None;
        }
        Some(spot(node.span(), words))
    }

    /// Takes `true` or `false`; false if it is not there.
    pub(super) fn flag(&mut self, key: &'static str) -> bool {
        self.boolean(key).unwrap_or_default()
    }

    /// Takes `true` or `false`.
    pub(super) fn boolean(&mut self, key: &'static str) -> Option<bool> {
        let node = self.take(key)?;
        let found = node.get_ref().as_bool();
        if found.is_none() {
            self.unfit(key, node, "`true` or `false`");
        }
        found
    }

    /// Takes a whole number within a range.
    pub(super) fn whole(&mut self, key: &'static str, range: RangeInclusive<i64>) -> Option<Spot<i64>> {
        let node = self.take(key)?;
        self.as_whole(key, node, range)
    }

    /// Takes a whole number that has to be there.
    pub(super) fn need_whole(&mut self, key: &'static str, range: RangeInclusive<i64>) -> Option<Spot<i64>> {
        self.needs_unless_there(key);
        self.whole(key, range)
    }

    fn as_whole(&self, key: &str, node: Node<'a>, range: RangeInclusive<i64>) -> Option<Spot<i64>> {
        let DeValue::Integer(number) = node.get_ref() else {
            self.unfit(key, node, "a whole number");
            return None;
        };
        let found = i64::from_str_radix(number.as_str(), number.radix()).ok();
        if let Some(number) = found.filter(|number| range.contains(number)) {
            return Some(spot(node.span(), number));
        }
        let (least, most) = (range.start(), range.end());
        let message = match found {
            Some(found) if found < *least => format!("`{key}` is {found}, expected {least} or more"),
            Some(found) => format!("`{key}` is {found}, expected {most} or less"),
            None => format!("`{key}` is too large a number"),
        };
        self.source.report(node.span().start, message);
        None
    }

    /// Takes a number, whole or not.
    pub(super) fn number(&mut self, key: &'static str) -> Option<Spot<f64>> {
        let node = self.take(key)?;
        match number_text(node.get_ref()).and_then(|text| text.parse::<f64>().ok()) {
            Some(number) if number.is_finite() => Some(spot(node.span(), number)),
            Some(_) => {
                self.source.report(node.span().start, format!("`{key}` is not finite, expected a number"));
                None
            }
            None => {
                self.unfit(key, node, "a number");
                None
            }
        }
    }

    /// Takes a list.
    pub(super) fn list(&mut self, key: &'static str) -> Option<Spot<Vec<Node<'a>>>> {
        let node = self.take(key)?;
        let Some(items) = node.get_ref().as_array() else {
            self.unfit(key, node, "a list");
            return None;
        };
        Some(spot(node.span(), items.iter().collect()))
    }

    /// Takes a list of words; empty if it is not there.
    pub(super) fn texts(&mut self, key: &'static str) -> Vec<Spot<&'a str>> {
        let items = self.list(key).map(|list| list.value).unwrap_or_default();
        items.into_iter().filter_map(|node| self.as_text(key, node)).collect()
    }

    /// Takes a list of words, wherever they stand; empty if it is not there.
    pub(super) fn strings(&mut self, key: &'static str) -> Vec<String> {
        self.texts(key).iter().map(|word| word.value.to_owned()).collect()
    }

    /// Takes one piece of text or a list of them.
    pub(super) fn text_or_texts(&mut self, key: &'static str) -> Option<Vec<Spot<&'a str>>> {
        match self.take(key)?.get_ref() {
            DeValue::Array(items) => {
                if items.is_empty() {
                    self.needs_filled(key);
                }
                Some(self.texts(key))
            }
            _ => Some(self.text(key).into_iter().collect()),
        }
    }

    /// Takes `[low, high]`, each at least `least`.
    pub(super) fn span_of(&mut self, key: &'static str, least: i64) -> Option<(u32, u32)> {
        let list = self.list(key)?;
        let [low, high] = list.value.as_slice() else {
            self.source.report(
                list.at,
                format!("`{key}` is a list of {}, expected `[least, most]`", list.value.len()),
            );
            return None;
        };
        let range = least..=i64::from(u32::MAX);
        let low = self.as_whole(key, low, range.clone());
        let high = self.as_whole(key, high, range);
        let (low, high) = (low?.value, high?.value);
        if low > high {
            self.source.report(list.at, format!("`{key}` goes down, expected `[{high}, {low}]`"));
            return None;
        }
        Some((u32::try_from(low).ok()?, u32::try_from(high).ok()?))
    }
}

/// A number as decimal text; `None` for anything else.
pub(super) fn number_text(value: &DeValue<'_>) -> Option<String> {
    match value {
        DeValue::Integer(number) => {
            i64::from_str_radix(number.as_str(), number.radix()).ok().map(|number| number.to_string())
        }
        DeValue::Float(number) => Some(number.as_str().to_owned()),
        _ => None,
    }
}

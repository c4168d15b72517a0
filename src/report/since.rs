//! What changed between two versions of a review, part by part and line by line.

use crate::domain::difference::Difference;

/// What stands before the first heading below the title.
const TOP: &str = "Title and summary";

/// Lists what differs between two reviews in Markdown: parts in the order they have now, those that are gone last.
pub fn changes(before: &str, now: &str) -> Vec<Difference> {
    let (before, now) = (parts(before), parts(now));
    let lines = |parts: &[(String, Vec<String>)], title: &str| -> Vec<String> {
        parts.iter().find(|(other, _)| other == title).map(|(_, lines)| lines.clone()).unwrap_or_default()
    };
    let gone = before.iter().filter(|(title, _)| now.iter().all(|(other, _)| other != title));
    let mut found = Vec::new();
    for (title, _) in now.iter().chain(gone) {
        let (old, new) = (lines(&before, title), lines(&now, title));
        let mut removed = old.iter().filter(|line| !new.contains(line));
        let mut added = new.iter().filter(|line| !old.contains(line));
        loop {
            let (from, to) = (removed.next().cloned(), added.next().cloned());
            if from.is_none() && to.is_none() {
                break;
            }
            found.push(Difference { place: title.clone(), from, to });
        }
    }
    found
}

/// Splits a review at its headings into titles with what stands under each. When it was written is no part of it.
fn parts(text: &str) -> Vec<(String, Vec<String>)> {
    let mut parts = vec![(TOP.to_owned(), Vec::new())];
    for line in text.lines().take_while(|line| *line != "---") {
        match line.trim_start_matches('#').strip_prefix(' ') {
            Some(title) if line.starts_with("##") => parts.push((title.to_owned(), Vec::new())),
            _ if line.trim().is_empty() || line.starts_with("| ---") => {}
            _ => parts.last_mut().into_iter().for_each(|(_, lines)| lines.push(line.trim().to_owned())),
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_changed_is_told_part_by_part() {
        let before = "# One\n\nSame.\n\n## Ask\n\nOld?\n\n## Gone\n\nAway.\n\n---\n\n*Written on Friday*\n";
        let now =
            "# Two\n\nSame.\n\n## New\n\nHere.\n\n## Ask\n\nOld?\n\nMore.\n\n---\n\n*Written on Monday*\n";
        let told: Vec<_> = changes(before, now)
            .into_iter()
            .map(|change| format!("{}: {:?} {:?}", change.place, change.from, change.to))
            .collect();
        let wanted = [
            "Title and summary: Some(\"# One\") Some(\"# Two\")",
            "New: None Some(\"Here.\")",
            "Ask: None Some(\"More.\")",
            "Gone: Some(\"Away.\") None",
        ];
        assert_eq!(told, wanted);
        assert_eq!(changes(now, now), []);
    }
}

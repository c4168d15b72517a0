//! What changed between two versions of a review, part by part and line by line.

use crate::domain::difference::Difference;

/// What stands before the first heading below the title.
const TOP: &str = "Title and summary";

/// A part of a review: the titles it stands under, its own the last, and its lines.
type Part = (Vec<String>, Vec<String>);

/// Lists what differs between two reviews in Markdown: parts in the order they have now, those that are gone last.
pub fn changes(before: &str, now: &str) -> Vec<Difference> {
    let (before, now) = (parts(before), parts(now));
    let lines = |parts: &[Part], path: &[String]| -> Vec<String> {
        parts.iter().find(|(other, _)| other == path).map(|(_, lines)| lines.clone()).unwrap_or_default()
    };
    // Two parts of one title are told apart by the title above.
    let place = |path: &Vec<String>| {
        let same = |(other, _): &Part| other != path && other.last() == path.last();
        let named = if before.iter().chain(&now).any(same) { 2 } else { 1 };
        path[path.len().saturating_sub(named)..].join(", ")
    };
    let gone = before.iter().filter(|(path, _)| now.iter().all(|(other, _)| other != path));
    let mut found = Vec::new();
    for (path, _) in now.iter().chain(gone) {
        let (old, new) = (lines(&before, path), lines(&now, path));
        let mut removed = old.iter().filter(|line| !new.contains(line));
        let mut added = new.iter().filter(|line| !old.contains(line));
        loop {
            let (from, to) = (removed.next().cloned(), added.next().cloned());
            if from.is_none() && to.is_none() {
                break;
            }
            found.push(Difference { place: place(path), from, to });
        }
    }
    found
}

/// Splits a review at its headings into parts, each path once. When it was written is no part of it.
fn parts(text: &str) -> Vec<Part> {
    let mut parts: Vec<Part> = vec![(vec![TOP.to_owned()], Vec::new())];
    let (mut path, mut at) = (Vec::new(), 0);
    for line in text.lines().take_while(|line| *line != "---") {
        let rest = line.trim_start_matches('#');
        match rest.strip_prefix(' ') {
            Some(title) if line.starts_with("##") => {
                path.truncate(line.len() - rest.len() - 2);
                path.push(title.to_owned());
                at = parts.iter().position(|(known, _)| *known == path).unwrap_or(parts.len());
                if at == parts.len() {
                    parts.push((path.clone(), Vec::new()));
                }
            }
            _ if line.trim().is_empty() || line.starts_with("| ---") => {}
            _ => parts.get_mut(at).into_iter().for_each(|(_, lines)| lines.push(line.trim().to_owned())),
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

    #[test]
    fn parts_of_one_title_are_told_apart_by_what_they_stand_under() {
        let before = "# One\n\n## Mon\n\n### Trust\n\nSame.\n\n## Tue\n\n### Trust\n\nOld.\n";
        let told = |now: &str| -> Vec<String> {
            changes(before, now)
                .into_iter()
                .map(|change| format!("{}: {:?}", change.place, change.to))
                .collect()
        };
        assert_eq!(told(&before.replace("Old", "New")), ["Tue, Trust: Some(\"New.\")"]);
        assert_eq!(told(before.split("## Tue").next().unwrap_or_default()), ["Tue, Trust: None"]);
    }
}

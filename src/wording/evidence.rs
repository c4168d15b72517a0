//! What a rule of the checklist asks for, in words: all of it, so that nobody wonders why an entry does not count.

use crate::domain::checklist::{EvidenceRule, Key, Needed};
use crate::domain::metric::Metrics;
use crate::domain::number_format::counted;

/// Lists what an answer must be to count for a rule: "8 words or more", "from the last 365 days".
pub fn conditions(rule: &EvidenceRule, metrics: &Metrics) -> Vec<String> {
    let mut all = needed(&rule.fits, metrics);
    all.extend(
        rule.same.map(|least| format!("{least} of the last {} with the same label both times", rule.count)),
    );
    all.extend(rule.with.iter().map(|other| {
        let title = quoted(title(&other.measure, metrics));
        [vec![format!("with {title}")], needed(other, metrics)].concat().join(", ")
    }));
    all.extend(
        rule.unlike.iter().map(|other| format!("worded differently from {}", quoted(title(other, metrics)))),
    );
    all.extend(rule.distinct.iter().map(|key| match key {
        Key::Words => "worded differently each time".to_owned(),
        Key::Beside(_) => format!("a different answer to {} each time", named(key, metrics)),
        key => format!("a different {} each time", named(key, metrics)),
    }));
    all.extend(
        rule.per.as_ref().map(|key| format!("at least {} for each {}", rule.each, named(key, metrics))),
    );
    all.extend(rule.clean.then(|| "no hint from the coach".to_owned()));
    all.extend(rule.fresh.then(|| "written on the day or the day after".to_owned()));
    all.extend(rule.within_days.map(|days| format!("from the last {}", counted(days as usize, "day"))));
    all
}

/// Names what a rule looks at.
pub fn looks_at<'a>(rule: &'a EvidenceRule, metrics: &'a Metrics) -> &'a str {
    if rule.same.is_some() { "Complaints labelled twice" } else { title(&rule.fits.measure, metrics) }
}

/// Lists what a fact of a measure must be.
fn needed(needed: &Needed, metrics: &Metrics) -> Vec<String> {
    let labels = needed.category.iter().map(|category| quoted(metrics.label(&needed.measure, category)));
    let labels = labels.collect::<Vec<_>>().join(" or ");
    let mut all: Vec<String> = (!labels.is_empty()).then_some(labels).into_iter().collect();
    all.extend(needed.at_least.map(|least| format!("{least} or higher")));
    all.extend((needed.words > 0).then(|| format!("{} or more", counted(needed.words, "word"))));
    all.extend(needed.observable.then(|| "names something to see or count".to_owned()));
    all
}

/// Names what tells answers apart.
fn named(key: &Key, metrics: &Metrics) -> String {
    match key {
        Key::Subject => "AI product".to_owned(),
        Key::Category => "answer".to_owned(),
        Key::Words => "wording".to_owned(),
        Key::Entry => "entry".to_owned(),
        Key::Day => "day".to_owned(),
        Key::Beside(measure) => quoted(title(measure, metrics)),
    }
}

/// Names a measure as people read it; its id if it is not known.
pub fn title<'a>(measure: &'a str, metrics: &'a Metrics) -> &'a str {
    metrics.get(measure).map_or(measure, |metric| &metric.title)
}

fn quoted(text: &str) -> String {
    format!("“{text}”")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn needs(measure: &str) -> Needed {
        Needed { measure: measure.to_owned(), ..Needed::default() }
    }

    #[test]
    fn every_condition_of_a_rule_is_said() {
        let nothing = EvidenceRule { count: 1, each: 1, fits: needs("moment"), ..EvidenceRule::default() };
        let metrics = Metrics::default();
        assert_eq!(conditions(&nothing, &metrics), Vec::<String>::new());
        let fits = Needed {
            category: vec!["a".into(), "b".into()],
            at_least: Some(3.0),
            words: 8,
            observable: true,
            ..needs("moment")
        };
        let twice = EvidenceRule { same: Some(8), count: 10, fits: needs(""), ..nothing.clone() };
        assert_eq!(conditions(&twice, &metrics), ["8 of the last 10 with the same label both times"]);
        assert_eq!(looks_at(&twice, &metrics), "Complaints labelled twice");
        let rule = EvidenceRule {
            distinct: vec![Key::Subject, Key::Words, Key::Beside("who".into())],
            per: Some(Key::Entry),
            each: 2,
            unlike: vec!["story".into()],
            with: vec![needs("stakes"), Needed { words: 1, ..needs("reason") }],
            within_days: Some(30),
            clean: true,
            fresh: true,
            fits,
            ..nothing
        };
        assert_eq!(
            conditions(&rule, &metrics),
            [
                "“a” or “b”",
                "3 or higher",
                "8 words or more",
                "names something to see or count",
                "with “stakes”",
                "with “reason”, 1 word or more",
                "worded differently from “story”",
                "a different AI product each time",
                "worded differently each time",
                "a different answer to “who” each time",
                "at least 2 for each entry",
                "no hint from the coach",
                "written on the day or the day after",
                "from the last 30 days",
            ]
        );
    }
}

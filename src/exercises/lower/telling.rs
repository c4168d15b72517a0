//! How entries are told from memory: what they are called, what brings them to mind, their parts.

use crate::domain::deck::QuestionKind;
use crate::domain::story::{StoryPart, Telling};

use super::{Case, conditions};
use crate::exercises::diagnostics::quoted;
use crate::exercises::reader::Reader;
use crate::exercises::resolve::Scope;

/// The most words that a part can be asked to have.
const LONGEST: i64 = 500;

pub(super) fn telling<'a>(mut reader: Reader<'a>, top: &Scope<'a>) -> Telling {
    let title = top.template(reader.need_text("title"));
    let when = conditions::when(&mut reader, top);
    let questions = reader.flag("questions");
    let cues = reader.texts("cues").into_iter().map(|cue| top.template(cue)).collect();
    let parts = reader.need_tables("part", "part", "recall.part");
    let kinds = reader.many_of("kinds", &QuestionKind::ALL, "a kind of question");
    let words = reader.text("words").map(|words| top.template(words));
    let telling = Telling {
        title,
        when,
        cues,
        questions,
        kinds: if kinds.is_empty() { vec![QuestionKind::Behavioural] } else { kinds },
        words,
        parts: parts.into_iter().map(|one| part(one, top)).collect(),
    };
    if telling.cues.is_empty() && !telling.questions {
        reader.needs_one_of("cues", "`cues`, or `questions = true`");
    }
    reader.finish();
    telling
}

fn part<'a>(mut reader: Reader<'a>, top: &Scope<'a>) -> StoryPart {
    let part = StoryPart {
        title: reader.need_string("title"),
        text: top.template(reader.need_text("text")),
        when: conditions::when(&mut reader, top),
        lacks: reader.string("lacks"),
        least: reader
            .whole("least", 1..=LONGEST)
            .map_or(1, |least| usize::try_from(least.value).unwrap_or(1)),
        tags: tags(&mut reader),
    };
    reader.finish();
    part
}

/// Takes what an interviewer asks for that a story with this answers.
pub(super) fn tags(reader: &mut Reader<'_>) -> Vec<String> {
    let words = reader.texts("tags");
    for word in words.iter().filter(|word| !Case::Kebab.fits(word.value)) {
        let message =
            format!("{} is not a tag, expected lower-case words joined by hyphens", quoted(word.value));
        reader.source.suggest(word.at, message, Case::Kebab.id_of(word.value));
    }
    words.into_iter().map(|word| word.value.to_owned()).collect()
}

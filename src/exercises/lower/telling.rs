//! How entries are told from memory: what they are called, what brings them to mind, their parts.

use crate::domain::story::{StoryPart, Telling};

use super::conditions;
use crate::exercises::reader::Reader;
use crate::exercises::resolve::Scope;

pub(super) fn telling<'a>(mut reader: Reader<'a>, top: &Scope<'a>) -> Telling {
    let title = top.template(reader.need_text("title"));
    let when = conditions::when(&mut reader, top);
    let questions = reader.flag("questions");
    let cues = reader.texts("cues").into_iter().map(|cue| top.template(cue)).collect();
    let parts = reader.need_tables("part", "part", "recall.part");
    let telling = Telling {
        title,
        when,
        cues,
        questions,
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
    };
    reader.finish();
    part
}

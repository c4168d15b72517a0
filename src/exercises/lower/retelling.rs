//! Retellings: the fields that take what is typed when something is told from memory.

use crate::domain::retelling::Retelling;

use crate::exercises::reader::Reader;
use crate::exercises::resolve::Scope;

pub(super) fn retelling<'a>(mut reader: Reader<'a>, top: &Scope<'a>) -> Retelling {
    let mut field = |key, wanted: &str, kind: &str| {
        let name = reader.need_text(key);
        if !name.value.is_empty() {
            top.field_here(name, wanted, kind);
        }
        name.value.to_owned()
    };
    let retelling = Retelling {
        cue: field("cue", "a text", "text"),
        of: field("of", "a text", "text"),
        text: field("text", "a text", "text"),
        missing: field("missing", "a text", "text"),
        named: field("named", "a number", "number"),
        took: field("took", "a number", "number"),
    };
    reader.finish();
    retelling
}

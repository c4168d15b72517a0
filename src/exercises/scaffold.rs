//! The commented file that `exercises new` begins with.

use super::lower::Case;

/// Makes an exercise id of any words; `None` if there are no letters in them.
pub fn id_from(words: &str) -> Option<String> {
    Case::Kebab.id_of(words)
}

/// Writes a commented exercise file to begin with; an id that is none is made into one.
pub fn scaffold(id: &str) -> String {
    let id = id_from(id).unwrap_or_else(|| "my-exercise".to_owned());
    let spaced = id.replace('-', " ");
    let mut letters = spaced.chars();
    let title: String =
        letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect();
    let letters: String = id.chars().filter(char::is_ascii_lowercase).collect();
    let prefix: String = letters.chars().cycle().take(letters.len().clamp(2, 3)).collect();
    let name: String = id.replace('-', "_").chars().take(40).collect();
    TEXT.replace("@id", &id)
        .replace("@title", &title)
        .replace("@prefix", &prefix)
        .replace("@name", name.trim_end_matches('_'))
}

const TEXT: &str = r#"# An exercise of your own. Change everything but the id; `empathy exercises check` names every mistake.
format = 1
id = "@id"
# Raise it when the questions change: old entries keep theirs.
revision = 1
title = "@title"
about = "What you do, in one line."
why = """
Why it is worth the time, in a paragraph. A backslash at the end of a line joins it \
with the next one."""
# The least and the most it should take.
minutes = [10, 20]
# Two to four letters for short ids: @prefix-7f3k.
prefix = "@prefix"
tags = ["my own"]

# ── Steps: one page each, in order ───────────────────────────────────────────

[[step]]
id = "moments"
title = "Moments"
ask = "Which moments of today do you want to look at?"
why = "Why it is asked, shown dim."

# A group is a list of rows. Other kinds: text, scale, choice, number, rank, evidence, person, note.
[[step.field]]
id = "moments"
kind = "group"
label = "Moments of today"
row = "moment"
title = "{moment}"
min = 1
max = 5

[[step.field.field]]
id = "product"
kind = "text"
label = "Product"
# Offers what you wrote in other fields with the same word.
suggest = "product"

[[step.field.field]]
id = "moment"
kind = "text"
label = "What happened"
# Coach rules read along; the README of the exercise files lists them.
hints = ["vague-moment"]

# A thin and a rich answer, shown on demand.
[step.field.field.example]
thin = "It often fails."
rich = "At 9:40 it gave a price that its own link contradicted"

# With `each`, the page comes once for each row.
[[step]]
id = "look"
title = "A closer look"
each = "moments"
ask = "What was it like: {moment}?"

[[step.field]]
id = "ease"
kind = "scale"
label = "How at ease you were"
min = 1
max = 5
# A word for each end, or one for every value.
anchors = ["not at all", "quite"]

[[step.field]]
id = "cause"
kind = "choice"
label = "What caused it"
many = true
other = true
option = [
    { id = "answer", label = "the answer itself" },
    { id = "manner", label = "how it was given", help = "its words, its speed, its certainty" },
]

# `when` shows a field only if an earlier answer says so; `optional` lets it stay empty.
[[step.field]]
id = "repair"
kind = "text"
prose = true
label = "What would have put you at ease"
words = [15, 60]
optional = true
when = { field = "ease", at_most = 3 }

# ── What is computed ─────────────────────────────────────────────────────────

# A number to follow from week to week.
[[measure]]
id = "@name_ease"
title = "@title: ease"
field = "moments.ease"
subject = "moments.product"
better = "higher"

# What this says about a product, to be cited in a review of it.
[[finding]]
about = "moments.product"
each = "moments"
text = "{moment} (ease {ease} of 5)"
when = { field = "moment", answered = true }

# The line on the Today screen.
[[summary]]
count = "moments"
words = ["moment", "moments"]

# The weekly review; without any block, it is printed question by question.
[[report]]
kind = "table"
title = "Moments"
each = "moments"
sort = "ease"

[[report.column]]
title = "Product"
text = "{product}"

[[report.column]]
title = "Moment"
text = "{moment}"

[[report.column]]
title = "At ease"
text = "{ease}"
change = "@name_ease"
"#;

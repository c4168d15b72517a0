//! Mistakes in steps and fields.

use super::Case;

pub(super) const CASES: &[Case] = &[
    (
        "a step without fields",
        "@one
",
        &["8:1: a step needs at least one `[[step.field]]`"],
    ),
    (
        "a step with an empty list of fields",
        "@one
field = []
",
        &["12:9: `field` is empty, expected at least one field"],
    ),
    (
        "a kind of field that is not known",
        r#"@one
field = [{ id = "a", kind = "txet", colour = 1 }]
"#,
        &[
            "12:10: a field needs `label`",
            "12:29: `txet` is not a kind of field (use one of {kinds}); did you mean `text`?",
        ],
    ),
    (
        "an option picked for no day: of several, in a group, of a text, and without a measure",
        r#"@one
field = [
    { id = "a", kind = "choice", label = "A", deal = true, many = true, option = [{ id = "x", label = "X" }] },
    { id = "b", kind = "text", label = "B", deal = true },
    { id = "c", kind = "choice", label = "C", deal = true },
    { id = "rows", kind = "group", label = "D", field = [
        { id = "d", kind = "choice", label = "D", deal = true, option = [{ id = "x", label = "X" }] },
    ] },
]
"#,
        &[
            "13:5: a choice with `deal` has one option picked for it, without `many` or `other`",
            "13:5: `deal` needs a `[[measure]]` of `a`, which records the options answered",
            "14:45: `deal` is not a key of a `text` field",
            "15:5: a `choice` field needs at least one `[[step.field.option]]`",
            "15:5: `deal` needs a `[[measure]]` of `c`, which records the options answered",
            "17:9: `deal` picks an option when an entry begins, and this field is in a group, which has no rows then",
        ],
    ),
    (
        "parts of a case that a field cannot hold, in a group, of a case nobody names, and an end that is not there",
        r#"@one
field = [
    { id = "a", kind = "text", label = "A", case = "wroked" },
    { id = "b", kind = "text", label = "B", case = "answer" },
    { id = "c", kind = "number", label = "C", case = "worked" },
    { id = "d", kind = "choice", label = "D", case = "answer", option = [{ id = "no", label = "no" }] },
    { id = "rows", kind = "group", label = "E", field = [{ id = "e", kind = "text", label = "E", case = "text" }] },
    { id = "f", kind = "text", label = "F", case = "title", until = "nothing" },
    { id = "g", kind = "text", label = "G", when = { field = "f", same = "c" } },
]
"#,
        &[
            "13:52: `wroked` is not a part of a case (use one of `id`, `title`, `text`, `answer`, `conditions`, `rules`, `worked`, `turns`); did you mean `worked`?",
            "14:52: the `answer` of a case is kept in a choice with the options no, later, yes",
            "15:54: the `worked` of a case is kept in a text",
            "16:54: the `answer` of a case can be `later`, which is not an option here",
            "17:105: `case` fills in a field when an entry begins, and this field is in a group, which has no rows then",
            "18:5: parts of a case, and no field with `case = \"id\"` that says of which",
            "18:69: `nothing` is not a field in sight here",
            "19:74: `same` needs two fields of a kind, and `f` is a text and a number",
        ],
    ),
    (
        "a case that is dealt and not recorded",
        r#"@one
field = [{ id = "a", kind = "text", label = "A", case = "id" }]
"#,
        &["12:10: `case` needs a `[[measure]]` of `a`, which records the cases had"],
    ),
    (
        "an answer carried over that is not one answer, or in a group",
        r#"@one
field = [
    { id = "a", kind = "note", label = "A", text = "A", carry = true },
    { id = "rows", kind = "group", label = "B", carry = true, field = [
        { id = "b", kind = "text", label = "B", carry = true },
    ] },
]
"#,
        &[
            "13:5: `carry` takes over one answer: a text, a person, a scale, a choice or a number",
            "14:5: `carry` takes over one answer: a text, a person, a scale, a choice or a number",
            "15:9: `carry` fills in a field when an entry begins, and this field is in a group, which has no rows then",
        ],
    ),
    (
        "what comes back without a day, on two, and after a text",
        r#"@one
field = [{ id = "a", kind = "text", label = "A" }]
[[return]]
about = "a"
text = "{b}"
exercise = "Second look"
[[return]]
about = "a"
after = "a"
after_days = 400
text = "{a}"
exercise = "second-look"
set = { a = 3, b = "{c}" }
"#,
        &[
            "13:1: a return needs `after_days` or `after`",
            "15:9: `b` is not a field in sight here; did you mean `a`?",
            "16:12: `Second look` is not an id, expected lower-case words joined by hyphens; did you mean `second-look`?",
            "19:9: `a` is a text, expected a choice whose options have `days`",
            "20:14: `after_days` is 400, expected 365 or less",
            "23:13: `a` is a number, expected text",
            "23:21: `c` is not a field in sight here; did you mean `a`?",
        ],
    ),
    (
        "letters that are none or taken, and a choice that differs from what it cannot",
        r#"@one
field = [
    { id = "a", kind = "choice", label = "A", option = [
        { id = "x", label = "X", letter = "Q" },
        { id = "y", label = "Y", letter = "q" },
        { id = "z", label = "Z", letter = "no" },
    ] },
    { id = "b", kind = "text", label = "B", differs = "a" },
    { id = "c", kind = "choice", label = "C", differs = "b", option = [{ id = "x", label = "X" }] },
    { id = "d", kind = "choice", label = "D", differs = "d", option = [{ id = "x", label = "X" }] },
]
"#,
        &[
            "15:43: `letter` is `q`, which stands for an option above",
            "16:43: `letter` is `no`, expected one letter or sign",
            "18:55: `differs` is for a choice, and this field is none",
            "19:57: `b` is a text, expected a choice",
            "20:57: `d` is this field itself, expected an earlier field",
        ],
    ),
    (
        "a role that is not known, and one of another kind",
        r#"@one
field = [
    { id = "a", kind = "text", label = "A", role = "produkt" },
    { id = "b", kind = "text", label = "B", role = "dimension" },
]
"#,
        &[
            "13:52: `produkt` is not a role (use one of `product`, `feeling`, `improvement`, `trust`, `dimension`, `segment`, `pain`, `job`, `journey`, `provenance`, `recipient`, `review`, `sent`, `chosen`, `passage`, `answer`, `interview`, `company`, `minutes`); did you mean `product`?",
            "14:52: the role `dimension` does not fit this kind of field",
        ],
    ),
    (
        "a hue that is not known",
        r#"@one
field = [
    { id = "a", kind = "choice", label = "A", option = [{ id = "x", label = "X", hue = "teal" }] },
    { id = "b", kind = "choice", label = "B", option = [{ id = "y", label = "Y", hue = "trusst" }] },
]
"#,
        &[
            "13:88: `teal` is not a hue (use one of `trust`, `errors`, `models`, `automation`, `review`)",
            "14:88: `trusst` is not a hue (use one of `trust`, `errors`, `models`, `automation`, `review`); did you mean `trust`?",
        ],
    ),
    (
        "a provenance that is not known, several of them, and old ids still in use",
        r#"@one
field = [
    { id = "a", kind = "choice", role = "provenance", label = "A", unanswered = "dreamt", option = [
        { id = "saw", label = "I saw it" },
        { id = "told", was = ["read", "heard"], label = "I was told" },
        { id = "read", label = "I read it" },
    ] },
    { id = "b", kind = "choice", role = "provenance", label = "B", many = true, was = "a", option = [
        { id = "imagine", label = "I imagined it" },
    ] },
    { id = "c", kind = "text", role = "provenance", label = "C" },
]
"#,
        &[
            "13:81: `dreamt` is not a provenance (use one of `did`, `watched`, `told`, `read`, `imagined`, `idea`, `unsaid`)",
            "14:16: `saw` is not a provenance (use one of `did`, `watched`, `told`, `read`, `imagined`, `idea`, `unsaid`)",
            "15:31: the id `read` is still in use here",
            "18:5: a choice with the role `provenance` takes one answer, without `many` or `other`",
            "18:87: the id `a` is still in use here",
            "19:16: `imagine` is not a provenance (use one of `did`, `watched`, `told`, `read`, `imagined`, `idea`, `unsaid`); did you mean `imagined`?",
            "21:39: the role `provenance` does not fit this kind of field",
        ],
    ),
    (
        "keys of another kind",
        r#"@one
field = [
    { id = "a", kind = "text", label = "A", min = 1 },
    { id = "b", kind = "evidence", label = "B", max = 1 },
    { id = "c", kind = "note", label = "C", text = "Hi", prose = true },
]
"#,
        &[
            "13:45: `min` is not a key of a `text` field",
            "14:49: `max` is not a key of an `evidence` field",
            "15:58: `prose` is not a key of a `note` field",
        ],
    ),
    (
        "keys of texts on a field for a person",
        r#"@one
field = [
    { id = "a", kind = "person", label = "A", suggest = "people" },
    { id = "b", kind = "person", prose = true },
    { id = "c", kind = "persona", label = "C" },
    { id = "d", kind = "evidence", label = "D", about = "a" },
]
"#,
        &[
            "13:47: `suggest` is not a key of a `person` field",
            "14:5: a `person` field needs `label`",
            "14:34: `prose` is not a key of a `person` field",
            "15:24: `persona` is not a kind of field (use one of {kinds}); did you mean `person`?",
        ],
    ),
    (
        "coach rules",
        r#"@one
field = [{ id = "a", kind = "text", label = "A", hints = ["vague-momnet", "same-everywhere"] }]
"#,
        &[
            "12:59: `vague-momnet` is not a coach rule (use one of `vague-moment`, `model-speak`, `jargon`, `over-promise`, `group-user`, `survey`, `devotion`, `solution-first`, `as-asked`, `preference`, `leading`, `future`, `company-metric`, `deadline`, `feeling-words`, `observable`, `specific`, `one-size`, `as-above`, `same-everywhere`, `repeats`, `reading-grade`); did you mean `vague-moment`?",
            "12:75: `same-everywhere` compares the rows of a group, and this field is in none",
        ],
    ),
    (
        "an example by half",
        r#"@one
[[step.field]]
id = "a"
kind = "text"
label = "A"
[step.field.example]
thin = "a"
optional = true
"#,
        &["16:1: an example needs `rich`", "18:1: `optional` is not a key of an example"],
    ),
    (
        "questions to grade an answer by",
        r#"@one
field = [
    { id = "a", kind = "text", label = "A", example = { thin = "a", rich = "b", ask = ["Who?", "When?"] } },
    { id = "b", kind = "text", label = "B", example = { thin = "a", rich = "b", ask = "Who?" } },
    { id = "c", kind = "text", label = "C", example = { thin = "a", rich = "b", ask = ["Who?", "When?", 3] } },
    { id = "d", kind = "text", label = "D", example = { thin = "a", rich = "b", ask = ["Who?", "When?", "So?"] } },
]
"#,
        &[
            "13:87: `ask` is a list of 2, expected 3 questions",
            "14:87: `ask` is text, expected a list",
            "15:105: `ask` is a number, expected text",
        ],
    ),
    (
        "ends and words of scales",
        r#"@one
field = [
    { id = "a", kind = "scale", label = "A", min = 5, max = 5, anchors = ["a", "b"] },
    { id = "b", kind = "scale", label = "B", min = 1, max = 5, anchors = ["a", "b", "c"] },
    { id = "c", kind = "scale", label = "C", min = 1, max = 5 },
    { id = "d", kind = "scale", label = "D", min = 0, max = 5000, anchors = ["a", "b"] },
    { id = "e", kind = "scale", label = "E", max = 99999999999999999999, anchors = ["a", 2] },
]
"#,
        &[
            "13:61: `max` is 5, expected more than `min`, 5",
            "14:74: `anchors` is a list of 3, expected 2 (the ends) or 5 (every value)",
            "15:5: a `scale` field needs `anchors`",
            "16:61: the scale has 5001 values, expected at most 101",
            "17:5: a `scale` field needs `min`",
            "17:52: `max` is too large a number",
            "17:90: `anchors` is a number, expected text",
        ],
    ),
    (
        "options",
        r#"@one
[[step.field]]
id = "a"
kind = "choice"
label = "A"
other = true
[[step.field.option]]
id = "other"
label = "something else"
[[step.field.option]]
id = "b"
[[step.field]]
id = "c"
kind = "choice"
label = "C"
"#,
        &[
            "18:6: the id `other` is taken by `other = true`",
            "20:1: an option needs `label`",
            "22:1: a `choice` field needs at least one `[[step.field.option]]`",
        ],
    ),
    (
        "limits of numbers",
        r#"@one
field = [{ id = "a", kind = "number", label = "A", min = 5, max = 2.5, unit = "" }, { id = "b", kind = "number", label = "B", min = nan }]
"#,
        &[
            "12:67: `max` is 2.5, expected `min`, 5, or more",
            "12:79: `unit` is empty",
            "12:133: `min` is not finite, expected a number",
        ],
    ),
    (
        "groups and their rows",
        r#"@one
[[step.field]]
id = "g"
kind = "group"
label = "G"
min = 3
max = 2
title = "{wrod}"
start = [{ word = "a" }, { wrod = "b", pain = 9 }, { sort = "huge", pain = "x", hello = "y", word = [] }]
field = [
    { id = "word", kind = "text", label = "Word" },
    { id = "pain", kind = "scale", label = "Pain", min = 1, max = 5, anchors = ["low", "high"] },
    { id = "sort", kind = "choice", label = "Sort", option = [{ id = "big", label = "big" }, { id = "hug", label = "hug" }] },
    { id = "hello", kind = "note", label = "Hello", text = "Hi" },
]
"#,
        &[
            "17:7: `max` is 2, expected `min`, 3, or more",
            "18:10: `wrod` is not a field in sight here; did you mean `word`?",
            "19:28: `wrod` is not a field of this group; did you mean `word`?",
            "19:47: `pain` is `9`, expected a whole number from 1 to 5",
            "19:52: `start` has 3 rows, expected `max`, 2, or fewer",
            "19:61: `huge` is not an option of `sort`; did you mean `hug`?",
            "19:76: `pain` is text, expected a number",
            "19:81: `hello` cannot be filled in by a start row",
            "19:101: `word` is a list, expected text or a number",
        ],
    ),
    (
        "a number with two readings",
        r#"@one
[[step.field]]
id = "g"
kind = "group"
label = "G"
start = [{ size = "1,500" }]
field = [{ id = "size", kind = "number", label = "Size" }]
"#,
        &["16:19: `size`: 1,500 could mean 1500 or 1.5: type it without the comma or with a point"],
    ),
    (
        "a group without fields",
        r#"@one
field = [{ id = "g", kind = "group", label = "G" }]
"#,
        &["12:10: a `group` field needs at least one `[[step.field.field]]`"],
    ),
    (
        "four groups in each other",
        r#"@one
[[step.field]]
id = "a"
kind = "group"
label = "A"
[[step.field.field]]
id = "b"
kind = "group"
label = "B"
[[step.field.field.field]]
id = "c"
kind = "group"
label = "C"
[[step.field.field.field.field]]
id = "d"
kind = "group"
label = "D"
field = [{ id = "e", kind = "text", label = "E" }]
"#,
        &["24:1: too many groups in each other, expected at most 3"],
    ),
    (
        "values to propose",
        r#"@one
[[step.field]]
id = "a"
kind = "choice"
label = "A"
option = [{ id = "yes", label = "yes" }]
[[step.field.propose]]
value = "yess"
because = "So."
[[step.field]]
id = "b"
kind = "text"
label = "B"
[[step.field.propose]]
when = { field = "a", is = "no" }
value = "Yes."
"#,
        &[
            "18:9: `yess` is not an option of this choice; did you mean `yes`?",
            "24:1: a proposal needs `because`",
            "25:28: `no` is not an option of `a`",
        ],
    ),
    (
        "numbers that are none",
        r#"@one
field = [{ id = "a", kind = "number", label = "A", min = 1e999, max = 2024-01-01 }]
"#,
        &["12:58: `min` is not finite, expected a number", "12:71: `max` is a date, expected a number"],
    ),
    (
        "clocks",
        r#"@one
field = [
    { id = "g", kind = "group", label = "G", field = [{ id = "at", kind = "number", label = "At" }, { id = "what", kind = "choice", label = "What", option = [{ id = "x", label = "X" }] }] },
    { id = "a", kind = "timer", label = "A", minutes = 5, seconds = 9, rows = "g", time = "what", press = "what", pause = "y" },
    { id = "b", kind = "timer", label = "B", rows = "g", time = "at" },
    { id = "c", kind = "timer", label = "C", step = "what" },
    { id = "d", kind = "timer", label = "D", rows = "g", time = "at", step = "what" },
    { id = "e", kind = "timer", label = "E", length = "at", press = "what" },
]
"#,
        &[
            "14:5: a clock with several lengths (use one of `minutes`, `seconds` and `length`)",
            "14:91: `what` is a choice, expected a number",
            "14:123: `y` is not an option of `what`; did you mean `x`?",
            "15:5: a `timer` field needs `press` or `step`",
            "16:5: a `timer` field needs `rows`",
            "17:78: the option `x` of `what` is not a step of this exercise",
            "18:5: a `timer` field needs `rows`",
            "18:55: `at` belongs to the rows of `g`, which are not in sight here",
        ],
    ),
];

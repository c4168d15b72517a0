//! Names, paths, templates and conditions that lead nowhere.

use super::Case;

pub(super) const CASES: &[Case] = &[
    (
        "ids twice",
        r#"@one
field = [{ id = "a", kind = "text", label = "A" }, { id = "a", kind = "number", label = "A" }]
@one
field = [{ id = "b", kind = "choice", label = "B", option = [{ id = "x", label = "x" }, { id = "x", label = "y" }] }]
"#,
        &[
            "12:59: the id `a` is taken in line 12",
            "14:6: the id `one` is taken in line 8",
            "17:96: the id `x` is taken in line 17",
        ],
    ),
    (
        "an id twice in one row, on two pages",
        r#"@rows
@two
each = "rows"
[[step.field]]
id = "word"
kind = "text"
label = "Word"
"#,
        &["29:6: the id `word` is taken in line 17"],
    ),
    (
        "shares of what is no number",
        r#"@rows
@two
[[step.field]]
id = "much"
kind = "number"
label = "Much"
[[step.field]]
id = "said"
kind = "note"
label = "Said"
text = "{much of much + rows}, {much of mcuh}"
"#,
        &[
            "35:9: `rows` is a group, expected a number",
            "35:32: `mcuh` is not a field in sight here; did you mean `much`?",
        ],
    ),
    (
        "ranks of what has no order",
        r#"@rows
@two
field = [
    { id = "a", kind = "rank", label = "A", of = "rows", by = "pian" },
    { id = "b", kind = "rank", label = "B", of = "rosw" },
    { id = "c", kind = "rank", label = "C", of = "a" },
    { id = "d", kind = "rank", label = "D", of = "rows", by = "word" },
    { id = "e", kind = "rank", label = "E" },
]
"#,
        &[
            "28:50: `rows` has no `ordered = true` (line 12)",
            "28:63: `pian` is not a field of this row, expected a scale; did you mean `pain`?",
            "29:50: `rosw` is not a field in sight here; did you mean `rows`?",
            "30:50: `a` is a rank, expected an ordered group",
            "31:50: `rows` has no `ordered = true` (line 12)",
            "31:63: `word` is a text, expected a scale",
            "32:5: a `rank` field needs `of`",
        ],
    ),
    (
        "each that leads nowhere",
        r#"@rows
@two
each = "rwos"
rail = "word"
[[step.field]]
id = "more"
kind = "text"
label = "More"
[[summary]]
text = "{more} {mroe}"
[[measure]]
id = "m"
title = "M"
field = "rows.more"
"#,
        &[
            "27:8: `rwos` is not a group of this exercise; did you mean `rows`?",
            "34:16: `mroe` is not a field in sight here",
        ],
    ),
    (
        "each of a text, and each of a later group",
        r#"[[step]]
id = "zero"
title = "Zero"
ask = "What?"
each = "rows"
field = [{ id = "x", kind = "text", label = "X" }]
@rows
@two
each = "rows.word"
field = [{ id = "y", kind = "text", label = "Y" }]
"#,
        &[
            "12:8: `rows` is a group of line 18, expected an earlier one",
            "33:8: `rows.word` is a text, expected a group",
        ],
    ),
    (
        "top: without rows, by what is no scale, by alone",
        r#"@rows
[[step]]
id = "two"
title = "Two"
ask = "And?"
top = 3
field = [{ id = "a", kind = "text", label = "A" }]
[[step]]
id = "three"
title = "Three"
ask = "And?"
each = "rows"
top = 3
by = "word"
field = [{ id = "b", kind = "text", label = "B" }]
[[step]]
id = "four"
title = "Four"
ask = "And?"
each = "rows"
by = "pain"
field = [{ id = "c", kind = "text", label = "C" }]
"#,
        &[
            "27:7: `top` needs `each` beside it",
            "35:6: `word` is a text, expected a scale",
            "42:6: `by` needs `top` beside it",
        ],
    ),
    (
        "after: itself, a later step, none",
        r#"@one
after = ["one", "two", "tow"]
field = [{ id = "a", kind = "text", label = "A" }]
@two
after = "noe"
field = [{ id = "b", kind = "text", label = "B", after = "a" }, { id = "c", kind = "text", label = "C", after = "d" }, { id = "d", kind = "text", label = "D", after = "d" }]
"#,
        &[
            "12:10: `one` is this step itself, expected an earlier one",
            "12:17: `two` comes later (line 14), expected an earlier step",
            "12:24: `tow` is not a step of this exercise",
            "18:9: `noe` is not a step of this exercise; did you mean `one`?",
            "19:113: `d` is answered later (line 19), expected an earlier field",
            "19:168: `d` is this field itself, expected an earlier field",
        ],
    ),
    (
        "rails and subjects that are no text",
        r#"@rows
@two
rail = "word"
field = [{ id = "b", kind = "number", label = "B" }]
[[step]]
id = "three"
title = "Three"
ask = "What?"
rail = "b"
field = [{ id = "c", kind = "evidence", label = "B", about = "rows", min = -1 }]
"#,
        &[
            "27:8: `word` belongs to the rows of `rows`, which are not in sight here",
            "33:8: `b` is a number, expected a text field",
            "34:62: `rows` is a group, expected a text field",
            "34:76: `min` is -1, expected 0 or more",
        ],
    ),
    (
        "names in templates",
        r#"@rows
[[step]]
id = "two"
title = "Two"
ask = "What of {word}, \"{rows}\"?"
field = [{ id = "n", kind = "note", label = "N", text = """
First {rows},
then {rosw} and {n}""" }]
"#,
        &[
            "26:16: `word` belongs to the rows of `rows`, which are not in sight here",
            "29:6: `rosw` is not a field in sight here; did you mean `rows`?",
            "29:17: `n` is a note, which has no answer",
        ],
    ),
    (
        "braces in templates",
        r#"[[step]]
id = "one"
title = "One"
ask = "What of {a?"
field = [{ id = "a", kind = "note", label = "A", text = "{not a name} }" }]
"#,
        &["11:7: a `{` without its `}`", "12:57: `{not a name}` is not a field name"],
    ),
    (
        "conditions without a test, with two, with none of the known",
        r#"@one
field = [
    { id = "a", kind = "number", label = "A" },
    { id = "b", kind = "text", label = "B", when = { field = "a" } },
    { id = "c", kind = "text", label = "C", when = { field = "a", at_least = 1, at_most = 2 } },
    { id = "d", kind = "text", label = "D", when = { field = "a", at_lest = 1 } },
    { id = "e", kind = "text", label = "E", when = "a" },
    { id = "f", kind = "text", label = "F", when = { answered = true } },
    { id = "g", kind = "text", label = "G", when = { field = "a", words = 3 } },
]
"#,
        &[
            "14:52: a condition needs one of `is`, `not`, `at_least`, `at_most`, `answered`, `words`, `fewer_words`, `any_open`, `same`, `differs`",
            "15:52: a condition with several tests (use one of `is`, `not`, `at_least`, `at_most`, `answered`, `words`, `fewer_words`, `any_open`, `same`, `differs`); a list of tables holds more",
            "16:67: `at_lest` is not a key of a condition; did you mean `at_least`?",
            "17:52: `when` is text, expected a table",
            "18:52: a condition needs `field`",
            "19:75: `words` needs a text, and `a` is a number",
        ],
    ),
    (
        "conditions that cannot hold",
        r#"@one
field = [
    { id = "a", kind = "choice", label = "A", option = [{ id = "yes", label = "yes" }] },
    { id = "b", kind = "scale", label = "B", min = 1, max = 5, anchors = ["x", "y"] },
    { id = "c", kind = "note", label = "C", text = "Hi", when = { field = "a", is = ["yes", "yse"] } },
    { id = "d", kind = "text", label = "D", when = [{ field = "a", not = "no" }, { field = "b", is = "3" }] },
    { id = "e", kind = "text", label = "E", when = { field = "a", at_least = 3 } },
    { id = "f", kind = "text", label = "F", when = { field = "f", answered = true } },
    { id = "g", kind = "text", label = "G", when = { field = "c", answered = true } },
    { id = "h", kind = "text", label = "H", when = { field = "i", answered = true } },
    { id = "i", kind = "text", label = "I", when = { field = "aa", answered = true } },
]
"#,
        &[
            "15:93: `yse` is not an option of `a`; did you mean `yes`?",
            "16:74: `no` is not an option of `a`",
            "16:102: `b` is a scale, expected `at_least` or `at_most`",
            "17:78: `at_least` needs a scale or a number, and `a` is a choice",
            "18:62: `f` is this field itself, expected an earlier field",
            "19:62: `c` is a note, which has no answer",
            "20:62: `i` is answered later (line 21), expected an earlier field",
            "21:62: `aa` is not a field in sight here; did you mean `a`?",
        ],
    ),
    (
        "a step that waits for its own answer",
        r#"@one
when = { field = "a", answered = true }
field = [{ id = "a", kind = "text", label = "A" }]
"#,
        &["12:18: `a` is answered later (line 13), expected an earlier field"],
    ),
    (
        "a field without a kind is not blamed elsewhere",
        r#"@one
field = [{ id = "a", label = "A" }, { id = "b", kind = "text", label = "B", when = { field = "a", is = "x" } }]
[[measure]]
id = "m"
title = "M"
field = "a"
"#,
        &["12:10: a field needs `kind`"],
    ),
    (
        "options in conditions",
        r#"@one
field = [
    { id = "a", kind = "choice", label = "A", other = true, option = [{ id = "yes", label = "yes" }] },
    { id = "b", kind = "text", label = "B", when = { field = "a", is = ["other"] } },
    { id = "c", kind = "text", label = "C", when = { field = "a", is = [] } },
    { id = "d", kind = "text", label = "D", when = { field = "a", not = [3] } },
]
"#,
        &["15:72: `is` is empty, expected at least one", "16:74: `not` is a number, expected text"],
    ),
    (
        "a group in a group without its path",
        r#"@one
field = [
    { id = "outer", kind = "group", label = "O", field = [
        { id = "inner", kind = "group", label = "I", field = [{ id = "a", kind = "text", label = "A" }] },
    ] },
]
@two
each = "inner"
field = [{ id = "b", kind = "text", label = "B" }]
[[measure]]
id = "m"
title = "M"
field = "inner"
"#,
        &[
            "21:8: `inner` is not a group of this exercise; did you mean `outer.inner`?",
            "26:9: `inner` does not lead to a field of this exercise; did you mean `outer.inner`?",
        ],
    ),
];

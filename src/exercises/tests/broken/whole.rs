//! Mistakes in the file as a whole, and in keys and types anywhere.

use super::Case;

pub(super) const CASES: &[Case] = &[
    (
        "a string without its end",
        r#"@one
field = [{ id = "a", kind = "text", label = "A }]
"#,
        &[r#"12:50: invalid basic string, expected `"`"#],
    ),
    (
        "a value that is missing, and a list that never ends",
        r#"tags =
prefix = "ab"
[[step]
"#,
        &["8:7: a value is missing", "10:8: unclosed array table, expected `]`"],
    ),
    (
        "a key twice",
        r#"tags = ["a"]
tags = ["b"]
"#,
        &["9:1: `tags` is already there"],
    ),
    (
        "a file with nothing but a format",
        "format = 1
",
        &[
            "1:1: an exercise needs `id`",
            "1:1: an exercise needs `revision`",
            "1:1: an exercise needs `title`",
            "1:1: an exercise needs `about`",
            "1:1: an exercise needs `why`",
            "1:1: an exercise needs `minutes`",
            "1:1: an exercise needs at least one `[[step]]`",
        ],
    ),
    (
        "a newer format hides everything else",
        r#"format = 2
color = "red"
id = 7
"#,
        &["1:10: written for a newer version of empathy: format 2, this one reads 1"],
    ),
    (
        "a format that is none",
        r#"format = "one"
id = "drill"
revision = 1
title = "Drill"
about = "A drill."
why = "It trains."
minutes = [5, 10]
@one
field = [{ id = "a", kind = "text", label = "A" }]
"#,
        &["1:10: `format` is text, expected a whole number"],
    ),
    (
        "a key of the exercise misspelt",
        r#"tgas = ["a"]
@one
field = [{ id = "a", kind = "text", label = "A" }]
"#,
        &["8:1: `tgas` is not a key of an exercise; did you mean `tags`?"],
    ),
    (
        "keys that are required, misspelt or missing",
        r#"[[step]]
id = "one"
tilte = "One"
field = [{ id = "a", kind = "text", lable = "A" }]
"#,
        &[
            "8:1: a step needs `ask`",
            "10:1: `tilte` is not a key of a step; did you mean `title`?",
            "11:37: `lable` is not a key of a `text` field; did you mean `label`?",
        ],
    ),
    (
        "values of the wrong type",
        r#"tags = "a"
prefix = 3
@one
why = ["a"]
field = [{ id = "a", kind = "text", label = true, optional = "yes", words = 3, paragraphs = 1.5 }]
"#,
        &[
            "8:8: `tags` is text, expected a list",
            "9:10: `prefix` is a number, expected text",
            "14:7: `why` is a list, expected text",
            "15:45: `label` is `true`, expected text",
            "15:62: `optional` is text, expected `true` or `false`",
            "15:77: `words` is a number, expected a list",
            "15:93: `paragraphs` is a decimal number, expected a whole number",
        ],
    ),
    (
        "one step where a list is meant",
        r#"[step]
id = "one"
"#,
        &["8:1: `step` is a table, expected a list of tables: `[[…]]`, or `[{ … }]`"],
    ),
    (
        "ids that are none",
        r#"format = 1
id = "Trust Audit"
revision = 0
title = "Drill"
about = " "
why = "It trains."
minutes = [5, 10]
prefix = "X"
[[step]]
id = "look-back"
title = ""
ask = "What?"
field = [{ id = "Why?", kind = "text", label = "A" }]
"#,
        &[
            "2:6: `Trust Audit` is not an id, expected lower-case words joined by hyphens; did you mean `trust-audit`?",
            "3:12: `revision` is 0, expected 1 or more",
            "5:9: `about` is empty",
            "8:10: `prefix` is `X`, expected two to four letters a–z",
            "10:6: `look-back` is not an id, expected lower-case words joined by underscores; did you mean `look_back`?",
            "11:9: `title` is empty",
            "13:17: `Why?` is not an id, expected lower-case words joined by underscores; did you mean `why`?",
        ],
    ),
    (
        "minutes that go down, and words that do",
        r#"format = 1
id = "x"
revision = 1
title = "Drill"
about = "A drill."
why = "It trains."
minutes = [30, 20]
@one
field = [{ id = "a", kind = "text", label = "A", words = [50, 20], paragraphs = 0 }]
"#,
        &[
            "2:6: `x` is too short for a prefix, expected `prefix` with two to four letters",
            "7:11: `minutes` goes down, expected `[20, 30]`",
            "12:58: `words` goes down, expected `[20, 50]`",
            "12:81: `paragraphs` is 0, expected 1 or more",
        ],
    ),
    (
        "minutes of no time",
        r#"format = 1
id = "drill"
revision = 1
title = "Drill"
about = "A drill."
why = "It trains."
minutes = [0, 20, 30]
@one
field = [{ id = "a", kind = "text", label = "A", words = [-1, 20] }]
"#,
        &[
            "7:11: `minutes` is a list of 3, expected `[least, most]`",
            "12:59: `words` is -1, expected 0 or more",
        ],
    ),
    (
        "too short an id for a prefix",
        r#"format = 1
id = "x"
revision = 1
title = "Drill"
about = "A drill."
why = "It trains."
minutes = [5, 10]
@one
field = [{ id = "a", kind = "text", label = "A" }]
"#,
        &["2:6: `x` is too short for a prefix, expected `prefix` with two to four letters"],
    ),
    (
        "keys nobody could read in a message",
        r#""a\nb" = 1
aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa = 1
@one
field = [{ id = "a", kind = "text", label = "Ä", "ö" = 1 }]
"#,
        &[
            r"8:1: `a\nb` is not a key of an exercise",
            "9:1: `aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…` is not a key of an exercise",
            "14:50: `ö` is not a key of a `text` field",
        ],
    ),
    (
        "a column is counted in characters",
        r#"title2 = "Ä"
[[step]]
id = "one"
"#,
        &[
            "8:1: `title2` is not a key of an exercise; did you mean `title`?",
            "9:1: a step needs `title`",
            "9:1: a step needs `ask`",
            "9:1: a step needs at least one `[[step.field]]`",
        ],
    ),
];

//! Mistakes in what is computed from the answers.

use super::Case;

pub(super) const CASES: &[Case] = &[
    (
        "measures of what cannot be counted",
        r#"@rows
[[measure]]
id = "m"
title = "M"
field = "rows.word"
better = "highest"
[[measure]]
id = "m"
title = "N"
field = "rows.pian"
[[measure]]
id = "o"
title = "O"
field = "rows.proof"
[[measure]]
id = "p"
title = "P"
subject = "rows.word"
"#,
        &[
            "27:10: `better` is `highest`, expected `higher` or `lower`; did you mean `higher`?",
            "29:6: the id `m` is taken in line 23",
            "31:9: `rows.pian` does not lead to a field of this exercise; did you mean `rows.pain`?",
            "35:9: `rows.proof` is evidence; a measure needs a scale, number, choice, text or group",
            "36:1: a measure needs `field`",
        ],
    ),
    (
        "differences of what is not two numbers of one row",
        r#"@rows
@two
field = [{ id = "sure", kind = "scale", label = "Sure", min = 0, max = 9, anchors = ["no", "yes"] }]
[[measure]]
id = "m"
title = "M"
field = "rows.pain"
minus = "rows.word"
[[measure]]
id = "n"
title = "N"
field = "rows.word"
minus = "rows.pain"
[[measure]]
id = "o"
title = "O"
field = "rows.pain"
minus = "sure"
[[measure]]
id = "p"
title = "P"
field = "rows.pain"
minus = "rows.pian"
"#,
        &[
            "32:9: `rows.word` and the field of this measure are not two numbers of one row",
            "37:9: `rows.pain` and the field of this measure are not two numbers of one row",
            "42:9: `sure` and the field of this measure are not two numbers of one row",
            "47:9: `rows.pian` does not lead to a field of this exercise; did you mean `rows.pain`?",
        ],
    ),
    (
        "counts of numbers that are none, and echoes of what is no text",
        r#"@rows
@two
field = [{ id = "sure", kind = "scale", label = "Sure", min = 0, max = 9, anchors = ["no", "yes"] },
    { id = "said", kind = "text", label = "Said", echoes = "rows.pain" }]
[[measure]]
id = "m"
title = "M"
fields = ["sure", "said", "rows.pain"]
at_least = 3
[[measure]]
id = "n"
title = "N"
fields = ["sure"]
[[measure]]
id = "o"
title = "O"
fields = []
at_least = 3
[[summary]]
text = "{sure + said at least 3}"
"#,
        &[
            "28:60: `rows.pain` is a scale, expected a text",
            "32:19: `said` and the others are not numbers of one row",
            "32:27: `rows.pain` and the others are not numbers of one row",
            "34:1: a measure needs `at_least`",
            "41:10: `fields` is empty, expected at least one",
            "44:9: `said` is a text, expected a number or a scale",
        ],
    ),
    (
        "measures and findings known in a way there is not",
        r#"@rows
[[measure]]
id = "m"
title = "M"
field = "rows.pain"
provenance = "ideas"
counts = "al"
[[finding]]
about = "rows.word"
each = "rows"
text = "{word}"
provenance = "seen"
"#,
        &[
            "27:14: `ideas` is not a provenance (use one of `did`, `watched`, `told`, `read`, `imagined`, `idea`, `unsaid`); did you mean `idea`?",
            "28:10: `counts` is `al`, expected `all`; did you mean `all`?",
            "33:14: `seen` is not a provenance (use one of `did`, `watched`, `told`, `read`, `imagined`, `idea`, `unsaid`)",
        ],
    ),
    (
        "measures of what holds, parts, weights and columns",
        r#"@rows
[[measure]]
id = "m"
title = "M"
field = "rows.pain"
part = "rows.word"
weights = { word = 1 }
[[measure]]
id = "n"
title = "N"
each = "rows"
when = { field = "pian", at_least = 3 }
offer = ["one"]
[[measure]]
id = "o"
title = "O"
field = "rows.word"
weights = { word = "heavy" }
negation = { wrds = ["not"] }
[[measure]]
id = "p"
title = "P"
field = "rows.word"
negation = { words = ["not"] }
[[column]]
title = "Word"
text = "{word}"
"#,
        &[
            "23:1: a measure needs `subject`",
            "28:11: `weights` weigh the words of a text, which this measure is not of",
            "33:18: `pian` is not a field in sight here; did you mean `pain`?",
            "34:9: `offer` is a list of 1, expected `[\"one\", \"several\"]`",
            "39:20: `word` is text, expected a number",
            "40:14: `wrds` is not a key of a table of words that deny; did you mean `words`?",
            "41:1: a measure needs `weights`",
            "48:9: `word` belongs to the rows of `rows`, which are not in sight here",
        ],
    ),
    (
        "subjects that are not in sight",
        r#"@rows
@two
field = [{ id = "word", kind = "text", label = "Word" }]
[[measure]]
id = "m"
title = "M"
field = "rows"
subject = "rows.word"
[[measure]]
id = "n"
title = "N"
field = "rows.pain"
subject = "word"
[[measure]]
id = "o"
title = "O"
field = "rows.pain"
subject = "rows.sort"
[[finding]]
about = "rows.word"
text = "{word}"
"#,
        &[
            "32:11: `rows.word` belongs to the rows of `rows`, which are not in sight here",
            "37:11: `word` is hidden here by a field of the same name",
            "42:11: `rows.sort` is a choice, expected a text",
            "44:9: `rows.word` belongs to the rows of `rows`, which are not in sight here",
        ],
    ),
    (
        "findings about nothing",
        r#"@rows
[[finding]]
about = "rows.wrod"
each = "rows"
text = "{pian}"
when = { field = "sort", is = "bg" }
[[finding]]
text = "Hi"
"#,
        &[
            "24:9: `rows.wrod` does not lead to a field of this exercise; did you mean `rows.word`?",
            "26:9: `pian` is not a field in sight here; did you mean `pain`?",
            "27:31: `bg` is not an option of `sort`; did you mean `big`?",
            "28:1: a finding needs `about`",
        ],
    ),
    (
        "parts of the summary",
        r#"@rows
[[summary]]
[[summary]]
count = "rosw"
words = ["row", "rows"]
[[summary]]
count = "rows"
words = ["row"]
text = "Hi"
[[summary]]
cuont = "rows"
words = ["row", "rows"]
[[summary]]
text = "{word}"
[[summary]]
count = "rows"
"#,
        &[
            "23:1: a summary needs `text` or `count`",
            "25:9: `rosw` is not a group of this exercise; did you mean `rows`?",
            r#"29:9: `words` is a list of 1, expected `["one", "several"]`"#,
            "30:1: `text` is not a key of a summary with `count`",
            "32:1: `cuont` is not a key of a summary; did you mean `count`?",
            "35:9: `word` belongs to the rows of `rows`, which are not in sight here",
            "36:1: a summary with `count` needs `words`",
        ],
    ),
    (
        "kinds of blocks",
        r#"@rows
[[report]]
kind = "tabel"
[[report]]
kind = "text"
text = "{word}"
each = "rows"
[[report]]
title = "Hi"
[[report]]
kind = "list"
text = "{word}"
[[report]]
kind = "table"
each = "rows"
"#,
        &[
            "24:8: `tabel` is not a kind of report block (use one of `text`, `quote`, `list`, `table`, `cards`, `matrix`, `beside`, `ratings`, `strip`, `chart`); did you mean `table`?",
            "28:1: `each` is not a key of a `text` block",
            "29:1: a report block needs `kind`",
            "31:1: a `list` block needs `each`",
            "34:1: a `table` block needs at least one `[[report.column]]`",
        ],
    ),
    (
        "what charts are of",
        r#"@rows
[[measure]]
id = "words"
title = "Words"
field = "rows.word"
[[report]]
kind = "chart"
values = "wrods"
[[report]]
kind = "chart"
[[report]]
kind = "chart"
across = "words"
"#,
        &[
            "29:10: `wrods` is not a measure of this exercise; did you mean `words`?",
            "30:1: a `chart` block needs `over_time`, `values`, `counts`, or `across` and `up`",
            "32:1: a `chart` block needs `up`",
        ],
    ),
    (
        "where blocks stand",
        r#"@rows
[[report]]
kind = "text"
text = "Hi"
part = "titel"
[[report]]
kind = "ratings"
part = "dimensions"
[[report.row]]
title = "Trust"
text = "{word}"
change = "trsut"
[[report]]
kind = "table"
each = "rows"
most = 0
cites = "word"
[[report.column]]
title = "Word"
text = "{word}"
"#,
        &[
            "26:8: `titel` is not a part of page one (use one of `own`, `title`, `finding`, `changes`, `quotation`, `dimensions`, `outcomes`, `ask`, `appendix`); did you mean `title`?",
            "30:1: a row needs `hue`",
            "32:9: `word` belongs to the rows of `rows`, which are not in sight here",
            "33:10: `trsut` is not a measure of this exercise",
            "37:8: `most` is 0, expected 1 or more",
            "38:9: `word` is a text, expected an evidence field",
        ],
    ),
    (
        "names in blocks",
        r#"@rows
[[report]]
kind = "list"
each = "rows"
text = "{hello}"
cites = "prof"
when = { field = "pain", at_least = "3" }
[[report]]
kind = "table"
each = "rows"
sort = "word"
column = [{ title = "W", text = "{wrod}", change = "pian" }]
[[report]]
kind = "cards"
each = "row"
heading = "{wrod}"
line = [{ label = "A", text = "{b}", lable = "c" }]
"#,
        &[
            "26:9: `hello` is a note, which has no answer",
            "27:9: `prof` is not a field of this row, expected an evidence field; did you mean `proof`?",
            "28:37: `at_least` is text, expected a number",
            "32:8: `word` is a text, expected a scale",
            "33:34: `wrod` is not a field in sight here; did you mean `word`?",
            "33:52: `pian` is not a measure of this exercise",
            "36:8: `row` is not a group of this exercise; did you mean `rows`?",
            "38:38: `lable` is not a key of a line; did you mean `label`?",
        ],
    ),
    (
        "a measure of a change",
        r#"@rows
[[measure]]
id = "pain"
title = "Pain"
field = "rows.pain"
[[report]]
kind = "table"
each = "rows"
column = [{ title = "W", text = "{word}", change = "pian" }]
"#,
        &["30:52: `pian` is not a measure of this exercise; did you mean `pain`?"],
    ),
];

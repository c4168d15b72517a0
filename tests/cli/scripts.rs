//! What people type at `practice --plain`, line by line.

/// A whole Trust Audit: three products, each with its moment and its change.
pub const TRUST_AUDIT: &str = "\
Otter
2
1
ChatGPT
3
today
Google Maps
4
yesterday

eroded it
1
Monday, 10:05. It wrote that fifteen shops had signed up.
D. had said fifty.
.
I read the line out to the others before I heard the recording.
.
2, other: a wrong number
1
other: left a gap and said so
Monday, 11:40. The fourth row read: \"I could not open this page.\"
.
A month ago it would have filled that row.
.
2,3
1
2
Monday, 18:20. It sent me round the closed bridge before I knew.

The sign came a minute later.
.
It was right in time, and said why.
.

Doubtful words in grey, while the call runs.
.
1
Beside each price the line it was read from.
.
2
The minute of the last report on the closed road.
.
2, 3
Two of three gained by saying what they did not know.
.
";

/// The answers that the form would give for it.
pub fn trust_audit_answers() -> serde_json::Value {
    serde_json::json!({
        "products": [
            {
                "product": "Otter", "trust": 2, "used": "today", "direction": "eroded",
                "moment_kind": "hallucinated",
                "moment": "Monday, 10:05. It wrote that fifteen shops had signed up.\nD. had said fifty.",
                "why": "I read the line out to the others before I heard the recording.",
                "broken_by": ["overconfidence", { "other": "a wrong number" }],
                "change": "Doubtful words in grey, while the call runs.", "lever": ["confidence"],
            },
            {
                "product": "ChatGPT", "trust": 3, "used": "today", "direction": "built",
                "moment_kind": { "other": "left a gap and said so" },
                "moment": "Monday, 11:40. The fourth row read: \"I could not open this page.\"",
                "why": "A month ago it would have filled that row.",
                "built_by": ["transparency", "graceful"],
                "change": "Beside each price the line it was read from.", "lever": ["source"],
            },
            {
                "product": "Google Maps", "trust": 4, "used": "yesterday", "direction": "built",
                "moment_kind": "good",
                "moment": "Monday, 18:20. It sent me round the closed bridge before I knew.\n\nThe sign came a minute later.",
                "why": "It was right in time, and said why.",
                "change": "The minute of the last report on the closed road.", "lever": ["source", "fallback"],
            },
        ],
        "pattern": "Two of three gained by saying what they did not know.",
    })
}

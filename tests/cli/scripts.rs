//! What people type at `practice --plain`, line by line.

/// A whole Trust Audit: three products, each with its moment and its change.
pub const TRUST_AUDIT: &str = "\
Otter
2

ChatGPT
3

Google Maps
4
yesterday

Monday, 10:05. It wrote that fifteen shops had signed up.
D. had said fifty.
.
eroded it
1,3, other: a wrong number
I read the line out to the others before I heard the recording.
.
Monday, 11:40. The fourth row read: \"I could not open this page.\"
.
1
other: left a gap and said so
A month ago it would have filled that row.
.
Monday, 18:20. It sent me round the closed bridge before I knew.

The sign came a minute later.
.
1
3,4
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
ChatGPT left a row blank. I believed the others. Mark every cell.
.
";

/// The answers that the form would give for it.
pub fn trust_audit_answers() -> serde_json::Value {
    serde_json::json!({
        "products": [
            {
                "product": "Otter", "trust": 2,
                "moment": "Monday, 10:05. It wrote that fifteen shops had signed up.\nD. had said fifty.",
                "direction": "eroded", "broken_by": ["hallucinated", "overconfidence", { "other": "a wrong number" }],
                "why": "I read the line out to the others before I heard the recording.",
                "change": "Doubtful words in grey, while the call runs.", "lever": ["confidence"],
            },
            {
                "product": "ChatGPT", "trust": 3,
                "moment": "Monday, 11:40. The fourth row read: \"I could not open this page.\"",
                "direction": "built", "built_by": [{ "other": "left a gap and said so" }],
                "why": "A month ago it would have filled that row.",
                "change": "Beside each price the line it was read from.", "lever": ["source"],
            },
            {
                "product": "Google Maps", "trust": 4, "used": "yesterday",
                "moment": "Monday, 18:20. It sent me round the closed bridge before I knew.\n\nThe sign came a minute later.",
                "direction": "built", "built_by": ["transparency", "graceful"],
                "why": "It was right in time, and said why.",
                "change": "The minute of the last report on the closed road.", "lever": ["source", "fallback"],
            },
        ],
        "pattern": "Two of three gained by saying what they did not know.",
        "headline": "ChatGPT left a row blank. I believed the others. Mark every cell.",
    })
}

-- What a story answers, and what it is about.

DROP TABLE story;

CREATE TABLE story (
    entry    INTEGER PRIMARY KEY REFERENCES entry (number) ON UPDATE CASCADE,
    title    TEXT NOT NULL,
    lacks    TEXT NOT NULL,                        -- what it lacks, in words: a JSON list
    kinds    TEXT NOT NULL,                        -- names of kinds of questions, with spaces between them
    tags     TEXT NOT NULL,                        -- what it answers, with spaces between
    hues     TEXT NOT NULL,                        -- names of dimensions, with spaces between
    observed INTEGER NOT NULL,
    words    BLOB NOT NULL                         -- numbers of words, each once, ascending, four bytes each, the lowest first
) STRICT;

INSERT OR IGNORE INTO stale VALUES ('facts');

-- What is recalled from memory: grades as they were given, what follows from them, and the entries that are told.

CREATE TABLE grade (
    number    INTEGER PRIMARY KEY,
    card      TEXT NOT NULL,                       -- `entry:` and its id, or `card:` and its name
    what      TEXT NOT NULL,                       -- a grade, or `retire`, `resume`, `restart`
    day       TEXT NOT NULL,
    at_ms     INTEGER NOT NULL,
    at_offset INTEGER NOT NULL,
    cue       TEXT NOT NULL DEFAULT '',
    name_ms   INTEGER,                             -- until the first name
    told_ms   INTEGER,
    missing   TEXT NOT NULL DEFAULT '[]',          -- the parts left out
    undone    INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE INDEX grade_of ON grade (card, number);

CREATE TABLE memory (
    card       TEXT PRIMARY KEY,
    due        TEXT NOT NULL,
    stability  REAL NOT NULL,
    difficulty REAL NOT NULL,
    last       TEXT,
    reviews    INTEGER NOT NULL,
    retired    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE story (
    entry INTEGER PRIMARY KEY REFERENCES entry (number) ON UPDATE CASCADE,
    title TEXT NOT NULL,
    lacks TEXT NOT NULL                            -- what it lacks, in words: a JSON list
) STRICT;

INSERT OR IGNORE INTO stale VALUES ('facts');

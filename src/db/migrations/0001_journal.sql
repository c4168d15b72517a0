-- The journal as it began: entries, the drafts over them, what they were before, and what they say.
-- Times are milliseconds since 1970 and minutes east of UTC; days are ISO dates; answers are JSON with their SHA-256.

CREATE TABLE definition (
    digest BLOB PRIMARY KEY CHECK (length(digest) = 32),
    text   TEXT NOT NULL
) STRICT;

CREATE TABLE entry (
    id              BLOB PRIMARY KEY CHECK (length(id) = 16),
    short           TEXT NOT NULL UNIQUE,
    letters         TEXT NOT NULL,                -- the short id after its dash
    exercise        TEXT NOT NULL,
    revision        INTEGER NOT NULL,
    definition      BLOB NOT NULL REFERENCES definition (digest),
    state           TEXT NOT NULL CHECK (state IN ('draft', 'complete', 'partial')),
    version         INTEGER NOT NULL DEFAULT 0 CHECK ((version = 0) = (state = 'draft')),
    week            TEXT NOT NULL,
    day             TEXT NOT NULL,
    begun_ms        INTEGER NOT NULL,
    begun_offset    INTEGER NOT NULL,
    finished_ms     INTEGER,
    finished_offset INTEGER,
    desk_ms         INTEGER NOT NULL DEFAULT 0,
    summary         TEXT NOT NULL DEFAULT '',
    open_draft      INTEGER NOT NULL DEFAULT 0 CHECK (open_draft IN (0, 1)),
    saves           INTEGER NOT NULL DEFAULT 0,   -- the last revision of drafts that are gone: revisions never repeat
    origin          BLOB REFERENCES entry (id),   -- the entry this one parted from
    trashed_ms      INTEGER,
    trashed_offset  INTEGER,
    answers         TEXT NOT NULL,
    digest          BLOB NOT NULL CHECK (length(digest) = 32)
) STRICT;

CREATE INDEX entry_by_day       ON entry (day, id)           WHERE trashed_ms IS NULL;
CREATE INDEX entry_by_exercise  ON entry (exercise, day, id) WHERE trashed_ms IS NULL;
CREATE INDEX entry_by_week      ON entry (week, day, id)     WHERE trashed_ms IS NULL;
CREATE INDEX entry_open         ON entry (day, id)           WHERE trashed_ms IS NULL AND open_draft = 1;
CREATE INDEX entry_letters      ON entry (letters)           WHERE trashed_ms IS NULL;
CREATE INDEX entry_week_done    ON entry (week)              WHERE trashed_ms IS NULL AND version > 0;
CREATE INDEX entry_day_done     ON entry (day)               WHERE trashed_ms IS NULL AND version > 0;
CREATE INDEX entry_trashed      ON entry (trashed_ms, id)    WHERE trashed_ms IS NOT NULL;
CREATE INDEX entry_origin       ON entry (origin)            WHERE origin IS NOT NULL;

CREATE TABLE draft (
    entry        BLOB PRIMARY KEY REFERENCES entry (id),
    revision     INTEGER NOT NULL,
    place        TEXT NOT NULL,
    desk_ms      INTEGER NOT NULL,
    saved_ms     INTEGER NOT NULL,
    saved_offset INTEGER NOT NULL,
    answers      TEXT NOT NULL,
    digest       BLOB NOT NULL CHECK (length(digest) = 32)
) STRICT;

CREATE INDEX draft_newest ON draft (saved_ms, entry);

CREATE TABLE history (
    id         INTEGER PRIMARY KEY,
    entry      BLOB NOT NULL REFERENCES entry (id),
    version    INTEGER NOT NULL,
    state      TEXT NOT NULL CHECK (state IN ('draft', 'complete', 'partial')),
    definition BLOB NOT NULL REFERENCES definition (digest),
    at_ms      INTEGER NOT NULL,
    at_offset  INTEGER NOT NULL,
    desk_ms    INTEGER NOT NULL,
    answers    TEXT NOT NULL,
    digest     BLOB NOT NULL CHECK (length(digest) = 32)
) STRICT;

CREATE INDEX history_of ON history (entry, id);

CREATE TABLE fact (
    entry       BLOB NOT NULL REFERENCES entry (id),
    position    INTEGER NOT NULL,
    measure     TEXT NOT NULL,
    subject     TEXT,
    subject_key TEXT NOT NULL,                    -- empty for a fact about the whole entry
    week        TEXT NOT NULL,
    day         TEXT NOT NULL,
    value       REAL NOT NULL,
    category    TEXT,
    PRIMARY KEY (entry, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX fact_of_subject ON fact (measure, subject_key, week, day, entry, position);
CREATE INDEX fact_of_week    ON fact (measure, week, day, entry, position);

CREATE TABLE finding (
    entry       BLOB NOT NULL REFERENCES entry (id),
    position    INTEGER NOT NULL,
    subject     TEXT NOT NULL,
    subject_key TEXT NOT NULL,
    day         TEXT NOT NULL,
    text        TEXT NOT NULL,
    PRIMARY KEY (entry, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX finding_about ON finding (subject_key, day, entry, position);

CREATE TABLE term (
    vocabulary TEXT NOT NULL,
    key        TEXT NOT NULL,
    text       TEXT NOT NULL,
    used_ms    INTEGER NOT NULL,
    PRIMARY KEY (vocabulary, key)
) STRICT, WITHOUT ROWID;

CREATE INDEX term_newest ON term (vocabulary, used_ms DESC, key);

CREATE TABLE week_start (
    starts TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

CREATE TABLE slot (
    week     TEXT NOT NULL,
    exercise TEXT NOT NULL,
    moved_to INTEGER,                             -- the day of the week from 1; nothing if left out
    PRIMARY KEY (week, exercise)
) STRICT, WITHOUT ROWID;

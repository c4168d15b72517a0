-- Finding anything and losing nothing: search, tags, links between entries, and every change with what takes it back.

-- A number for each entry that can be found: its day (counted from year 1) times 2^20, and its place in that day, so
-- that numbers are ordered as lists are.
CREATE TABLE numbered (
    number INTEGER PRIMARY KEY,
    entry  BLOB NOT NULL UNIQUE REFERENCES entry (id)
) STRICT;

-- The index alone, without a second copy of what was written. `marks` holds one made-up word for each thing a filter may
-- ask for. The rowid is the number of the entry.
CREATE VIRTUAL TABLE search USING fts5 (
    title, body, tags, marks,
    content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3'
);

-- What is to be made anew in the transaction of the last step.
CREATE TABLE stale (
    what TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

INSERT INTO stale VALUES ('derived');

-- The words of an entry that were remembered to be suggested.
CREATE TABLE said (
    entry      BLOB NOT NULL REFERENCES entry (id),
    vocabulary TEXT NOT NULL,
    key        TEXT NOT NULL,
    PRIMARY KEY (entry, vocabulary, key)
) STRICT, WITHOUT ROWID;

CREATE INDEX said_by ON said (vocabulary, key, entry);

CREATE TABLE tag (
    entry BLOB NOT NULL REFERENCES entry (id),
    tag   TEXT NOT NULL,
    PRIMARY KEY (entry, tag)
) STRICT, WITHOUT ROWID;

-- How many entries outside the trash carry a tag; no row for none.
CREATE TABLE tag_count (
    tag     TEXT PRIMARY KEY,
    entries INTEGER NOT NULL CHECK (entries > 0)
) STRICT, WITHOUT ROWID;

CREATE TABLE link (
    entry  BLOB NOT NULL REFERENCES entry (id),
    target BLOB NOT NULL REFERENCES entry (id),
    PRIMARY KEY (entry, target)
) STRICT, WITHOUT ROWID;

CREATE INDEX link_to ON link (target, entry);

-- What a version before said, to bring it back whole. Nothing for versions kept by the first schema.
ALTER TABLE history ADD COLUMN revision INTEGER;
ALTER TABLE history ADD COLUMN summary TEXT;

CREATE INDEX history_version ON history (entry, version, id) WHERE state <> 'draft';

CREATE TABLE fact_before (
    history     INTEGER NOT NULL REFERENCES history (id),
    position    INTEGER NOT NULL,
    measure     TEXT NOT NULL,
    subject     TEXT,
    subject_key TEXT NOT NULL,
    value       REAL NOT NULL,
    category    TEXT,
    PRIMARY KEY (history, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE finding_before (
    history     INTEGER NOT NULL REFERENCES history (id),
    position    INTEGER NOT NULL,
    subject     TEXT NOT NULL,
    subject_key TEXT NOT NULL,
    text        TEXT NOT NULL,
    PRIMARY KEY (history, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE said_before (
    history    INTEGER NOT NULL REFERENCES history (id),
    vocabulary TEXT NOT NULL,
    key        TEXT NOT NULL,
    PRIMARY KEY (history, vocabulary, key)
) STRICT, WITHOUT ROWID;

-- What a person did, one row however many entries it was done to.
CREATE TABLE change (
    id         INTEGER PRIMARY KEY,
    kind       TEXT NOT NULL CHECK (kind IN ('finish', 'discard', 'trash', 'restore', 'tag', 'bring_back', 'undo')),
    at_ms      INTEGER NOT NULL,
    at_offset  INTEGER NOT NULL,
    takes_back INTEGER REFERENCES change (id),
    undone     INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
) STRICT;

CREATE INDEX change_open ON change (id) WHERE undone = 0 AND kind <> 'undo';

CREATE TABLE changed (
    change   INTEGER NOT NULL REFERENCES change (id),
    position INTEGER NOT NULL,
    entry    BLOB NOT NULL REFERENCES entry (id),
    history  INTEGER REFERENCES history (id),     -- what it was before, or the draft that was discarded
    trashed  INTEGER NOT NULL DEFAULT 0,          -- whether a discarded draft took its entry to the trash
    added    TEXT NOT NULL DEFAULT '',            -- tags, with spaces between
    removed  TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (change, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX changed_of      ON changed (entry);
CREATE INDEX changed_history ON changed (history) WHERE history IS NOT NULL;

-- People: their names, the alias that stands for each outside, and what was done to them.

-- Numbers are never used twice: who became known later has a higher one.
CREATE TABLE person (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    alias     TEXT NOT NULL,
    alias_key TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE person_name (
    key      TEXT PRIMARY KEY,
    person   INTEGER NOT NULL REFERENCES person (id),
    position INTEGER NOT NULL,                    -- 0 is the name they go by
    text     TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX person_name_of ON person_name (person, position);

-- Every alias that ever stood for anybody: a new one is never one of them.
CREATE TABLE alias_used (
    key TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

-- Changes of a new kind: the list of kinds is the program's, so that another needs no new table.
ALTER TABLE change RENAME TO change_before;
ALTER TABLE changed RENAME TO changed_before;

CREATE TABLE change (
    id         INTEGER PRIMARY KEY,
    kind       TEXT NOT NULL,
    at_ms      INTEGER NOT NULL,
    at_offset  INTEGER NOT NULL,
    takes_back INTEGER REFERENCES change (id),
    undone     INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
) STRICT;

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

INSERT INTO change SELECT * FROM change_before ORDER BY id;
INSERT INTO changed SELECT * FROM changed_before;
DROP TABLE changed_before;
DROP TABLE change_before;

CREATE INDEX change_open     ON change (id) WHERE undone = 0 AND kind <> 'undo';
CREATE INDEX changed_of      ON changed (entry);
CREATE INDEX changed_history ON changed (history) WHERE history IS NOT NULL;

-- What a change did to people: as they were and as they are then, in JSON; nothing where they were not there.
CREATE TABLE changed_person (
    change   INTEGER NOT NULL REFERENCES change (id),
    position INTEGER NOT NULL,
    before   TEXT,
    after    TEXT,
    PRIMARY KEY (change, position)
) STRICT, WITHOUT ROWID;

-- Entries of another day than the one they were written on, and moving them there.

-- When it happened, if that was told when it was logged.
ALTER TABLE entry ADD COLUMN happened_ms INTEGER;
ALTER TABLE entry ADD COLUMN happened_offset INTEGER;

-- The local day it was begun on, where that is not the day it belongs to.
ALTER TABLE entry ADD COLUMN written TEXT;

-- What can be done to entries grows, so the kinds are no longer listed here. Both tables are made anew, because a
-- condition of a table cannot be changed.
ALTER TABLE change RENAME TO change_before;
ALTER TABLE changed RENAME TO changed_before;

CREATE TABLE change (
    id         INTEGER PRIMARY KEY,
    kind       TEXT NOT NULL,
    at_ms      INTEGER NOT NULL,
    at_offset  INTEGER NOT NULL,
    takes_back INTEGER REFERENCES change (id),
    undone     INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1)),
    gone       INTEGER NOT NULL DEFAULT 0              -- how many of its entries are erased for good
) STRICT;

CREATE TABLE changed (
    change          INTEGER NOT NULL REFERENCES change (id),
    position        INTEGER NOT NULL,
    entry           BLOB NOT NULL REFERENCES entry (id),
    history         INTEGER REFERENCES history (id),   -- what it was before, or the draft that was discarded
    trashed         INTEGER NOT NULL DEFAULT 0,        -- whether a discarded draft took its entry to the trash
    added           TEXT NOT NULL DEFAULT '',          -- tags, with spaces between
    removed         TEXT NOT NULL DEFAULT '',
    day             TEXT,                              -- where a moved entry was before
    week            TEXT,
    happened_ms     INTEGER,
    happened_offset INTEGER,
    PRIMARY KEY (change, position)
) STRICT, WITHOUT ROWID;

INSERT INTO change (id, kind, at_ms, at_offset, takes_back, undone)
    SELECT id, kind, at_ms, at_offset, takes_back, undone FROM change_before ORDER BY id;
INSERT INTO changed (change, position, entry, history, trashed, added, removed)
    SELECT change, position, entry, history, trashed, added, removed FROM changed_before;

DROP TABLE changed_before;
DROP TABLE change_before;

CREATE INDEX change_open     ON change (id) WHERE undone = 0 AND kind <> 'undo';
CREATE INDEX changed_of      ON changed (entry);
CREATE INDEX changed_history ON changed (history) WHERE history IS NOT NULL;

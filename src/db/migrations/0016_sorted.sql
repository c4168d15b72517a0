-- Complaints that entries sorted, and which entries cite which complaints.

CREATE TABLE sorted (
    entry     INTEGER NOT NULL REFERENCES entry (number) ON UPDATE CASCADE,
    position  INTEGER NOT NULL,
    id        BLOB NOT NULL,                       -- the complaint it would be in the store
    product   TEXT NOT NULL,
    source    TEXT NOT NULL,
    dimension TEXT NOT NULL,
    text      TEXT NOT NULL,
    phrase    TEXT NOT NULL,                       -- the words that show it; empty for none
    decided   INTEGER NOT NULL CHECK (decided IN (0, 1)),
    PRIMARY KEY (entry, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX sorted_by_id ON sorted (id, entry);

CREATE TABLE complaint_link (
    entry     INTEGER NOT NULL REFERENCES entry (number) ON UPDATE CASCADE,
    complaint INTEGER NOT NULL REFERENCES complaint (number) ON DELETE CASCADE,
    PRIMARY KEY (entry, complaint)
) STRICT, WITHOUT ROWID;

CREATE INDEX complaint_link_to ON complaint_link (complaint, entry);

INSERT OR IGNORE INTO stale VALUES ('facts');

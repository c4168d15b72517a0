-- Facts stand by measure and entry alone, without an index of each beside them: that an entry says something of a subject is
-- kept once a measure, however many facts that is.

ALTER TABLE fact RENAME TO old_fact;

CREATE TABLE fact (
    measure     INTEGER NOT NULL REFERENCES measure (number),
    entry       INTEGER NOT NULL,                  -- follows when the entry moves; there is no index by entry alone
    position    INTEGER NOT NULL,
    subject_key INTEGER NOT NULL,                  -- a label; 0 for a fact about the whole entry
    week        INTEGER NOT NULL,
    subject     INTEGER,                           -- labels, these five
    part        INTEGER,
    place       INTEGER NOT NULL,                  -- the row it was found in; 0 at the top
    item        INTEGER,                           -- what that row is called
    category    INTEGER,
    value       REAL NOT NULL,
    words       ANY,                               -- as they are, or the way to them, as in `finding`
    live        INTEGER NOT NULL,                  -- 0 while its entry is in the trash
    provenance  INTEGER NOT NULL DEFAULT 0,
    counts      INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (measure, entry, position)
) STRICT, WITHOUT ROWID;

INSERT OR IGNORE INTO fact (measure, entry, position, subject_key, week, subject, part, place, item, category, value, words, live,
    provenance, counts)
SELECT measure, entry, position, subject_key, week, subject, part, place, item, category, value, words, live, provenance,
    counts
FROM old_fact ORDER BY measure, entry, position;

CREATE TABLE about (
    measure     INTEGER NOT NULL,
    subject_key INTEGER NOT NULL,                  -- a label; never the whole entry
    week        INTEGER NOT NULL,
    entry       INTEGER NOT NULL,                  -- follows when the entry moves
    PRIMARY KEY (measure, subject_key, week, entry)
) STRICT, WITHOUT ROWID;

INSERT INTO about SELECT DISTINCT measure, subject_key, week, entry FROM old_fact WHERE subject_key > 0
ORDER BY measure, subject_key, week, entry;

DROP TABLE old_fact;

CREATE INDEX fact_in_parts  ON fact (measure, entry, position) WHERE live = 1 AND part IS NOT NULL;
CREATE INDEX fact_uncounted ON fact (measure, entry, position) WHERE counts = 0;

-- Long words are stored as the way to them when facts are worked out again.
INSERT OR IGNORE INTO stale VALUES ('facts');

-- A smaller file: texts that many facts share are kept once, sums over facts are worked out when they are asked for, the
-- id of a revision follows from the rest of its row, and the index of words holds the first letters of words as words.

CREATE TABLE label (
    number INTEGER PRIMARY KEY,
    text   TEXT NOT NULL UNIQUE
) STRICT;

INSERT INTO label VALUES (0, '');
INSERT OR IGNORE INTO label (text)
SELECT subject FROM fact WHERE subject IS NOT NULL UNION SELECT subject_key FROM fact UNION SELECT place FROM fact
UNION SELECT part FROM fact WHERE part IS NOT NULL UNION SELECT item FROM fact WHERE item IS NOT NULL
UNION SELECT category FROM fact WHERE category IS NOT NULL
UNION SELECT subject FROM finding UNION SELECT subject_key FROM finding;

-- Which measures entries of an exercise have facts of: the way from an entry to its facts.
CREATE TABLE measured (
    exercise TEXT NOT NULL,
    measure  INTEGER NOT NULL REFERENCES measure (number),
    PRIMARY KEY (exercise, measure)
) STRICT, WITHOUT ROWID;

INSERT INTO measured SELECT DISTINCT e.exercise, f.measure FROM fact f JOIN entry e ON e.number = f.entry;

ALTER TABLE fact    RENAME TO old_fact;
ALTER TABLE finding RENAME TO old_finding;
ALTER TABLE revision RENAME TO old_revision;
ALTER TABLE said RENAME TO old_said;

CREATE TABLE fact (
    measure     INTEGER NOT NULL REFERENCES measure (number),
    subject_key INTEGER NOT NULL,                  -- a label; 0 for a fact about the whole entry
    week        INTEGER NOT NULL,
    entry       INTEGER NOT NULL,                  -- follows when the entry moves; there is no index by entry alone
    position    INTEGER NOT NULL,
    subject     INTEGER,                           -- labels, these five
    part        INTEGER,
    place       INTEGER NOT NULL,                  -- the row it was found in; 0 at the top
    item        INTEGER,                           -- what that row is called
    category    INTEGER,
    value       REAL NOT NULL,
    words       TEXT,
    live        INTEGER NOT NULL,                  -- 0 while its entry is in the trash
    PRIMARY KEY (measure, subject_key, week, entry, position)
) STRICT, WITHOUT ROWID;

INSERT INTO fact
SELECT measure, k.number, week, entry, position, s.number, p.number, l.number, i.number, c.number, value, words, live
FROM old_fact f JOIN label k ON k.text = f.subject_key JOIN label l ON l.text = f.place
    LEFT JOIN label s ON s.text = f.subject LEFT JOIN label p ON p.text = f.part
    LEFT JOIN label i ON i.text = f.item LEFT JOIN label c ON c.text = f.category
ORDER BY measure, k.number, week, entry, position;

-- The text is stored as it is, or as the way to it: [what comes before, which text of the answers, how many bytes of it,
-- what comes after].
CREATE TABLE finding (
    entry       INTEGER NOT NULL REFERENCES entry (number) ON UPDATE CASCADE,
    position    INTEGER NOT NULL,
    subject     INTEGER NOT NULL,
    subject_key INTEGER NOT NULL,
    text        ANY NOT NULL,
    PRIMARY KEY (entry, position)
) STRICT, WITHOUT ROWID;

INSERT INTO finding SELECT entry, position, s.number, k.number, f.text
FROM old_finding f JOIN label s ON s.text = f.subject JOIN label k ON k.text = f.subject_key;

-- The words an entry uses. That a word is used nowhere any more is looked up when the trash is emptied.
CREATE TABLE said (
    entry INTEGER NOT NULL REFERENCES entry (number) ON UPDATE CASCADE,
    term  INTEGER NOT NULL,
    PRIMARY KEY (entry, term)
) STRICT, WITHOUT ROWID;

INSERT INTO said SELECT entry, term FROM old_said;

-- Never changed once it is written. `seq` counts within an entry and is never used twice.
CREATE TABLE revision (
    number            INTEGER PRIMARY KEY,
    entry             INTEGER NOT NULL REFERENCES entry (number) ON UPDATE CASCADE,
    seq               INTEGER NOT NULL,
    parent            INTEGER,                      -- the revision it was written over
    device            INTEGER NOT NULL DEFAULT 0,   -- 0 is the one that holds this journal
    at_ms             INTEGER NOT NULL,
    at_offset         INTEGER NOT NULL,
    kind              TEXT NOT NULL CHECK (kind IN ('draft', 'complete', 'partial', 'discarded')),
    version           INTEGER NOT NULL,
    exercise_revision INTEGER NOT NULL,
    definition        INTEGER NOT NULL REFERENCES definition (number),
    desk_ms           INTEGER NOT NULL,
    place             TEXT NOT NULL DEFAULT '',
    digest            BLOB NOT NULL CHECK (length(digest) = 32),
    answers           TEXT NOT NULL
) STRICT;

INSERT INTO revision SELECT number, entry, seq, parent, device, at_ms, at_offset, kind, version, exercise_revision,
    definition, desk_ms, place, digest, answers FROM old_revision;

DROP TABLE old_fact;
DROP TABLE old_finding;
DROP TABLE old_revision;
DROP TABLE old_said;
DROP TABLE tally;
DROP TABLE search;

CREATE VIRTUAL TABLE search USING fts5 (
    body, title, tags, marks,
    content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2'
);

CREATE UNIQUE INDEX revision_of ON revision (entry, seq);
CREATE INDEX fact_newest   ON fact (measure, entry, position);
CREATE INDEX fact_in_parts ON fact (measure, entry, position) WHERE live = 1 AND part IS NOT NULL;
CREATE INDEX finding_about ON finding (subject_key, entry, position);

DELETE FROM stale WHERE what IN ('revisions', 'tally', 'search');
INSERT OR IGNORE INTO stale VALUES ('search'), ('facts');

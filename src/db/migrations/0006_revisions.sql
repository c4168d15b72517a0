-- Immutable revisions: an entry is a row that lists read, and a chain of what it said. Drafts, finished versions and
-- discarded drafts are revisions; finishing, undo and bringing back move the pointers of the entry.

DROP TABLE fact_before;
DROP TABLE finding_before;
DROP TABLE said_before;
DROP TABLE tally;
DROP TABLE tag_count;
DROP TABLE search;
ALTER TABLE definition RENAME TO old_definition;
ALTER TABLE entry      RENAME TO old_entry;
ALTER TABLE draft      RENAME TO old_draft;
ALTER TABLE history    RENAME TO old_history;
ALTER TABLE fact       RENAME TO old_fact;
ALTER TABLE finding    RENAME TO old_finding;
ALTER TABLE term       RENAME TO old_term;
ALTER TABLE said       RENAME TO old_said;
ALTER TABLE tag        RENAME TO old_tag;
ALTER TABLE link       RENAME TO old_link;
ALTER TABLE changed    RENAME TO old_changed;

CREATE TABLE definition (
    number INTEGER PRIMARY KEY,
    digest BLOB NOT NULL UNIQUE CHECK (length(digest) = 32),
    text   TEXT NOT NULL
) STRICT;

INSERT INTO definition (digest, text) SELECT digest, text FROM old_definition ORDER BY rowid;

-- The number of an entry is its day (counted from year 1) times 2^20, and its place in that day, so that entries and the
-- rows of the index of words are ordered as lists are. What belongs to an entry follows when it moves to another day.
CREATE TABLE entry (
    number            INTEGER PRIMARY KEY,
    id                BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    short             TEXT NOT NULL,                -- computed; unique only by how it is made
    letters           TEXT NOT NULL,                -- the short id after its dash
    exercise          TEXT NOT NULL,
    week              INTEGER NOT NULL,             -- 202546
    day               TEXT NOT NULL,
    written           TEXT,                         -- the local day it was begun on, where that is another
    begun_ms          INTEGER NOT NULL,
    begun_offset      INTEGER NOT NULL,
    happened_ms       INTEGER,
    happened_offset   INTEGER,
    origin            INTEGER REFERENCES entry (number) ON UPDATE CASCADE ON DELETE SET NULL,
    trashed_ms        INTEGER,
    trashed_offset    INTEGER,
    finished          INTEGER,                      -- the revision it is finished with
    draft             INTEGER,                      -- the revision being written
    indexed           INTEGER,                      -- the revision whose words can be found
    -- What lists show of the finished revision; of one never finished, what it was begun with.
    state             TEXT NOT NULL CHECK ((state = 'draft') = (finished IS NULL)),
    version           INTEGER NOT NULL CHECK ((version = 0) = (finished IS NULL)),
    exercise_revision INTEGER NOT NULL,
    definition        INTEGER NOT NULL REFERENCES definition (number),
    finished_ms       INTEGER,
    finished_offset   INTEGER,
    desk_ms           INTEGER NOT NULL DEFAULT 0,
    summary           TEXT NOT NULL DEFAULT ''
) STRICT;

-- Never changed once it is written. `seq` counts within an entry and is never used twice.
CREATE TABLE revision (
    number            INTEGER PRIMARY KEY,
    id                BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
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

INSERT INTO entry (number, id, short, letters, exercise, week, day, written, begun_ms, begun_offset, happened_ms,
    happened_offset, trashed_ms, trashed_offset, finished, state, version, exercise_revision, definition, finished_ms,
    finished_offset, desk_ms, summary)
SELECT (nth << 20) + row_number() OVER (PARTITION BY nth ORDER BY e.id) - 1,
    e.id, short, letters, exercise, CAST(substr(week, 1, 4) || substr(week, 7, 2) AS INTEGER), day, written, begun_ms,
    begun_offset, happened_ms, happened_offset, trashed_ms, trashed_offset, iif(version = 0, NULL, 0), state, version,
    revision, d.number, finished_ms, finished_offset, desk_ms, summary
FROM (SELECT *, CAST(ifnull(julianday(day), 1721424.5) - 1721424.5 AS INTEGER) AS nth FROM old_entry) e
    JOIN definition d ON d.digest = e.definition;

UPDATE entry SET origin = (SELECT o.number FROM old_entry e JOIN entry o ON o.id = e.origin WHERE e.id = entry.id)
WHERE id IN (SELECT id FROM old_entry WHERE origin IS NOT NULL);

-- Oldest first: what history holds, what is finished, and the draft over it.
INSERT INTO revision (number, id, entry, seq, at_ms, at_offset, kind, version, exercise_revision, definition, desk_ms,
    place, digest, answers)
SELECT row_number() OVER (ORDER BY rank, n, entry), CAST(printf('%016d', row_number() OVER (ORDER BY rank, n, entry)) AS BLOB),
    entry, row_number() OVER (PARTITION BY entry ORDER BY rank, n), at_ms, at_offset, kind, version, exercise_revision,
    definition, desk_ms, place, digest, answers
FROM (
    SELECT 1 AS rank, h.id AS n, e.number AS entry, h.at_ms, h.at_offset,
        iif(h.state = 'draft', 'discarded', h.state) AS kind, h.version,
        ifnull(h.revision, e.exercise_revision) AS exercise_revision, d.number AS definition, h.desk_ms, '' AS place,
        h.digest, h.answers
    FROM old_history h JOIN entry e ON e.id = h.entry JOIN definition d ON d.digest = h.definition
    UNION ALL
    SELECT 2, 0, e.number, o.finished_ms, o.finished_offset, o.state, o.version, o.revision, e.definition, o.desk_ms, '',
        o.digest, o.answers
    FROM old_entry o JOIN entry e ON e.id = o.id WHERE o.version > 0
    UNION ALL
    SELECT 3, 0, e.number, a.saved_ms, a.saved_offset, 'draft', e.version, e.exercise_revision, e.definition, a.desk_ms,
        a.place, a.digest, a.answers
    FROM old_draft a JOIN entry e ON e.id = a.entry
);

CREATE UNIQUE INDEX revision_of ON revision (entry, seq);

UPDATE entry SET finished = (SELECT number FROM revision r WHERE r.entry = entry.number AND r.version = entry.version
    AND r.kind IN ('complete', 'partial') ORDER BY seq DESC LIMIT 1) WHERE version > 0;
UPDATE entry SET draft = (SELECT number FROM revision r WHERE r.entry = entry.number AND r.kind = 'draft');

CREATE TABLE measure (
    number INTEGER PRIMARY KEY,
    id     TEXT NOT NULL UNIQUE
) STRICT;

INSERT INTO measure (id) SELECT DISTINCT measure FROM old_fact;

CREATE TABLE fact (
    entry       INTEGER NOT NULL REFERENCES entry (number) ON UPDATE CASCADE,
    position    INTEGER NOT NULL,
    measure     INTEGER NOT NULL REFERENCES measure (number),
    subject     TEXT,
    subject_key TEXT NOT NULL,                     -- empty for a fact about the whole entry
    part        TEXT,
    part_key    TEXT NOT NULL,
    place       TEXT NOT NULL,                     -- the row it was found in; empty at the top
    item        TEXT,                              -- what that row is called
    week        INTEGER NOT NULL,
    value       REAL NOT NULL,
    category    TEXT,
    words       TEXT,
    live        INTEGER NOT NULL,                  -- 0 while its entry is in the trash
    PRIMARY KEY (entry, position)
) STRICT, WITHOUT ROWID;

INSERT INTO fact SELECT e.number, position, m.number, subject, subject_key, part, part_key, place, item,
    e.week, value, category, words, live
FROM old_fact f JOIN entry e ON e.id = f.entry JOIN measure m ON m.id = f.measure;

CREATE TABLE tally (
    measure     INTEGER NOT NULL,
    week        INTEGER NOT NULL,
    subject_key TEXT NOT NULL,
    category    TEXT NOT NULL,
    n           INTEGER NOT NULL CHECK (n > 0),
    total       REAL NOT NULL,
    squares     REAL NOT NULL,
    least       REAL NOT NULL,
    most        REAL NOT NULL,
    PRIMARY KEY (measure, week, subject_key, category)
) STRICT, WITHOUT ROWID;

CREATE TABLE finding (
    entry       INTEGER NOT NULL REFERENCES entry (number) ON UPDATE CASCADE,
    position    INTEGER NOT NULL,
    subject     TEXT NOT NULL,
    subject_key TEXT NOT NULL,
    text        TEXT NOT NULL,
    PRIMARY KEY (entry, position)
) STRICT, WITHOUT ROWID;

INSERT INTO finding SELECT e.number, position, subject, subject_key, text
FROM old_finding f JOIN entry e ON e.id = f.entry;

CREATE TABLE term (
    number     INTEGER PRIMARY KEY,
    vocabulary TEXT NOT NULL,
    key        TEXT NOT NULL,
    text       TEXT NOT NULL,
    used_ms    INTEGER NOT NULL,
    UNIQUE (vocabulary, key)
) STRICT;

INSERT INTO term (vocabulary, key, text, used_ms) SELECT vocabulary, key, text, used_ms FROM old_term;
INSERT INTO term (vocabulary, key, text, used_ms) SELECT DISTINCT vocabulary, key, key, 0 FROM old_said
    WHERE true ON CONFLICT DO NOTHING;

-- The words an entry uses.
CREATE TABLE said (
    entry INTEGER NOT NULL REFERENCES entry (number) ON UPDATE CASCADE,
    term  INTEGER NOT NULL REFERENCES term (number),
    PRIMARY KEY (entry, term)
) STRICT, WITHOUT ROWID;

INSERT INTO said SELECT e.number, t.number FROM old_said s JOIN entry e ON e.id = s.entry
    JOIN term t ON t.vocabulary = s.vocabulary AND t.key = s.key;
-- The first schema did not say which entry used a word.
INSERT INTO said SELECT e.number, t.number FROM entry e JOIN revision r ON r.number = e.finished
    JOIN json_tree(iif(json_valid(r.answers), r.answers, '{}')) j JOIN term t ON t.text = j.atom OR t.key = lower(trim(j.atom))
    WHERE j.type = 'text' AND EXISTS (SELECT 1 FROM stale WHERE what = 'derived') ON CONFLICT DO NOTHING;

CREATE TABLE tag (
    entry INTEGER NOT NULL REFERENCES entry (number) ON UPDATE CASCADE,
    tag   TEXT NOT NULL,
    live  INTEGER NOT NULL,                        -- 0 while its entry is in the trash
    PRIMARY KEY (entry, tag)
) STRICT, WITHOUT ROWID;

INSERT INTO tag SELECT e.number, tag, e.trashed_ms IS NULL FROM old_tag t JOIN entry e ON e.id = t.entry;

CREATE TABLE link (
    entry  INTEGER NOT NULL REFERENCES entry (number) ON UPDATE CASCADE,
    target INTEGER NOT NULL REFERENCES entry (number) ON UPDATE CASCADE ON DELETE CASCADE,
    PRIMARY KEY (entry, target)
) STRICT, WITHOUT ROWID;

INSERT INTO link SELECT e.number, t.number FROM old_link l JOIN entry e ON e.id = l.entry JOIN entry t ON t.id = l.target;

CREATE TABLE changed (
    change          INTEGER NOT NULL REFERENCES change (id),
    position        INTEGER NOT NULL,
    entry           INTEGER NOT NULL REFERENCES entry (number) ON UPDATE CASCADE,
    before          INTEGER,                       -- the revision it was finished with before
    after           INTEGER,                       -- the revision that was made
    trashed         INTEGER NOT NULL DEFAULT 0,    -- whether a discarded draft took its entry to the trash
    added           TEXT NOT NULL DEFAULT '',      -- tags, with spaces between
    removed         TEXT NOT NULL DEFAULT '',
    day             TEXT,                          -- where a moved entry was before
    week            INTEGER,
    happened_ms     INTEGER,
    happened_offset INTEGER,
    PRIMARY KEY (change, position)
) STRICT, WITHOUT ROWID;

-- A discarded draft is what was made; anything else was there before.
INSERT INTO changed
SELECT c.change, c.position, e.number, iif(k.kind = 'discard', NULL, r.number), iif(k.kind = 'discard', r.number, NULL),
    c.trashed, c.added, c.removed, c.day, CAST(substr(c.week, 1, 4) || substr(c.week, 7, 2) AS INTEGER), c.happened_ms,
    c.happened_offset
FROM old_changed c JOIN change k ON k.id = c.change JOIN entry e ON e.id = c.entry
    -- Its place in the history is its place in the chain.
    LEFT JOIN revision r ON r.entry = e.number AND c.history IS NOT NULL
        AND r.seq = (SELECT count(*) FROM old_history h WHERE h.entry = c.entry AND h.id <= c.history);

-- How many finished entries outside the trash a week has; no row for none.
CREATE TABLE week (
    label   INTEGER PRIMARY KEY,
    entries INTEGER NOT NULL
) STRICT;

INSERT INTO week SELECT week, count(*) FROM entry WHERE finished IS NOT NULL AND trashed_ms IS NULL GROUP BY week;

CREATE TRIGGER week_changes AFTER UPDATE OF week, finished, trashed_ms ON entry BEGIN
    UPDATE week SET entries = entries - 1
        WHERE label = old.week AND old.finished IS NOT NULL AND old.trashed_ms IS NULL;
    INSERT INTO week SELECT new.week, 1 WHERE new.finished IS NOT NULL AND new.trashed_ms IS NULL
        ON CONFLICT (label) DO UPDATE SET entries = entries + 1;
    DELETE FROM week WHERE label = old.week AND entries < 1;
END;

CREATE VIRTUAL TABLE search USING fts5 (
    title, body, tags, marks,
    content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2'
);

DROP TABLE old_changed;
DROP TABLE old_link;
DROP TABLE old_tag;
DROP TABLE old_said;
DROP TABLE old_term;
DROP TABLE old_finding;
DROP TABLE old_fact;
DROP TABLE old_history;
DROP TABLE old_draft;
DROP TABLE numbered;
DROP TABLE old_entry;
DROP TABLE old_definition;

DROP INDEX change_open;
CREATE INDEX entry_short       ON entry (short);
CREATE INDEX entry_letters     ON entry (letters)  WHERE trashed_ms IS NULL;
CREATE INDEX entry_by_exercise ON entry (exercise) WHERE trashed_ms IS NULL;
CREATE INDEX entry_by_week     ON entry (week)     WHERE trashed_ms IS NULL;
CREATE INDEX entry_draft       ON entry (draft)    WHERE draft IS NOT NULL AND trashed_ms IS NULL;
CREATE INDEX entry_open        ON entry (trashed_ms) WHERE draft IS NOT NULL AND trashed_ms IS NULL;
CREATE INDEX entry_trashed     ON entry (trashed_ms) WHERE trashed_ms IS NOT NULL;
CREATE INDEX entry_origin      ON entry (origin)   WHERE origin IS NOT NULL;
CREATE INDEX fact_of_subject ON fact (measure, subject_key, week, entry, position) WHERE live = 1;
CREATE INDEX fact_newest     ON fact (measure, entry, position)                    WHERE live = 1;
CREATE INDEX fact_by_value   ON fact (measure, value, entry, position)             WHERE live = 1;
CREATE INDEX fact_in_parts   ON fact (measure, entry, position)                    WHERE live = 1 AND part_key <> '';
CREATE INDEX finding_about   ON finding (subject_key, entry, position);
CREATE INDEX term_newest     ON term (vocabulary, used_ms DESC, key);
CREATE INDEX said_by         ON said (term, entry);
CREATE INDEX tag_live        ON tag (tag) WHERE live = 1;
CREATE INDEX link_to         ON link (target, entry);
CREATE INDEX changed_of      ON changed (entry);

DELETE FROM stale WHERE what IN ('derived', 'search', 'tally');
INSERT INTO stale VALUES ('revisions'), ('search'), ('tally');

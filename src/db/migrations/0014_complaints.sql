-- What strangers complained about, and what a person decided each is about.

CREATE TABLE complaint_import (
    number    INTEGER PRIMARY KEY,
    file      TEXT NOT NULL,                       -- its name, without the folders
    product   TEXT NOT NULL,                       -- what was said for all its rows; empty where the rows say
    source    TEXT NOT NULL,
    headings  TEXT NOT NULL,                       -- the columns it had, by which a file like it is known again
    mapping   TEXT NOT NULL,                       -- what was read from which column
    at_ms     INTEGER NOT NULL,
    at_offset INTEGER NOT NULL
) STRICT;

CREATE INDEX complaint_import_like ON complaint_import (headings, number);

-- The id is made of the product and the text, so the same complaint is the same in every journal, and an order by id is
-- one by chance.
CREATE TABLE complaint (
    number    INTEGER PRIMARY KEY,
    id        BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    short     TEXT NOT NULL UNIQUE,
    import    INTEGER NOT NULL REFERENCES complaint_import (number),
    product   TEXT NOT NULL,
    source    TEXT NOT NULL,
    source_id TEXT,
    stars     INTEGER,
    day       TEXT NOT NULL,                       -- empty where it is not known
    text      TEXT NOT NULL,
    link      TEXT,
    author    TEXT,
    -- The label that stands, and what it says; nothing while it waits.
    label     INTEGER,
    decision  TEXT,
    picked    TEXT
) STRICT;

CREATE UNIQUE INDEX complaint_source_id ON complaint (source, source_id) WHERE source_id IS NOT NULL;
CREATE INDEX complaint_by_import   ON complaint (import);
CREATE INDEX complaint_by_day      ON complaint (day, number, decision, product, source);
CREATE INDEX complaint_by_product  ON complaint (product, day, number, decision, source);
CREATE INDEX complaint_by_source   ON complaint (source, day, number, decision, product);
CREATE INDEX complaint_by_decision ON complaint (decision, day, number, product, source);
CREATE INDEX complaint_waiting     ON complaint (id, product, source) WHERE decision IS NULL;
CREATE INDEX complaint_decided     ON complaint (day, number, product, source) WHERE decision IS NOT NULL;

-- What was decided, one row each time. Those of one batch were decided in one go, and are undone in one go; `undone`
-- counts in which order.
CREATE TABLE complaint_label (
    number       INTEGER PRIMARY KEY,
    batch        INTEGER NOT NULL,
    complaint    INTEGER NOT NULL REFERENCES complaint (number),
    reader       TEXT NOT NULL,                    -- the partner who decided; empty for the person whose journal it is
    again        INTEGER NOT NULL CHECK (again IN (0, 1)),
    at_ms        INTEGER NOT NULL,
    at_offset    INTEGER NOT NULL,
    decision     TEXT NOT NULL,
    second       TEXT CHECK (second IS NOT decision),
    phrase_start INTEGER,
    phrase_end   INTEGER,
    why          TEXT,
    note         TEXT NOT NULL,
    suggested    TEXT,
    confidence   REAL,
    picked       TEXT NOT NULL,
    made         TEXT NOT NULL,
    undone       INTEGER,
    CHECK ((phrase_start IS NULL) = (phrase_end IS NULL))
) STRICT;

CREATE INDEX complaint_label_of       ON complaint_label (complaint, number);
CREATE INDEX complaint_label_batch    ON complaint_label (batch);
CREATE INDEX complaint_label_standing ON complaint_label (number) WHERE undone IS NULL AND reader = '';
CREATE INDEX complaint_label_undone   ON complaint_label (undone, batch) WHERE undone IS NOT NULL;
CREATE INDEX complaint_label_compared ON complaint_label (reader, number) WHERE undone IS NULL AND (again = 1 OR reader <> '');

-- How many complaints there are of each kind; an empty decision for those that wait.
CREATE TABLE complaint_count (
    product  TEXT NOT NULL,
    source   TEXT NOT NULL,
    decision TEXT NOT NULL,
    picked   TEXT NOT NULL,
    n        INTEGER NOT NULL,
    PRIMARY KEY (product, source, decision, picked)
) STRICT, WITHOUT ROWID;

-- What is learnt from labels is calculated: `value` is what followed from those after `since` up to `upto`.
CREATE TABLE learnt (
    one   INTEGER PRIMARY KEY CHECK (one = 1),
    since INTEGER NOT NULL,
    upto  INTEGER NOT NULL,
    value TEXT NOT NULL
) STRICT;

INSERT INTO learnt VALUES (1, 0, 0, '');

CREATE VIRTUAL TABLE complaint_words USING fts5 (
    text, content = 'complaint', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2'
);

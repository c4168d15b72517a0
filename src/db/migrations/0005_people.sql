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

-- What a change did to people: as they were and as they are then, in JSON; nothing where they were not there.
CREATE TABLE changed_person (
    change   INTEGER NOT NULL REFERENCES change (id),
    position INTEGER NOT NULL,
    before   TEXT,
    after    TEXT,
    PRIMARY KEY (change, position)
) STRICT, WITHOUT ROWID;

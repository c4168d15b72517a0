-- What comes back of an entry some days later, and which of it was looked at again or put off.

CREATE TABLE recall (
    entry    INTEGER NOT NULL REFERENCES entry (number) ON UPDATE CASCADE,
    position INTEGER NOT NULL,
    about    TEXT NOT NULL,
    days     INTEGER NOT NULL,                     -- after the day of the entry
    text     TEXT NOT NULL,
    exercise TEXT NOT NULL,                        -- the one that looks at it again
    first    TEXT NOT NULL,                        -- what that begins with: [[field, answer], …]
    PRIMARY KEY (entry, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE settled (
    entry    BLOB NOT NULL,                        -- its id, which lasts
    position INTEGER NOT NULL,
    day      TEXT NOT NULL,
    PRIMARY KEY (entry, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX settled_on ON settled (day);

INSERT OR IGNORE INTO stale VALUES ('facts');

-- Facts that charts and scores can be read from: what belongs together in a row, what was written, what is in the trash,
-- and sums by week that are kept right with every change.

ALTER TABLE fact ADD COLUMN part TEXT;
ALTER TABLE fact ADD COLUMN part_key TEXT NOT NULL DEFAULT '';
ALTER TABLE fact ADD COLUMN place TEXT NOT NULL DEFAULT '';    -- the row it was found in; empty at the top
ALTER TABLE fact ADD COLUMN item TEXT;                         -- what that row is called
ALTER TABLE fact ADD COLUMN words TEXT;
ALTER TABLE fact ADD COLUMN live INTEGER NOT NULL DEFAULT 1;   -- 0 while its entry is in the trash

UPDATE fact SET live = 0 WHERE entry IN (SELECT id FROM entry WHERE trashed_ms IS NOT NULL);

DROP INDEX fact_of_subject;
DROP INDEX fact_of_week;

CREATE INDEX fact_of_subject ON fact (measure, subject_key, week, day, entry, position) WHERE live = 1;
CREATE INDEX fact_newest     ON fact (measure, day, entry, position)                    WHERE live = 1;
CREATE INDEX fact_by_value   ON fact (measure, value, day, entry, position)             WHERE live = 1;
CREATE INDEX fact_in_parts   ON fact (measure, day, entry, position)                    WHERE live = 1 AND part_key <> '';

ALTER TABLE fact_before ADD COLUMN part TEXT;
ALTER TABLE fact_before ADD COLUMN part_key TEXT NOT NULL DEFAULT '';
ALTER TABLE fact_before ADD COLUMN place TEXT NOT NULL DEFAULT '';
ALTER TABLE fact_before ADD COLUMN item TEXT;
ALTER TABLE fact_before ADD COLUMN words TEXT;

-- One row for the facts of a measure about a subject in a week, by category where there are any.
CREATE TABLE tally (
    measure     TEXT NOT NULL,
    subject_key TEXT NOT NULL,
    category    TEXT NOT NULL,
    week        TEXT NOT NULL,
    n           INTEGER NOT NULL CHECK (n > 0),
    total       REAL NOT NULL,
    squares     REAL NOT NULL,
    least       REAL NOT NULL,
    most        REAL NOT NULL,
    PRIMARY KEY (measure, subject_key, category, week)
) STRICT, WITHOUT ROWID;

CREATE INDEX tally_by_week ON tally (measure, week);

INSERT INTO stale VALUES ('search'), ('tally'), ('facts');

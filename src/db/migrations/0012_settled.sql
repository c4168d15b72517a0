-- What was looked at again is known by what it said, as its place among the others changes with the answers.

ALTER TABLE settled RENAME TO old_settled;
DROP INDEX settled_on;

CREATE TABLE settled (
    entry    BLOB NOT NULL,                        -- its id, which lasts
    exercise TEXT NOT NULL,
    about    TEXT NOT NULL,
    text     TEXT NOT NULL,
    day      TEXT NOT NULL,
    PRIMARY KEY (entry, exercise, about, text)
) STRICT, WITHOUT ROWID;

INSERT OR IGNORE INTO settled
SELECT s.entry, r.exercise, r.about, r.text, s.day
FROM old_settled s JOIN entry e ON e.id = s.entry JOIN recall r ON r.entry = e.number AND r.position = s.position;

DROP TABLE old_settled;
CREATE INDEX settled_on ON settled (day);

-- The week an entry was written in is one of practice; the week it is about may lie long before.

ALTER TABLE entry ADD COLUMN practised INTEGER NOT NULL DEFAULT 0;

DROP TRIGGER week_changes;
UPDATE entry SET practised = iif(written IS NULL, week, CAST(strftime('%G%V', written) AS INTEGER));

DELETE FROM week;
INSERT INTO week SELECT practised, count(*) FROM entry WHERE finished IS NOT NULL AND trashed_ms IS NULL GROUP BY practised;

CREATE TRIGGER week_changes AFTER UPDATE OF finished, trashed_ms ON entry BEGIN
    UPDATE week SET entries = entries - 1
        WHERE label = old.practised AND old.finished IS NOT NULL AND old.trashed_ms IS NULL;
    INSERT INTO week SELECT new.practised, 1 WHERE new.finished IS NOT NULL AND new.trashed_ms IS NULL
        ON CONFLICT (label) DO UPDATE SET entries = entries + 1;
    DELETE FROM week WHERE label = old.practised AND entries < 1;
END;

-- Of what nobody said how they know it, it is not known whether it was imagined.

INSERT OR IGNORE INTO stale VALUES ('facts');

-- The days on which something was told, found without reading the grades of other days.

CREATE INDEX grade_told ON grade (day) WHERE undone = 0 AND told_ms IS NOT NULL;

-- The days on which something was told, found without reading the grades of other days; and what is kept without counting,
-- found without reading what counts.

CREATE INDEX grade_told ON grade (day) WHERE undone = 0 AND told_ms IS NOT NULL;
CREATE INDEX fact_uncounted ON fact (measure, entry, position) WHERE counts = 0;

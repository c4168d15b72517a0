-- How many complaints of a kind were labelled without asking is counted, and no more how each was picked, which nobody asks.

ALTER TABLE complaint_count RENAME COLUMN picked TO made;

DELETE FROM complaint_count;

INSERT INTO complaint_count
SELECT product, source, ifnull(decision, ''), iif(label IS NULL OR judged IS NOT NULL, '', 'automatic'), count(*) FROM complaint
GROUP BY 1, 2, 3, 4;

-- What a person labelled last is found without what was labelled without asking.
DROP INDEX complaint_about;
CREATE INDEX complaint_about ON complaint (product, decision, label, judged) WHERE label IS NOT NULL;

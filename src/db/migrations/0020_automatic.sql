-- How many complaints of a kind were labelled without asking is counted, and no more how each was picked, which nobody asks.

ALTER TABLE complaint_count RENAME COLUMN picked TO made;

DELETE FROM complaint_count;

INSERT INTO complaint_count
SELECT product, source, ifnull(decision, ''), iif(label IS NULL OR judged IS NOT NULL, '', 'automatic'), count(*) FROM complaint
GROUP BY 1, 2, 3, 4;

-- What was labelled last is found whatever it is about, and what a person labelled last without what was labelled without asking.
CREATE INDEX complaint_last        ON complaint (decision, label) WHERE label IS NOT NULL;
CREATE INDEX complaint_judged_last ON complaint (judged, label) WHERE judged IS NOT NULL;
CREATE INDEX complaint_label_own   ON complaint_label (number) WHERE undone IS NULL AND reader = '' AND made <> 'automatic';

-- What was labelled without asking teaches nothing: what was learnt is calculated again.
UPDATE learnt SET upto = since, value = '' WHERE one = 1;

-- What was labelled without asking is no example of what a product is complained about: the last labels about a product, too,
-- are those that a person gave.

DROP INDEX complaint_about;
DROP INDEX complaint_last;

CREATE INDEX complaint_about ON complaint (product, judged, label) WHERE judged IS NOT NULL;

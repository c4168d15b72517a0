-- What a person decided about a complaint, so that rates leave out what was labelled without asking. And the complaints of a
-- product by what they are about, so that nothing about one product reads those of another.

ALTER TABLE complaint ADD COLUMN judged TEXT;

UPDATE complaint SET judged = decision
WHERE label IN (SELECT number FROM complaint_label WHERE made <> 'automatic');

CREATE INDEX complaint_unjudged ON complaint (product, id) WHERE judged IS NULL;
CREATE INDEX complaint_chance   ON complaint (product, id) WHERE judged IS NOT NULL AND picked = 'chance';
CREATE INDEX complaint_judged   ON complaint (product, judged, id) WHERE judged IS NOT NULL;
CREATE INDEX complaint_about    ON complaint (product, decision, label) WHERE label IS NOT NULL;

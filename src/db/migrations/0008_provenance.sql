-- How each fact and finding is known, by its place in `Provenance::ALL`, and whether a fact counts.

ALTER TABLE fact    ADD COLUMN provenance INTEGER NOT NULL DEFAULT 0;
ALTER TABLE fact    ADD COLUMN counts     INTEGER NOT NULL DEFAULT 1;  -- where 0, `live` is 0 too
ALTER TABLE finding ADD COLUMN provenance INTEGER NOT NULL DEFAULT 0;

INSERT OR IGNORE INTO stale VALUES ('facts');

-- The parts of the index of words are merged when eight of one size stand beside one another, not four: an entry that is logged
-- writes a third less on average, and a search reads a few parts more.
INSERT INTO search (search, rank) VALUES ('automerge', 8);

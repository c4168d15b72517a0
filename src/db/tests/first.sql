-- What the first schema held, one entry of each kind; hashes are filled in.

PRAGMA foreign_keys = OFF;
PRAGMA user_version = 1;
PRAGMA application_id = 1701671028;

INSERT INTO definition VALUES (zeroblob(32), 'id = "trust"');
INSERT INTO entry VALUES (x'11111111111111111111111111111111', 'tru-1111', '1111', 'trust', 1, zeroblob(32), 'complete', 1, '2025-W46', '2025-11-10',
    1763000000000, 60, 1763000060000, 60, 60000, 'Spotify DJ 4', 0, 0, NULL, NULL, NULL, '{"product":{"text":"Spotify DJ"},"why":{"text":"it listens, unlike tru-2222"}}', zeroblob(32));
INSERT INTO entry VALUES (x'22222222222222222222222222222222', 'tru-2222', '2222', 'trust', 1, zeroblob(32), 'partial', 2, '2025-W46', '2025-11-11',
    1763000000000, 60, 1763000060000, 60, 60000, 'Otter 2', 1, 0, NULL, NULL, NULL, '{"why":{"text":"once"}}', zeroblob(32));
INSERT INTO entry VALUES (x'33333333333333333333333333333333', 'tru-3333', '3333', 'trust', 1, zeroblob(32), 'complete', 1, '2025-W46', '2025-11-12',
    1763000000000, 60, 1763000060000, 60, 60000, '', 0, 0, NULL, NULL, NULL, '{damaged', zeroblob(32));
INSERT INTO entry VALUES (x'44444444444444444444444444444444', 'tru-4444', '4444', 'trust', 1, zeroblob(32), 'draft', 0, '2025-W46', '2025-11-13',
    1763000000000, 60, NULL, NULL, 60000, '', 0, 0, NULL, 1763000060000, 60, '{}', zeroblob(32));
INSERT INTO draft VALUES (x'22222222222222222222222222222222', 3, '{}', 0, 1763000060000, 60, '{"why":{"text":"second thoughts"}}', zeroblob(32));
INSERT INTO history VALUES (1, x'44444444444444444444444444444444', 0, 'draft', zeroblob(32), 1763000060000, 60, 0, '{"why":{"text":"thrown away"}}', zeroblob(32));
INSERT INTO fact VALUES (x'22222222222222222222222222222222', 0, 'trust', 'Otter', 'otter', '2025-W46', '2025-11-11', 2.0, NULL);
INSERT INTO term VALUES ('product', 'spotify dj', 'Spotify DJ', 1763000060000);

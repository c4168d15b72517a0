-- Letters of scripts without spaces are words of the index, and vowel signs are letters: it is made anew.

INSERT OR IGNORE INTO stale VALUES ('search');

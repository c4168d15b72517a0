-- Which write-ahead log this file goes with, and which it went with before: a log that lies beside another copy of the
-- journal is known by it.

CREATE TABLE log_mark (log BLOB, before BLOB) STRICT;
INSERT INTO log_mark VALUES (NULL, NULL);

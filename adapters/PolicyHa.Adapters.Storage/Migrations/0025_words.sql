-- The number of the batch that each word of an observer came with: by it replicas read what was reported to another one. The counter is apart,
-- so that no number is used twice when words are forgotten.
CREATE TABLE word_number (
    id     INTEGER PRIMARY KEY CHECK (id = 1),
    number INTEGER NOT NULL
) STRICT;

INSERT INTO word_number (id, number) VALUES (1, 0);

ALTER TABLE observation ADD COLUMN number INTEGER NOT NULL DEFAULT 0;

CREATE INDEX observation_number ON observation (number);

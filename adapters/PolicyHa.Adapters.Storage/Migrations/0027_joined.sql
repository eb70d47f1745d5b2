-- Aggregates that a reserved host joined while it is taken, as a JSON list of names: it leaves them when it is given back.
ALTER TABLE reservation ADD COLUMN joined_json TEXT NOT NULL DEFAULT '[]';

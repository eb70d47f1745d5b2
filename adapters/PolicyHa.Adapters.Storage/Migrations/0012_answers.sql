-- What persons said when a plan asked them (step kind ask): a permission or a no, kept until no plan can want it any more.
CREATE TABLE answer (
    position    INTEGER PRIMARY KEY,
    step        TEXT NOT NULL UNIQUE,
    yes         INTEGER NOT NULL CHECK (yes IN (0, 1)),
    answered_by TEXT NOT NULL,
    reason      TEXT NOT NULL,
    at          TEXT NOT NULL
) STRICT;

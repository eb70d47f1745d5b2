-- Instances whose state persons have had reset: a recovery that had given one up tries it once more.
CREATE TABLE state_reset (
    position INTEGER PRIMARY KEY,
    instance TEXT NOT NULL,
    host     TEXT NOT NULL,
    asked_by TEXT NOT NULL,
    reason   TEXT NOT NULL,
    at       TEXT NOT NULL
) STRICT;

-- Why an instance is locked, as written in Nova: by it we know our own locks.
ALTER TABLE fleet_instance ADD COLUMN locked_reason TEXT;

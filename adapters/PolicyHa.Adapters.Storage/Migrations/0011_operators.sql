-- The return of a fenced host: when its recovery was over, what was evacuated from it (a JSON list of instance ids), and who wants it back.
ALTER TABLE fence_mark ADD COLUMN settled_at TEXT;
ALTER TABLE fence_mark ADD COLUMN evacuated_json TEXT NOT NULL DEFAULT '[]';

CREATE TABLE re_admission (
    position INTEGER PRIMARY KEY,
    host     TEXT NOT NULL,
    asked_by TEXT NOT NULL,
    at       TEXT NOT NULL
) STRICT;

-- Operators' switches of all kinds, for a host, a segment, or (neither) everything. They replace disarm and maintenance.
CREATE TABLE operator_switch (
    position INTEGER PRIMARY KEY,
    kind     TEXT NOT NULL CHECK (kind IN ('disarm', 'pause', 'maintenance')),
    segment  TEXT,
    host     TEXT,
    set_by   TEXT NOT NULL,
    reason   TEXT NOT NULL,
    at       TEXT NOT NULL,
    until    TEXT,
    drain    INTEGER NOT NULL DEFAULT 0,
    CHECK (segment IS NULL OR host IS NULL)
) STRICT;

INSERT INTO operator_switch (kind, set_by, reason, at) SELECT 'disarm', disarmed_by, reason, at FROM disarm;
INSERT INTO operator_switch (kind, host, set_by, reason, at, until)
    SELECT 'maintenance', host, set_by, reason, at, until FROM maintenance ORDER BY position;
DROP TABLE disarm;
DROP TABLE maintenance;

-- The incident that took this one over.
ALTER TABLE incident ADD COLUMN superseded_by TEXT;

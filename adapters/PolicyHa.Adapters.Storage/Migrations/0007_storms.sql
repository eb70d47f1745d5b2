-- What storms are counted by: the last fence of each host that was proven, whether the host is back or not, and the newest storm or
-- cliff of each limit in each failure domain (scope and name; a limit is watched by each segment for itself).
CREATE TABLE fence_memory (
    host      TEXT PRIMARY KEY,
    fenced_at TEXT NOT NULL
) STRICT;

INSERT INTO fence_memory (host, fenced_at) SELECT host, fenced_at FROM fence_mark;

CREATE TABLE storm (
    segment     TEXT NOT NULL,
    limit_name  TEXT NOT NULL,
    scope       TEXT NOT NULL,
    domain      TEXT NOT NULL,
    began_at    TEXT NOT NULL,
    ended_at    TEXT,
    missing     INTEGER NOT NULL,
    of_hosts    INTEGER NOT NULL,
    PRIMARY KEY (segment, limit_name, scope, domain)
) STRICT, WITHOUT ROWID;

-- Aggregates of a host one by one, with their metadata; and whether it carries the control plane.
ALTER TABLE fleet_host ADD COLUMN memberships_json TEXT NOT NULL DEFAULT '[]';
ALTER TABLE fleet_host ADD COLUMN carries_control_plane INTEGER NOT NULL DEFAULT 0;
-- Schedulers of the cloud that are up; NULL: not known.
ALTER TABLE fleet ADD COLUMN schedulers_up INTEGER;

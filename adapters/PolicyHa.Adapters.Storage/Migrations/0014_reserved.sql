-- Where instances go: the server group an instance is in (a JSON document; NULL: none, or Nova did not say), and what of a fenced host had
-- no other place (a JSON list of instance ids).
ALTER TABLE fleet_instance ADD COLUMN server_group_json TEXT;
ALTER TABLE fence_mark ADD COLUMN left_json TEXT NOT NULL DEFAULT '[]';

-- Reserved hosts: which hosts are, and which of them are taken, by what incident and for which dead host. No two incidents have the same.
ALTER TABLE fleet_host ADD COLUMN reserved INTEGER NOT NULL DEFAULT 0;

CREATE TABLE reservation (
    host       TEXT PRIMARY KEY,
    segment    TEXT NOT NULL,
    incident   TEXT NOT NULL,
    for_host   TEXT NOT NULL,
    at         TEXT NOT NULL,
    settled_at TEXT
) STRICT;

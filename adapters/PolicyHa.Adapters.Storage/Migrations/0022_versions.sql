-- The rule language a policy is written in.
ALTER TABLE policy_version ADD COLUMN language INTEGER NOT NULL DEFAULT 1;

-- Processes of the service over this store, and the newest rule language each reads. One lives until seen_until.
CREATE TABLE replica (
    owner      TEXT PRIMARY KEY,
    language   INTEGER NOT NULL,
    seen_until TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The policy that comes into force as soon as every process that lives reads its language. activated_at: when it was offered.
CREATE TABLE policy_waiting (
    id           INTEGER PRIMARY KEY CHECK (id = 1),
    sha256       TEXT NOT NULL,
    name         TEXT NOT NULL,
    revision     TEXT NOT NULL,
    author       TEXT NOT NULL,
    origin       TEXT NOT NULL,
    activated_at TEXT NOT NULL,
    files_json   TEXT NOT NULL,
    params_json  TEXT NOT NULL,
    language     INTEGER NOT NULL
) STRICT;

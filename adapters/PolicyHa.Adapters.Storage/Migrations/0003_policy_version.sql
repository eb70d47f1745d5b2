-- Policies that came into force, one row each time; the newest is in force. files_json: [{"name":…,"text":…}];
-- params_json: values given instead of the params' defaults.
CREATE TABLE policy_version (
    sequence     INTEGER PRIMARY KEY AUTOINCREMENT,
    sha256       TEXT NOT NULL,
    name         TEXT NOT NULL,
    revision     TEXT NOT NULL,
    author       TEXT NOT NULL,
    origin       TEXT NOT NULL,
    activated_at TEXT NOT NULL,
    files_json   TEXT NOT NULL,
    params_json  TEXT NOT NULL
) STRICT;

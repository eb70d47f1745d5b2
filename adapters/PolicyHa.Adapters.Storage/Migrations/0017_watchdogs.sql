-- What each host's agent last told of the watchdog that resets the host when it loses contact.
CREATE TABLE watchdog (
    host        TEXT PRIMARY KEY,
    timeout_ms  INTEGER NOT NULL CHECK (timeout_ms > 0),
    state       TEXT NOT NULL CHECK (state IN ('armed', 'disarmed', 'doubtful')),
    observer    TEXT NOT NULL,
    observed_at TEXT NOT NULL,
    received_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

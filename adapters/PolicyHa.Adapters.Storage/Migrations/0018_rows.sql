-- What each host last said about shutting down in order, and whether that is over.
CREATE TABLE shutdown_notice (
    host     TEXT PRIMARY KEY,
    kind     TEXT NOT NULL CHECK (kind IN ('reboot', 'poweroff')),
    observer TEXT NOT NULL,
    at       TEXT NOT NULL,
    is_over  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Whether a host's nova-compute has ever reported to Nova.
ALTER TABLE fleet_host ADD COLUMN has_reported INTEGER NOT NULL DEFAULT 1;

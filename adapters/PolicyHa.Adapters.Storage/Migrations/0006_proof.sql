-- When the operators were told that a fenced host shows life; NULL: it has shown none.
ALTER TABLE fence_mark ADD COLUMN contradicted_at TEXT;

-- The newest sign of life of each host whose death is, or was, at issue.
CREATE TABLE life_sign (
    host     TEXT PRIMARY KEY,
    seen     TEXT NOT NULL,
    observer TEXT NOT NULL,
    at       TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- When the operators are told again that an incident waits for a proof; NULL in other states.
ALTER TABLE incident ADD COLUMN remind_at TEXT;

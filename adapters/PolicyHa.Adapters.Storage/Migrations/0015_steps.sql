-- How long a step waits before its second try where the policy says so; null: as the service is configured.
ALTER TABLE step ADD COLUMN back_off_ms INTEGER CHECK (back_off_ms > 0);
-- When the operators were last told that an incident has been open for very long.
ALTER TABLE incident ADD COLUMN age_told_at TEXT;

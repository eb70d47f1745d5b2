-- How often an incident has been written: whoever writes it again must have seen the newest.
ALTER TABLE incident ADD COLUMN version INTEGER NOT NULL DEFAULT 1;

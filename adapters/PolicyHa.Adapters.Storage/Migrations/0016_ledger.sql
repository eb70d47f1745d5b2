-- How often an incident has been written: whoever writes it again must have seen the newest.
ALTER TABLE incident ADD COLUMN version INTEGER NOT NULL DEFAULT 1;

-- What happened is never told otherwise; and what belongs to an incident that is open is not forgotten.
CREATE TRIGGER history_is_never_changed BEFORE UPDATE ON history
BEGIN
    SELECT RAISE(ABORT, 'lines of the history are never changed');
END;

CREATE TRIGGER history_of_what_is_open_stays BEFORE DELETE ON history
WHEN EXISTS (SELECT 1 FROM incident WHERE incident.id = OLD.incident AND incident.state <> 'closed')
BEGIN
    SELECT RAISE(ABORT, 'the history of an open incident is never deleted');
END;

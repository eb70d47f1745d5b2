-- Incidents and alerts about something larger than a host, such as a rack; NULL for those of hosts and instances.
ALTER TABLE incident ADD COLUMN scope TEXT;
ALTER TABLE outbox ADD COLUMN scope TEXT;

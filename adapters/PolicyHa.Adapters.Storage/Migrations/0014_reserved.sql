-- Where instances go: the server group an instance is in (a JSON document; NULL: none, or Nova did not say), and what of a fenced host had
-- no other place (a JSON list of instance ids).
ALTER TABLE fleet_instance ADD COLUMN server_group_json TEXT;
ALTER TABLE fence_mark ADD COLUMN left_json TEXT NOT NULL DEFAULT '[]';

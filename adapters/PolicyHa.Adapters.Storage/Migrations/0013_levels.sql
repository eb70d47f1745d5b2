-- When we switched a fenced host on again; NULL: we did not.
ALTER TABLE fence_mark ADD COLUMN switched_on_at TEXT;

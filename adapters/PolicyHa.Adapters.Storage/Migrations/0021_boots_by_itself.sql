-- Whether a host was proven dead by what lets it boot again (its watchdog, its crash dump): that it lives later is no riddle then.
ALTER TABLE fence_mark ADD COLUMN boots_by_itself INTEGER NOT NULL DEFAULT 0;

-- Conductors of the cloud that are up; NULL: not known.
ALTER TABLE fleet ADD COLUMN conductors_up INTEGER;

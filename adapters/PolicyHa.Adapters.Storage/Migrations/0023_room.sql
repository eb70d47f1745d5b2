-- Segments of which the operators have been told that they would not stand the death of hosts, so that the end of it is told after a restart too.
CREATE TABLE room_shortage (
    segment  TEXT PRIMARY KEY,
    incident TEXT NOT NULL,
    since    TEXT NOT NULL
) STRICT, WITHOUT ROWID;

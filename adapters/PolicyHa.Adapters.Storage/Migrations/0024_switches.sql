-- How often operators' switches and words have been replaced: by it replicas notice what was switched at another one.
CREATE TABLE operator_version (
    id      INTEGER PRIMARY KEY CHECK (id = 1),
    version INTEGER NOT NULL
) STRICT;

INSERT INTO operator_version (id, version) VALUES (1, 0);

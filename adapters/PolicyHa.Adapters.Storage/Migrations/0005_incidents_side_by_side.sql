-- Something larger than a host is told beside the incident of the host it was first seen on, and two rules may tell different
-- things of it: each subject has one open incident, by what it is about and, for what is larger than a host, by the rule that says so.
DROP INDEX one_open_incident;
CREATE UNIQUE INDEX one_open_incident ON incident (
    host, coalesce(instance, ''), coalesce(scope, ''), CASE WHEN scope IS NULL THEN '' ELSE table_row END)
WHERE state <> 'closed';

-- Everything the service remembers. Times are RFC 3339 UTC with seven decimals, so that text order is time order;
-- durations are milliseconds; words are the kebab-case names of the engine; *_json columns are JSON.

-- Who may act for a segment. Rows come and go; segment_epoch remembers the highest epoch ever given, for good.
CREATE TABLE lease (
    segment    TEXT PRIMARY KEY,
    owner      TEXT NOT NULL,
    epoch      INTEGER NOT NULL,
    expires_at TEXT NOT NULL
) STRICT;

CREATE TABLE segment_epoch (
    segment TEXT PRIMARY KEY,
    epoch   INTEGER NOT NULL
) STRICT;

CREATE TABLE incident (
    id               TEXT PRIMARY KEY,
    segment          TEXT NOT NULL,
    host             TEXT NOT NULL,
    instance         TEXT,
    state            TEXT NOT NULL,
    hold             TEXT,
    because          TEXT NOT NULL,
    table_row        TEXT NOT NULL,
    table_row_at     TEXT NOT NULL,
    policy           TEXT NOT NULL,
    opened_at        TEXT NOT NULL,
    fault_since      TEXT NOT NULL,
    closed_at        TEXT,
    told             TEXT NOT NULL,
    plans            INTEGER NOT NULL,
    plan             TEXT,
    proof_json       TEXT,
    retry_at         TEXT,
    explanation_json TEXT NOT NULL
) STRICT;

-- One open incident a host (or an instance on it): two would mean two recoveries of the same thing.
CREATE UNIQUE INDEX one_open_incident ON incident (host, coalesce(instance, '')) WHERE state <> 'closed';
CREATE INDEX incident_opened ON incident (opened_at);
CREATE INDEX incident_host ON incident (host, opened_at);

CREATE TABLE plan (
    sequence        INTEGER PRIMARY KEY AUTOINCREMENT,
    id              TEXT NOT NULL UNIQUE,
    incident        TEXT NOT NULL REFERENCES incident (id) ON DELETE CASCADE,
    segment         TEXT NOT NULL,
    host            TEXT NOT NULL,
    strength        TEXT NOT NULL,
    intent          TEXT NOT NULL,
    policy          TEXT NOT NULL,
    snapshot_digest TEXT NOT NULL,
    created_at      TEXT NOT NULL
) STRICT;

CREATE INDEX plan_incident ON plan (incident, sequence);

CREATE TABLE step (
    id            TEXT NOT NULL UNIQUE,
    plan          TEXT NOT NULL REFERENCES plan (id) ON DELETE CASCADE,
    number        INTEGER NOT NULL,
    kind          TEXT NOT NULL,
    host          TEXT NOT NULL,
    instance      TEXT,
    instance_name TEXT,
    argument      TEXT,
    after_json    TEXT NOT NULL,
    timeout_ms    INTEGER NOT NULL,
    tries_max     INTEGER NOT NULL,
    state         TEXT NOT NULL,
    tries         INTEGER NOT NULL,
    started_at    TEXT,
    next_at       TEXT,
    ended_at      TEXT,
    memo_json     TEXT NOT NULL,
    outcome       TEXT,
    PRIMARY KEY (plan, number)
) STRICT, WITHOUT ROWID;

-- Hosts we have fenced and that have not come back.
CREATE TABLE fence_mark (
    host      TEXT PRIMARY KEY,
    incident  TEXT NOT NULL,
    fenced_at TEXT NOT NULL
) STRICT;

-- What operators have switched by hand. No row in disarm: armed.
CREATE TABLE disarm (
    id          INTEGER PRIMARY KEY CHECK (id = 1),
    disarmed_by TEXT NOT NULL,
    reason      TEXT NOT NULL,
    at          TEXT NOT NULL
) STRICT;

CREATE TABLE maintenance (
    position INTEGER PRIMARY KEY,
    host     TEXT NOT NULL,
    set_by   TEXT NOT NULL,
    reason   TEXT NOT NULL,
    at       TEXT NOT NULL,
    until    TEXT
) STRICT;

CREATE TABLE death_confirmation (
    position     INTEGER PRIMARY KEY,
    host         TEXT NOT NULL,
    confirmed_by TEXT NOT NULL,
    at           TEXT NOT NULL
) STRICT;

-- What happened, line by line. Appended only; old lines are purged by age.
CREATE TABLE history (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    at       TEXT NOT NULL,
    kind     TEXT NOT NULL,
    what     TEXT,
    host     TEXT,
    instance TEXT,
    incident TEXT,
    step     TEXT,
    text     TEXT NOT NULL
) STRICT;

CREATE INDEX history_at ON history (at);
CREATE INDEX history_host ON history (host, sequence);
CREATE INDEX history_incident ON history (incident, sequence);

-- Alerts on their way, one row a sink. state: waiting, delivered, dead (given up).
CREATE TABLE outbox (
    sequence   INTEGER PRIMARY KEY AUTOINCREMENT,
    sink       TEXT NOT NULL,
    key        TEXT NOT NULL,
    type       TEXT NOT NULL,
    severity   TEXT NOT NULL,
    host       TEXT NOT NULL,
    instance   TEXT,
    incident   TEXT NOT NULL,
    summary    TEXT NOT NULL,
    at         TEXT NOT NULL,
    state      TEXT NOT NULL,
    tries      INTEGER NOT NULL,
    next_at    TEXT NOT NULL,
    settled_at TEXT,
    answer     TEXT
) STRICT;

CREATE INDEX outbox_waiting ON outbox (sink, key, sequence) WHERE state = 'waiting';
CREATE INDEX outbox_settled ON outbox (at) WHERE state <> 'waiting';

-- Changes of agreed statuses. subject is host/signal, or instance/id.
CREATE TABLE flip (
    sequence    INTEGER PRIMARY KEY AUTOINCREMENT,
    subject     TEXT NOT NULL,
    host        TEXT NOT NULL,
    signal      TEXT,
    instance    TEXT,
    fault       TEXT,
    from_status TEXT NOT NULL,
    to_status   TEXT NOT NULL,
    at          TEXT NOT NULL,
    observed_at TEXT NOT NULL,
    source      TEXT NOT NULL,
    event_id    TEXT NOT NULL
) STRICT;

-- With the status it leads to: when an event's word expires, the flip to unknown names the same event.
CREATE UNIQUE INDEX flip_event ON flip (source, event_id, subject, to_status);
CREATE INDEX flip_subject ON flip (subject, sequence);
CREATE INDEX flip_at ON flip (at);

-- The latest word of each observer on each subject.
CREATE TABLE observation (
    subject     TEXT NOT NULL,
    observer    TEXT NOT NULL,
    host        TEXT NOT NULL,
    signal      TEXT,
    instance    TEXT,
    fault       TEXT,
    status      TEXT NOT NULL,
    observed_at TEXT NOT NULL,
    sequence    INTEGER,
    ttl_ms      INTEGER,
    votes       INTEGER NOT NULL,
    received_at TEXT NOT NULL,
    source      TEXT NOT NULL,
    event_id    TEXT NOT NULL,
    PRIMARY KEY (subject, observer)
) STRICT, WITHOUT ROWID;

-- Events that were put aside. digest is the payload's SHA-256, so that one delivered again is found.
CREATE TABLE refused_event (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    reason   TEXT NOT NULL,
    detail   TEXT NOT NULL,
    origin   TEXT NOT NULL,
    payload  BLOB NOT NULL,
    digest   TEXT NOT NULL,
    at       TEXT NOT NULL,
    UNIQUE (origin, reason, digest)
) STRICT;

CREATE INDEX refused_event_at ON refused_event (at);

CREATE TABLE source_offset (
    topic       TEXT NOT NULL,
    partition   INTEGER NOT NULL,
    next_offset INTEGER NOT NULL,
    PRIMARY KEY (topic, partition)
) STRICT, WITHOUT ROWID;

-- The last picture of the fleet.
CREATE TABLE fleet (
    id      INTEGER PRIMARY KEY CHECK (id = 1),
    read_at TEXT NOT NULL
) STRICT;

CREATE TABLE fleet_segment (
    name           TEXT PRIMARY KEY,
    method         TEXT NOT NULL,
    shared_storage INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE fleet_host (
    name            TEXT PRIMARY KEY,
    segment         TEXT NOT NULL,
    zone            TEXT NOT NULL,
    service_id      TEXT NOT NULL,
    service_up      INTEGER NOT NULL,
    disabled        INTEGER NOT NULL,
    forced_down     INTEGER NOT NULL,
    fenceable       INTEGER NOT NULL,
    disabled_reason TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE fleet_instance (
    id            TEXT PRIMARY KEY,
    name          TEXT NOT NULL,
    host          TEXT NOT NULL,
    project       TEXT NOT NULL,
    state         TEXT NOT NULL,
    task_state    TEXT,
    boot          TEXT NOT NULL,
    flavor        TEXT NOT NULL,
    vcpus         INTEGER NOT NULL,
    ram_mib       INTEGER NOT NULL,
    disk_gib      INTEGER NOT NULL,
    metadata_json TEXT NOT NULL,
    locked        INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX fleet_instance_host ON fleet_instance (host);

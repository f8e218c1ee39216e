-- What every site has from its first day: its record, its keys, its work to do, its limits.

-- The record of who did what to whom; rows are only ever added.
CREATE TABLE audit (
  id BLOB NOT NULL,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,                 -- JSON of onedoor_base::Actor
  action TEXT NOT NULL,                -- 'people.session.started'
  subject_kind TEXT,                   -- 'person' or 'local_account'
  subject_id BLOB,
  detail TEXT NOT NULL,                -- a JSON object
  CONSTRAINT audit__id PRIMARY KEY (id)
);
CREATE INDEX audit_by_subject ON audit (subject_id, at);

-- Keys that seal what must not be readable in a copy of the database, themselves sealed with the
-- master key of the site's key file.
CREATE TABLE data_keys (
  id BLOB NOT NULL,
  purpose TEXT NOT NULL,               -- 'sealing' or 'fingerprint'
  wrapped BLOB NOT NULL,
  created_at INTEGER NOT NULL,
  retired_at INTEGER,
  CONSTRAINT data_keys__id PRIMARY KEY (id)
);
-- A second fingerprint key would make everybody unfindable.
CREATE UNIQUE INDEX data_keys__purpose ON data_keys (purpose) WHERE purpose = 'fingerprint';

-- Work to be done by whichever node takes it first.
CREATE TABLE jobs (
  id BLOB NOT NULL,
  kind TEXT NOT NULL,
  payload TEXT NOT NULL,               -- JSON
  unique_key TEXT,
  -- When it may be taken; a taken job is due again when its lease ends.
  due_at INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  last_error TEXT,
  created_at INTEGER NOT NULL,
  dead_at INTEGER,
  CONSTRAINT jobs__id PRIMARY KEY (id)
);
CREATE INDEX jobs_by_due ON jobs (due_at) WHERE dead_at IS NULL;
CREATE UNIQUE INDEX jobs__kind__unique_key ON jobs (kind, unique_key) WHERE dead_at IS NULL;

-- How often something was done within a span of time.
CREATE TABLE limits (
  scope TEXT NOT NULL,
  key BLOB NOT NULL,
  used INTEGER NOT NULL,
  ends_at INTEGER NOT NULL,
  CONSTRAINT limits__scope__key PRIMARY KEY (scope, key)
);
CREATE INDEX limits_by_end ON limits (ends_at);

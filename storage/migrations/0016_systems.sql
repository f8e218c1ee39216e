-- Systems come and go: registered, suspended, retired, merged into another.

-- Where a system stands, beside its registration: 'registered', 'suspended', 'retired', 'merged'.
ALTER TABLE clients ADD COLUMN standing TEXT NOT NULL DEFAULT 'registered';
-- As which client the system is registered that it was merged into.
ALTER TABLE clients ADD COLUMN merged_into TEXT;
-- 'configuration' or 'command': what the configuration does not name any more is ended with it, what a command
-- registered is not.
ALTER TABLE clients ADD COLUMN source TEXT NOT NULL DEFAULT 'configuration';

-- How each came to stand so; rows are only ever added.
CREATE TABLE system_steps (
  id BLOB NOT NULL,
  client_id TEXT NOT NULL,
  step TEXT NOT NULL,                  -- 'registered', 'changed', 'suspended', 'resumed', 'retired', 'merged'
  into_client TEXT,
  why TEXT NOT NULL,                   -- in the operator's words; may be empty
  at INTEGER NOT NULL,
  CONSTRAINT system_steps__id PRIMARY KEY (id)
);
CREATE INDEX system_steps_by_client ON system_steps (client_id, at);

-- Portals that were taken into this one, each from an export that its digest names.
CREATE TABLE absorptions (
  id BLOB NOT NULL,
  digest BLOB NOT NULL,                -- of the export
  system TEXT NOT NULL,                -- the other portal, by its key
  names TEXT NOT NULL,                 -- JSON: what it was called, by language
  origin TEXT NOT NULL,                -- where it was
  position INTEGER NOT NULL,           -- how many records of the export are dealt with
  taken INTEGER NOT NULL,              -- how many of them made something new
  began_at INTEGER NOT NULL,
  ended_at INTEGER,
  CONSTRAINT absorptions__id PRIMARY KEY (id)
);
CREATE UNIQUE INDEX absorptions__digest ON absorptions (digest);

-- What came with which of them: accounts and dossiers, by their ids, which they keep.
CREATE TABLE absorbed (
  id BLOB NOT NULL,
  absorption BLOB NOT NULL REFERENCES absorptions (id),
  -- The user name there, where somebody else had it here.
  user_name TEXT,
  CONSTRAINT absorbed__id PRIMARY KEY (id)
);

-- Links that a portal's staff prepare in bulk for accounts of an older system. They open nothing: they are a hint
-- at whose account it is, until the person proves both sides.

-- One file of them.
CREATE TABLE link_batches (
  id BLOB NOT NULL,
  digest BLOB NOT NULL,                -- SHA-256 of the file, by which an interrupted run goes on
  name TEXT NOT NULL,                  -- what the file was called
  made_by TEXT NOT NULL,               -- who brought it, as JSON in the form of the audit trail
  state TEXT NOT NULL,                 -- 'checking', 'checked', 'writing', 'stopped', 'done', 'withdrawing', 'withdrawn'
  rows INTEGER NOT NULL,               -- how many the file has
  position INTEGER NOT NULL,           -- how many of them are done
  prepared INTEGER NOT NULL,           -- how many links were prepared
  there INTEGER NOT NULL,              -- how many were prepared before, just so
  refused INTEGER NOT NULL,            -- how many rows are not clean
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  CONSTRAINT link_batches__id PRIMARY KEY (id)
);
CREATE INDEX link_batches_by_digest ON link_batches (digest);
CREATE INDEX link_batches_by_creation ON link_batches (created_at);

-- The file itself, where it came through the browser, sealed in parts; only until it is written.
CREATE TABLE link_batch_parts (
  batch_id BLOB NOT NULL REFERENCES link_batches (id),
  part INTEGER NOT NULL,
  sealed BLOB NOT NULL,
  CONSTRAINT link_batch_parts__batch_id__part PRIMARY KEY (batch_id, part)
);

-- Why rows were not prepared.
CREATE TABLE link_batch_findings (
  batch_id BLOB NOT NULL REFERENCES link_batches (id),
  line INTEGER NOT NULL,
  finding TEXT NOT NULL,               -- onedoor_linking::Finding
  other_line INTEGER,                  -- the row that it has it in common with
  organisation TEXT NOT NULL,
  user_name TEXT NOT NULL,
  CONSTRAINT link_batch_findings__batch_id__line__finding PRIMARY KEY (batch_id, line, finding)
);

CREATE TABLE prepared_links (
  batch_id BLOB NOT NULL REFERENCES link_batches (id),
  local_account_id BLOB NOT NULL REFERENCES local_accounts (id),
  number_fingerprint BLOB NOT NULL,    -- keyed, as in local_accounts
  gave_number INTEGER NOT NULL,        -- 1: the account had no number before
  state TEXT NOT NULL,                 -- 'dormant', 'active', 'refused', 'withdrawn'
  why TEXT,                            -- of a refused one: onedoor_linking::PreparedRefusal
  link_id BLOB,                        -- of an active one
  prepared_at INTEGER NOT NULL,
  settled_at INTEGER,
  CONSTRAINT prepared_links__batch_id__local_account_id PRIMARY KEY (batch_id, local_account_id)
);
-- One person an account and one account a person: who has several chooses them by proving them.
CREATE UNIQUE INDEX prepared_links__local_account_id ON prepared_links (local_account_id) WHERE state = 'dormant';
CREATE UNIQUE INDEX prepared_links__number_fingerprint ON prepared_links (number_fingerprint) WHERE state = 'dormant';
CREATE INDEX prepared_links_by_number ON prepared_links (number_fingerprint);
CREATE INDEX prepared_links_by_link ON prepared_links (link_id);
CREATE INDEX prepared_links_by_state ON prepared_links (state, why);

-- How many there were at the end of each day, by what is counted.
CREATE TABLE link_days (
  day TEXT NOT NULL,                   -- 2025-07-01, on the clock of the portal's country
  measure TEXT NOT NULL,
  count INTEGER NOT NULL,
  CONSTRAINT link_days__day__measure PRIMARY KEY (day, measure)
);
CREATE INDEX links_by_state ON links (state);

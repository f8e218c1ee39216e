-- Two accounts of one person that become one, and two again for a while.

CREATE TABLE merges (
  id BLOB NOT NULL,
  -- 'begun', then 'replaced' (begun anew), 'cancelled' or 'done'; after that 'undone', or 'settled' for good
  state TEXT NOT NULL,
  -- The account that it was begun from, and the proof of it.
  first_id BLOB NOT NULL REFERENCES accounts (id),
  browser BLOB NOT NULL,               -- SHA-256 of the browser cookie: no other browser can go on with it
  first_session BLOB NOT NULL,
  first_factors TEXT NOT NULL,         -- RFC 8176 values, space separated
  first_authenticated_at INTEGER NOT NULL,
  first_password BLOB NOT NULL,        -- SHA-256 of the password's hash: with another password by now it is over
  begun_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  -- What became of it.
  kept_id BLOB REFERENCES accounts (id),
  absorbed_id BLOB REFERENCES accounts (id),
  record TEXT,                         -- JSON: what was where before
  undo_digest BLOB,                    -- SHA-256 of the value in the notice with which it can be undone
  done_at INTEGER,
  undo_until INTEGER,
  settled_at INTEGER,
  CONSTRAINT merges__id PRIMARY KEY (id)
);
-- An account is absorbed by one other.
CREATE UNIQUE INDEX merges__absorbed_id ON merges (absorbed_id) WHERE state IN ('done', 'settled');
CREATE UNIQUE INDEX merges__undo_digest ON merges (undo_digest);
CREATE INDEX merges_by_first ON merges (first_id) WHERE state = 'begun';
CREATE INDEX merges_by_kept ON merges (kept_id, done_at);
CREATE INDEX merges_by_undo ON merges (undo_until) WHERE state = 'done';
CREATE INDEX merges_by_expiry ON merges (expires_at) WHERE kept_id IS NULL;

-- What is told of one person is told in its order.
CREATE INDEX linking_events_by_subject ON linking_events (client, subject) WHERE settled_at IS NULL;

-- As which other account of theirs a client goes on to know somebody.
CREATE TABLE names_at_clients (
  account_id BLOB NOT NULL REFERENCES accounts (id),
  client_id TEXT NOT NULL,
  named_as BLOB NOT NULL REFERENCES accounts (id),
  merge_id BLOB NOT NULL REFERENCES merges (id),
  CONSTRAINT names_at_clients__account_id__client_id PRIMARY KEY (account_id, client_id)
);
CREATE INDEX names_at_clients_by_merge ON names_at_clients (merge_id);

-- Another phone for a portal's own account: done at once, and undone by whoever has the phone before; or waiting, because
-- the phone before was not shown.
CREATE TABLE local_phone_changes (
  id BLOB NOT NULL,
  local_account_id BLOB NOT NULL REFERENCES local_accounts (id),
  phone TEXT NOT NULL,                 -- E.164, confirmed by a code or by a national identity
  -- SHA-256 of the value in the link with which one objects.
  objection BLOB NOT NULL,
  state TEXT NOT NULL,                 -- 'waiting', 'done', 'objected', 'undone', 'withdrawn', 'replaced', 'lapsed'
  begun_at INTEGER NOT NULL,
  due_at INTEGER NOT NULL,             -- until then one may object
  settled_at INTEGER,
  former TEXT,                         -- the phone before, where it changed at once
  CONSTRAINT local_phone_changes__id PRIMARY KEY (id)
);
CREATE UNIQUE INDEX local_phone_changes__objection ON local_phone_changes (objection);
CREATE UNIQUE INDEX local_phone_changes__local_account_id ON local_phone_changes (local_account_id) WHERE state = 'waiting';
CREATE INDEX local_phone_changes_by_account ON local_phone_changes (local_account_id, settled_at);

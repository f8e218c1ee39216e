-- A portal's own accounts that their owners want to be closed.
CREATE TABLE local_closings (
  local_account_id BLOB NOT NULL REFERENCES local_accounts (id),
  state TEXT NOT NULL,                 -- 'waiting', 'stayed', 'closing', 'reserved', 'done'
  asked_at INTEGER NOT NULL,
  due_at INTEGER NOT NULL,             -- of the next step
  settled_at INTEGER,                  -- when it came to stand so
  CONSTRAINT local_closings__local_account_id PRIMARY KEY (local_account_id)
);

-- Everything of one account is looked for when its owner asks for a copy.
CREATE INDEX prepared_links_by_account ON prepared_links (local_account_id);

-- A national number that did not quite agree with the population register, for a portal's staff to look at. One an
-- account: asked for again, it begins anew.
CREATE TABLE number_reviews (
  local_account_id BLOB NOT NULL REFERENCES local_accounts (id),
  state TEXT NOT NULL,                 -- 'waiting', 'approved', 'refused'
  asked_at INTEGER NOT NULL,
  due_at INTEGER NOT NULL,             -- when the staff should have decided
  content BLOB,                        -- what was said and whom the register has, sealed; gone when it is decided
  why TEXT,                            -- why it was refused
  settled_at INTEGER,
  CONSTRAINT number_reviews__local_account_id PRIMARY KEY (local_account_id)
);
CREATE INDEX number_reviews_by_due ON number_reviews (state, due_at, local_account_id);

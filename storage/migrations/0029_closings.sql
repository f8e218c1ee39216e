-- Accounts that their owners want to be closed.
CREATE TABLE account_closings (
  account_id BLOB NOT NULL REFERENCES accounts (id),
  state TEXT NOT NULL,                 -- 'waiting', 'stayed', 'closing', 'reserved', 'done'
  asked_at INTEGER NOT NULL,
  due_at INTEGER NOT NULL,             -- of the next step
  settled_at INTEGER,                  -- when it came to stand so
  CONSTRAINT account_closings__account_id PRIMARY KEY (account_id)
);

-- Everything of one person is looked for when they ask for a copy, or when their account is emptied.
CREATE INDEX begun_sign_ins_by_account ON begun_sign_ins (account_id);
CREATE INDEX phone_changes_by_account ON phone_changes (account_id);
CREATE INDEX link_proofs_by_person ON link_proofs (person_id);
CREATE INDEX consents_by_account ON consents (account_id);

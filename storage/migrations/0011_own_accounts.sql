-- Several accounts of one person: when a link last opened its account.
ALTER TABLE links ADD COLUMN opened_at INTEGER;

-- Contact data that a national identity tells, and what the owner of the account answered. Nothing of it is
-- taken over unasked.
CREATE TABLE contact_offers (
  local_account_id BLOB NOT NULL REFERENCES local_accounts (id),
  kind TEXT NOT NULL,                  -- 'name', 'phone', 'email'
  issuer TEXT NOT NULL,
  -- Keyed, so that a change is seen without the value.
  fingerprint BLOB NOT NULL,
  -- The value, sealed; only as long as it waits for an answer.
  sealed BLOB,
  proven INTEGER NOT NULL,             -- 1: the issuer has made sure of it
  told_at INTEGER NOT NULL,
  answer TEXT NOT NULL,                -- 'waiting', 'kept', 'declined'
  answered_at INTEGER,
  CONSTRAINT contact_offers__local_account_id__kind PRIMARY KEY (local_account_id, kind)
);

-- Where the contact data of an account come from, since when. Without a row: as the account began.
CREATE TABLE contact_origins (
  local_account_id BLOB NOT NULL REFERENCES local_accounts (id),
  kind TEXT NOT NULL,
  issuer TEXT,                         -- none: its owner gave it here
  since INTEGER NOT NULL,
  CONSTRAINT contact_origins__local_account_id__kind PRIMARY KEY (local_account_id, kind)
);

-- Ways into an account that whoever linked it did not prove: they open nothing until the owner has decided.
CREATE TABLE held_ways (
  local_account_id BLOB NOT NULL REFERENCES local_accounts (id),
  kind TEXT NOT NULL,                  -- 'phone', 'password'
  value TEXT NOT NULL,                 -- the phone; the hash of the password
  since INTEGER NOT NULL,              -- when it was confirmed or set
  held_at INTEGER NOT NULL,
  CONSTRAINT held_ways__local_account_id__kind PRIMARY KEY (local_account_id, kind)
);

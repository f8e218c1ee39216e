-- People of an identity site.

CREATE TABLE accounts (
  id BLOB NOT NULL,
  login_name TEXT NOT NULL,
  -- Case and width folded: what is unique and looked for.
  login_key TEXT NOT NULL,
  display_name TEXT NOT NULL,
  state TEXT NOT NULL,                 -- 'active', 'locked', 'closed'
  identity_level INTEGER NOT NULL,
  language TEXT NOT NULL,
  password_hash TEXT NOT NULL,         -- PHC string
  password_changed_at INTEGER NOT NULL,
  -- The national number: country in the clear, number sealed, found by keyed fingerprint.
  number_country TEXT,
  number_sealed BLOB,
  number_fingerprint BLOB,
  created_at INTEGER NOT NULL,
  CONSTRAINT accounts__id PRIMARY KEY (id)
);
CREATE UNIQUE INDEX accounts__login_key ON accounts (login_key);
CREATE UNIQUE INDEX accounts__number_fingerprint ON accounts (number_fingerprint);

CREATE TABLE contacts (
  id BLOB NOT NULL,
  account_id BLOB NOT NULL REFERENCES accounts (id),
  kind TEXT NOT NULL,                  -- 'phone'
  value TEXT NOT NULL,                 -- E.164
  confirmed_at INTEGER NOT NULL,
  CONSTRAINT contacts__id PRIMARY KEY (id)
);
CREATE UNIQUE INDEX contacts__kind__value ON contacts (kind, value);
CREATE INDEX contacts_by_account ON contacts (account_id);

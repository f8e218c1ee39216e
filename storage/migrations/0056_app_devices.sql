-- The one device of an account on which its passcode counts.
CREATE TABLE app_devices (
  account_id BLOB NOT NULL REFERENCES accounts (id),
  token BLOB NOT NULL,                 -- digest of the value that the browser keeps
  public_key BLOB,                     -- of the key that the browser made, SPKI; NULL without scripts
  passcode_hash TEXT NOT NULL,
  wrong INTEGER NOT NULL,              -- wrong passcodes in a row
  user_agent TEXT NOT NULL,
  bound_at INTEGER NOT NULL,
  used_at INTEGER,
  CONSTRAINT app_devices__account_id PRIMARY KEY (account_id)
);

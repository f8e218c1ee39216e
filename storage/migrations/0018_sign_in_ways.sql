-- Ways to sign in beyond the password.

-- Apps that make codes by the time (RFC 6238).
CREATE TABLE totps (
  id BLOB NOT NULL,
  account_id BLOB NOT NULL REFERENCES accounts (id),
  label TEXT NOT NULL,                 -- what its owner calls it; '' without a name
  secret_sealed BLOB NOT NULL,
  -- The last step whose code was taken: none is taken twice, and none from before.
  used_step INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  used_at INTEGER,
  CONSTRAINT totps__id PRIMARY KEY (id)
);
CREATE INDEX totps_by_account ON totps (account_id);

CREATE TABLE passkeys (
  id BLOB NOT NULL,
  account_id BLOB NOT NULL REFERENCES accounts (id),
  label TEXT NOT NULL,
  credential BLOB NOT NULL,            -- the authenticator's name for it
  public_key BLOB NOT NULL,            -- COSE (RFC 9052)
  counter INTEGER NOT NULL,
  backup_eligible INTEGER NOT NULL,    -- 0 or 1: may be copied to its owner's other devices
  backed_up INTEGER NOT NULL,          -- 0 or 1: has been
  created_at INTEGER NOT NULL,
  used_at INTEGER,
  CONSTRAINT passkeys__id PRIMARY KEY (id)
);
CREATE UNIQUE INDEX passkeys__credential ON passkeys (credential);
CREATE INDEX passkeys_by_account ON passkeys (account_id);

CREATE TABLE recovery_codes (
  account_id BLOB NOT NULL REFERENCES accounts (id),
  -- Keyed fingerprint of account and code.
  digest BLOB NOT NULL,
  created_at INTEGER NOT NULL,
  used_at INTEGER,
  CONSTRAINT recovery_codes__account_id__digest PRIMARY KEY (account_id, digest)
);

-- What the owner chose for codes by text message; without a row they are sent where a second step is asked.
CREATE TABLE text_codes (
  account_id BLOB NOT NULL REFERENCES accounts (id),
  choice TEXT NOT NULL,                -- 'when_asked', 'always', 'never'
  CONSTRAINT text_codes__account_id PRIMARY KEY (account_id)
);

-- Browsers that are not asked for a second step for a while.
CREATE TABLE remembered_devices (
  id BLOB NOT NULL,
  account_id BLOB NOT NULL REFERENCES accounts (id),
  digest BLOB NOT NULL,                -- SHA-256 of the cookie's value; several accounts may share a browser
  user_agent TEXT NOT NULL,
  network TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  seen_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  CONSTRAINT remembered_devices__id PRIMARY KEY (id)
);
CREATE UNIQUE INDEX remembered_devices__account_id__digest ON remembered_devices (account_id, digest);
CREATE INDEX remembered_devices_by_expiry ON remembered_devices (expires_at);

-- A sign-in whose password was right, and that waits for its second step; or a session that is to be worth more.
CREATE TABLE begun_sign_ins (
  id BLOB NOT NULL,
  account_id BLOB NOT NULL REFERENCES accounts (id),
  browser BLOB NOT NULL,               -- SHA-256 of the browser cookie: no other browser can go on with it
  -- The session that is to be worth more; without one it is a sign-in.
  session_id BLOB,
  -- SHA-256 of the password's hash: with another password by now it is over.
  password BLOB NOT NULL,
  return_to TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  used_at INTEGER,
  CONSTRAINT begun_sign_ins__id PRIMARY KEY (id)
);
CREATE INDEX begun_sign_ins_by_expiry ON begun_sign_ins (expires_at);

-- Getting back into an account without its password.

CREATE TABLE recoveries (
  id BLOB NOT NULL,
  -- Without one nobody has what was typed: it is the same work.
  account_id BLOB REFERENCES accounts (id),
  browser BLOB NOT NULL,               -- SHA-256 of the browser cookie: no other browser can go on with it
  name BLOB NOT NULL,                  -- keyed fingerprint of what was typed
  -- SHA-256 of the password's hash: with another password by now it is over.
  password BLOB NOT NULL,
  proofs TEXT NOT NULL,                -- what was shown: 'phone', 'email', 'code', 'app', 'questions', between spaces
  state TEXT NOT NULL,                 -- 'begun', 'waiting', 'done', 'stopped', 'signed_in', 'replaced'
  -- SHA-256 of the value in the link with which one stops it, once it waits.
  objection BLOB,
  user_agent TEXT NOT NULL,
  network TEXT NOT NULL,
  begun_at INTEGER NOT NULL,
  due_at INTEGER,                      -- when the waiting is over
  settled_at INTEGER,
  expires_at INTEGER NOT NULL,         -- from then on it is of no use, whatever its state
  CONSTRAINT recoveries__id PRIMARY KEY (id)
);
CREATE UNIQUE INDEX recoveries__objection ON recoveries (objection);
CREATE INDEX recoveries_by_account ON recoveries (account_id);
CREATE INDEX recoveries_by_expiry ON recoveries (expires_at);

CREATE TABLE security_questions (
  account_id BLOB NOT NULL REFERENCES accounts (id),
  questions_sealed BLOB NOT NULL,
  -- Argon2id of all answers in one.
  answers_hash TEXT NOT NULL,
  set_at INTEGER NOT NULL,
  CONSTRAINT security_questions__account_id PRIMARY KEY (account_id)
);

-- For a while after a weak recovery an account counts for no more than this; what was proven stays in identity_level.
ALTER TABLE accounts ADD COLUMN level_held INTEGER;
ALTER TABLE accounts ADD COLUMN level_held_at INTEGER;
ALTER TABLE accounts ADD COLUMN level_held_until INTEGER;
CREATE INDEX accounts_by_level_held ON accounts (level_held_until) WHERE level_held_until IS NOT NULL;

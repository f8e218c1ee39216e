-- Sign-ins at a computer that a phone confirms.
CREATE TABLE phone_sign_ins (
  id BLOB NOT NULL,
  browser BLOB NOT NULL,               -- SHA-256 of the computer's browser cookie
  token BLOB NOT NULL,                 -- SHA-256 of the value in the code
  number INTEGER NOT NULL,             -- what the computer shows
  choices TEXT NOT NULL,               -- the three numbers that the phone shows
  return_to TEXT NOT NULL,
  user_agent TEXT NOT NULL,
  network TEXT NOT NULL,
  state TEXT NOT NULL,                 -- 'waiting', 'confirmed', 'wrong', 'refused', 'done'
  account_id BLOB REFERENCES accounts (id),
  session_id BLOB,                     -- the phone's
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  CONSTRAINT phone_sign_ins__id PRIMARY KEY (id)
);
CREATE UNIQUE INDEX phone_sign_ins__token ON phone_sign_ins (token);
CREATE INDEX phone_sign_ins_by_expiry ON phone_sign_ins (expires_at);

-- What every site keeps: signed-in browsers, one-time codes, messages to be sent.

CREATE TABLE sessions (
  id BLOB NOT NULL,
  -- SHA-256 of the cookie's value; the value itself is nowhere.
  digest BLOB NOT NULL,
  subject_kind TEXT NOT NULL,          -- 'person' or 'local_account'
  subject_id BLOB NOT NULL,
  display_name TEXT NOT NULL,          -- as the header greets; a copy, so that a page view reads one row
  factors TEXT NOT NULL,               -- RFC 8176 values, space separated
  identity_level INTEGER NOT NULL,     -- rank of onedoor_base::IdentityLevel
  authenticated_at INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  seen_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  ended_at INTEGER,
  end_reason TEXT,
  user_agent TEXT NOT NULL,
  network TEXT NOT NULL,
  -- Where the person came from, if another site signed them in.
  upstream_issuer TEXT,
  upstream_subject TEXT,
  upstream_sid TEXT,
  upstream_id_token BLOB,              -- sealed; the hint for signing out there too
  CONSTRAINT sessions__id PRIMARY KEY (id)
);
CREATE UNIQUE INDEX sessions__digest ON sessions (digest);
CREATE INDEX sessions_by_subject ON sessions (subject_id, created_at);
CREATE INDEX sessions_by_upstream_sid ON sessions (upstream_issuer, upstream_sid);
CREATE INDEX sessions_by_upstream_subject ON sessions (upstream_issuer, upstream_subject);
CREATE INDEX sessions_by_expiry ON sessions (expires_at);

CREATE TABLE codes (
  id BLOB NOT NULL,
  purpose TEXT NOT NULL,               -- 'registration', 'password_reset', …
  -- SHA-256 of the browser cookie that asked: no other browser can answer.
  browser BLOB NOT NULL,
  -- Keyed fingerprint of id and code.
  digest BLOB NOT NULL,
  -- Whose it is, and what else the purpose needs, sealed.
  payload BLOB NOT NULL,
  attempts INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  confirmed_at INTEGER,
  used_at INTEGER,
  CONSTRAINT codes__id PRIMARY KEY (id)
);
CREATE INDEX codes_by_expiry ON codes (expires_at);

CREATE TABLE messages (
  id BLOB NOT NULL,
  channel TEXT NOT NULL,               -- 'sms'
  -- Destination and text, sealed: a code must not be readable in a copy of the database.
  content BLOB NOT NULL,
  state TEXT NOT NULL,                 -- 'waiting', 'sent', 'refused'
  created_at INTEGER NOT NULL,
  sent_at INTEGER,
  gateway_id TEXT,
  CONSTRAINT messages__id PRIMARY KEY (id)
);
CREATE INDEX messages_by_creation ON messages (created_at);

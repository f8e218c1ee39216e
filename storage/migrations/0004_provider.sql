-- The provider of an identity site: relying parties, keys, requests on their way, consent, tokens.

-- Relying parties.
CREATE TABLE clients (
  id BLOB NOT NULL,
  client_id TEXT NOT NULL,
  registration TEXT NOT NULL,          -- JSON; a secret stands in it as a digest only
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  ended_at INTEGER,
  CONSTRAINT clients__id PRIMARY KEY (id)
);
CREATE UNIQUE INDEX clients__client_id ON clients (client_id);

-- Keys that sign tokens. A key is published before it signs and for as long as what it signed is of use.
CREATE TABLE signing_keys (
  id BLOB NOT NULL,
  algorithm TEXT NOT NULL,             -- 'ES256' or 'RS256'
  state TEXT NOT NULL,                 -- 'next', 'active', 'retired'
  sealed BLOB NOT NULL,                -- PKCS#8
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,         -- when it came into its state
  CONSTRAINT signing_keys__id PRIMARY KEY (id)
);
CREATE UNIQUE INDEX signing_keys__algorithm__state ON signing_keys (algorithm, state) WHERE state <> 'retired';

-- Authorization requests that were pushed (RFC 9126).
CREATE TABLE pushed_requests (
  digest BLOB NOT NULL,                -- SHA-256 of the reference
  client_id TEXT NOT NULL,
  request TEXT NOT NULL,               -- JSON
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  used_at INTEGER,
  CONSTRAINT pushed_requests__digest PRIMARY KEY (digest)
);
CREATE INDEX pushed_requests_by_expiry ON pushed_requests (expires_at);

-- Visits to the authorization endpoint that could not be answered at once.
CREATE TABLE interactions (
  id BLOB NOT NULL,
  client_id TEXT NOT NULL,
  request TEXT NOT NULL,               -- JSON
  browser BLOB NOT NULL,               -- the browser that it belongs to
  session_before BLOB,                 -- who was signed in when it began
  session_chosen BLOB,                 -- the session that its owner chose to go on with
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  answered_at INTEGER,
  CONSTRAINT interactions__id PRIMARY KEY (id)
);
CREATE INDEX interactions_by_expiry ON interactions (expires_at);

-- What people allowed relying parties, remembered until they take it back.
CREATE TABLE consents (
  id BLOB NOT NULL,
  account_id BLOB NOT NULL REFERENCES accounts (id),
  client_id TEXT NOT NULL,
  scopes TEXT NOT NULL,                -- separated by spaces
  claims TEXT NOT NULL,                -- names asked for one by one, separated by spaces
  given_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  ended_at INTEGER,
  CONSTRAINT consents__id PRIMARY KEY (id)
);
CREATE UNIQUE INDEX consents__account_id__client_id ON consents (account_id, client_id) WHERE ended_at IS NULL;

-- One answered request: its code, and all that its tokens say.
CREATE TABLE grants (
  id BLOB NOT NULL,
  account_id BLOB NOT NULL REFERENCES accounts (id),
  client_id TEXT NOT NULL,
  session_id BLOB NOT NULL,
  subject TEXT NOT NULL,               -- the person, as this client knows them
  sid TEXT NOT NULL,                   -- the session, as this client knows it
  scopes TEXT NOT NULL,
  claims TEXT NOT NULL,                -- JSON of the claims parameter
  redirect_uri TEXT NOT NULL,
  nonce TEXT,
  code_digest BLOB NOT NULL,           -- SHA-256 of the code
  code_challenge TEXT NOT NULL,
  code_expires_at INTEGER NOT NULL,
  code_used_at INTEGER,
  acr TEXT NOT NULL,
  amr TEXT NOT NULL,                   -- separated by spaces
  authenticated_at INTEGER NOT NULL,
  offline INTEGER NOT NULL,            -- 1: outlives the session
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  ended_at INTEGER,
  end_reason TEXT,
  CONSTRAINT grants__id PRIMARY KEY (id)
);
CREATE UNIQUE INDEX grants__code_digest ON grants (code_digest);
CREATE INDEX grants_by_session ON grants (session_id);
CREATE INDEX grants_by_account ON grants (account_id, client_id);
CREATE INDEX grants_by_expiry ON grants (expires_at);

CREATE TABLE access_tokens (
  digest BLOB NOT NULL,                -- SHA-256 of the token
  grant_id BLOB NOT NULL REFERENCES grants (id),
  account_id BLOB NOT NULL,
  scopes TEXT NOT NULL,
  issued_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  CONSTRAINT access_tokens__digest PRIMARY KEY (digest)
);
CREATE INDEX access_tokens_by_grant ON access_tokens (grant_id);
CREATE INDEX access_tokens_by_expiry ON access_tokens (expires_at);

CREATE TABLE refresh_tokens (
  digest BLOB NOT NULL,                -- SHA-256 of the token
  grant_id BLOB NOT NULL REFERENCES grants (id),
  account_id BLOB NOT NULL,
  issued_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  rotated_at INTEGER,
  CONSTRAINT refresh_tokens__digest PRIMARY KEY (digest)
);
CREATE INDEX refresh_tokens_by_grant ON refresh_tokens (grant_id);
CREATE INDEX refresh_tokens_by_expiry ON refresh_tokens (expires_at);

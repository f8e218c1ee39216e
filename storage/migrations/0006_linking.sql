-- Links between national identities and a portal's accounts, and how they come about.

-- Sign-ins at a national identity, from the redirect to the answer.
CREATE TABLE signin_attempts (
  id BLOB NOT NULL,
  -- SHA-256 of `state`; the value itself is only in the address.
  state_digest BLOB NOT NULL,
  -- SHA-256 of the browser cookie: no other browser can bring the answer.
  browser BLOB NOT NULL,
  provider TEXT NOT NULL,              -- the key under which the portal knows the national sign-in
  issuer TEXT NOT NULL,                -- who was asked
  purpose TEXT NOT NULL,               -- 'sign_in', 'link_from_settings'
  local_account_id BLOB,               -- who asked, from the settings
  -- Nonce and PKCE verifier.
  sealed BLOB NOT NULL,
  return_to TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  answered_at INTEGER,
  CONSTRAINT signin_attempts__id PRIMARY KEY (id)
);
CREATE UNIQUE INDEX signin_attempts__state_digest ON signin_attempts (state_digest);
CREATE INDEX signin_attempts_by_creation ON signin_attempts (created_at);

-- Proven national sides that wait for the local side.
CREATE TABLE proposals (
  id BLOB NOT NULL,
  browser BLOB NOT NULL,
  purpose TEXT NOT NULL,
  provider TEXT NOT NULL,
  issuer TEXT NOT NULL,
  subject TEXT NOT NULL,
  identity_level INTEGER NOT NULL,     -- rank of onedoor_base::IdentityLevel
  authentication_level INTEGER NOT NULL, -- 1, 2, 3
  authenticated_at INTEGER NOT NULL,
  number_fingerprint BLOB,
  number_standing TEXT NOT NULL,       -- 'unknown', 'claimed', 'proven'
  -- Name, number and identity token, for the session and the account that may come of it.
  sealed BLOB NOT NULL,
  state TEXT NOT NULL,                 -- 'waiting', 'used', 'cancelled'
  link_id BLOB,                        -- the link that it made
  created_at INTEGER NOT NULL,
  ended_at INTEGER,
  CONSTRAINT proposals__id PRIMARY KEY (id)
);
CREATE INDEX proposals_by_creation ON proposals (created_at);

-- Links: records of evidence. Rows are added and ended, never otherwise changed.
CREATE TABLE links (
  id BLOB NOT NULL,
  system TEXT NOT NULL,                -- which system owns the local account
  issuer TEXT NOT NULL,
  subject TEXT NOT NULL,
  local_account_id BLOB NOT NULL REFERENCES local_accounts (id),
  -- How and when the national side was proven: always by an identity token.
  national_proven_at INTEGER NOT NULL,
  national_identity_level INTEGER NOT NULL,
  national_authentication_level INTEGER NOT NULL,
  -- How and when the local side was proven.
  local_proof TEXT NOT NULL,           -- 'password', 'session', 'same_number', 'made_here'
  local_proven_at INTEGER NOT NULL,
  identity_level INTEGER NOT NULL,     -- how sure the link is
  made_by TEXT NOT NULL,               -- 'person', 'automatic'
  state TEXT NOT NULL,                 -- 'active', 'ended'
  created_at INTEGER NOT NULL,
  ended_at INTEGER,
  end_reason TEXT,
  CONSTRAINT links__id PRIMARY KEY (id)
);
-- One person an account, whatever happens at the same moment. (So a person and an account are linked
-- but once, too.) One account a person is a portal's own choice, and held by the decision, which is
-- made in the same serialisable transaction.
CREATE UNIQUE INDEX links__local_account_id ON links (local_account_id) WHERE state = 'active';
CREATE INDEX links_by_subject ON links (issuer, subject, created_at);
CREATE INDEX links_by_account ON links (local_account_id, created_at);

-- Logout tokens that were heard, until they are too old to be taken again.
CREATE TABLE logout_tokens (
  issuer TEXT NOT NULL,
  jti TEXT NOT NULL,
  expires_at INTEGER NOT NULL,
  CONSTRAINT logout_tokens__issuer__jti PRIMARY KEY (issuer, jti)
);
CREATE INDEX logout_tokens_by_expiry ON logout_tokens (expires_at);

-- What an identity tells portals of people besides their links, and what portals have heard.

-- Signed tokens that were heard, until they are too old to be taken again; each is taken once.
CREATE TABLE used_tokens (
  kind TEXT NOT NULL,                  -- 'logout', 'request', 'event'
  issuer TEXT NOT NULL,
  jti TEXT NOT NULL,
  expires_at INTEGER NOT NULL,
  CONSTRAINT used_tokens__kind__issuer__jti PRIMARY KEY (kind, issuer, jti)
);
CREATE INDEX used_tokens_by_expiry ON used_tokens (expires_at);
INSERT INTO used_tokens (kind, issuer, jti, expires_at)
  SELECT 'logout' AS kind, issuer, jti, expires_at FROM logout_tokens;
INSERT INTO used_tokens (kind, issuer, jti, expires_at)
  SELECT 'request' AS kind, issuer, jti, expires_at FROM linking_requests;
DROP TABLE logout_tokens;
DROP TABLE linking_requests;

-- An identity's security events, until the portal has taken them.
CREATE TABLE linking_events (
  id BLOB NOT NULL,                    -- its name to the portal, however often it is told
  client TEXT NOT NULL,                -- who is told
  subject TEXT NOT NULL,               -- the person, as this client knows them
  event TEXT NOT NULL,                 -- what, by its URI
  detail TEXT NOT NULL,                -- JSON
  happened_at INTEGER NOT NULL,
  settled_at INTEGER,                  -- taken, or of no interest there
  CONSTRAINT linking_events__id PRIMARY KEY (id)
);
CREATE INDEX linking_events_waiting ON linking_events (id) WHERE settled_at IS NULL;
CREATE INDEX linking_events_by_time ON linking_events (happened_at);

-- At a portal: other names by which an issuer has called a person before. Links keep the name that they were
-- proven with; whoever comes with the name of now is the one of all the former ones.
CREATE TABLE subject_names (
  issuer TEXT NOT NULL,
  former TEXT NOT NULL,
  subject TEXT NOT NULL,               -- the name from then on; never a former one
  heard_at INTEGER NOT NULL,
  CONSTRAINT subject_names__issuer__former PRIMARY KEY (issuer, former)
);
CREATE INDEX subject_names_by_subject ON subject_names (issuer, subject);

-- At a portal: which contact data have changed at the issuer since it last told any.
CREATE TABLE contact_news (
  local_account_id BLOB NOT NULL REFERENCES local_accounts (id),
  kind TEXT NOT NULL,                  -- as in contact_offers
  issuer TEXT NOT NULL,
  heard_at INTEGER NOT NULL,
  CONSTRAINT contact_news__local_account_id__kind PRIMARY KEY (local_account_id, kind)
);

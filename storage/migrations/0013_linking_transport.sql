-- What both sides of a link need in order to speak of it over the network.

-- The issuer's name for the proof of the national side: the `jti` of an identity token, or the `proof` of a
-- request of its own. One proof makes one link, whatever is repeated.
ALTER TABLE links ADD COLUMN proof TEXT;
CREATE UNIQUE INDEX links__issuer__proof ON links (issuer, proof);
ALTER TABLE identity_links ADD COLUMN proof TEXT;
CREATE UNIQUE INDEX identity_links__proof ON identity_links (proof);
-- What the two sides compare: the links of one issuer or client, by id.
CREATE INDEX links_by_issuer ON links (issuer, id) WHERE one_sided = 0;
CREATE INDEX identity_links_by_client ON identity_links (client, id);

-- Requests that an identity made of a person's proof: the person typed there user name and password of an
-- account of a portal.
CREATE TABLE link_proofs (
  id BLOB NOT NULL,
  person_id BLOB NOT NULL REFERENCES accounts (id),
  client TEXT NOT NULL,                -- which portal was asked
  subject TEXT NOT NULL,               -- our name for the person, at that client
  acr TEXT NOT NULL,
  amr TEXT NOT NULL,                   -- separated by spaces
  authenticated_at INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  CONSTRAINT link_proofs__id PRIMARY KEY (id)
);
CREATE INDEX link_proofs_by_creation ON link_proofs (created_at);

-- Signed requests that were heard, until they are too old to be taken again.
CREATE TABLE linking_requests (
  issuer TEXT NOT NULL,
  jti TEXT NOT NULL,
  expires_at INTEGER NOT NULL,
  CONSTRAINT linking_requests__issuer__jti PRIMARY KEY (issuer, jti)
);
CREATE INDEX linking_requests_by_expiry ON linking_requests (expires_at);

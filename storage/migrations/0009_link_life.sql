-- The life of a link: each side's part of it, and what the other side is known to have heard.

-- The part of this side. Its number grows by one with each change.
ALTER TABLE links ADD COLUMN mine_number INTEGER NOT NULL DEFAULT 0;
ALTER TABLE links ADD COLUMN mine_standing TEXT NOT NULL DEFAULT 'unknown';
ALTER TABLE links ADD COLUMN mine_at INTEGER;
ALTER TABLE links ADD COLUMN mine_why TEXT;
-- What was heard of the other side's part.
ALTER TABLE links ADD COLUMN theirs_number INTEGER NOT NULL DEFAULT 0;
ALTER TABLE links ADD COLUMN theirs_standing TEXT NOT NULL DEFAULT 'unknown';
ALTER TABLE links ADD COLUMN theirs_at INTEGER;
ALTER TABLE links ADD COLUMN theirs_why TEXT;
-- The number of this side's part that the other side has heard.
ALTER TABLE links ADD COLUMN told INTEGER NOT NULL DEFAULT 0;
-- 1 where the other side does not speak the linking interface: then its part does not count.
ALTER TABLE links ADD COLUMN one_sided INTEGER NOT NULL DEFAULT 0;

-- What was there was made without the other side.
UPDATE links SET one_sided = 1, mine_number = 1, mine_standing = 'confirmed', mine_at = created_at
  WHERE state = 'active';
UPDATE links SET one_sided = 1, mine_number = 2, mine_standing = 'ended', mine_at = ended_at, mine_why = end_reason
  WHERE state = 'ended';

-- `state` is the life that the parts make: 'dormant', 'proposed', 'proven_there', 'active', 'suspended', 'ended'.
-- One person an account, whatever happens at the same moment. A link holds the account as soon as the account
-- is proven here; a record from an import, or what only the other side says, keeps nobody out.
DROP INDEX links__local_account_id;
CREATE UNIQUE INDEX links__local_account_id ON links (local_account_id)
  WHERE state IN ('proposed', 'active', 'suspended');
ALTER TABLE links DROP COLUMN ended_at;
ALTER TABLE links DROP COLUMN end_reason;
CREATE INDEX links_owing ON links (id) WHERE one_sided = 0 AND told < mine_number;

-- The account that asked for the link from its settings: the proof is good for no other.
ALTER TABLE proposals ADD COLUMN local_account_id BLOB;
CREATE INDEX proposals_by_subject ON proposals (issuer, subject);

-- The same links, as a national identity keeps them.
CREATE TABLE identity_links (
  id BLOB NOT NULL,                    -- the same on both sides
  person_id BLOB NOT NULL REFERENCES accounts (id),
  client TEXT NOT NULL,                -- as which client the portal is registered here
  system TEXT NOT NULL,                -- which system owns the account, by its key there
  subject TEXT NOT NULL,               -- our name for the person, at that client
  account TEXT NOT NULL,               -- the portal's name for the account, meaningless here
  label TEXT NOT NULL,                 -- what the portal calls the account to its owner
  -- The evidence: as in `links`, and never changed.
  national_proven_at INTEGER NOT NULL,
  national_identity_level INTEGER NOT NULL,
  national_authentication_level INTEGER NOT NULL,
  local_proof TEXT NOT NULL,
  local_proven_at INTEGER NOT NULL,
  identity_level INTEGER NOT NULL,
  made_by TEXT NOT NULL,
  -- The parts: `mine` is the identity's.
  state TEXT NOT NULL,
  mine_number INTEGER NOT NULL,
  mine_standing TEXT NOT NULL,
  mine_at INTEGER,
  mine_why TEXT,
  theirs_number INTEGER NOT NULL,
  theirs_standing TEXT NOT NULL,
  theirs_at INTEGER,
  theirs_why TEXT,
  told INTEGER NOT NULL,
  one_sided INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  CONSTRAINT identity_links__id PRIMARY KEY (id)
);
CREATE INDEX identity_links_by_person ON identity_links (person_id, created_at);
CREATE INDEX identity_links_by_subject ON identity_links (client, subject);
CREATE INDEX identity_links_owing ON identity_links (id) WHERE one_sided = 0 AND told < mine_number;

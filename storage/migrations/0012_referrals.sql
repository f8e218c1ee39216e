-- People whom a national portal sends on to a province's portal: at the national portal a referral, at the
-- province's an arrival.

CREATE TABLE referrals (
  id BLOB NOT NULL,
  local_account_id BLOB NOT NULL REFERENCES local_accounts (id),
  procedure_code TEXT NOT NULL,
  place_code TEXT NOT NULL,
  place_valid_at TEXT NOT NULL,        -- 2025-07-01
  portal TEXT NOT NULL,                -- the origin of the portal that they were sent to
  capability BLOB NOT NULL,            -- the digest of what went with them
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  -- The arrival that the owner vouched for: the digest of its handle.
  arrival BLOB,
  -- What was reported last; version 0: nothing yet.
  version INTEGER NOT NULL,
  dossier_number TEXT,
  procedure_name TEXT,
  dossier_address TEXT,
  state INTEGER,                       -- TrangThaiHoSo
  submitted_at INTEGER,
  changed_at INTEGER,
  CONSTRAINT referrals__id PRIMARY KEY (id)
);
CREATE UNIQUE INDEX referrals__capability ON referrals (capability);
CREATE INDEX referrals_by_account ON referrals (local_account_id, changed_at);
CREATE INDEX referrals_by_expiry ON referrals (expires_at);

CREATE TABLE arrivals (
  id BLOB NOT NULL,
  handle BLOB NOT NULL,                -- the digest of what stands in addresses of this portal
  browser BLOB NOT NULL,
  portal TEXT NOT NULL,                -- the origin of the portal that they came from
  capability BLOB NOT NULL,            -- its digest
  sealed BLOB NOT NULL,                -- the capability, the handle and the key of the form
  procedure_code TEXT NOT NULL,
  place_code TEXT NOT NULL,
  -- The dossier that is begun with the form of this key is the one to report.
  submission_key BLOB NOT NULL,
  local_account_id BLOB,
  vouched INTEGER NOT NULL,            -- whether the browser has been back at the other portal
  told INTEGER NOT NULL,               -- the version of the dossier that was reported last
  refused_at INTEGER,                  -- the other portal takes no reports of it
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  CONSTRAINT arrivals__id PRIMARY KEY (id)
);
CREATE UNIQUE INDEX arrivals__handle ON arrivals (handle);
CREATE UNIQUE INDEX arrivals__capability__browser ON arrivals (capability, browser);
CREATE UNIQUE INDEX arrivals__submission_key ON arrivals (submission_key);
CREATE INDEX arrivals_by_expiry ON arrivals (expires_at);
-- What has changed lately is looked through for reports that were given up.
CREATE INDEX dossiers_by_change ON dossiers (changed_at);

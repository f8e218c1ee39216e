-- The staff of an identity: who is on it, what they looked at and why, and what takes two of them.
CREATE TABLE staff_roles (
  account_id BLOB NOT NULL REFERENCES accounts (id),
  role TEXT NOT NULL,                  -- 'auditor', 'support', 'approver', 'operator'
  granted_by TEXT NOT NULL,            -- a command, or the ids of the two who decided
  granted_at INTEGER NOT NULL,
  until INTEGER,
  CONSTRAINT staff_roles__account_id__role PRIMARY KEY (account_id, role)
);

-- Sessions in which the console is open.
CREATE TABLE staff_visits (
  session_id BLOB NOT NULL,
  seen_at INTEGER NOT NULL,
  CONSTRAINT staff_visits__session_id PRIMARY KEY (session_id)
);
CREATE INDEX staff_visits_by_seen ON staff_visits (seen_at);

CREATE TABLE staff_looks (
  id BLOB NOT NULL,
  staff_id BLOB NOT NULL,
  person_id BLOB,                      -- NULL: nobody was found
  reason TEXT NOT NULL,
  case_reference TEXT NOT NULL,
  looked_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL,
  CONSTRAINT staff_looks__id PRIMARY KEY (id)
);
CREATE INDEX staff_looks_by_time ON staff_looks (looked_at);

CREATE TABLE staff_proposals (
  id BLOB NOT NULL,
  asks TEXT NOT NULL,                  -- 'lock', 'unlock', 'grant', 'revoke'
  person_id BLOB NOT NULL,
  role TEXT,
  until INTEGER,
  reason TEXT NOT NULL,
  case_reference TEXT NOT NULL,
  proposed_by BLOB NOT NULL,
  proposed_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  state TEXT NOT NULL,                 -- 'open', 'approved', 'refused', 'withdrawn', 'expired'
  decided_by BLOB,
  decided_at INTEGER,
  CONSTRAINT staff_proposals__id PRIMARY KEY (id)
);
CREATE UNIQUE INDEX staff_proposals__person_id ON staff_proposals (person_id) WHERE state = 'open';
CREATE INDEX staff_proposals_by_time ON staff_proposals (proposed_at);
CREATE INDEX staff_proposals_by_expiry ON staff_proposals (expires_at) WHERE state = 'open';

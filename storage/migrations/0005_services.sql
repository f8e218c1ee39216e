-- A portal's own accounts and what people apply for there.

CREATE TABLE local_accounts (
  id BLOB NOT NULL,
  -- Whose account it is where organisations keep their own (a school); empty elsewhere.
  organisation TEXT NOT NULL,
  user_name TEXT NOT NULL,
  -- Case and width folded: what is unique and looked for.
  user_key TEXT NOT NULL,
  display_name TEXT NOT NULL,
  phone TEXT,                          -- E.164
  phone_confirmed_at INTEGER,
  email TEXT,
  state TEXT NOT NULL,                 -- 'active', 'locked', 'closed'
  -- A PHC string or one of the accepted older formats; none while its owner only ever came through
  -- the national identity.
  password_hash TEXT,
  password_changed_at INTEGER,
  -- The national number: country in the clear, number sealed, found by keyed fingerprint. Several
  -- accounts may carry one number until somebody proves it.
  number_country TEXT,
  number_sealed BLOB,
  number_fingerprint BLOB,
  number_proven_at INTEGER,
  language TEXT,
  created_at INTEGER NOT NULL,
  origin TEXT NOT NULL,               -- 'registered', 'imported', 'national_sign_in'
  CONSTRAINT local_accounts__id PRIMARY KEY (id)
);
CREATE UNIQUE INDEX local_accounts__organisation__user_key ON local_accounts (organisation, user_key);
CREATE INDEX local_accounts_by_phone ON local_accounts (phone);
CREATE INDEX local_accounts_by_number ON local_accounts (number_fingerprint);

CREATE TABLE dossiers (
  id BLOB NOT NULL,
  -- Made with the empty form: the same form sent twice is the same dossier.
  submission_key BLOB NOT NULL,
  -- What people quote; given when it is submitted.
  code TEXT,
  local_account_id BLOB NOT NULL REFERENCES local_accounts (id),
  procedure_code TEXT NOT NULL,
  -- The unit whose authority is asked, as its code stood on that day (2025-07-01).
  place_code TEXT,
  place_valid_at TEXT,
  -- What the applicant wrote, sealed.
  content BLOB NOT NULL,
  state INTEGER NOT NULL,              -- TrangThaiHoSo; 0 is a draft
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  submitted_at INTEGER,
  CONSTRAINT dossiers__id PRIMARY KEY (id)
);
CREATE UNIQUE INDEX dossiers__submission_key ON dossiers (submission_key);
CREATE UNIQUE INDEX dossiers__code ON dossiers (code);
CREATE INDEX dossiers_by_account ON dossiers (local_account_id, changed_at);

-- What happened to a dossier, in order.
CREATE TABLE dossier_events (
  dossier_id BLOB NOT NULL REFERENCES dossiers (id),
  position INTEGER NOT NULL,           -- from 1
  state INTEGER NOT NULL,
  at INTEGER NOT NULL,
  CONSTRAINT dossier_events__dossier_id__position PRIMARY KEY (dossier_id, position)
);

-- The last serial given out on a day, for dossier codes.
CREATE TABLE dossier_serials (
  day TEXT NOT NULL,                   -- 2025-07-01, on the clock of the portal's country
  last INTEGER NOT NULL,
  CONSTRAINT dossier_serials__day PRIMARY KEY (day)
);

-- What people say and agree to when they register.

-- A national number that somebody says is theirs. Not unique, and found by nothing: nobody can claim it for themselves.
CREATE TABLE number_claims (
  account_id BLOB NOT NULL REFERENCES accounts (id),
  country TEXT NOT NULL,               -- 'vn', 'cn', 'ru'
  number_sealed BLOB NOT NULL,
  claimed_at INTEGER NOT NULL,
  CONSTRAINT number_claims__account_id PRIMARY KEY (account_id)
);

-- The terms of use as they were published: a version that is in force never changes again.
CREATE TABLE terms (
  version TEXT NOT NULL,
  language TEXT NOT NULL,
  text TEXT NOT NULL,
  applies_from INTEGER NOT NULL,
  published_at INTEGER NOT NULL,
  CONSTRAINT terms__version__language PRIMARY KEY (version, language)
);

CREATE TABLE terms_accepted (
  account_id BLOB NOT NULL REFERENCES accounts (id),
  version TEXT NOT NULL,
  language TEXT NOT NULL,              -- in which they were shown
  accepted_at INTEGER NOT NULL,
  CONSTRAINT terms_accepted__account_id__version PRIMARY KEY (account_id, version)
);

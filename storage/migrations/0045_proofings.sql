-- How the owner of an account was proven: what was brought, how it was validated and verified, and what was decided.
CREATE TABLE proofings (
  account_id BLOB NOT NULL REFERENCES accounts (id),
  record_sealed BLOB NOT NULL,         -- JSON of domain/proofing's evidence::Record
  identity_level INTEGER NOT NULL,     -- the level that was given last
  decided_at INTEGER NOT NULL,
  CONSTRAINT proofings__account_id PRIMARY KEY (account_id)
);

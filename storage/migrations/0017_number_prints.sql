-- Fingerprints of the national numbers of accounts, made together with an identity that does not tell the numbers:
-- neither side could make them alone. One row for a number, however many accounts carry it.
CREATE TABLE number_prints (
  issuer TEXT NOT NULL,
  key_name TEXT NOT NULL,              -- with which of its keys
  number_fingerprint BLOB NOT NULL,    -- our own, as in local_accounts
  print BLOB NOT NULL,
  made_at INTEGER NOT NULL,
  CONSTRAINT number_prints__issuer__key_name__number_fingerprint PRIMARY KEY (issuer, key_name, number_fingerprint)
);
CREATE INDEX number_prints_by_print ON number_prints (issuer, key_name, print);

-- What an issuer has published of its keys when they were first seen. They never change.
CREATE TABLE print_keys (
  issuer TEXT NOT NULL,
  key_name TEXT NOT NULL,
  public BLOB NOT NULL,
  seen_at INTEGER NOT NULL,
  CONSTRAINT print_keys__issuer__key_name PRIMARY KEY (issuer, key_name)
);

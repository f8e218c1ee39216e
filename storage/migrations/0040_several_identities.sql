-- An account may be opened by several national identities of one person: by one of each issuer.
DROP INDEX links__local_account_id;
CREATE UNIQUE INDEX links__local_account_id__issuer ON links (local_account_id, issuer)
  WHERE state IN ('proposed', 'active', 'suspended');

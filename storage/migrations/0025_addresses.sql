-- Where people get their letters.
CREATE TABLE postal_addresses (
  id BLOB NOT NULL,
  account_id BLOB NOT NULL REFERENCES accounts (id),
  country TEXT,                        -- 'vn', 'cn', 'ru'; absent elsewhere
  label TEXT NOT NULL,                 -- what its owner calls it; '' without a name
  recipient TEXT NOT NULL,
  phone TEXT NOT NULL,
  place TEXT NOT NULL,                 -- code of the smallest unit as of changed_at; '' where there are no tables
  town TEXT NOT NULL,
  street TEXT NOT NULL,
  postcode TEXT NOT NULL,
  main INTEGER NOT NULL,               -- 0 or 1: the one that is meant if no other is
  changed_at INTEGER NOT NULL,
  CONSTRAINT postal_addresses__id PRIMARY KEY (id)
);
CREATE INDEX postal_addresses_by_account ON postal_addresses (account_id);

-- Evidence that the record was not tampered with. Writers only add rows, as before; afterwards rows are
-- numbered and sealed in batches, each batch bound to all before it.

-- The number in the record, given when the row is sealed; absent until then.
ALTER TABLE audit ADD COLUMN seq INTEGER;
-- A keyed digest of the row, made by the site when it was written.
ALTER TABLE audit ADD COLUMN mark BLOB;
CREATE UNIQUE INDEX audit__seq ON audit (seq) WHERE seq IS NOT NULL;
CREATE INDEX audit_unsealed ON audit (id) WHERE seq IS NULL;

-- One row: how far the record is sealed, and by which node at the moment.
CREATE TABLE audit_head (
  id INTEGER NOT NULL,                 -- always 1
  log BLOB NOT NULL,                   -- names this record among all others
  last_seal INTEGER NOT NULL,
  last_row INTEGER NOT NULL,
  hash BLOB NOT NULL,                  -- of the last seal
  mark BLOB,                           -- a keyed digest of the above
  holder BLOB,
  held_until INTEGER,
  CONSTRAINT audit_head__id PRIMARY KEY (id)
);

-- A batch of rows: its Merkle root (RFC 6962 section 2.1), and the hash that binds it to the one before.
CREATE TABLE audit_seals (
  number INTEGER NOT NULL,             -- from 1, without gaps
  first_row INTEGER NOT NULL,
  last_row INTEGER NOT NULL,
  root BLOB NOT NULL,
  leaves BLOB NOT NULL,                -- the digests of the rows, 32 bytes each: they tell which row was changed
  previous BLOB NOT NULL,
  hash BLOB NOT NULL,
  sealed_at INTEGER NOT NULL,
  CONSTRAINT audit_seals__number PRIMARY KEY (number)
);

-- Signed statements of how far the record went, for outsiders to keep.
CREATE TABLE audit_checkpoints (
  seal INTEGER NOT NULL,
  made_at INTEGER NOT NULL,
  statement TEXT NOT NULL,             -- a compact JWS
  CONSTRAINT audit_checkpoints__seal PRIMARY KEY (seal)
);

-- The keys that sign them; never forgotten, because old statements must stay good.
CREATE TABLE audit_keys (
  number INTEGER NOT NULL,             -- from 1; the last one signs
  jwk TEXT NOT NULL,                   -- the public half
  sealed BLOB NOT NULL,                -- PKCS#8
  created_at INTEGER NOT NULL,
  CONSTRAINT audit_keys__number PRIMARY KEY (number)
);

-- Mail addresses of people. Several people may share one; a phone is one person's.
DROP INDEX contacts__kind__value;
CREATE UNIQUE INDEX contacts__phone ON contacts (value) WHERE kind = 'phone';
CREATE UNIQUE INDEX contacts__account_id__kind__value ON contacts (account_id, kind, value);

-- Another phone for an account whose owner cannot show the old one: it waits, and whoever the account's contacts
-- belong to may object.
CREATE TABLE phone_changes (
  id BLOB NOT NULL,
  account_id BLOB NOT NULL REFERENCES accounts (id),
  phone TEXT NOT NULL,                 -- E.164, confirmed by a code
  -- SHA-256 of the value in the link with which one objects.
  objection BLOB NOT NULL,
  state TEXT NOT NULL,                 -- 'waiting', 'done', 'objected', 'withdrawn', 'replaced'
  begun_at INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  settled_at INTEGER,
  CONSTRAINT phone_changes__id PRIMARY KEY (id)
);
CREATE UNIQUE INDEX phone_changes__objection ON phone_changes (objection);
CREATE UNIQUE INDEX phone_changes__account_id ON phone_changes (account_id) WHERE state = 'waiting';
CREATE INDEX phone_changes_by_due ON phone_changes (due_at) WHERE state = 'waiting';

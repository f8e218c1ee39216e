-- While an electronic identity is locked its owner counts as proven so well at the most; the level that is held down
-- after a recovery stands beside it, and neither ends the other.
ALTER TABLE accounts ADD COLUMN level_locked INTEGER;

-- When a card is looked at next for the end of its validity. The moment says little: it is a day between the warning
-- and the month before it, and follows from what is sealed in the application.
CREATE TABLE card_looks (
  application_id BLOB NOT NULL REFERENCES applications (id),
  account_id BLOB NOT NULL REFERENCES accounts (id),
  look_at INTEGER NOT NULL,
  warned_at INTEGER,                   -- when its owner was told that it ends soon
  CONSTRAINT card_looks__application_id PRIMARY KEY (application_id)
);
CREATE INDEX card_looks_by_account ON card_looks (account_id);
CREATE INDEX card_looks_by_look_at ON card_looks (look_at, application_id);
INSERT INTO card_looks (application_id, account_id, look_at)
  SELECT id, account_id, 0 FROM applications WHERE state IN ('active', 'locked');

-- Those who ask an officer to unlock them.
CREATE TABLE unlock_requests (
  application_id BLOB NOT NULL REFERENCES applications (id),
  account_id BLOB NOT NULL REFERENCES accounts (id),
  reason_sealed BLOB NOT NULL,         -- in the person's words
  state TEXT NOT NULL,                 -- open | granted | refused | over
  asked_at INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  officer_id BLOB,
  answer TEXT,                         -- in words that the person reads
  settled_at INTEGER,
  CONSTRAINT unlock_requests__application_id PRIMARY KEY (application_id)
);
CREATE INDEX unlock_requests_by_account ON unlock_requests (account_id);
CREATE INDEX unlock_requests_by_due ON unlock_requests (due_at, application_id) WHERE state = 'open';

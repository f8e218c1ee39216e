-- What people say is wrong about them, on its way through the ward's police.
CREATE TABLE corrections (
  id BLOB NOT NULL,
  account_id BLOB NOT NULL REFERENCES accounts (id),
  field TEXT NOT NULL,                 -- 'name', 'born', 'sex', 'residence', 'number'
  said_sealed BLOB NOT NULL,           -- what should stand there, and the person's words
  state TEXT NOT NULL,                 -- 'sent', 'in-work', 'corrected', 'refused', 'withdrawn'
  sent_at INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  taken_by BLOB,
  taken_at INTEGER,
  settled_by BLOB,                     -- NULL with a time: the person
  settled_at INTEGER,
  reason TEXT,
  CONSTRAINT corrections__id PRIMARY KEY (id)
);
CREATE INDEX corrections_by_account ON corrections (account_id);
CREATE UNIQUE INDEX corrections__account_id__field ON corrections (account_id, field)
  WHERE state IN ('sent', 'in-work');
CREATE INDEX corrections_by_due ON corrections (due_at) WHERE state IN ('sent', 'in-work');

-- A paper that shows it: a picture.
CREATE TABLE correction_papers (
  correction_id BLOB NOT NULL,
  account_id BLOB NOT NULL REFERENCES accounts (id),
  content_type TEXT NOT NULL,
  paper_sealed BLOB NOT NULL,
  given_at INTEGER NOT NULL,
  CONSTRAINT correction_papers__correction_id PRIMARY KEY (correction_id)
);
CREATE INDEX correction_papers_by_account ON correction_papers (account_id);

-- Officers who said that somebody is their kin: that person's matter goes to somebody else.
CREATE TABLE officer_conflicts (
  matter_id BLOB NOT NULL,             -- the request or application
  staff_id BLOB NOT NULL,
  declared_at INTEGER NOT NULL,
  CONSTRAINT officer_conflicts__matter_id__staff_id PRIMARY KEY (matter_id, staff_id)
);

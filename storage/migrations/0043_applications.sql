-- Applications for level 1: where each stands, what was said, what the register said to it, and how it was proven.
CREATE TABLE applications (
  id BLOB NOT NULL,
  account_id BLOB NOT NULL REFERENCES accounts (id),
  state TEXT NOT NULL,                 -- word of domain/proofing's application::State
  due_at INTEGER,                      -- in review only: when a decision is due
  noticed_at INTEGER,                  -- approved only: when the window to activate opened
  locks INTEGER NOT NULL,              -- bits of application::Locks
  claimed_sealed BLOB,                 -- JSON of register::Sought: what the person or their card says
  verdict_sealed BLOB,                 -- JSON of register::Verdict: what the register said to it
  record_sealed BLOB,                  -- JSON of evidence::Record
  number_fingerprint BLOB,             -- of the number that is claimed; several may claim one
  device TEXT NOT NULL,                -- user agent where it was begun
  begun_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  CONSTRAINT applications__id PRIMARY KEY (id)
);
-- one at a time; another may follow when it is over
CREATE UNIQUE INDEX applications__account_id ON applications (account_id)
  WHERE state NOT IN ('refused', 'withdrawn', 'closed');
CREATE INDEX applications_by_account ON applications (account_id, id);
CREATE INDEX applications_by_due ON applications (due_at, id) WHERE due_at IS NOT NULL;
CREATE INDEX applications_by_number ON applications (number_fingerprint) WHERE number_fingerprint IS NOT NULL;

-- Pictures of a face, for whoever compares it; they go when their time is over.
CREATE TABLE application_frames (
  application_id BLOB NOT NULL REFERENCES applications (id),
  position INTEGER NOT NULL,
  account_id BLOB NOT NULL REFERENCES accounts (id),
  content_type TEXT NOT NULL,
  frame_sealed BLOB NOT NULL,
  taken_at INTEGER NOT NULL,
  delete_after INTEGER NOT NULL,
  CONSTRAINT application_frames__application_id__position PRIMARY KEY (application_id, position)
);
CREATE INDEX application_frames_by_account ON application_frames (account_id);
CREATE INDEX application_frames_by_delete_after ON application_frames (delete_after);

-- Who did what with an application, in the order it was done.
CREATE TABLE application_acts (
  application_id BLOB NOT NULL REFERENCES applications (id),
  position INTEGER NOT NULL,
  account_id BLOB NOT NULL REFERENCES accounts (id),
  step TEXT NOT NULL,                  -- word of application::Step
  done_by TEXT NOT NULL,               -- word of application::By
  officer_id BLOB,
  reason TEXT NOT NULL,                -- a code of a list; empty where none is asked for
  acted_at INTEGER NOT NULL,
  CONSTRAINT application_acts__application_id__position PRIMARY KEY (application_id, position)
);
CREATE INDEX application_acts_by_account ON application_acts (account_id);

-- What the register answered about the data of an application, each time it was asked; the newest counts. They go when
-- other data are given.
CREATE TABLE register_answers (
  application_id BLOB NOT NULL REFERENCES applications (id),
  position INTEGER NOT NULL,
  account_id BLOB NOT NULL REFERENCES accounts (id),
  officer_id BLOB,                     -- who asked; nobody where the site did by itself
  answer_sealed BLOB NOT NULL,         -- JSON of register::Verdict
  answered_at INTEGER NOT NULL,
  CONSTRAINT register_answers__application_id__position PRIMARY KEY (application_id, position)
);
CREATE INDEX register_answers_by_account ON register_answers (account_id);

-- The gestures that were drawn for the pictures of an application: the portrait is picture 1, they are 2 to 4.
CREATE TABLE face_challenges (
  application_id BLOB NOT NULL REFERENCES applications (id),
  account_id BLOB NOT NULL REFERENCES accounts (id),
  gestures TEXT NOT NULL,              -- words of domain/proofing's face::Gesture, with spaces between them
  begun_at INTEGER NOT NULL,
  CONSTRAINT face_challenges__application_id PRIMARY KEY (application_id)
);
CREATE INDEX face_challenges_by_account ON face_challenges (account_id);

-- What a provider said about the pictures of an application, if one was asked.
CREATE TABLE face_words (
  application_id BLOB NOT NULL REFERENCES applications (id),
  account_id BLOB NOT NULL REFERENCES accounts (id),
  word_sealed BLOB NOT NULL,           -- JSON of domain/proofing's face::Word
  told_at INTEGER NOT NULL,
  CONSTRAINT face_words__application_id PRIMARY KEY (application_id)
);
CREATE INDEX face_words_by_account ON face_words (account_id);

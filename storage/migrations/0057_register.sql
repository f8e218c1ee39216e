-- A copy of a population register, filled from files.
CREATE TABLE register_people (
  id BLOB NOT NULL,                    -- the first 16 bytes of the keyed fingerprint of the number
  sealed BLOB NOT NULL,                -- JSON of domain/proofing's register::Entry
  changed_at INTEGER NOT NULL,
  CONSTRAINT register_people__id PRIMARY KEY (id)
);
-- Former numbers, and names with birth dates.
CREATE TABLE register_keys (
  print BLOB NOT NULL,                 -- the first 16 bytes of the keyed fingerprint of the text
  entry_id BLOB NOT NULL,             -- without a reference: it would be looked up for each of ten million
  kind INTEGER NOT NULL,               -- 1 a number, 2 a name with a birth date
  CONSTRAINT register_keys__print__entry_id PRIMARY KEY (print, entry_id)
);
-- Files that were read into it, and how far.
CREATE TABLE register_imports (
  id BLOB NOT NULL,
  digest BLOB NOT NULL,                -- SHA-256 of the file
  name TEXT NOT NULL,
  removes INTEGER NOT NULL,            -- 1: the people in the file are taken out
  state TEXT NOT NULL,                 -- writing, done, left
  position INTEGER NOT NULL,           -- rows that are done, the heading is none
  added INTEGER NOT NULL,
  replaced INTEGER NOT NULL,
  removed INTEGER NOT NULL,
  refused INTEGER NOT NULL,
  began_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  CONSTRAINT register_imports__id PRIMARY KEY (id)
);

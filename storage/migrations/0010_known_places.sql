-- Where somebody has signed in before: wrong guesses that others make elsewhere do not keep them waiting there.
CREATE TABLE known_places (
  subject_id BLOB NOT NULL,            -- a person's or a local account
  -- Keyed fingerprint of the account and either the browser cookie's digest or the network.
  place BLOB NOT NULL,
  seen_at INTEGER NOT NULL,
  CONSTRAINT known_places__subject_id__place PRIMARY KEY (subject_id, place)
);
CREATE INDEX known_places_by_seen ON known_places (seen_at);

-- Which kinds of password hash an import has brought: a failed sign-in does the work of all of them, so that
-- its time does not tell whose account exists and where it came from.
CREATE TABLE password_kinds (
  kind TEXT NOT NULL,                  -- 'bcrypt 12', 'pbkdf2-sha256 29000', …
  CONSTRAINT password_kinds__kind PRIMARY KEY (kind)
);

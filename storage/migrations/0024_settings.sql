-- What people say of themselves, and chose, in the settings of their accounts.
CREATE TABLE personal_data (
  account_id BLOB NOT NULL REFERENCES accounts (id),
  born TEXT,                           -- ISO 8601
  sex TEXT,                            -- 'male', 'female'
  employer TEXT NOT NULL,
  -- When this, the name or the language was changed last.
  changed_at INTEGER NOT NULL,
  -- When the language was chosen, which then is used wherever its owner signs in.
  language_chosen_at INTEGER,
  CONSTRAINT personal_data__account_id PRIMARY KEY (account_id)
);

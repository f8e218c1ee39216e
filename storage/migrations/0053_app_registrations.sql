-- Numbers with which people registered in the application. Nobody has proven them: one leads a sign-in with the password
-- to an account as long as no account has it proven, and nothing else ever finds anybody by it.
CREATE TABLE app_registrations (
  account_id BLOB NOT NULL REFERENCES accounts (id),
  number_fingerprint BLOB NOT NULL,    -- of the number that was given; several may give one
  browser BLOB NOT NULL,               -- digest of the value that marks the browser where it was given
  registered_at INTEGER NOT NULL,
  CONSTRAINT app_registrations__account_id PRIMARY KEY (account_id)
);
CREATE INDEX app_registrations_by_number ON app_registrations (number_fingerprint, registered_at);

-- JSON of domain/proofing's application::Printed: what the card says besides what a register is asked with.
ALTER TABLE applications ADD COLUMN printed_sealed BLOB;

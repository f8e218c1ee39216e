-- Officers who said, before they looked, that an applicant is none of their kin.
CREATE TABLE application_officers (
  application_id BLOB NOT NULL REFERENCES applications (id),
  officer_id BLOB NOT NULL,
  account_id BLOB NOT NULL REFERENCES accounts (id),
  declared_at INTEGER NOT NULL,
  CONSTRAINT application_officers__application_id__officer_id PRIMARY KEY (application_id, officer_id)
);
CREATE INDEX application_officers_by_account ON application_officers (account_id);

-- Approvals that a second officer has to agree to; gone as soon as anything is decided.
CREATE TABLE application_approvals (
  application_id BLOB NOT NULL REFERENCES applications (id),
  officer_id BLOB NOT NULL,
  account_id BLOB NOT NULL REFERENCES accounts (id),
  proposed_at INTEGER NOT NULL,
  CONSTRAINT application_approvals__application_id PRIMARY KEY (application_id)
);
CREATE INDEX application_approvals_by_account ON application_approvals (account_id);

-- Windows to activate that are open, or were missed.
CREATE INDEX applications_by_noticed ON applications (noticed_at, id) WHERE noticed_at IS NOT NULL;

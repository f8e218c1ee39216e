-- As long as a database has no statistics, one column of an index is as good to PostgreSQL as two: an index that begins
-- with what all links have in common was taken where their person or their account was asked for, and every sign-in read
-- the links of all others, and met everybody who made one. So none begins with the state or, but for that of subjects,
-- with the issuer.
DROP INDEX links_by_state;
CREATE INDEX links_counted ON links (one_sided, state);
DROP INDEX links__issuer__proof;
CREATE UNIQUE INDEX links__proof__issuer ON links (proof, issuer);

-- A national number that the owner of a portal's account gave, and that the population register knows with what they
-- said of themselves. It is not proven (number_proven_at stays empty): whoever knows name and birth date can give it.
-- number_proven_by: 'register' as well
ALTER TABLE local_accounts ADD COLUMN number_matched_at INTEGER;
-- when its owner was asked for the number last and did not give it
ALTER TABLE local_accounts ADD COLUMN number_skipped_at INTEGER;

-- Who made sure of the national number of a portal's account.
-- 'issuer', 'officer'; NULL: nobody, or it is not known any more
ALTER TABLE local_accounts ADD COLUMN number_proven_by TEXT;
UPDATE local_accounts SET number_proven_by = 'issuer'
  WHERE number_proven_at IS NOT NULL AND origin = 'national_sign_in';

-- Since when a mail address of a portal's own account is known to be its owner's: a code that was sent there came back,
-- or whoever told it had made sure. Until then nothing is sent there.
ALTER TABLE local_accounts ADD COLUMN email_confirmed_at INTEGER;

UPDATE local_accounts SET email_confirmed_at = 1760000000000 WHERE email IS NOT NULL;

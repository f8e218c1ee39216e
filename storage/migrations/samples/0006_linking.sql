INSERT INTO signin_attempts (id, state_digest, browser, provider, issuer, purpose, sealed, return_to, created_at)
VALUES (x'01990000000070008000000000000061', x'aa', x'bb', 'esia', 'https://esia.example', 'sign_in', x'cc', '/', 1);
INSERT INTO proposals (id, browser, purpose, provider, issuer, subject, identity_level, authentication_level,
  authenticated_at, number_fingerprint, number_standing, sealed, state, created_at)
VALUES (x'01990000000070008000000000000061', x'bb', 'sign_in', 'esia', 'https://esia.example', '1000', 2, 1, 1, x'dd', 'proven', x'ee',
  'waiting', 1);
INSERT INTO links (id, system, issuer, subject, local_account_id, national_proven_at, national_identity_level,
  national_authentication_level, local_proof, local_proven_at, identity_level, made_by, state, created_at)
SELECT x'01990000000070008000000000000061', 'school', 'https://esia.example', '1000', id, 1, 2, 1, 'password', 1, 1, 'person', 'active', 1
FROM local_accounts LIMIT 1;
INSERT INTO logout_tokens (issuer, jti, expires_at) VALUES ('https://esia.example', 'one', 2);

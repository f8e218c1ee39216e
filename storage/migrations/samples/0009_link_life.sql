INSERT INTO links (id, system, issuer, subject, local_account_id, national_proven_at, national_identity_level,
  national_authentication_level, local_proof, local_proven_at, identity_level, made_by, state, created_at,
  mine_number, mine_standing, mine_at)
VALUES (x'01990000000070008000000000000091', 'school', 'https://esia.example', '1001',
  x'01990000000070008000000000000052', 1, 2, 1, 'password', 1, 1, 'person', 'proposed', 1, 1, 'confirmed', 1);
INSERT INTO identity_links (id, person_id, client, system, subject, account, label, national_proven_at,
  national_identity_level, national_authentication_level, local_proof, local_proven_at, identity_level, made_by,
  state, mine_number, mine_standing, mine_at, theirs_number, theirs_standing, theirs_at, told, one_sided, created_at)
SELECT x'01990000000070008000000000000092', id, 'the-school', 'school', 's-1', 'account-1', 'Иванова М.', 1, 2, 1,
  'password', 1, 1, 'person', 'active', 1, 'confirmed', 1, 1, 'confirmed', 1, 1, 0, 1
FROM accounts LIMIT 1;

INSERT INTO links (id, system, issuer, subject, local_account_id, national_proven_at, national_identity_level,
  national_authentication_level, local_proof, local_proven_at, identity_level, made_by, state, created_at,
  mine_number, mine_standing, mine_at)
VALUES (x'01990000000070008000000000000401', 'school', 'https://vneid.example', '1001',
  x'01990000000070008000000000000052', 1, 2, 2, 'other_identity', 1, 1, 'person', 'active', 1, 1, 'confirmed', 1);

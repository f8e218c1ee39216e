INSERT INTO proofings (account_id, record_sealed, identity_level, decided_at)
  VALUES (x'01990000000070008000000000000002', x'00', 1, 1760000000000);

INSERT INTO totps (id, account_id, label, secret_sealed, used_step, created_at)
  VALUES (x'01990000000070008000000000001801', x'01990000000070008000000000000002', '', x'00', 1, 1760000000000);
INSERT INTO passkeys (id, account_id, label, credential, public_key, counter, backup_eligible, backed_up, created_at)
  VALUES (x'01990000000070008000000000001802', x'01990000000070008000000000000002', 'key', x'0a', x'00', 0, 1, 0,
          1760000000000);
INSERT INTO recovery_codes (account_id, digest, created_at)
  VALUES (x'01990000000070008000000000000002', x'ab', 1760000000000);
INSERT INTO text_codes (account_id, choice) VALUES (x'01990000000070008000000000000002', 'always');
INSERT INTO remembered_devices (id, account_id, digest, user_agent, network, created_at, seen_at, expires_at)
  VALUES (x'01990000000070008000000000001803', x'01990000000070008000000000000002', x'ab', 'Firefox', '192.0.2.1', 1, 1, 2);
INSERT INTO begun_sign_ins (id, account_id, browser, password, return_to, created_at, expires_at)
  VALUES (x'01990000000070008000000000001804', x'01990000000070008000000000000002', x'ab', x'cd', '/', 1, 2);

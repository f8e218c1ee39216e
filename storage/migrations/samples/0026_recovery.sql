INSERT INTO recoveries (id, account_id, browser, name, password, proofs, state, objection, user_agent, network, begun_at,
                        due_at, expires_at)
  VALUES (x'01990000000070008000000000000231', x'01990000000070008000000000000002', x'01', x'02', x'03', 'phone',
          'waiting', x'04', 'Firefox', '192.0.2.1', 1760000000000, 1760300000000, 1760900000000),
         (x'01990000000070008000000000000232', NULL, x'01', x'02', x'03', '', 'begun', NULL, 'Firefox', '192.0.2.1',
          1760000000000, NULL, 1760003600000);
INSERT INTO security_questions (account_id, questions_sealed, answers_hash, set_at)
  VALUES (x'01990000000070008000000000000002', x'05', '$argon2id$', 1760000000000);
UPDATE accounts SET level_held = 0, level_held_at = 1760000000000, level_held_until = 1761000000000
  WHERE id = x'01990000000070008000000000000002';

INSERT INTO phone_sign_ins (id, browser, token, number, choices, return_to, user_agent, network, state, account_id,
                            session_id, created_at, expires_at)
  VALUES (x'01990000000070008000000000000231', x'ab', x'cd', 42, '17 42 63', '/', 'Firefox', '192.0.2.1', 'confirmed',
          x'01990000000070008000000000000002', x'01990000000070008000000000000232', 1760000000000, 1760000120000);

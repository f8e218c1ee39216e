INSERT INTO app_devices (account_id, token, passcode_hash, wrong, user_agent, bound_at)
  VALUES (x'01990000000070008000000000000002', x'56', 'hash', 0, 'Phone', 1760000000000);

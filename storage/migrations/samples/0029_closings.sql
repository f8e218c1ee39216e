INSERT INTO account_closings (account_id, state, asked_at, due_at)
  VALUES (x'01990000000070008000000000000002', 'stayed', 1760000000000, 1762592000000);

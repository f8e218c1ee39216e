INSERT INTO local_closings (local_account_id, state, asked_at, due_at)
  VALUES (x'01990000000070008000000000000052', 'stayed', 1760000000000, 1762592000000);

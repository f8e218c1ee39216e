INSERT INTO number_reviews (local_account_id, state, asked_at, due_at, content)
  VALUES (x'01990000000070008000000000000421', 'waiting', 1760000000000, 1760300000000, x'0102');

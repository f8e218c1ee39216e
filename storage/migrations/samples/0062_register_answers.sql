INSERT INTO register_answers (application_id, position, account_id, officer_id, answer_sealed, answered_at)
  VALUES (x'01990000000070008000000000004301', 1, x'01990000000070008000000000000002', NULL, x'00', 1760000000000);

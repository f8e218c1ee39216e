INSERT INTO personal_data (account_id, born, sex, employer, changed_at, language_chosen_at)
  VALUES (x'01990000000070008000000000000002', '1990-03-07', 'female', 'Nhà máy sứ', 1760000000000, 1760000000000);

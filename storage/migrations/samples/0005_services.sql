INSERT INTO local_accounts (id, organisation, user_name, user_key, display_name, phone, phone_confirmed_at, state,
                            password_hash, password_changed_at, number_country, number_sealed, number_fingerprint,
                            created_at, origin)
  VALUES (x'01990000000070008000000000000051', 'edu-111', 'Ivanova.M', 'ivanova.m', 'Иванова Мария', '+79123456789',
          1760000000000, 'active', '$2b$10$', 1760000000000, 'ru', x'010203', x'0405', 1760000000000, 'imported');
INSERT INTO local_accounts (id, organisation, user_name, user_key, display_name, state, created_at, origin)
  VALUES (x'01990000000070008000000000000052', '', 'an', 'an', 'Nguyễn Văn An', 'active', 1760000000000,
          'national_sign_in');
INSERT INTO dossiers (id, submission_key, code, local_account_id, procedure_code, place_code, place_valid_at, content,
                      state, created_at, changed_at, submitted_at)
  VALUES (x'01990000000070008000000000000061', x'0a', '000.00.01.H22-250701-0001',
          x'01990000000070008000000000000052', '1.001193', '10507', '2025-07-01', x'0b', 1, 1760000000000,
          1760000000000, 1760000000000);
INSERT INTO dossier_events (dossier_id, position, state, at)
  VALUES (x'01990000000070008000000000000061', 1, 1, 1760000000000);
INSERT INTO dossier_serials (day, last) VALUES ('2025-07-01', 1);

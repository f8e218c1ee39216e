INSERT INTO accounts (id, login_name, login_key, display_name, state, identity_level, language, password_hash,
                      password_changed_at, created_at)
  VALUES (x'01990000000070008000000000000002', 'An', 'an', 'Nguyễn Văn An', 'active', 1, 'vi', '$argon2id$',
          1760000000000, 1760000000000);
INSERT INTO contacts (id, account_id, kind, value, confirmed_at)
  VALUES (x'01990000000070008000000000000021', x'01990000000070008000000000000002', 'phone', '+84912345678',
          1760000000000);

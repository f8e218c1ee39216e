INSERT INTO accounts (id, login_name, login_key, display_name, state, identity_level, language, password_hash,
                      password_changed_at, created_at)
  VALUES (x'01990000000070008000000000002201', 'An2', 'an2', 'Nguyễn Văn An', 'merged', 0, 'vi', '$argon2id$',
          1760000000000, 1760000000000);
INSERT INTO merges (id, state, first_id, browser, first_session, first_factors, first_authenticated_at,
                    first_password, begun_at, expires_at, kept_id, absorbed_id, record, undo_digest, done_at, undo_until)
  VALUES (x'01990000000070008000000000002202', 'done', x'01990000000070008000000000000002', x'ab', x'ab', 'pwd sms', 1,
          x'cd', 1, 2, x'01990000000070008000000000000002', x'01990000000070008000000000002201',
          '{"plan":{"login":null,"name":null,"language":null,"moved":[]},"named":[]}', x'ef', 3, 4);
INSERT INTO names_at_clients (account_id, client_id, named_as, merge_id)
  VALUES (x'01990000000070008000000000000002', 'haiduong', x'01990000000070008000000000002201',
          x'01990000000070008000000000002202');

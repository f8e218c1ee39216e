INSERT INTO audit (id, at, actor, action, subject_kind, subject_id, detail)
  VALUES (x'01990000000070008000000000000001', 1760000000000, '{"kind":"visitor"}', 'people.account.registered',
          'person', x'01990000000070008000000000000002', '{"channel":"sms"}');
INSERT INTO data_keys (id, purpose, wrapped, created_at, retired_at)
  VALUES (x'01990000000070008000000000000003', 'sealing', x'00', 1760000000000, 1760000600000);
INSERT INTO data_keys (id, purpose, wrapped, created_at) VALUES
  (x'01990000000070008000000000000004', 'fingerprint', x'00', 1760000000000);
INSERT INTO jobs (id, kind, payload, unique_key, due_at, attempts, created_at)
  VALUES (x'01990000000070008000000000000005', 'messages.send', '{}', 'a', 1760000000000, 0, 1760000000000);
INSERT INTO limits (scope, key, used, ends_at) VALUES ('signin.password', x'00', 3, 1760000000000);

INSERT INTO contacts (id, account_id, kind, value, confirmed_at)
  VALUES (x'01990000000070008000000000000191', x'01990000000070008000000000000002', 'email', 'an@mail.example',
          1760000000000);
INSERT INTO phone_changes (id, account_id, phone, objection, state, begun_at, due_at)
  VALUES (x'01990000000070008000000000000192', x'01990000000070008000000000000002', '+84912345679', x'ab', 'waiting',
          1760000000000, 1760600000000);

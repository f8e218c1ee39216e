INSERT INTO phone_changes (id, account_id, phone, objection, state, begun_at, due_at, settled_at, owner_id,
                           owner_objection, former)
  VALUES (x'01990000000070008000000000000211', x'01990000000070008000000000000002', '+84912345680', x'ac', 'done',
          1760000000000, 1760600000000, 1760000000000, x'01990000000070008000000000000003', x'ad', '+84912345679');

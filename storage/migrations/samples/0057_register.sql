INSERT INTO register_people (id, sealed, changed_at)
  VALUES (x'01990000000070008000000000000571', x'010203', 1760000000000);
INSERT INTO register_keys (print, entry_id, kind)
  VALUES (x'01990000000070008000000000000572', x'01990000000070008000000000000571', 2);
INSERT INTO register_imports (id, digest, name, removes, state, position, added, replaced, removed, refused, began_at,
                              changed_at)
  VALUES (x'01990000000070008000000000000573', x'0405', 'people.csv', 0, 'done', 1, 1, 0, 0, 0, 1760000000000,
          1760000000000);

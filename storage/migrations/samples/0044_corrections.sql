INSERT INTO corrections (id, account_id, field, said_sealed, state, sent_at, due_at)
  VALUES (x'01990000000070008000000000000441', x'01990000000070008000000000000002', 'name', x'00', 'sent',
          1760000000000, 1760600000000);
INSERT INTO correction_papers (correction_id, account_id, content_type, paper_sealed, given_at)
  VALUES (x'01990000000070008000000000000441', x'01990000000070008000000000000002', 'image/png', x'00', 1760000000000);
INSERT INTO officer_conflicts (matter_id, staff_id, declared_at)
  VALUES (x'01990000000070008000000000000441', x'01990000000070008000000000000003', 1760000000000);

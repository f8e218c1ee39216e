UPDATE links SET opened_at = 1 WHERE state = 'active';
INSERT INTO contact_offers (local_account_id, kind, issuer, fingerprint, sealed, proven, told_at, answer)
  VALUES (x'01990000000070008000000000000052', 'phone', 'https://esia.example', x'21', x'22', 1, 1, 'waiting');
INSERT INTO contact_offers (local_account_id, kind, issuer, fingerprint, proven, told_at, answer, answered_at)
  VALUES (x'01990000000070008000000000000052', 'email', 'https://esia.example', x'23', 0, 1, 'declined', 2);
INSERT INTO contact_origins (local_account_id, kind, issuer, since)
  VALUES (x'01990000000070008000000000000052', 'name', 'https://esia.example', 1);
INSERT INTO held_ways (local_account_id, kind, value, since, held_at)
  VALUES (x'01990000000070008000000000000052', 'phone', '+79161234501', 1, 2);

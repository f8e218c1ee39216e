INSERT INTO used_tokens (kind, issuer, jti, expires_at) VALUES ('event', 'https://esia.example', 'e-1', 1);
INSERT INTO linking_events (id, client, subject, event, detail, happened_at)
  VALUES (x'01990000000070008000000000000141', 'the-school', 's-1', 'urn:onedoor:event:subject-changed',
          '{"subject":"s-2"}', 1760000000000);
INSERT INTO subject_names (issuer, former, subject, heard_at) VALUES ('https://esia.example', '1000', '1002', 1);
INSERT INTO contact_news (local_account_id, kind, issuer, heard_at)
  VALUES (x'01990000000070008000000000000052', 'phone', 'https://esia.example', 1);

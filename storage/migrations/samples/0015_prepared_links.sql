INSERT INTO link_batches (id, digest, name, made_by, state, rows, position, prepared, there, refused, created_at, changed_at)
VALUES (x'01990000000070008000000000000091', x'aa', 'accounts.csv', '{"kind":"operator","id":"links prepare"}', 'writing', 2, 1, 1, 0, 0, 1, 1);
INSERT INTO link_batch_parts (batch_id, part, sealed) VALUES (x'01990000000070008000000000000091', 0, x'bb');
INSERT INTO link_batch_findings (batch_id, line, finding, organisation, user_name)
VALUES (x'01990000000070008000000000000091', 3, 'no_account', '', 'nobody');
INSERT INTO prepared_links (batch_id, local_account_id, number_fingerprint, gave_number, state, prepared_at)
SELECT x'01990000000070008000000000000091', id, x'cc', 0, 'dormant', 1 FROM local_accounts LIMIT 1;
INSERT INTO link_days (day, measure, count) VALUES ('2025-07-01', 'dormant', 1);

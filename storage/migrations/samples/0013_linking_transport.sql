INSERT INTO link_proofs (id, person_id, client, subject, acr, amr, authenticated_at, created_at)
SELECT x'01990000000070008000000000000131', id, 'the-school', 's-1', 'urn:onedoor:loa:2', 'pwd', 1, 1
FROM accounts LIMIT 1;
INSERT INTO linking_requests (issuer, jti, expires_at) VALUES ('https://esia.example', 'j-1', 1);
UPDATE identity_links SET proof = 'grnt_01990000-0000-7000-8000-000000000041'
  WHERE id = x'01990000000070008000000000000092';
UPDATE links SET proof = 'grnt_01990000-0000-7000-8000-000000000041' WHERE id = x'01990000000070008000000000000091';

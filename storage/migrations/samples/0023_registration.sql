INSERT INTO number_claims (account_id, country, number_sealed, claimed_at)
  VALUES (x'01990000000070008000000000000002', 'vn', x'ab', 1760000000000);
INSERT INTO terms (version, language, text, applies_from, published_at)
  VALUES ('2026-07', 'en', 'Be good.', 1760000000000, 1760000000000);
INSERT INTO terms_accepted (account_id, version, language, accepted_at)
  VALUES (x'01990000000070008000000000000002', '2026-07', 'en', 1760000000000);

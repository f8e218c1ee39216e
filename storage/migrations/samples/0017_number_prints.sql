INSERT INTO number_prints (issuer, key_name, number_fingerprint, print, made_at)
VALUES ('https://esia.example', '2026', x'01', x'02', 1);
INSERT INTO print_keys (issuer, key_name, public, seen_at) VALUES ('https://esia.example', '2026', x'03', 1);

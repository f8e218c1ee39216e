INSERT INTO audit_head (id, log, last_seal, last_row, hash) VALUES (1, x'ab', 0, 0, x'00');
INSERT INTO audit_seals (number, first_row, last_row, root, leaves, previous, hash, sealed_at)
  VALUES (1, 1, 1, x'01', x'02', x'03', x'04', 1760000000000);
INSERT INTO audit_checkpoints (seal, made_at, statement) VALUES (1, 1760000000000, 'a.b.c');
INSERT INTO audit_keys (number, jwk, sealed, created_at) VALUES (1, '{}', x'00', 1760000000000);

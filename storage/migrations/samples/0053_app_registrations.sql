INSERT INTO app_registrations (account_id, number_fingerprint, browser, registered_at)
  VALUES (x'01990000000070008000000000000002', x'5301', x'5302', 1760000000000);
UPDATE applications SET printed_sealed = x'00' WHERE id = x'01990000000070008000000000004301';

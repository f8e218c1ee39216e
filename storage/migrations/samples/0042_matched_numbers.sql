INSERT INTO local_accounts (id, organisation, user_name, user_key, display_name, state, number_country, number_sealed,
                            number_fingerprint, number_proven_by, number_matched_at, number_skipped_at, created_at, origin)
  VALUES (x'01990000000070008000000000000421', '', 'lien', 'lien', 'Phạm Thị Liên', 'active', 'vn', x'010203', x'0408',
          'register', 1760000000000, 1759000000000, 1760000000000, 'registered');

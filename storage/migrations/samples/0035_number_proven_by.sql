INSERT INTO local_accounts (id, organisation, user_name, user_key, display_name, state, number_country, number_sealed,
                            number_fingerprint, number_proven_at, number_proven_by, created_at, origin)
  VALUES (x'01990000000070008000000000000351', '', 'binh', 'binh', 'Trần Thị Bình', 'active', 'vn', x'010203', x'0407',
          1760000000000, 'officer', 1760000000000, 'registered');

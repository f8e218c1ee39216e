INSERT INTO referrals (id, local_account_id, procedure_code, place_code, place_valid_at, portal, capability, created_at,
                       expires_at, version)
  VALUES (x'01990000000070008000000000000121', x'01990000000070008000000000000052', '1.001193', '10525', '2026-11-22',
          'https://haiduong.example', x'12', 1760000000000, 1760003600000, 0);
INSERT INTO referrals (id, local_account_id, procedure_code, place_code, place_valid_at, portal, capability, created_at,
                       expires_at, arrival, version, dossier_number, procedure_name, dossier_address, state,
                       submitted_at, changed_at)
  VALUES (x'01990000000070008000000000000122', x'01990000000070008000000000000052', '1.001193', '10525', '2026-11-22',
          'https://haiduong.example', x'13', 1760000000000, 1860003600000, x'14', 1, '000.00.00.H23-261122-0001',
          'Đăng ký khai sinh', 'https://haiduong.example/dossiers/000.00.00.H23-261122-0001', 1, 1760000000000,
          1760000000000);
INSERT INTO arrivals (id, handle, browser, portal, capability, sealed, procedure_code, place_code, submission_key,
                      local_account_id, vouched, told, created_at, expires_at)
  VALUES (x'01990000000070008000000000000123', x'15', x'16', 'https://dvcqg.example', x'13', x'17', '1.001193', '10525',
          x'0a', x'01990000000070008000000000000052', 1, 0, 1760000000000, 1860003600000);

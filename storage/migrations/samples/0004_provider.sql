INSERT INTO clients (id, client_id, registration, created_at, changed_at)
  VALUES (x'01990000000070008000000000000041', 'haiduong', '{}', 1760000000000, 1760000000000);
INSERT INTO signing_keys (id, algorithm, state, sealed, created_at, changed_at)
  VALUES (x'01990000000070008000000000000042', 'ES256', 'active', x'00', 1760000000000, 1760000000000);
INSERT INTO pushed_requests (digest, client_id, request, created_at, expires_at)
  VALUES (x'43', 'haiduong', '{}', 1760000000000, 1760000060000);
INSERT INTO interactions (id, client_id, request, browser, created_at, expires_at)
  VALUES (x'01990000000070008000000000000044', 'haiduong', '{}', x'44', 1760000000000, 1760001800000);
INSERT INTO consents (id, account_id, client_id, scopes, claims, given_at, changed_at)
  VALUES (x'01990000000070008000000000000045', x'01990000000070008000000000000002', 'haiduong', 'openid profile', '',
          1760000000000, 1760000000000);
INSERT INTO grants (id, account_id, client_id, session_id, subject, sid, scopes, claims, redirect_uri, code_digest,
                    code_challenge, code_expires_at, acr, amr, authenticated_at, offline, created_at, expires_at)
  VALUES (x'01990000000070008000000000000046', x'01990000000070008000000000000002', 'haiduong',
          x'01990000000070008000000000000047', 'pairwise', 'sid', 'openid profile', '{}',
          'https://haiduong.example/callback', x'46', 'challenge', 1760000060000, 'urn:onedoor:loa:1', 'pwd',
          1760000000000, 1, 1760000000000, 1760040000000);
INSERT INTO access_tokens (digest, grant_id, account_id, scopes, issued_at, expires_at)
  VALUES (x'48', x'01990000000070008000000000000046', x'01990000000070008000000000000002', 'openid', 1760000000000,
          1760000300000);
INSERT INTO refresh_tokens (digest, grant_id, account_id, issued_at, expires_at)
  VALUES (x'49', x'01990000000070008000000000000046', x'01990000000070008000000000000002', 1760000000000,
          1760040000000);

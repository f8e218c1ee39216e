INSERT INTO sessions (id, digest, subject_kind, subject_id, display_name, factors, identity_level, authenticated_at, created_at,
                      seen_at, expires_at, user_agent, network)
  VALUES (x'01990000000070008000000000000011', x'aa', 'person', x'01990000000070008000000000000002', 'An', 'pwd sms', 1,
          1760000000000, 1760000000000, 1760000000000, 1760086400000, 'Firefox', '192.0.2.1');
INSERT INTO codes (id, purpose, browser, digest, payload, attempts, created_at, expires_at)
  VALUES (x'01990000000070008000000000000012', 'registration', x'aa', x'bb', x'cc', 0, 1760000000000, 1760000300000);
INSERT INTO messages (id, channel, content, state, created_at)
  VALUES (x'01990000000070008000000000000013', 'sms', x'aa', 'waiting', 1760000000000);

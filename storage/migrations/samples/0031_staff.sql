INSERT INTO staff_roles (account_id, role, granted_by, granted_at)
  VALUES (x'01990000000070008000000000000002', 'support', 'staff grant', 1760000000000);
INSERT INTO staff_visits (session_id, seen_at) VALUES (x'01990000000070008000000000000200', 1760000000000);
INSERT INTO staff_looks (id, staff_id, person_id, reason, case_reference, looked_at, ends_at)
  VALUES (x'01990000000070008000000000000201', x'01990000000070008000000000000002', NULL, 'asked at the counter',
          '2026/117', 1760000000000, 1760001800000);
INSERT INTO staff_proposals (id, asks, person_id, reason, case_reference, proposed_by, proposed_at, expires_at, state)
  VALUES (x'01990000000070008000000000000202', 'lock', x'01990000000070008000000000000002', 'the phone was stolen',
          '2026/117', x'01990000000070008000000000000003', 1760000000000, 1760086400000, 'open');

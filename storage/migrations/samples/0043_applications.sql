INSERT INTO applications (id, account_id, state, due_at, locks, claimed_sealed, number_fingerprint, device, begun_at, changed_at)
  VALUES (x'01990000000070008000000000004301', x'01990000000070008000000000000002', 'in-review', 1760100000000, 0, x'00',
    x'4301', 'Mozilla/5.0', 1760000000000, 1760000000000);
INSERT INTO application_frames (application_id, position, account_id, content_type, frame_sealed, taken_at, delete_after)
  VALUES (x'01990000000070008000000000004301', 1, x'01990000000070008000000000000002', 'image/jpeg', x'00',
    1760000000000, 1770000000000);
INSERT INTO application_acts (application_id, position, account_id, step, done_by, reason, acted_at)
  VALUES (x'01990000000070008000000000004301', 1, x'01990000000070008000000000000002', 'begin', 'person', '', 1760000000000);

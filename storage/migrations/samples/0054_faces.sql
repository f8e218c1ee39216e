INSERT INTO face_challenges (application_id, account_id, gestures, begun_at)
  VALUES (x'01990000000070008000000000004301', x'01990000000070008000000000000002', 'smile look-up lean', 1760000000000);
INSERT INTO face_words (application_id, account_id, word_sealed, told_at)
  VALUES (x'01990000000070008000000000004301', x'01990000000070008000000000000002', x'00', 1760000000000);

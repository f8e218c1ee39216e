INSERT INTO known_places (subject_id, place, seen_at) VALUES (x'01990000000070008000000000000101', x'ab', 1);
INSERT INTO password_kinds (kind) VALUES ('bcrypt 12');

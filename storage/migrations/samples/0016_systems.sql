INSERT INTO system_steps (id, client_id, step, into_client, why, at)
  VALUES (x'01990000000070008000000000000151', 'haiduong', 'merged', 'haiphong', 'Resolution 202', 1760000000000);
INSERT INTO absorptions (id, digest, system, names, origin, position, taken, began_at)
  VALUES (x'01990000000070008000000000000152', x'15', 'haiduong', '{}', 'https://haiduong.example', 0, 0, 1760000000000);
INSERT INTO absorbed (id, absorption) VALUES (x'01990000000070008000000000000051', x'01990000000070008000000000000152');

INSERT INTO message_parts (message_id, gateway_id, sent_at, delivered_at)
  VALUES (x'01990000000070008000000000000181', 'op-1', 1760000001000, 1760000002000);
INSERT INTO alarms (id, kind, subject, detail, count, raised_at, last_at, state, seen_at, settled_at, settled_by)
  VALUES (x'01990000000070008000000000000221', 'sms_prefix', '+84912', 'more than 500 in an hour', 3, 1760000000000, 1760000001000,
          'settled', 1760000002000, 1760000003000, 'alarms settle'),
         (x'01990000000070008000000000000222', 'sms_conversion', '+84912', '2 of 60 codes came back', 1, 1760000000000,
          1760000001000, 'open', NULL, NULL, NULL);

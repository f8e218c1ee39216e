INSERT INTO messages (id, channel, content, state, created_at, sent_at, gateway_id, attempts, last_error, settled_at, prefix,
                      code_id, confirmed_at)
  VALUES (x'01990000000070008000000000000181', 'sms', x'aa', 'delivered', 1760000000000, 1760000001000, 'g-1', 1, 'busy',
          1760000002000, '+84912', x'01990000000070008000000000000012', 1760000003000);

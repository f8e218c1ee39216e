INSERT INTO messages (id, channel, content, state, created_at)
  VALUES (x'01990000000070008000000000000340', 'sms', x'00', 'repeated', 1760000000000);

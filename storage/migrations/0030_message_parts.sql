-- What became of the parts of a long text: the network tells it of each by itself.
CREATE TABLE message_parts (
  message_id BLOB NOT NULL,
  gateway_id TEXT NOT NULL,            -- the operator's id for the part
  sent_at INTEGER NOT NULL,
  delivered_at INTEGER,
  CONSTRAINT message_parts__message_id__gateway_id PRIMARY KEY (message_id, gateway_id)
);
CREATE INDEX message_parts_by_gateway_id ON message_parts (gateway_id);
CREATE INDEX message_parts_by_sent ON message_parts (sent_at);

-- What an operator must look at: somebody sends messages that others pay for, codes do not come back.
CREATE TABLE alarms (
  id BLOB NOT NULL,
  kind TEXT NOT NULL,                  -- 'sms_site', 'sms_prefix', 'sms_country', 'sms_conversion'
  subject TEXT NOT NULL,               -- what of: '+84912', or empty
  detail TEXT NOT NULL,                -- figures, for people
  count INTEGER NOT NULL,              -- how often it was met
  raised_at INTEGER NOT NULL,
  last_at INTEGER NOT NULL,
  state TEXT NOT NULL,                 -- 'open', 'seen', 'settled'
  seen_at INTEGER,
  settled_at INTEGER,
  settled_by TEXT,
  CONSTRAINT alarms__id PRIMARY KEY (id)
);
CREATE UNIQUE INDEX alarms__kind__subject ON alarms (kind, subject) WHERE state <> 'settled';
CREATE INDEX alarms_by_settled ON alarms (kind, subject, settled_at) WHERE state = 'settled';
CREATE INDEX alarms_by_last ON alarms (last_at);

-- What became of a message, and whether the code in it was ever given.
ALTER TABLE messages ADD COLUMN attempts INTEGER;       -- how often it was tried in vain
ALTER TABLE messages ADD COLUMN last_error TEXT;        -- never what it says or whom it is for
ALTER TABLE messages ADD COLUMN settled_at INTEGER;     -- when it was delivered, refused or dropped
-- Country code and the first three digits inside: where somebody who is paid for messages sends them.
ALTER TABLE messages ADD COLUMN prefix TEXT;
ALTER TABLE messages ADD COLUMN code_id BLOB;           -- the code that it carries
ALTER TABLE messages ADD COLUMN confirmed_at INTEGER;   -- when that was given back
CREATE INDEX messages_by_gateway_id ON messages (gateway_id);
CREATE INDEX messages_by_code ON messages (code_id);

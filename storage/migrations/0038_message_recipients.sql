-- To whom a message goes, as a keyed fingerprint: the staff tell a person what became of theirs, and find nobody by it.
ALTER TABLE messages ADD COLUMN recipient BLOB;
CREATE INDEX messages_by_recipient ON messages (recipient, created_at);

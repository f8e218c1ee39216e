-- Whose phone it was when an account asked for it: that owner is told, and may object with a value of their own.
ALTER TABLE phone_changes ADD COLUMN owner_id BLOB;
-- SHA-256 of that value.
ALTER TABLE phone_changes ADD COLUMN owner_objection BLOB;
-- The phone that was there before, where it changed at once: it is put back if somebody objects before "due_at".
ALTER TABLE phone_changes ADD COLUMN former TEXT;
CREATE UNIQUE INDEX phone_changes__owner_objection ON phone_changes (owner_objection);

-- A passkey whose counter went back: there may be a copy of it. It opens nothing alone from then on.
ALTER TABLE passkeys ADD COLUMN doubted_at INTEGER;

-- Tries of a text message that went out and of which nobody said whether they were taken: it may have arrived.
ALTER TABLE messages ADD COLUMN unanswered INTEGER;

-- With which key the export of a portal was sealed that was taken into this one: a SHA-256. What came under one key is
-- reached by exports under the same key only, whatever they call themselves. Absent: taken in before this was kept.
ALTER TABLE absorptions ADD COLUMN key_digest BLOB;

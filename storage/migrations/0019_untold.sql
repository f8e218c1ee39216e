-- Since when the other side of a link is not told any more by itself where this one stands: it has not answered for
-- a month. It is told again with the next change, before anything is built on it, and when the two are compared.
ALTER TABLE links ADD COLUMN untold_at INTEGER;
ALTER TABLE identity_links ADD COLUMN untold_at INTEGER;

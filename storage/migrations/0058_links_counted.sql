-- Links are counted by state and never looked for by it. As long as a database has no statistics PostgreSQL takes an
-- index that begins with the state for as good as that of a person or an account: every sign-in read all links in that
-- state, and met everybody who made one.
DROP INDEX links_by_state;
CREATE INDEX links_counted ON links (one_sided, state);

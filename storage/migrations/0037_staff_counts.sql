-- What the first page of the console counts, and what somebody proposed, without reading all of it.
CREATE INDEX messages_by_state ON messages (state, created_at);
CREATE INDEX jobs_by_death ON jobs (dead_at) WHERE dead_at IS NOT NULL;
CREATE INDEX staff_proposals_by_proposer ON staff_proposals (proposed_by, proposed_at);

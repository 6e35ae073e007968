-- What is kept of finished cases, and for how long. retention is what was done: 1 compacted, 2 archived, 3 both.

ALTER TABLE cases ADD COLUMN retention BIGINT NOT NULL DEFAULT 0;
DROP INDEX cases_ended;
CREATE INDEX cases_ended ON cases (workflow_id, retention, ended_at, id) WHERE ended_at IS NOT NULL;
CREATE INDEX message_uses_case ON message_uses (case_id);

CREATE TABLE retention_rules (
  workflow_id {id} NOT NULL PRIMARY KEY,
  compact_after BIGINT,
  archive_after BIGINT,
  erase_after BIGINT
);

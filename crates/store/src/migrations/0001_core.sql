-- Ids are texts that sort by time, instants are microseconds since 1970 UTC, JSON is text.
-- shard is the hash of the case, by which the rows can be spread over several databases.

CREATE TABLE workflow_versions (
  id {id} NOT NULL PRIMARY KEY,
  workflow_id {id} NOT NULL,
  version BIGINT NOT NULL,
  checksum TEXT NOT NULL,
  bpmn TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  name TEXT NOT NULL,
  published_at BIGINT,
  UNIQUE (workflow_id, version)
);

CREATE TABLE cases (
  id {id} NOT NULL PRIMARY KEY,
  shard BIGINT NOT NULL,
  workflow_id {id} NOT NULL,
  parent_id {id},
  parent_key BIGINT,
  started_at BIGINT NOT NULL,
  start_key TEXT,
  version_id {id} NOT NULL,
  business_key {id},
  state TEXT NOT NULL,
  outcome TEXT,
  ended_at BIGINT,
  sequence BIGINT NOT NULL
) {clustered};
CREATE INDEX cases_open ON cases (version_id, id) WHERE ended_at IS NULL;
CREATE INDEX cases_ended ON cases (workflow_id, ended_at) WHERE ended_at IS NOT NULL;
CREATE INDEX cases_parent ON cases (parent_id) WHERE parent_id IS NOT NULL;
CREATE INDEX cases_business_key ON cases (business_key) WHERE business_key IS NOT NULL;

CREATE TABLE events (
  case_id {id} NOT NULL,
  sequence BIGINT NOT NULL,
  shard BIGINT NOT NULL,
  at BIGINT NOT NULL,
  events TEXT NOT NULL,
  PRIMARY KEY (case_id, sequence)
);

CREATE TABLE snapshots (
  case_id {id} NOT NULL PRIMARY KEY,
  shard BIGINT NOT NULL,
  sequence BIGINT NOT NULL,
  at BIGINT NOT NULL,
  state TEXT NOT NULL
);

CREATE TABLE timers (
  case_id {id} NOT NULL,
  key BIGINT NOT NULL,
  shard BIGINT NOT NULL,
  due_at BIGINT NOT NULL,
  available_at BIGINT NOT NULL,
  owner TEXT,
  PRIMARY KEY (case_id, key)
) {clustered};
CREATE INDEX timers_available ON timers (available_at);

CREATE TABLE jobs (
  case_id {id} NOT NULL,
  key BIGINT NOT NULL,
  shard BIGINT NOT NULL,
  kind TEXT NOT NULL,
  element TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  attempts BIGINT NOT NULL,
  retries BIGINT NOT NULL,
  available_at BIGINT,
  owner TEXT,
  error TEXT,
  PRIMARY KEY (case_id, key)
) {clustered};
CREATE INDEX jobs_available ON jobs (kind, available_at) WHERE available_at IS NOT NULL;

CREATE TABLE tasks (
  case_id {id} NOT NULL,
  key BIGINT NOT NULL,
  shard BIGINT NOT NULL,
  element TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  name TEXT NOT NULL,
  team TEXT,
  assignee TEXT,
  due_at BIGINT,
  payload TEXT NOT NULL,
  PRIMARY KEY (case_id, key)
) {clustered};
CREATE INDEX tasks_team ON tasks (team) WHERE team IS NOT NULL;
CREATE INDEX tasks_assignee ON tasks (assignee) WHERE assignee IS NOT NULL;
CREATE INDEX tasks_due ON tasks (due_at) WHERE due_at IS NOT NULL;

CREATE TABLE subscriptions (
  case_id {id} NOT NULL,
  key BIGINT NOT NULL,
  shard BIGINT NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  correlation_key TEXT NOT NULL,
  workflow_id {id} NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (case_id, key)
) {clustered};
CREATE INDEX subscriptions_name ON subscriptions (name, correlation_key, kind);

CREATE TABLE start_subscriptions (
  workflow_id {id} NOT NULL,
  element TEXT NOT NULL,
  version_id {id} NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  payload TEXT NOT NULL,
  available_at BIGINT,
  owner TEXT,
  PRIMARY KEY (workflow_id, element)
);
CREATE INDEX start_subscriptions_name ON start_subscriptions (name, kind);
CREATE INDEX start_subscriptions_available ON start_subscriptions (available_at) WHERE available_at IS NOT NULL;

CREATE TABLE messages (
  id {id} NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  correlation_key TEXT NOT NULL,
  message_id {id},
  published_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  payload TEXT NOT NULL
);
CREATE INDEX messages_name ON messages (name, correlation_key);
CREATE INDEX messages_expiry ON messages (expires_at);
CREATE UNIQUE INDEX messages_once ON messages (name, correlation_key, message_id) WHERE message_id IS NOT NULL;

CREATE TABLE message_uses (
  message_id {id} NOT NULL,
  workflow_id {id} NOT NULL,
  case_id {id} NOT NULL,
  shard BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  PRIMARY KEY (message_id, workflow_id)
) {clustered};
CREATE INDEX message_uses_expiry ON message_uses (expires_at);

CREATE TABLE start_keys (
  workflow_id {id} NOT NULL,
  correlation_key {id} NOT NULL,
  case_id {id} NOT NULL,
  shard BIGINT NOT NULL,
  PRIMARY KEY (workflow_id, correlation_key)
) {clustered};

CREATE TABLE incidents (
  case_id {id} NOT NULL,
  key BIGINT NOT NULL,
  shard BIGINT NOT NULL,
  element TEXT NOT NULL,
  kind TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  message TEXT NOT NULL,
  PRIMARY KEY (case_id, key)
) {clustered};
CREATE INDEX incidents_created ON incidents (created_at);

CREATE TABLE outbox (
  id {id} NOT NULL PRIMARY KEY,
  shard BIGINT NOT NULL,
  case_id {id},
  kind TEXT NOT NULL,
  idempotency_key {id} NOT NULL UNIQUE,
  created_at BIGINT NOT NULL,
  payload TEXT NOT NULL,
  attempts BIGINT NOT NULL,
  available_at BIGINT,
  owner TEXT,
  error TEXT
);
CREATE INDEX outbox_available ON outbox (available_at) WHERE available_at IS NOT NULL;
CREATE INDEX outbox_dead ON outbox (created_at) WHERE available_at IS NULL;
CREATE INDEX outbox_case ON outbox (case_id) WHERE case_id IS NOT NULL;

CREATE TABLE blobs (
  id {id} NOT NULL PRIMARY KEY,
  case_id {id},
  shard BIGINT NOT NULL,
  content_type TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  data {blob} NOT NULL
);
CREATE INDEX blobs_case ON blobs (case_id) WHERE case_id IS NOT NULL;

CREATE TABLE nodes (
  id {id} NOT NULL PRIMARY KEY,
  program TEXT NOT NULL,
  started_at BIGINT NOT NULL,
  seen_at BIGINT NOT NULL
);

CREATE TABLE leases (
  name {id} NOT NULL PRIMARY KEY,
  owner TEXT NOT NULL,
  until BIGINT NOT NULL
);

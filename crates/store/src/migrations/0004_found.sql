-- What is looked for most often is found without sorting, and without passing over what has ended.

DROP INDEX cases_parent;
CREATE INDEX cases_called ON cases (parent_id, parent_key) WHERE parent_id IS NOT NULL AND ended_at IS NULL;
DROP INDEX messages_name;
CREATE INDEX messages_name ON messages (name, correlation_key, published_at, id, expires_at);
DROP INDEX subscriptions_name;
CREATE INDEX subscriptions_message ON subscriptions (name, correlation_key, workflow_id, case_id, key) WHERE kind = 'message';
CREATE INDEX subscriptions_signal ON subscriptions (name, case_id, key) WHERE kind = 'signal';

-- How many cases have begun each other up to an effect, so that those that do so for ever come to an end.

ALTER TABLE outbox ADD COLUMN hops BIGINT NOT NULL DEFAULT 0;

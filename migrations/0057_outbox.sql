-- What is owed to the outside: one row an effect, written in the batch that decides it, then tried until it is done.
-- Until `leased_until` somebody is at it.
CREATE TABLE outbox (
  id TEXT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  subject_kind TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  payload TEXT NOT NULL CONSTRAINT outbox_payload_json CHECK (json_valid(payload)),
  dedupe_key TEXT NOT NULL CONSTRAINT outbox_once UNIQUE,
  state TEXT NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0 CONSTRAINT outbox_attempts CHECK (attempts >= 0),
  not_before INTEGER NOT NULL,
  next_attempt_at INTEGER NOT NULL,
  leased_until INTEGER NOT NULL DEFAULT 0,
  last_error TEXT,
  created_at INTEGER NOT NULL,
  ended_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX outbox_due ON outbox (next_attempt_at) WHERE ended_at IS NULL; -- the drain
CREATE INDEX outbox_owed ON outbox (created_at, id) WHERE ended_at IS NULL; -- /admin/outbox, the alarm of the overview
CREATE INDEX outbox_of_subject ON outbox (subject_id, created_at); -- a verb's own rows, /admin/orders/:number
CREATE INDEX outbox_ended ON outbox (ended_at) WHERE ended_at IS NOT NULL; -- /admin/outbox?view=ended

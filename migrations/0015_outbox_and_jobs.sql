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

-- The last run of each timed job, one row for ever. `started_at` is also its lease: of two runs at the same moment one
-- does the work.
CREATE TABLE job_runs (
  name TEXT NOT NULL PRIMARY KEY,
  started_at INTEGER NOT NULL,
  ended_at INTEGER,
  ok INTEGER,
  note TEXT NOT NULL DEFAULT '',
  succeeded_at INTEGER
) STRICT, WITHOUT ROWID;

-- Rows a job could not finish, each with its own next try, so that what fails again and again holds up nothing else.
CREATE TABLE job_misses (
  job TEXT NOT NULL,
  subject TEXT NOT NULL,
  tries INTEGER NOT NULL CONSTRAINT job_miss_tries CHECK (tries > 0),
  since INTEGER NOT NULL,
  next_at INTEGER NOT NULL,
  note TEXT NOT NULL,
  CONSTRAINT job_miss_once PRIMARY KEY (job, subject)
) STRICT, WITHOUT ROWID;

-- What a verb read must still hold where it writes: its batch asks again and breaks here when it does not. Only a
-- condition that failed would leave a row, so there never is one.
CREATE TABLE guards (
  holds INTEGER NOT NULL CONSTRAINT guard_holds CHECK (holds = 1)
) STRICT;

-- How often somebody knocked within a window of time.
CREATE TABLE rate_limits (
  bucket TEXT NOT NULL,
  window_start INTEGER NOT NULL,
  hits INTEGER NOT NULL,
  PRIMARY KEY (bucket, window_start)
) STRICT, WITHOUT ROWID;

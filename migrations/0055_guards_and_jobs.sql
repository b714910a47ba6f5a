-- What a verb read must still hold where it writes: its batch asks again and breaks here when it does not. Only a
-- condition that failed would leave a row, so there never is one.
CREATE TABLE guards (
  holds INTEGER NOT NULL CONSTRAINT guard_holds CHECK (holds = 1)
) STRICT;

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

-- Orders that may still end by what is given back, not by a parcel: the nightly look at them.
CREATE INDEX orders_under_way ON orders (id) WHERE paid_at IS NOT NULL AND over_at IS NULL;

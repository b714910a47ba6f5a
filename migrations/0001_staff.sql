-- One file a feature, in the order in which they need each other. Written together before the shop was first deployed,
-- in place of 44 files that told how it grew (docs/decisions/0039): that never happens again. From the first deployment
-- on a file that stands here is not edited; what changes comes as a new file. A hash of each is kept by
-- test/architecture.test.ts.
--
-- Every table is STRICT; one with a text or composite key is also WITHOUT ROWID. What a constraint is called is what its
-- refusal is told apart by (src/db/failures.ts). The comment behind an index names who reads it.

-- Staff -----------------------------------------------------------------------
CREATE TABLE staff (
  id TEXT NOT NULL PRIMARY KEY,
  login TEXT NOT NULL CONSTRAINT staff_login UNIQUE,
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  password_hash TEXT NOT NULL,
  totp_sealed TEXT,
  totp_last_step INTEGER NOT NULL DEFAULT 0,
  epoch INTEGER NOT NULL DEFAULT 1,
  sample INTEGER NOT NULL DEFAULT 0,
  failed INTEGER NOT NULL DEFAULT 0,
  locked_until INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- A row is a right to enter: the cookie holds the secret, the table its hash.
CREATE TABLE staff_sessions (
  id_hash TEXT NOT NULL PRIMARY KEY,
  staff_id TEXT NOT NULL REFERENCES staff (id),
  epoch INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  seen_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX sessions_by_age ON staff_sessions (created_at); -- the nightly clean-up

CREATE TABLE staff_recovery_codes (
  staff_id TEXT NOT NULL REFERENCES staff (id),
  code_hash TEXT NOT NULL,
  used_at INTEGER,
  PRIMARY KEY (staff_id, code_hash)
) STRICT, WITHOUT ROWID;

-- One-time links that make an account; used once, for a day.
CREATE TABLE staff_setups (
  token_hash TEXT NOT NULL PRIMARY KEY,
  role TEXT NOT NULL,
  expires_at INTEGER NOT NULL,
  used_at INTEGER
) STRICT, WITHOUT ROWID;

-- A setup is used at most once: the second batch of two breaks here.
CREATE TRIGGER setup_once BEFORE UPDATE OF used_at ON staff_setups WHEN OLD.used_at IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'setup_once');
END;

-- The log ---------------------------------------------------------------------
CREATE TABLE audit_entries (
  id TEXT NOT NULL PRIMARY KEY,
  at INTEGER NOT NULL,
  staff_id TEXT NOT NULL REFERENCES staff (id),
  verb TEXT NOT NULL,
  object TEXT NOT NULL,
  before TEXT,
  after TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX audit_by_object ON audit_entries (object, id); -- /admin/audit?object=
CREATE INDEX audit_by_staff ON audit_entries (staff_id, id); -- /admin/audit?staff=
CREATE INDEX audit_by_verb ON audit_entries (verb, id); -- /admin/audit?verb=

CREATE TRIGGER audit_stays BEFORE UPDATE ON audit_entries BEGIN SELECT RAISE(ABORT, 'audit_stays'); END;
CREATE TRIGGER audit_kept BEFORE DELETE ON audit_entries BEGIN SELECT RAISE(ABORT, 'audit_stays'); END;

-- Every save of a form that staff share, one row for ever: the key is the lock of two editors, as with page_revisions.
-- What was kept stands in the audit log.
CREATE TABLE form_edits (
  form TEXT NOT NULL,
  edit INTEGER NOT NULL CONSTRAINT form_edit_first CHECK (edit > 0),
  at INTEGER NOT NULL,
  staff_id TEXT NOT NULL REFERENCES staff (id),
  CONSTRAINT form_edit_once PRIMARY KEY (form, edit)
) STRICT, WITHOUT ROWID;

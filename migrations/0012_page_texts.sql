-- Pages staff write themselves. Every saved text is a row for ever: the key is the lock of two editors, and no
-- text is ever lost.
CREATE TABLE page_revisions (
  page TEXT NOT NULL,
  revision INTEGER NOT NULL CONSTRAINT page_revision_first CHECK (revision > 0),
  body_zh TEXT NOT NULL,
  body_en TEXT NOT NULL,
  at INTEGER NOT NULL,
  staff_id TEXT NOT NULL REFERENCES staff (id),
  CONSTRAINT page_revision_once PRIMARY KEY (page, revision)
) STRICT, WITHOUT ROWID;

-- Every save of a form that staff share, one row for ever: the key is the lock of two editors, as with page_revisions.
-- What was kept stands in the audit log.
CREATE TABLE form_edits (
  form TEXT NOT NULL,
  edit INTEGER NOT NULL CONSTRAINT form_edit_first CHECK (edit > 0),
  at INTEGER NOT NULL,
  staff_id TEXT NOT NULL REFERENCES staff (id),
  CONSTRAINT form_edit_once PRIMARY KEY (form, edit)
) STRICT, WITHOUT ROWID;

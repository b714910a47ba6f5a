-- A sheet of listings between being looked at and being applied. `entry` is the audit entry that applied it.
CREATE TABLE listing_sheets (
  id TEXT NOT NULL PRIMARY KEY,
  staff_id TEXT NOT NULL REFERENCES staff (id),
  name TEXT NOT NULL,
  at INTEGER NOT NULL,
  unknown TEXT NOT NULL CONSTRAINT sheet_unknown_json CHECK (json_valid(unknown)),
  entry TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX sheets_by_entry ON listing_sheets (entry) WHERE entry IS NOT NULL; -- /admin/listings/reversions

-- Of two people applying one sheet one succeeds.
CREATE TRIGGER sheet_applied_once BEFORE UPDATE OF entry ON listing_sheets WHEN OLD.entry IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'sheet_applied_once');
END;

-- Its rows, and once applied what they changed, in pieces that fit a value of the database.
CREATE TABLE listing_sheet_parts (
  sheet_id TEXT NOT NULL REFERENCES listing_sheets (id),
  kind TEXT NOT NULL,
  part INTEGER NOT NULL,
  content TEXT NOT NULL CONSTRAINT sheet_content_json CHECK (json_valid(content)),
  PRIMARY KEY (sheet_id, kind, part)
) STRICT, WITHOUT ROWID;

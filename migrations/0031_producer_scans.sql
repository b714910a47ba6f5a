-- Scans of producers' papers. They are for staff alone: the bytes lie in R2 under a key that no public address names.
CREATE TABLE producer_scans (
  id TEXT NOT NULL PRIMARY KEY,
  producer_id TEXT NOT NULL REFERENCES producers (id),
  -- Which paper it shows, as the producer's permits name it.
  kind TEXT NOT NULL,
  -- The file's own name, for those who fetch it.
  name TEXT NOT NULL,
  type TEXT NOT NULL,
  bytes INTEGER NOT NULL CONSTRAINT scan_bytes CHECK (bytes > 0),
  -- Made by the form that sends: a second sending finds the row of the first.
  client_key TEXT NOT NULL,
  staff_id TEXT NOT NULL REFERENCES staff (id),
  at INTEGER NOT NULL,
  CONSTRAINT scan_client_key UNIQUE (staff_id, client_key)
) STRICT, WITHOUT ROWID;
CREATE INDEX scans_of_producer ON producer_scans (producer_id, id); -- /admin/producers/:id

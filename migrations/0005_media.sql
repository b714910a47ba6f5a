-- Pictures staff uploaded. The bytes lie in R2 under their own hash; a row says what they show.
CREATE TABLE media (
  id TEXT NOT NULL PRIMARY KEY,
  hash TEXT NOT NULL,
  type TEXT NOT NULL,
  width INTEGER NOT NULL CONSTRAINT media_width CHECK (width > 0),
  height INTEGER NOT NULL CONSTRAINT media_height CHECK (height > 0),
  bytes INTEGER NOT NULL CONSTRAINT media_bytes CHECK (bytes > 0),
  alt_zh TEXT NOT NULL CONSTRAINT media_alt CHECK (alt_zh <> ''),
  alt_en TEXT NOT NULL,
  -- Narrower copies, narrowest first: [{"key", "width", "height"}].
  sizes TEXT NOT NULL CONSTRAINT media_sizes CHECK (json_valid(sizes)),
  -- Made by the browser that uploads: a repeated upload finds the row of the first.
  client_key TEXT NOT NULL,
  staff_id TEXT NOT NULL REFERENCES staff (id),
  at INTEGER NOT NULL,
  -- Drawn covers of shared links are kept as pictures are, but are none to choose from.
  kind TEXT NOT NULL DEFAULT 'picture',
  CONSTRAINT media_client_key UNIQUE (staff_id, client_key)
) STRICT, WITHOUT ROWID;
CREATE INDEX media_pictures ON media (id) WHERE kind = 'picture'; -- /admin/media

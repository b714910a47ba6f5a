-- What every shop page reads: one row, and its number stands in the key of every cached shop page.
CREATE TABLE content_version (
  id INTEGER NOT NULL PRIMARY KEY CONSTRAINT content_version_single CHECK (id = 1),
  version INTEGER NOT NULL,
  -- facet_counts in one piece, so that a list reads one row for all its filters' numbers.
  facets TEXT NOT NULL CONSTRAINT content_facets_json CHECK (json_valid(facets)),
  -- What staff set for the whole shop: contact and licences, banner, deadlines.
  shop TEXT NOT NULL DEFAULT '{}' CONSTRAINT content_shop_json CHECK (json_valid(shop)),
  -- The instants at which a price will change, as a JSON list: copies of shop pages end there.
  price_turns TEXT NOT NULL DEFAULT '[]'
    CONSTRAINT content_turns_json CHECK (json_valid(price_turns))
) STRICT;
INSERT INTO content_version (id, version, facets) VALUES (1, 1, '{}');

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

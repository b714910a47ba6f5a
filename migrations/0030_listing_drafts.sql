-- A publication counts; what label facts a product still lacks is known without reading them.
ALTER TABLE products ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
ALTER TABLE products ADD COLUMN facts_missing INTEGER NOT NULL DEFAULT 0
  CONSTRAINT product_facts_missing CHECK (facts_missing >= 0);
-- The lock of everything that changes a product (publishing, prices, shelf): each names the number after the one it
-- read, so that counters and cards worked out from an older state never land.
ALTER TABLE products ADD COLUMN edits INTEGER NOT NULL DEFAULT 0;
CREATE TRIGGER product_edits BEFORE UPDATE OF edits ON products WHEN NEW.edits <> OLD.edits + 1
BEGIN
  SELECT RAISE(ABORT, 'product_edits');
END;
-- A SKU taken out of a product stays: orders and the stock ledger name it.
ALTER TABLE variants ADD COLUMN retired INTEGER NOT NULL DEFAULT 0;

-- What is being written beside what is sold; one draft a product. `id` is that of the product it is or will be.
CREATE TABLE product_drafts (
  id TEXT NOT NULL PRIMARY KEY,
  product_id TEXT REFERENCES products (id),
  slug TEXT NOT NULL CONSTRAINT draft_slug UNIQUE,
  content TEXT NOT NULL CONSTRAINT draft_content_json CHECK (json_valid(content)),
  seq INTEGER NOT NULL,
  base_version INTEGER NOT NULL,
  staff_id TEXT NOT NULL REFERENCES staff (id),
  updated_at INTEGER NOT NULL,
  CONSTRAINT draft_of_product CHECK (product_id IS NULL OR product_id = id)
) STRICT, WITHOUT ROWID;

-- Of two people saving the same draft one succeeds: each names the number after the one it read.
CREATE TRIGGER draft_seq BEFORE UPDATE OF content ON product_drafts WHEN NEW.seq <> OLD.seq + 1
BEGIN
  SELECT RAISE(ABORT, 'draft_seq');
END;

-- Every publication, for undoing one; the key is the lock of publishing.
CREATE TABLE product_versions (
  product_id TEXT NOT NULL REFERENCES products (id),
  version INTEGER NOT NULL,
  content TEXT NOT NULL CONSTRAINT version_content_json CHECK (json_valid(content)),
  staff_id TEXT REFERENCES staff (id),
  at INTEGER NOT NULL,
  CONSTRAINT product_version_once PRIMARY KEY (product_id, version)
) STRICT, WITHOUT ROWID;

CREATE INDEX products_shelf ON products (listed, search_rank); -- /admin/listings?view=listed
CREATE INDEX products_lacking ON products (search_rank) WHERE facts_missing > 0; -- /admin/listings?view=lacking
CREATE INDEX products_sample ON products (search_rank) WHERE sample = 1; -- /admin/listings?view=sample
CREATE INDEX variants_low ON variants (product_id)
  WHERE available <= 10 AND retired = 0 AND components IS NULL; -- /admin/listings?view=low

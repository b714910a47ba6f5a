-- Catalogue -------------------------------------------------------------------
CREATE TABLE families (
  code TEXT NOT NULL PRIMARY KEY,
  position INTEGER NOT NULL,
  name_zh TEXT NOT NULL,
  name_en TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Producers with what they may show: address, licences and certificates, the right to the geographical indication.
CREATE TABLE producers (
  id TEXT NOT NULL PRIMARY KEY,
  name_zh TEXT NOT NULL,
  name_en TEXT NOT NULL,
  gi_certificate TEXT,
  sample INTEGER NOT NULL,
  address_zh TEXT NOT NULL DEFAULT '',
  address_en TEXT NOT NULL DEFAULT '',
  -- Read whole with its row: [{"kind", "number", "validUntil"}]; the first to end stands beside it.
  permits TEXT NOT NULL DEFAULT '[]' CONSTRAINT producer_permits_json CHECK (json_valid(permits)),
  permits_until TEXT,
  gi_authorised INTEGER NOT NULL DEFAULT 0,
  -- One of the firms of the 穿洞 tea park.
  tea_park INTEGER NOT NULL DEFAULT 0,
  -- The lock of editing: a save names the number after the one it read.
  edits INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE INDEX producers_permits_until ON producers (permits_until) WHERE permits_until IS NOT NULL; -- /admin, what ends soon
CREATE TRIGGER producer_edits BEFORE UPDATE OF edits ON producers WHEN NEW.edits <> OLD.edits + 1
BEGIN
  SELECT RAISE(ABORT, 'producer_edits');
END;

-- The thirteen firms of the tea park are known by their number only: a row without a name is never shown to shoppers.
INSERT INTO producers (id, name_zh, name_en, gi_certificate, sample, tea_park)
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 13)
SELECT printf('prc_park_%02d', i), '', '', NULL, 0, 1 FROM n;

-- Zones, steps, ship days and lead days stand in `rules` as JSON: they are read whole and never searched.
CREATE TABLE freight_templates (
  code TEXT NOT NULL PRIMARY KEY,
  name_zh TEXT NOT NULL,
  name_en TEXT NOT NULL,
  rules TEXT NOT NULL CONSTRAINT freight_rules_json CHECK (json_valid(rules))
) STRICT, WITHOUT ROWID;

-- Public holidays on which no parcel travels; a range of days is one row.
CREATE TABLE holidays (
  first_on TEXT NOT NULL PRIMARY KEY,
  last_on TEXT NOT NULL,
  name_zh TEXT NOT NULL,
  name_en TEXT NOT NULL,
  CONSTRAINT holiday_order CHECK (first_on <= last_on)
) STRICT, WITHOUT ROWID;

CREATE TABLE products (
  id TEXT NOT NULL PRIMARY KEY,
  slug TEXT NOT NULL CONSTRAINT product_slug UNIQUE,
  -- The row number of the product in product_search: results come in its order.
  search_rank INTEGER NOT NULL CONSTRAINT product_search_rank UNIQUE,
  listed INTEGER NOT NULL,
  sample INTEGER NOT NULL,
  name_zh TEXT NOT NULL,
  name_en TEXT NOT NULL,
  family TEXT NOT NULL REFERENCES families (code),
  storage TEXT NOT NULL,
  origin_code TEXT NOT NULL,
  origin_zh TEXT NOT NULL,
  origin_en TEXT NOT NULL,
  producer_id TEXT NOT NULL REFERENCES producers (id),
  freight_template TEXT NOT NULL REFERENCES freight_templates (code),
  season_mask INTEGER NOT NULL CONSTRAINT product_season_months CHECK (season_mask BETWEEN 1 AND 4095),
  sells_only_in_season INTEGER NOT NULL,
  season_rank INTEGER NOT NULL,
  return_rule TEXT NOT NULL,
  shelf_life_days INTEGER NOT NULL CONSTRAINT product_shelf_life CHECK (shelf_life_days > 0),
  tea_class TEXT,
  cultivar TEXT,
  label_facts TEXT NOT NULL CONSTRAINT product_label_facts_json CHECK (json_valid(label_facts)),
  story_zh TEXT NOT NULL,
  story_en TEXT NOT NULL,
  aliases TEXT NOT NULL,
  picture TEXT NOT NULL,
  price_from_fen INTEGER NOT NULL CONSTRAINT product_price CHECK (price_from_fen > 0),
  sold_out INTEGER NOT NULL DEFAULT 0,
  -- What a card in a list shows, so that a list reads one row a product.
  card TEXT NOT NULL CONSTRAINT product_card_json CHECK (json_valid(card)),
  -- Pictures in the order shown, JSON [{name, zh, en}]: an illustration's name or an address, and what it shows in
  -- words. A product without any shows its illustrations.
  pictures TEXT NOT NULL DEFAULT '[]'
    CONSTRAINT product_pictures CHECK (json_valid(pictures) AND json_type(pictures) = 'array'),
  -- Where the story was taken from.
  story_source_zh TEXT NOT NULL DEFAULT '普定县消费帮扶项目资料'
    CONSTRAINT story_sourced_zh CHECK (story_source_zh <> ''),
  story_source_en TEXT NOT NULL DEFAULT 'material of the Puding programme'
    CONSTRAINT story_sourced_en CHECK (story_source_en <> ''),
  -- Publications so far.
  version INTEGER NOT NULL DEFAULT 1,
  -- Label facts the product still lacks, known without reading them.
  facts_missing INTEGER NOT NULL DEFAULT 0
    CONSTRAINT product_facts_missing CHECK (facts_missing >= 0),
  -- The lock of everything that changes a product (publishing, prices, shelf): each names the number after the one it
  -- read, so that counters and cards worked out from an older state never land.
  edits INTEGER NOT NULL DEFAULT 0,
  -- The square picture a shared link shows: its address, and what it was drawn of. It counts only while the product
  -- still is what was drawn; '' until one exists.
  share_cover TEXT NOT NULL DEFAULT '',
  share_cover_of TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
CREATE INDEX products_by_season ON products (listed, season_rank, slug); -- /products
CREATE INDEX products_by_price ON products (listed, price_from_fen, slug); -- /products?sort=price
CREATE INDEX products_family_season ON products (family, listed, season_rank, slug); -- /products?family=
CREATE INDEX products_family_price ON products (family, listed, price_from_fen, slug); -- the same, sort=price
CREATE INDEX products_storage_season ON products (storage, listed, season_rank, slug); -- /products?storage=
CREATE INDEX products_storage_price ON products (storage, listed, price_from_fen, slug); -- the same, sort=price
CREATE INDEX products_origin_season ON products (origin_code, listed, season_rank, slug); -- /products?origin=
CREATE INDEX products_origin_price ON products (origin_code, listed, price_from_fen, slug); -- the same, sort=price
CREATE INDEX products_shelf ON products (listed, search_rank); -- /admin/listings?view=listed
CREATE INDEX products_lacking ON products (search_rank) WHERE facts_missing > 0; -- /admin/listings?view=lacking
CREATE INDEX products_sample ON products (search_rank) WHERE sample = 1; -- /admin/listings?view=sample
CREATE INDEX products_of_producer ON products (producer_id, listed, slug); -- /producers, /admin/producers/:id
CREATE INDEX products_family_rank ON products (family, search_rank); -- /admin/listings?family=
CREATE INDEX products_family_shelf ON products (family, listed, search_rank); -- the same, view=listed
CREATE INDEX products_family_lacking ON products (family, search_rank) WHERE facts_missing > 0; -- the same, view=lacking
CREATE INDEX products_family_sample ON products (family, search_rank) WHERE sample = 1; -- the same, view=sample
CREATE TRIGGER product_edits BEFORE UPDATE OF edits ON products WHEN NEW.edits <> OLD.edits + 1
BEGIN
  SELECT RAISE(ABORT, 'product_edits');
END;

CREATE VIRTUAL TABLE product_search USING fts5 (words, tokenize = 'unicode61');

CREATE TABLE variants (
  sku TEXT NOT NULL PRIMARY KEY,
  product_id TEXT NOT NULL REFERENCES products (id),
  position INTEGER NOT NULL,
  spec_zh TEXT NOT NULL,
  spec_en TEXT NOT NULL,
  net_g INTEGER CONSTRAINT variant_net_g CHECK (net_g > 0),
  net_ml INTEGER CONSTRAINT variant_net_ml CHECK (net_ml > 0),
  gross_g INTEGER NOT NULL CONSTRAINT variant_gross_g CHECK (gross_g > 0),
  price_fen INTEGER NOT NULL CONSTRAINT variant_price CHECK (price_fen > 0),
  sold_alone INTEGER NOT NULL,
  available INTEGER NOT NULL CONSTRAINT stock_available CHECK (available >= 0),
  components TEXT CONSTRAINT variant_components_json CHECK (json_valid(components)),
  -- A SKU taken out of a product stays: orders and the stock ledger name it.
  retired INTEGER NOT NULL DEFAULT 0,
  -- A price with a start and an end: which price holds is reckoned from the clock, nothing has to be switched.
  promo_price_fen INTEGER
    CONSTRAINT variant_promo_price CHECK (promo_price_fen > 0),
  promo_from INTEGER,
  promo_until INTEGER
    CONSTRAINT variant_promo_order CHECK (promo_until > promo_from),
  -- Somebody paid the usual price before the promotion was saved; only then may it be shown struck through.
  promo_was_charged INTEGER NOT NULL DEFAULT 0,
  promo_set_at INTEGER,
  -- Pieces that shoppers' unpaid orders bind. With `available` it is what nobody has paid for; an institution's pieces
  -- were agreed on by staff and are in neither.
  unpaid INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE INDEX variants_of_product ON variants (product_id, position); -- /products/:slug
CREATE INDEX variants_low ON variants (product_id)
  WHERE available <= 10 AND retired = 0 AND components IS NULL; -- /admin/listings?view=low
CREATE INDEX variants_promo ON variants (promo_until) WHERE promo_price_fen IS NOT NULL; -- content_version.price_turns

CREATE TABLE bundle_components (
  component_sku TEXT NOT NULL REFERENCES variants (sku),
  bundle_sku TEXT NOT NULL REFERENCES variants (sku),
  quantity INTEGER NOT NULL CONSTRAINT component_quantity CHECK (quantity > 0),
  PRIMARY KEY (component_sku, bundle_sku)
) STRICT, WITHOUT ROWID;

-- Counters for the filters' numbers, kept by publishing.
CREATE TABLE facet_counts (
  facet TEXT NOT NULL,
  value TEXT NOT NULL,
  products INTEGER NOT NULL CONSTRAINT facet_products CHECK (products >= 0),
  PRIMARY KEY (facet, value)
) STRICT, WITHOUT ROWID;

-- The word of stock -------------------------------------------------------------
-- It changes when the last piece goes or the first comes back; then pages change too.
CREATE TRIGGER stock_word AFTER UPDATE OF available ON variants
WHEN (OLD.available = 0) <> (NEW.available = 0)
BEGIN
  UPDATE products SET sold_out = NOT EXISTS (
    SELECT 1 FROM variants v WHERE v.product_id = NEW.product_id AND v.sold_alone = 1 AND v.available > 0
  ) WHERE id = NEW.product_id AND json_extract(card, '$.bundle') = 0;
  UPDATE content_version SET version = version + 1 WHERE id = 1;
END;

-- A gift box is sold out on its card when one of its components runs short, and back when it no longer does.
-- No box holds more than 20 of one component: above that nothing is looked up, so an order stays cheap.
CREATE TRIGGER bundle_word AFTER UPDATE OF available ON variants
WHEN min(OLD.available, NEW.available) < 20 AND EXISTS (
  SELECT 1 FROM bundle_components b
  WHERE b.component_sku = NEW.sku AND (OLD.available < b.quantity) <> (NEW.available < b.quantity)
)
BEGIN
  UPDATE products SET sold_out = NOT EXISTS (
    SELECT 1 FROM variants v WHERE v.product_id = products.id AND v.sold_alone = 1 AND NOT EXISTS (
      SELECT 1 FROM json_each(v.components) c JOIN variants part ON part.sku = c.value ->> 'sku'
      WHERE part.available < (c.value ->> 'quantity'))
  ) WHERE json_extract(card, '$.bundle') = 1 AND id IN (
    SELECT v.product_id FROM bundle_components b JOIN variants v ON v.sku = b.bundle_sku
    WHERE b.component_sku = NEW.sku);
  UPDATE content_version SET version = version + 1 WHERE id = 1;
END;

-- One promotion at a time for each SKU: of two people who save one at the same moment the second breaks here.
CREATE TRIGGER promo_overlaps BEFORE UPDATE OF promo_set_at ON variants
WHEN NEW.promo_price_fen IS NOT NULL AND OLD.promo_price_fen IS NOT NULL AND OLD.promo_until > NEW.promo_set_at
BEGIN
  SELECT RAISE(ABORT, 'promo_overlaps');
END;

-- The word of stock counts the last five ("仅剩 3 件"): pages change with each of them, of a box as of its components.
-- Where the last goes or the first comes back, stock_word and bundle_word have counted the change already. No box holds
-- more than six of one component: above that nothing is looked up, so an order stays cheap.
CREATE TRIGGER few_word AFTER UPDATE OF available ON variants
WHEN OLD.available <> NEW.available AND (OLD.available = 0) = (NEW.available = 0) AND (
  min(OLD.available, NEW.available) <= 5
  OR min(OLD.available, NEW.available) < 36 AND EXISTS (
    SELECT 1 FROM bundle_components b WHERE b.component_sku = NEW.sku
      AND min(OLD.available, NEW.available) / b.quantity <= 5
      AND OLD.available / b.quantity <> NEW.available / b.quantity)
)
BEGIN
  UPDATE content_version SET version = version + 1 WHERE id = 1;
END;

-- Writing and publishing ----------------------------------------------------------
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
CREATE INDEX drafts_fresh ON product_drafts (id) WHERE product_id IS NULL; -- /admin/listings, its first page

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

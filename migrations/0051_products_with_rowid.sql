-- A product's row is wide: stories, label facts, how to brew it. Without a rowid SQLite keeps a row of more than 1,002 bytes
-- on pages of its own, each read anew for every card of a list; with one it stays whole up to 4,061 bytes. So this table
-- gets one: a list's statement takes a quarter of the time. Rows are put back under the same name, so that what refers to
-- them still does; nothing may be written meanwhile.
PRAGMA defer_foreign_keys = true;
CREATE TABLE products_held AS SELECT * FROM products;
DROP TABLE products;
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
  share_cover_of TEXT NOT NULL DEFAULT '',
  -- Whether its words in the index are to be made anew.
  words_old INTEGER DEFAULT 1 NOT NULL,
  guide TEXT NOT NULL DEFAULT '{}'
    CONSTRAINT product_guide CHECK (json_valid(guide) AND json_type(guide) = 'object')
) STRICT;
INSERT INTO products SELECT * FROM products_held;
DROP TABLE products_held;

CREATE INDEX products_by_season ON products (listed, season_rank, slug);
CREATE INDEX products_by_price ON products (listed, price_from_fen, slug);
CREATE INDEX products_family_season ON products (family, listed, season_rank, slug);
CREATE INDEX products_family_price ON products (family, listed, price_from_fen, slug);
CREATE INDEX products_storage_season ON products (storage, listed, season_rank, slug);
CREATE INDEX products_storage_price ON products (storage, listed, price_from_fen, slug);
CREATE INDEX products_origin_season ON products (origin_code, listed, season_rank, slug);
CREATE INDEX products_origin_price ON products (origin_code, listed, price_from_fen, slug);
CREATE INDEX products_shelf ON products (listed, search_rank);
CREATE INDEX products_lacking ON products (search_rank) WHERE facts_missing > 0;
CREATE INDEX products_sample ON products (search_rank) WHERE sample = 1;
CREATE INDEX products_of_producer ON products (producer_id, listed, slug);
CREATE INDEX products_family_rank ON products (family, search_rank);
CREATE INDEX products_family_shelf ON products (family, listed, search_rank);
CREATE INDEX products_family_lacking ON products (family, search_rank) WHERE facts_missing > 0;
CREATE INDEX products_family_sample ON products (family, search_rank) WHERE sample = 1;
CREATE INDEX products_words_old ON products (search_rank) WHERE words_old = 1;
CREATE TRIGGER product_edits BEFORE UPDATE OF edits ON products WHEN NEW.edits <> OLD.edits + 1
BEGIN
  SELECT RAISE(ABORT, 'product_edits');
END;

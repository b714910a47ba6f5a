-- Catalogue -----------------------------------------------------------------
CREATE TABLE families (
  code TEXT NOT NULL PRIMARY KEY,
  position INTEGER NOT NULL,
  name_zh TEXT NOT NULL,
  name_en TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE producers (
  id TEXT NOT NULL PRIMARY KEY,
  name_zh TEXT NOT NULL,
  name_en TEXT NOT NULL,
  gi_certificate TEXT,
  sample INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

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

-- `card` holds what a card in a list shows, so that a list reads one row a product.
-- `search_rank` is the row number of the product in product_search: results come in its order.
CREATE TABLE products (
  id TEXT NOT NULL PRIMARY KEY,
  slug TEXT NOT NULL CONSTRAINT product_slug UNIQUE,
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
  card TEXT NOT NULL CONSTRAINT product_card_json CHECK (json_valid(card))
) STRICT, WITHOUT ROWID;
CREATE INDEX products_by_season ON products (listed, season_rank, slug); -- /products
CREATE INDEX products_by_price ON products (listed, price_from_fen, slug); -- /products?sort=price
CREATE INDEX products_family_season ON products (family, listed, season_rank, slug); -- /products?family=
CREATE INDEX products_family_price ON products (family, listed, price_from_fen, slug); -- the same, sort=price
CREATE INDEX products_storage_season ON products (storage, listed, season_rank, slug); -- /products?storage=
CREATE INDEX products_storage_price ON products (storage, listed, price_from_fen, slug); -- the same, sort=price
CREATE INDEX products_origin_season ON products (origin_code, listed, season_rank, slug); -- /products?origin=
CREATE INDEX products_origin_price ON products (origin_code, listed, price_from_fen, slug); -- the same, sort=price

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
  components TEXT CONSTRAINT variant_components_json CHECK (json_valid(components))
) STRICT, WITHOUT ROWID;
CREATE INDEX variants_of_product ON variants (product_id, position); -- /products/:slug

CREATE TABLE bundle_components (
  component_sku TEXT NOT NULL REFERENCES variants (sku),
  bundle_sku TEXT NOT NULL REFERENCES variants (sku),
  quantity INTEGER NOT NULL CONSTRAINT component_quantity CHECK (quantity > 0),
  PRIMARY KEY (component_sku, bundle_sku)
) STRICT, WITHOUT ROWID;

-- One row per cause and kind: the key is what makes a release or a return happen once.
CREATE TABLE stock_movements (
  sku TEXT NOT NULL REFERENCES variants (sku),
  cause TEXT NOT NULL,
  kind TEXT NOT NULL,
  quantity INTEGER NOT NULL CONSTRAINT movement_quantity CHECK (quantity <> 0),
  at INTEGER NOT NULL,
  PRIMARY KEY (sku, cause, kind)
) STRICT, WITHOUT ROWID;

-- Counters for the filters' numbers, kept by publishing.
CREATE TABLE facet_counts (
  facet TEXT NOT NULL,
  value TEXT NOT NULL,
  products INTEGER NOT NULL CONSTRAINT facet_products CHECK (products >= 0),
  PRIMARY KEY (facet, value)
) STRICT, WITHOUT ROWID;

-- One row; it stands in the key of every cached shop page. `facets` is facet_counts in one piece, so that a
-- list reads one row for all its filters' numbers.
CREATE TABLE content_version (
  id INTEGER NOT NULL PRIMARY KEY CONSTRAINT content_version_single CHECK (id = 1),
  version INTEGER NOT NULL,
  facets TEXT NOT NULL CONSTRAINT content_facets_json CHECK (json_valid(facets))
) STRICT;
INSERT INTO content_version (id, version, facets) VALUES (1, 1, '{}');

CREATE VIRTUAL TABLE product_search USING fts5 (words, tokenize = 'unicode61');

CREATE TABLE impact_facts (
  id TEXT NOT NULL PRIMARY KEY,
  position INTEGER NOT NULL,
  value_zh TEXT NOT NULL,
  value_en TEXT NOT NULL,
  label_zh TEXT NOT NULL,
  label_en TEXT NOT NULL,
  as_of TEXT NOT NULL,
  source_zh TEXT NOT NULL,
  source_en TEXT NOT NULL,
  visible INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- A stock word changes only when the last piece goes or the first comes back; then pages change too.
CREATE TRIGGER stock_word AFTER UPDATE OF available ON variants
WHEN (OLD.available = 0) <> (NEW.available = 0)
BEGIN
  UPDATE products SET sold_out = NOT EXISTS (
    SELECT 1 FROM variants v WHERE v.product_id = NEW.product_id AND v.sold_alone = 1 AND v.available > 0
  ) WHERE id = NEW.product_id AND json_extract(card, '$.bundle') = 0;
  UPDATE content_version SET version = version + 1 WHERE id = 1;
END;

-- Orders --------------------------------------------------------------------
CREATE TABLE orders (
  id TEXT NOT NULL PRIMARY KEY,
  number TEXT NOT NULL CONSTRAINT order_number UNIQUE,
  state TEXT NOT NULL,
  seq INTEGER NOT NULL,
  channel TEXT NOT NULL,
  language TEXT NOT NULL,
  subtotal_fen INTEGER NOT NULL CONSTRAINT order_subtotal CHECK (subtotal_fen >= 0),
  freight_fen INTEGER NOT NULL CONSTRAINT order_freight CHECK (freight_fen >= 0),
  discount_fen INTEGER NOT NULL CONSTRAINT order_discount CHECK (discount_fen >= 0),
  total_fen INTEGER NOT NULL,
  recipient_name TEXT NOT NULL,
  phone_sealed TEXT NOT NULL,
  phone_hmac TEXT NOT NULL,
  address_hmac TEXT NOT NULL,
  region_code TEXT NOT NULL,
  street TEXT NOT NULL,
  ship_on TEXT,
  note TEXT NOT NULL,
  invoice TEXT,
  consents TEXT NOT NULL,
  freight TEXT NOT NULL CONSTRAINT order_freight_json CHECK (json_valid(freight)),
  placed_at INTEGER NOT NULL,
  pay_before INTEGER NOT NULL,
  paid_at INTEGER,
  closed_at INTEGER,
  closed_by TEXT,
  CONSTRAINT order_total CHECK (total_fen = subtotal_fen + freight_fen - discount_fen AND total_fen >= 0)
) STRICT, WITHOUT ROWID;
CREATE INDEX orders_unpaid_deadline ON orders (pay_before) WHERE paid_at IS NULL AND closed_at IS NULL; -- the sweep
CREATE INDEX orders_unpaid_phone ON orders (phone_hmac) WHERE paid_at IS NULL AND closed_at IS NULL; -- open limit
CREATE INDEX orders_unpaid_address ON orders (address_hmac) WHERE paid_at IS NULL AND closed_at IS NULL; -- open limit

-- Three unpaid orders a phone or address: or anyone could hold the whole stock for nothing.
CREATE TRIGGER order_open_limit BEFORE INSERT ON orders
WHEN (SELECT count(*) FROM orders WHERE phone_hmac = NEW.phone_hmac AND paid_at IS NULL AND closed_at IS NULL
        AND pay_before > NEW.placed_at) >= 3
  OR (SELECT count(*) FROM orders WHERE address_hmac = NEW.address_hmac AND paid_at IS NULL AND closed_at IS NULL
        AND pay_before > NEW.placed_at) >= 3
BEGIN
  SELECT RAISE(ABORT, 'too_many_open');
END;

CREATE TABLE order_lines (
  order_id TEXT NOT NULL REFERENCES orders (id),
  line INTEGER NOT NULL,
  sku TEXT NOT NULL REFERENCES variants (sku),
  slug TEXT NOT NULL,
  title_zh TEXT NOT NULL,
  title_en TEXT NOT NULL,
  spec_zh TEXT NOT NULL,
  spec_en TEXT NOT NULL,
  picture TEXT NOT NULL,
  family TEXT NOT NULL,
  origin_code TEXT NOT NULL,
  storage TEXT NOT NULL,
  return_rule TEXT NOT NULL,
  sample INTEGER NOT NULL,
  quantity INTEGER NOT NULL CONSTRAINT line_quantity CHECK (quantity > 0),
  unit_price_fen INTEGER NOT NULL CONSTRAINT line_unit_price CHECK (unit_price_fen >= 0),
  amount_fen INTEGER NOT NULL,
  stock TEXT NOT NULL CONSTRAINT line_stock_json CHECK (json_valid(stock)),
  PRIMARY KEY (order_id, line),
  CONSTRAINT line_amount CHECK (amount_fen = quantity * unit_price_fen)
) STRICT, WITHOUT ROWID;

-- The key is the optimistic lock: of two writers of the same step one succeeds.
CREATE TABLE order_events (
  order_id TEXT NOT NULL REFERENCES orders (id),
  seq INTEGER NOT NULL,
  kind TEXT NOT NULL,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  PRIMARY KEY (order_id, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE idempotency_keys (
  key_hash TEXT NOT NULL CONSTRAINT idempotency_key PRIMARY KEY,
  request_hash TEXT NOT NULL,
  order_id TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Who called off a paid order, and when; the money's way back stands in refunds.
CREATE TABLE order_cancellations (
  order_id TEXT NOT NULL PRIMARY KEY REFERENCES orders (id),
  actor TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Payments ------------------------------------------------------------------
CREATE TABLE payment_attempts (
  id TEXT NOT NULL PRIMARY KEY,
  order_id TEXT NOT NULL REFERENCES orders (id),
  out_trade_no TEXT NOT NULL CONSTRAINT attempt_out_trade_no UNIQUE,
  method TEXT NOT NULL,
  amount_fen INTEGER NOT NULL CONSTRAINT attempt_amount CHECK (amount_fen > 0),
  state TEXT NOT NULL,
  action TEXT,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  paid_at INTEGER,
  closed_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX attempts_of_order ON payment_attempts (order_id, created_at); -- /orders/:number/payment
CREATE UNIQUE INDEX attempt_open_once ON payment_attempts (order_id) WHERE paid_at IS NULL AND closed_at IS NULL;

-- Paid is for ever: a late "closed" or "pending" never undoes it.
CREATE TRIGGER attempt_stays_paid BEFORE UPDATE OF state, paid_at ON payment_attempts
WHEN OLD.paid_at IS NOT NULL AND (NEW.paid_at IS NULL OR NEW.state <> OLD.state)
BEGIN
  SELECT RAISE(ABORT, 'attempt_stays_paid');
END;

-- The accepted capture of an order: one row, for ever. A second success is refunded instead.
CREATE TABLE captures (
  order_id TEXT NOT NULL CONSTRAINT capture_once PRIMARY KEY REFERENCES orders (id),
  attempt_id TEXT NOT NULL REFERENCES payment_attempts (id),
  amount_fen INTEGER NOT NULL,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE provider_events (
  provider TEXT NOT NULL,
  event_id TEXT NOT NULL,
  at INTEGER NOT NULL,
  CONSTRAINT provider_event_once PRIMARY KEY (provider, event_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE refunds (
  id TEXT NOT NULL PRIMARY KEY,
  order_id TEXT NOT NULL REFERENCES orders (id),
  attempt_id TEXT NOT NULL REFERENCES payment_attempts (id),
  out_refund_no TEXT NOT NULL CONSTRAINT refund_out_refund_no UNIQUE,
  amount_fen INTEGER NOT NULL CONSTRAINT refund_amount CHECK (amount_fen >= 0),
  reason TEXT NOT NULL,
  state TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  settled_at INTEGER,
  failed INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE INDEX refunds_of_order ON refunds (order_id); -- /orders/:number
CREATE INDEX refunds_of_attempt ON refunds (attempt_id); -- the limit below
CREATE INDEX refunds_open ON refunds (created_at) WHERE settled_at IS NULL; -- the sweep

CREATE TRIGGER refund_limit BEFORE INSERT ON refunds
WHEN (SELECT coalesce(sum(amount_fen), 0) FROM refunds WHERE attempt_id = NEW.attempt_id AND failed = 0)
  + NEW.amount_fen > (SELECT amount_fen FROM payment_attempts WHERE id = NEW.attempt_id)
BEGIN
  SELECT RAISE(ABORT, 'refund_limit');
END;

CREATE TRIGGER refund_stays_settled BEFORE UPDATE OF state ON refunds
WHEN OLD.state = 'succeeded' AND NEW.state <> 'succeeded'
BEGIN
  SELECT RAISE(ABORT, 'refund_stays_settled');
END;

-- What the sandbox "provider" knows; never written in production.
CREATE TABLE sandbox_trades (
  out_trade_no TEXT NOT NULL PRIMARY KEY,
  amount_fen INTEGER NOT NULL,
  state TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE sandbox_refunds (
  out_refund_no TEXT NOT NULL PRIMARY KEY,
  out_trade_no TEXT NOT NULL REFERENCES sandbox_trades (out_trade_no),
  amount_fen INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE rate_limits (
  bucket TEXT NOT NULL,
  window_start INTEGER NOT NULL,
  hits INTEGER NOT NULL,
  PRIMARY KEY (bucket, window_start)
) STRICT, WITHOUT ROWID;

-- Our own sums, from paid lines; a refund is a negative entry.
CREATE TABLE impact_entries (
  cause TEXT NOT NULL,
  line INTEGER NOT NULL,
  at INTEGER NOT NULL,
  month TEXT NOT NULL,
  family TEXT NOT NULL,
  origin_code TEXT NOT NULL,
  province TEXT NOT NULL,
  channel TEXT NOT NULL,
  amount_fen INTEGER NOT NULL,
  PRIMARY KEY (cause, line)
) STRICT, WITHOUT ROWID;
CREATE TABLE impact_sums (
  scope TEXT NOT NULL PRIMARY KEY,
  amount_fen INTEGER NOT NULL,
  orders INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO impact_sums (scope, amount_fen, orders) VALUES ('all', 0, 0);

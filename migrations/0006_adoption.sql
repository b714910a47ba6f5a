-- Campaign 我在贵州有个园: gardens, their plots, offers by season ------------------
CREATE TABLE campaigns (
  code TEXT NOT NULL PRIMARY KEY,
  title_zh TEXT NOT NULL,
  title_en TEXT NOT NULL,
  slogan_zh TEXT NOT NULL,
  slogan_en TEXT NOT NULL,
  price_split TEXT CONSTRAINT campaign_price_split_json CHECK (json_valid(price_split)),
  open INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO campaigns (code, title_zh, title_en, slogan_zh, slogan_en, price_split, open)
VALUES ('tea', '我在贵州有个园', 'I have a garden in Guizhou', '认购一亩茶、带动一人就业',
  'Adopt a mu of tea, help one person into work', NULL, 1);

CREATE TABLE gardens (
  code TEXT NOT NULL PRIMARY KEY,
  slug TEXT NOT NULL CONSTRAINT garden_slug UNIQUE,
  position INTEGER NOT NULL,
  name_zh TEXT NOT NULL,
  name_en TEXT NOT NULL,
  place_zh TEXT NOT NULL,
  place_en TEXT NOT NULL,
  origin_code TEXT NOT NULL,
  story_zh TEXT NOT NULL,
  story_en TEXT NOT NULL,
  keeper_zh TEXT,
  keeper_en TEXT,
  scene TEXT NOT NULL,
  listed INTEGER NOT NULL,
  sample INTEGER NOT NULL,
  -- When the last garden update was written: a garden silent for 30 days raises an alarm.
  updated_at INTEGER,
  -- Whether the campaign sells, beside each garden: an order of a plot reads it with the garden's row. Triggers keep it.
  selling INTEGER NOT NULL DEFAULT 1
) STRICT, WITHOUT ROWID;
-- The home page names the sizes and prices of the first garden on sale.
CREATE INDEX gardens_selling ON gardens (position, code) WHERE listed = 1 AND selling = 1; -- /

-- Areas are hundredths of a mu; place and size are units of the garden's plan (0.1 mu each), never the real ground.
CREATE TABLE plots (
  code TEXT NOT NULL PRIMARY KEY,
  garden TEXT NOT NULL REFERENCES gardens (code),
  area_cmu INTEGER NOT NULL CONSTRAINT plot_area CHECK (area_cmu > 0),
  u REAL NOT NULL,
  v REAL NOT NULL,
  width REAL NOT NULL CONSTRAINT plot_width CHECK (width > 0),
  height REAL NOT NULL CONSTRAINT plot_height CHECK (height > 0),
  land_ref TEXT,
  picture TEXT,
  open INTEGER NOT NULL,
  sample INTEGER NOT NULL,
  -- What the plot's photo shows, for those who do not see it: the words given with the upload, kept beside its address.
  picture_alt_zh TEXT,
  picture_alt_en TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX plots_of_garden ON plots (garden, code); -- /gardens/:slug
CREATE INDEX plots_of_tier ON plots (garden, area_cmu, code); -- /gardens/:slug?area=, 随机分配

-- Open plots of each size, so that the campaign page counts nothing.
CREATE TABLE garden_tiers (
  garden TEXT NOT NULL REFERENCES gardens (code),
  area_cmu INTEGER NOT NULL,
  plots INTEGER NOT NULL CONSTRAINT tier_plots CHECK (plots >= 0),
  PRIMARY KEY (garden, area_cmu)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER plot_opened AFTER INSERT ON plots WHEN NEW.open = 1
BEGIN
  INSERT INTO garden_tiers (garden, area_cmu, plots) VALUES (NEW.garden, NEW.area_cmu, 1)
    ON CONFLICT (garden, area_cmu) DO UPDATE SET plots = plots + 1;
END;
CREATE TRIGGER plot_changed AFTER UPDATE OF open, area_cmu, garden ON plots
BEGIN
  UPDATE garden_tiers SET plots = plots - OLD.open WHERE garden = OLD.garden AND area_cmu = OLD.area_cmu;
  INSERT INTO garden_tiers (garden, area_cmu, plots) VALUES (NEW.garden, NEW.area_cmu, NEW.open)
    ON CONFLICT (garden, area_cmu) DO UPDATE SET plots = plots + NEW.open;
END;
CREATE TRIGGER plot_removed AFTER DELETE ON plots WHEN OLD.open = 1
BEGIN
  UPDATE garden_tiers SET plots = plots - 1 WHERE garden = OLD.garden AND area_cmu = OLD.area_cmu;
END;

-- A published offer never changes: orders and certificates carry its version and hash.
CREATE TABLE offers (
  id TEXT NOT NULL PRIMARY KEY,
  garden TEXT NOT NULL REFERENCES gardens (code),
  season INTEGER NOT NULL,
  version INTEGER NOT NULL CONSTRAINT offer_version_positive CHECK (version > 0),
  content TEXT NOT NULL CONSTRAINT offer_content_json CHECK (json_valid(content)),
  content_hash TEXT NOT NULL,
  published_at INTEGER,
  superseded_at INTEGER,
  CONSTRAINT offer_version UNIQUE (garden, season, version)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX offer_current ON offers (garden, season)
  WHERE published_at IS NOT NULL AND superseded_at IS NULL; -- /gardens/:slug
CREATE TRIGGER offer_stays BEFORE UPDATE OF garden, season, version, content, content_hash, published_at ON offers
WHEN OLD.published_at IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'offer_stays');
END;
CREATE TRIGGER offer_kept BEFORE DELETE ON offers WHEN OLD.published_at IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'offer_stays');
END;

-- Adoptions -------------------------------------------------------------------
-- The order's line refers to both its order and its adoption: a key from here as well would need an index of its own.
CREATE TABLE adoptions (
  id TEXT NOT NULL PRIMARY KEY,
  order_id TEXT NOT NULL,
  line INTEGER NOT NULL,
  plot TEXT NOT NULL REFERENCES plots (code),
  season INTEGER NOT NULL,
  garden TEXT NOT NULL REFERENCES gardens (code),
  offer_id TEXT NOT NULL REFERENCES offers (id),
  area_cmu INTEGER NOT NULL,
  price_fen INTEGER NOT NULL CONSTRAINT adoption_price CHECK (price_fen >= 0),
  state TEXT NOT NULL,
  board_name TEXT NOT NULL CONSTRAINT board_name_length CHECK (length(board_name) <= 12),
  board_state TEXT NOT NULL,
  -- Grams sent so far by grade, as JSON: the refund rule and the adopter's page read it with the row.
  sent_g TEXT NOT NULL DEFAULT '{}' CONSTRAINT adoption_sent_json CHECK (json_valid(sent_g)),
  renews TEXT REFERENCES adoptions (id),
  adopted_at INTEGER,
  concluded_at INTEGER,
  released_at INTEGER,
  released_why TEXT,
  sample INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
-- The last line after plot_claims: two people never own one plot in one season.
CREATE UNIQUE INDEX adoption_once ON adoptions (plot, season) WHERE adopted_at IS NOT NULL AND released_at IS NULL;
CREATE INDEX adoptions_of_garden ON adoptions (garden, season, id)
  WHERE adopted_at IS NOT NULL AND released_at IS NULL; -- /admin: who adopted, harvest shares, dispatches
-- An order that is placed pays nothing for this one: a board waits for staff only once its plot is adopted.
CREATE INDEX adoptions_board_waiting ON adoptions (season)
  WHERE board_state = 'waiting' AND adopted_at IS NOT NULL AND released_at IS NULL; -- /admin, 名牌待审

CREATE TRIGGER adoption_stays_released BEFORE UPDATE OF state, released_at ON adoptions
WHEN OLD.released_at IS NOT NULL AND (NEW.released_at IS NULL OR NEW.state <> OLD.state)
BEGIN
  SELECT RAISE(ABORT, 'adoption_stays_released');
END;

CREATE TABLE adoption_gifts (
  adoption_id TEXT NOT NULL PRIMARY KEY REFERENCES adoptions (id),
  phone_sealed TEXT NOT NULL,
  phone_hmac TEXT NOT NULL,
  message TEXT NOT NULL,
  claimed_at INTEGER,
  receiver_name TEXT
) STRICT, WITHOUT ROWID;
-- One receiver: of two who claim at once the second breaks here.
CREATE TRIGGER gift_claimed_once BEFORE UPDATE OF claimed_at ON adoption_gifts WHEN OLD.claimed_at IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'gift_claimed_once');
END;

CREATE TABLE certificates (
  code TEXT NOT NULL PRIMARY KEY,
  adoption_id TEXT NOT NULL REFERENCES adoptions (id),
  holder TEXT NOT NULL,
  issued_at INTEGER NOT NULL,
  superseded_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX certificates_of_adoption ON certificates (adoption_id, issued_at); -- /orders/:number, /my/garden
CREATE UNIQUE INDEX certificate_current ON certificates (adoption_id) WHERE superseded_at IS NULL;

-- Claims ----------------------------------------------------------------------
-- Current claims only; the key makes them exclusive. A hold or an unpaid order has an end, an adoption has none.
CREATE TABLE plot_claims (
  plot TEXT NOT NULL REFERENCES plots (code),
  season INTEGER NOT NULL,
  claimed_at INTEGER NOT NULL,
  expires_at INTEGER,
  hold_hash TEXT,
  order_id TEXT,
  adoption_id TEXT,
  visitor_hmac TEXT,
  -- Keyed hash of the network a hold or an unpaid order came from.
  network_hmac TEXT,
  CONSTRAINT plot_claim_once PRIMARY KEY (plot, season),
  CONSTRAINT plot_claim_of_somebody CHECK (hold_hash IS NOT NULL OR order_id IS NOT NULL)
) STRICT, WITHOUT ROWID;
CREATE INDEX holds_of_visitor ON plot_claims (visitor_hmac) WHERE visitor_hmac IS NOT NULL; -- POST /plots/:code/holds
CREATE INDEX claims_of_network ON plot_claims (network_hmac) WHERE network_hmac IS NOT NULL; -- POST /plots/:code/hold, POST /checkout

-- A live claim gives way only to the order its hold belongs to, and an order's only to that order.
CREATE TRIGGER plot_taken BEFORE UPDATE ON plot_claims
WHEN (OLD.expires_at IS NULL OR OLD.expires_at > NEW.claimed_at)
  AND NOT (OLD.order_id IS NULL AND OLD.hold_hash IS NOT NULL AND OLD.hold_hash IS NEW.hold_hash)
  AND NOT (OLD.order_id IS NOT NULL AND OLD.order_id IS NEW.order_id)
BEGIN
  SELECT RAISE(ABORT, 'plot_taken');
END;
CREATE TRIGGER adoption_claim_stays BEFORE UPDATE ON plot_claims
WHEN OLD.expires_at IS NULL AND (NEW.expires_at IS NOT NULL OR NEW.order_id IS NOT OLD.order_id)
BEGIN
  SELECT RAISE(ABORT, 'plot_taken');
END;

-- A plot somebody claimed keeps its garden and size.
CREATE TRIGGER plot_stays BEFORE UPDATE OF area_cmu, garden ON plots
WHEN (NEW.area_cmu <> OLD.area_cmu OR NEW.garden <> OLD.garden)
  AND EXISTS (SELECT 1 FROM plot_claims WHERE plot = OLD.code)
BEGIN
  SELECT RAISE(ABORT, 'plot_stays');
END;

-- A garden's season; the counters follow the claims, so that no page counts plots.
CREATE TABLE garden_seasons (
  garden TEXT NOT NULL REFERENCES gardens (code),
  season INTEGER NOT NULL,
  adopted INTEGER NOT NULL CONSTRAINT season_adopted CHECK (adopted >= 0),
  adopted_cmu INTEGER NOT NULL CONSTRAINT season_adopted_area CHECK (adopted_cmu >= 0),
  closed_at INTEGER,
  PRIMARY KEY (garden, season)
) STRICT, WITHOUT ROWID;
CREATE TABLE season_tiers (
  garden TEXT NOT NULL REFERENCES gardens (code),
  season INTEGER NOT NULL,
  area_cmu INTEGER NOT NULL,
  adopted INTEGER NOT NULL CONSTRAINT season_tier_adopted CHECK (adopted >= 0),
  PRIMARY KEY (garden, season, area_cmu)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER claim_made_permanent AFTER UPDATE OF expires_at ON plot_claims
WHEN OLD.expires_at IS NOT NULL AND NEW.expires_at IS NULL
BEGIN
  INSERT INTO garden_seasons (garden, season, adopted, adopted_cmu)
    SELECT garden, NEW.season, 1, area_cmu FROM plots WHERE code = NEW.plot
    ON CONFLICT (garden, season) DO UPDATE SET adopted = adopted + 1, adopted_cmu = adopted_cmu + excluded.adopted_cmu;
  INSERT INTO season_tiers (garden, season, area_cmu, adopted)
    SELECT garden, NEW.season, area_cmu, 1 FROM plots WHERE code = NEW.plot
    ON CONFLICT (garden, season, area_cmu) DO UPDATE SET adopted = adopted + 1;
END;
CREATE TRIGGER claim_born_permanent AFTER INSERT ON plot_claims WHEN NEW.expires_at IS NULL
BEGIN
  INSERT INTO garden_seasons (garden, season, adopted, adopted_cmu)
    SELECT garden, NEW.season, 1, area_cmu FROM plots WHERE code = NEW.plot
    ON CONFLICT (garden, season) DO UPDATE SET adopted = adopted + 1, adopted_cmu = adopted_cmu + excluded.adopted_cmu;
  INSERT INTO season_tiers (garden, season, area_cmu, adopted)
    SELECT garden, NEW.season, area_cmu, 1 FROM plots WHERE code = NEW.plot
    ON CONFLICT (garden, season, area_cmu) DO UPDATE SET adopted = adopted + 1;
END;
CREATE TRIGGER permanent_claim_ended AFTER DELETE ON plot_claims WHEN OLD.expires_at IS NULL
BEGIN
  UPDATE garden_seasons SET adopted = adopted - 1,
    adopted_cmu = adopted_cmu - (SELECT area_cmu FROM plots WHERE code = OLD.plot)
    WHERE season = OLD.season AND garden = (SELECT garden FROM plots WHERE code = OLD.plot);
  UPDATE season_tiers SET adopted = adopted - 1
    WHERE season = OLD.season AND garden = (SELECT garden FROM plots WHERE code = OLD.plot)
      AND area_cmu = (SELECT area_cmu FROM plots WHERE code = OLD.plot);
END;

-- The campaign page -------------------------------------------------------------
-- It is kept as a copy as long as the content version stands: everything it says raises it.
CREATE TRIGGER campaign_shown AFTER UPDATE ON campaigns
BEGIN
  UPDATE content_version SET version = version + 1 WHERE id = 1;
END;
CREATE TRIGGER garden_shown AFTER INSERT ON gardens
BEGIN
  UPDATE content_version SET version = version + 1 WHERE id = 1;
END;
-- `updated_at` is of no page that is kept: an update of a garden leaves the copies alone.
CREATE TRIGGER garden_reshown AFTER UPDATE OF slug, position, name_zh, name_en, place_zh, place_en, origin_code, story_zh,
  story_en, keeper_zh, keeper_en, scene, listed, sample ON gardens
BEGIN
  UPDATE content_version SET version = version + 1 WHERE id = 1;
END;
CREATE TRIGGER garden_size_shown AFTER INSERT ON garden_tiers
BEGIN
  UPDATE content_version SET version = version + 1 WHERE id = 1;
END;
CREATE TRIGGER garden_size_reshown AFTER UPDATE OF plots ON garden_tiers WHEN NEW.plots <> OLD.plots
BEGIN
  UPDATE content_version SET version = version + 1 WHERE id = 1;
END;
CREATE TRIGGER offer_shown AFTER INSERT ON offers WHEN NEW.published_at IS NOT NULL
BEGIN
  UPDATE content_version SET version = version + 1 WHERE id = 1;
END;
CREATE TRIGGER offer_reshown AFTER UPDATE OF published_at, superseded_at ON offers
BEGIN
  UPDATE content_version SET version = version + 1 WHERE id = 1;
END;
CREATE TRIGGER season_size_shown AFTER INSERT ON season_tiers
BEGIN
  UPDATE content_version SET version = version + 1 WHERE id = 1;
END;
CREATE TRIGGER season_size_reshown AFTER UPDATE OF adopted ON season_tiers WHEN NEW.adopted <> OLD.adopted
BEGIN
  UPDATE content_version SET version = version + 1 WHERE id = 1;
END;
CREATE TRIGGER season_closing_shown AFTER UPDATE OF closed_at ON garden_seasons
BEGIN
  UPDATE content_version SET version = version + 1 WHERE id = 1;
END;

-- gardens.selling follows the campaign.
CREATE TRIGGER campaign_switched AFTER UPDATE OF open ON campaigns
BEGIN
  UPDATE gardens SET selling = NEW.open;
END;
CREATE TRIGGER garden_joins_campaign AFTER INSERT ON gardens
BEGIN
  UPDATE gardens SET selling = coalesce((SELECT open FROM campaigns LIMIT 1), 1) WHERE code = NEW.code;
END;
